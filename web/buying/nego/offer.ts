import type { Order } from '../../orders/order-data.ts';

type Lines = readonly Pick<Order['lines'][number], 'no' | 'quantity' | 'listPrice' | 'price'>[];

/** What is typed: whole rupiah as digits, '' where nothing usable stands. */
export interface Typed {
  readonly prices: readonly string[];
  readonly deliveryFee: string;
}

/** Where a new offer begins: at the last one, else at the prices the order has. */
export function typedOf(lines: Lines, offers: Order['offers'], deliveryFee: string): Typed {
  const last = offers.at(-1);
  return {
    prices: lines.map((line) => last?.prices.find((price) => price.no === line.no)?.price ?? line.price),
    deliveryFee: last?.deliveryFee ?? deliveryFee,
  };
}

const digits = (typed: string | undefined) => (typed === undefined || typed === '' ? 0n : BigInt(typed));

/** Goods, goods at listed prices, and delivery, in whole rupiah. PPN that prices do not hold is not in them. */
export function sumsOf(lines: Lines, { prices, deliveryFee }: Typed) {
  const amounts = lines.map((line, index) => digits(prices[index]) * BigInt(line.quantity));
  const listed = lines.reduce((sum, line) => sum + BigInt(line.listPrice) * BigInt(line.quantity), 0n);
  const goods = amounts.reduce((sum, amount) => sum + amount, 0n);
  const fee = digits(deliveryFee);
  return { amounts, listed, fee, total: goods + fee, saving: listed - goods - fee };
}
