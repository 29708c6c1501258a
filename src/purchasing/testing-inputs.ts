/** What people type with each act on an order: sensible, and nonsense. Follows from a seed alone. */
import type { Product } from '../catalogue/product.ts';
import { addDays, localDate } from '../kernel/time.ts';
import type { PersonAction } from './order.commands.ts';
import type { Order } from './order.ts';
import { FAKTUR, testId } from './testing.ts';

/** The same seed, the same row of numbers. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  /** A whole number from 0 to `below` − 1. */
  number(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  }
  /** True about so often in a hundred times. */
  chance(percent: number): boolean {
    return this.number(100) < percent;
  }
  of<T>(list: readonly T[]): T {
    return list[this.number(list.length)] as T;
  }
}

export interface Typing {
  readonly dice: Dice;
  readonly order: Order | null;
  readonly now: Date;
  readonly products: readonly Product[];
  readonly lineIds: readonly string[];
  readonly ppks: readonly string[];
}

const reason = 'Alasan yang cukup panjang';
const stepUp = { code: '123456', digest: 'a'.repeat(64) };

/** An input that the schema takes and that makes sense for this order; it may still be refused by a rule. */
export function sensible(action: PersonAction, t: Typing): Record<string, unknown> {
  const { dice } = t;
  const photo = testId('photo');
  const item = () => ({ productId: dice.of(t.products).id, quantity: 1 + dice.number(12) });
  switch (action) {
    case 'addItem':
      return item();
    case 'setItems':
      return { lines: Array.from({ length: 1 + dice.number(3) }, item) };
    case 'request':
      return { note: '', needDate: dice.chance(50) ? null : soon(t) };
    case 'setDetails': {
      const budgeted = { budgetLineId: dice.of(t.lineIds) };
      return t.order?.state === 'REQUESTED' && dice.chance(20) ? { ...budgeted, lines: [item()] } : budgeted;
    }
    case 'negotiate':
    case 'offer':
    case 'counterOffer':
      return offerFor(t);
    case 'checkout':
      return { ppkAssignmentId: dice.of(t.ppks), rail: dice.chance(60) ? 'CMS' : 'KKP', note: '' };
    case 'approve':
      return { stepUp, splitReason: dice.chance(50) ? '' : reason };
    case 'reject':
      return { why: 'OTHER', reason };
    case 'accept':
      return { deliveryDate: dice.chance(60) ? null : soon(t) };
    case 'askNewDate':
      return { date: soon(t), reason };
    case 'ship':
    case 'shipAgain':
      return { carrier: 'Kurir Contoh', trackingNo: '', note: '' };
    case 'markDelivered':
      return { proof: [photo], note: '' };
    case 'receive':
      return { photos: [] };
    case 'hold':
    case 'receivePart':
      return { lines: checkedLines(t, action === 'hold'), photos: [photo] };
    case 'bill':
      return { vendorNumber: '', faktur: dice.chance(60) ? FAKTUR : '' };
    case 'attachFaktur':
      return { faktur: FAKTUR };
    case 'signSpby':
      return { stepUp };
    case 'payByCard':
      return { cardId: testId('card') };
    case 'rate':
      return { stars: 1 + dice.number(5), comment: '' };
    case 'sendBack':
    case 'declineOffer':
    case 'decline':
    case 'declineNewDate':
    case 'askCancel':
    case 'refuseCancel':
    case 'cancelForDefault':
    case 'returnBill':
    case 'refuseSpby':
      return { reason };
    default:
      return {};
  }
}

const soon = ({ dice, now }: Typing) => addDays(localDate(now, 'WIB'), dice.number(15));

function offerFor(t: Typing): Record<string, unknown> {
  const percent = BigInt(60 + t.dice.number(41));
  const lines = t.order?.lines ?? [];
  const goods = lines.reduce((sum, line) => sum + line.listPrice * BigInt(line.quantity), 0n);
  return {
    prices: lines.map(({ no, listPrice }) => ({ no, price: String((listPrice * percent) / 100n) })),
    deliveryFee: String((goods * BigInt(t.dice.number(30))) / 100n),
    deliveryDate: t.dice.chance(70) ? null : soon(t),
    note: '',
  };
}

/** At least one thing is amiss when the delivery is to be held, and at least one is accepted. */
function checkedLines({ dice, order }: Typing, held: boolean): unknown[] {
  return (order?.lines ?? []).map(({ no, quantity }, i) => {
    const accepted = i === 0 && !held ? 1 + dice.number(quantity) : dice.number(quantity);
    const whole = accepted === quantity;
    return { no, accepted, condition: whole ? 'GOOD' : 'DAMAGED', reason: whole ? '' : 'Penyok' };
  });
}

const junk: readonly unknown[] = [
  null,
  '',
  -1,
  0,
  3.5,
  '99999999999999',
  'x',
  [],
  {},
  [{ no: 7, accepted: 1, condition: 'GOOD', reason: '' }],
  [{ no: 1, accepted: 999_999, condition: 'GOOD', reason: '' }],
  [{ productId: testId('unknown'), quantity: 1 }],
  [{ no: 1, price: '999999999999' }],
  '2020-01-01',
  '9999-12-31',
  testId('unknown'),
];

/** A sensible input with one part replaced by something else, or something else altogether. */
export function nonsense(action: PersonAction, t: Typing): unknown {
  const { dice } = t;
  if (dice.chance(15)) return dice.of(junk);
  const input = sensible(action, t);
  const keys = Object.keys(input);
  return keys.length === 0 ? { unknown: dice.of(junk) } : { ...input, [dice.of(keys)]: dice.of(junk) };
}
