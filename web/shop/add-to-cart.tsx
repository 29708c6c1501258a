import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type Order, orderQuery } from '../orders/order-data.ts';
import { answer, api, withKey } from '../shared/api/client.ts';
import { type Command, useCommand } from '../shared/api/command.ts';
import { useMe } from '../shared/api/me.ts';
import { Button } from '../shared/ui/button.tsx';
import { LinkButton, TextLink } from '../shared/ui/link-button.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { toast } from '../shared/ui/toast.tsx';
import { useWords } from '../shared/words/define.ts';
import type { Card } from './data.ts';
import { words } from './words.ts';

export const BUYER_ROLES: readonly string[] = ['PEMESAN', 'PP'];

/** Whether the reader may buy: `ask` means that nobody is signed in, `wait` that we do not know yet. */
export function useMayBuy(): 'yes' | 'no' | 'ask' | 'wait' {
  const me = useMe();
  if (me === undefined) return 'wait';
  if (me === null) return 'ask';
  return BUYER_ROLES.includes(me.role) ? 'yes' : 'no';
}

interface CartItem {
  readonly productId: string;
  readonly quantity: number;
}

const addItem = (item: CartItem, key: string): Promise<Order> =>
  answer(api.POST('/api/v1/cart/items', { body: item, ...withKey(key) }));

/** Puts goods into the cart of their shop; can be undone for as long as the message is shown. */
export function useAddToCart(card: Card): Command<number, Order> {
  const say = useWords(words);
  const queries = useQueryClient();
  const changed = (order: Order) => {
    queries.setQueryData(orderQuery(order.id).queryKey, order);
    void queries.invalidateQueries({ queryKey: ['orders', 'cart'] });
  };
  const command = useCommand(async (quantity: number, key: string) => {
    const order = await addItem({ productId: card.id, quantity }, key);
    changed(order);
    toast({
      text: say.added(quantity, card.unit, card.vendor.name),
      onUndo: () => {
        takeBack(order, { productId: card.id, quantity }).then(
          (before) => {
            changed(before);
            command.reset();
          },
          () => toast({ text: say.undoFailed }),
        );
      },
    });
    return order;
  });
  return command;
}

/** The cart as it was before the item was added. */
function takeBack(order: Order, { productId, quantity }: CartItem): Promise<Order> {
  const lines = order.lines
    .map((line) => ({
      productId: line.productId,
      quantity: line.productId === productId ? line.quantity - quantity : line.quantity,
    }))
    .filter((line) => line.quantity > 0);
  const rest = { params: { path: { id: order.id } }, ...withKey(crypto.randomUUID()) };
  return answer(
    lines.length === 0
      ? api.POST('/api/v1/orders/{id}/discard', { body: {}, ...rest })
      : api.POST('/api/v1/orders/{id}/setItems', { body: { lines }, ...rest }),
  );
}

/** The button of a card: the smallest quantity that can be ordered. Nothing for who cannot buy. */
export function AddOne({ card }: { card: Card }) {
  const say = useWords(words);
  const may = useMayBuy();
  const command = useAddToCart(card);
  const here = useLocation({ select: (place) => place.href });
  if (may === 'no') return null;
  if (may === 'wait') return <div className="min-h-12" />;
  if (may === 'ask') {
    return (
      <LinkButton to="/masuk" search={{ kembali: here }} tone="quiet" full>
        {say.addToCart}
      </LinkButton>
    );
  }
  const held = command.result?.lines.find((line) => line.productId === card.id);
  return (
    <div className="grid gap-1">
      <Button
        tone="quiet"
        full
        busy={command.busy}
        label={say.addNamed(card.name)}
        onPress={() => void command.send(card.minOrder)}
      >
        {say.addToCart}
      </Button>
      {held !== undefined && command.state === 'done' && (
        <p className="text-small">
          <TextLink to="/keranjang">{say.inCart(held.quantity)}</TextLink>
        </p>
      )}
      <CartMessage command={command} />
    </div>
  );
}

/** Why it did not go into the cart. */
export function CartMessage({ command }: { command: Pick<Command<never, Order>, 'message' | 'state'> }) {
  if (command.message === undefined) return null;
  return (
    <Notice tone={command.state === 'silent' ? 'wait' : 'bad'} live>
      {command.message}
    </Notice>
  );
}
