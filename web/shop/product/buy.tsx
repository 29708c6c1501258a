import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order } from '../../orders/order-data.ts';
import type { Command } from '../../shared/api/command.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { QuantityField } from '../../shared/ui/quantity-field.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { CartMessage, useMayBuy } from '../add-to-cart.tsx';
import { CompareToggle } from '../compare-bar.tsx';
import type { Product } from '../data.ts';
import { count } from '../figures.ts';
import { Price } from '../price.tsx';
import { words as shopWords } from '../words.ts';
import { words } from './words.ts';

interface Buying {
  product: Product;
  quantity: number;
  command: Command<number, Order>;
}

/** Whether it can be ordered now, whoever asks. */
const forSale = ({ state, card }: Product) => state === 'READY' && card.stock >= card.minOrder;

const amountOf = (price: string, quantity: number) => BigInt(price) * BigInt(Number.isNaN(quantity) ? 0 : quantity);

/** Price, what there is of it, when it can be there, and the quantity. */
export function BuyCard({ product, quantity, command, onQuantity, prefix }: BuyCardProps) {
  const say = useWords(words);
  const language = useLanguage();
  const { card } = product;
  const onSale = forSale(product);
  return (
    <Card title={say.buy} aside={<CompareToggle slug={card.slug} name={card.name} />}>
      <Price card={card} large />
      <dl className="grid grid-cols-2 gap-3">
        <Fact label={say.stock}>{say.available(count(card.stock, language), card.unit)}</Fact>
        <Fact label={say.minOrder}>{say.available(count(card.minOrder, language), card.unit)}</Fact>
        <Fact label={say.delivery} wide>
          <Delivery product={product} />
        </Fact>
        <Fact label={say.rails} wide>
          {card.rails.map((rail) => say.railNames[rail]).join(', ')}
        </Fact>
      </dl>
      {product.delivery?.reaches === false && <Notice tone="warning">{say.notReaches(product.delivery.town)}</Notice>}
      {onSale ? (
        <>
          <QuantityField
            name={`${prefix}jumlah`}
            label={say.quantity}
            value={quantity}
            onChange={onQuantity}
            min={card.minOrder}
            max={card.stock}
            unit={card.unit}
          />
          <p className="flex flex-wrap justify-between gap-2 border-t border-line pt-3 font-bold">
            <span>{say.amount}</span>
            <Money amount={amountOf(card.price, quantity)} />
          </p>
          <div className="max-lg:hidden">
            <BuyButton product={product} quantity={quantity} command={command} />
          </div>
          <BuyOutcome command={command} />
        </>
      ) : (
        <Notice tone="wait">{product.state === 'READY' ? say.outOfStock : say.notForSale}</Notice>
      )}
    </Card>
  );
}

interface BuyCardProps extends Buying {
  onQuantity: (quantity: number) => void;
  /** Keeps the ids apart: the card stands on the page twice, shown once. */
  prefix: string;
}

function Fact({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide === true ? 'col-span-2' : ''}>
      <dt className="text-small text-muted">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Delivery({ product }: { product: Product }) {
  const say = useWords(words);
  return (
    <>
      <Day date={product.earliestDelivery} />
      <span className="block text-small font-normal text-muted">
        {say.lead(product.card.leadTimeDays)} {product.delivery?.reaches === true && say.reaches(product.delivery.town)}
      </span>
    </>
  );
}

/** Phone: what it comes to and the button, fixed above the bottom bar. */
export function BuyBar({ product, quantity, command }: Buying) {
  if (!forSale(product)) return null;
  return (
    <div className="flex w-full items-center gap-3 lg:hidden">
      <p className="min-w-0 flex-1 font-bold">
        <Money amount={amountOf(product.card.price, quantity)} />
        <span className="block text-small font-normal text-muted">
          {Number.isNaN(quantity) ? '' : quantity} {product.card.unit}
        </span>
      </p>
      <div className="min-w-0 flex-1">
        <BuyButton product={product} quantity={quantity} command={command} />
      </div>
    </div>
  );
}

function BuyButton({ product, quantity, command }: Buying) {
  const say = useWords(shopWords);
  const may = useMayBuy();
  const here = useLocation({ select: (place) => place.href });
  if (may === 'wait') return <div className="min-h-12" />;
  if (may === 'no') return <p className="text-small text-muted">{say.whoBuys}</p>;
  if (may === 'ask') {
    return (
      <LinkButton to="/masuk" search={{ kembali: here }} full>
        {say.signInToBuy}
      </LinkButton>
    );
  }
  const wanted = Number.isNaN(quantity) ? product.card.minOrder : quantity;
  return (
    <Button full busy={command.busy} onPress={() => void command.send(wanted)}>
      {say.addToCart}
    </Button>
  );
}

function BuyOutcome({ command }: Pick<Buying, 'command'>) {
  const say = useWords(shopWords);
  const { result } = command;
  return (
    <>
      <CartMessage command={command} />
      {command.state === 'done' && result !== undefined && (
        <LinkButton to="/keranjang" tone="quiet">
          {say.openCart}
        </LinkButton>
      )}
    </>
  );
}
