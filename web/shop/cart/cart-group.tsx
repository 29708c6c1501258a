import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Order, orderQuery, useOrderCommand } from '../../orders/order-data.ts';
import { answer, api, withKey } from '../../shared/api/client.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Receipt, type ReceiptLine } from '../../shared/ui/receipt.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useWords } from '../../shared/words/define.ts';
import { CartMessage } from '../add-to-cart.tsx';
import { CartLine } from './cart-line.tsx';
import { type Line, useQuantities } from './quantities.ts';
import { RequestForm } from './request-form.tsx';
import { words } from './words.ts';

interface CartGroupProps {
  order: Order;
  onRequested: (order: Order) => void;
}

/** Everything of one shop: its lines, what they come to, and the step to the procurement official. */
export function CartGroup({ order, onRequested }: CartGroupProps) {
  const say = useWords(words);
  const putBack = usePutBack();
  const quantities = useQuantities(order, (line) =>
    toast({ text: say.removed(line.name), onUndo: () => putBack(line) }),
  );
  const open = (action: string) => order.actions.find((one) => one.action === action);
  const request = open('request');
  const { vendor } = order;
  return (
    <Card title={vendor.name}>
      <p className="-mt-4 text-muted">
        {vendor.town} · <TextLink to={`/toko/${vendor.slug}`}>{say.toShop}</TextLink>
      </p>
      <ul className="grid divide-y divide-line">
        {order.lines
          .filter((line) => quantities.of(line) !== 0)
          .map((line) => (
            <li key={line.productId} className="py-4 first:pt-0">
              <CartLine
                line={line}
                quantity={quantities.of(line)}
                onQuantity={(quantity) => quantities.set(line, quantity)}
                onRemove={() => quantities.remove(line)}
              />
            </li>
          ))}
      </ul>
      {quantities.refused !== undefined && (
        <Notice tone="bad" live>
          {quantities.refused}
        </Notice>
      )}
      <Totals order={order} saving={quantities.saving || quantities.unsaved} />
      {request?.blockedBy != null && (
        <Notice
          tone="warning"
          action={
            <Button tone="quiet" busy={quantities.saving} onPress={quantities.refresh}>
              {say.refresh}
            </Button>
          }
        >
          {request.blockedBy}
        </Notice>
      )}
      {request !== undefined && (
        <RequestForm order={order} unsaved={quantities.unsaved || quantities.saving} onRequested={onRequested}>
          {open('discard') !== undefined && <Discard order={order} />}
        </RequestForm>
      )}
    </Card>
  );
}

/** Goods + PPN that prices do not hold = what the satker will pay, before delivery. */
function Totals({ order, saving }: { order: Order; saving: boolean }) {
  const say = useWords(words);
  const gross = BigInt(order.totals.gross);
  const goods = BigInt(order.totals.goods);
  const rest = gross - goods - BigInt(order.totals.deliveryFee);
  const lines: ReceiptLine[] = [{ label: say.goods, amount: goods }];
  if (rest !== 0n) lines.push({ label: say.ppn, amount: rest });
  return (
    <div className="grid gap-2">
      <Receipt label={say.totals(order.vendor.name)} lines={lines} totalLabel={say.total} total={gross} />
      <div className="flex flex-wrap justify-between gap-x-4 text-small text-muted">
        <p>{say.beforeDelivery}</p>
        <p role="status">{saving ? say.saving : ''}</p>
      </div>
    </div>
  );
}

/** Puts a removed line into the cart again. */
function usePutBack(): (line: Line) => void {
  const say = useWords(words);
  const queries = useQueryClient();
  return ({ productId, quantity }) => {
    answer(api.POST('/api/v1/cart/items', { body: { productId, quantity }, ...withKey(crypto.randomUUID()) })).then(
      (order) => {
        queries.setQueryData(orderQuery(order.id).queryKey, order);
        void queries.invalidateQueries({ queryKey: ['orders'] });
      },
      () => toast({ text: say.undoFailed }),
    );
  };
}

function Discard({ order }: { order: Order }) {
  const say = useWords(words);
  const [asked, setAsked] = useState(false);
  const command = useOrderCommand(order.id, 'discard', () => setAsked(false));
  return (
    <>
      <Button tone="plain" onPress={() => setAsked(true)}>
        {say.discard}
      </Button>
      <Dialog
        open={asked}
        title={say.discardTitle(order.vendor.name)}
        onClose={() => setAsked(false)}
        actions={
          <>
            <Button tone="danger" busy={command.busy} onPress={() => void command.send({})}>
              {say.discardDo}
            </Button>
            <Button tone="quiet" onPress={() => setAsked(false)}>
              {say.back}
            </Button>
          </>
        }
      >
        <p>{say.discardText}</p>
        <CartMessage command={command} />
      </Dialog>
    </>
  );
}
