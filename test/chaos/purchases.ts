/** Purchases that wait to be paid, and their instructions: made in bulk, by the same rules as one by one. */

import { commitOrder } from '../../src/budget/postings.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { Codec } from '../../src/journal/codec.ts';
import type { Committer } from '../../src/journal/commit.ts';
import type { Decision, Refusal } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { prepareCard } from '../../src/payment/card-payment.ts';
import { type Instruction, instructionId, instructionTable, referenceOf } from '../../src/payment/instruction.ts';
import { orderSubject } from '../../src/payment/order-subject.ts';
import { recogniseBill } from '../../src/payment/postings.ts';
import { factsFor, payers } from '../../src/payment/testing-office.ts';
import { actOnTransfer, submitTransfer } from '../../src/payment/transfer.ts';
import type { Queryable } from '../../src/platform/database.ts';
import { orderById } from '../../src/purchasing/order.store.ts';
import { type Order, orderTable } from '../../src/purchasing/order.ts';
import { buyers, orderUpTo } from '../../src/purchasing/testing.ts';
import { orderRow } from '../../src/purchasing/transition.ts';
import { dice } from './dice.ts';
import type { ChaosOffice, ChaosSatker, ChaosVendor } from './office.ts';

export type Rail = 'CMS' | 'KKP' | 'QRIS';

/** One purchase of the run; `no` from 0. */
export interface Purchase {
  readonly no: number;
  readonly rail: Rail;
  readonly buyer: ChaosSatker;
  readonly seller: ChaosVendor;
  readonly orderId: string;
}

export interface Shop {
  readonly seed: number;
  readonly office: ChaosOffice;
  readonly committer: Committer;
  readonly db: Queryable;
  readonly codec: Codec;
}

/** Of a hundred purchases, so many on the bank's page and so many by QR; the others by transfer. */
export interface Mix {
  readonly cards: number;
  readonly qr: number;
}

const NOW = (): Date => new Date();

/** Makes purchase `no` and everything that brought its ledger to where it stands. */
export async function made(shop: Shop, no: number, mix: Mix): Promise<Purchase> {
  const { seed, office } = shop;
  const rail = railOf(dice(seed, `rail ${no}`, 100), mix);
  const buyer = office.satkers[dice(seed, `satker ${no}`, office.satkers.length)];
  // Cards are refused by limit and code, not by the payee's account.
  const sellers = rail !== 'CMS' ? office.vendors.filter(({ cards }) => cards) : office.vendors;
  const seller = sellers[weighted(seed, no, sellers)];
  const at = buyer?.stages[seller ? office.vendors.indexOf(seller) : 0];
  if (!buyer || !seller || !at) throw new RangeError('an office has satker and vendors');
  const raw = orderUpTo(at, 'SPBY', {
    rail: rail === 'CMS' ? 'CMS' : 'KKP',
    quantity: 1 + dice(seed, `quantity ${no}`, 40),
  });
  const orderId = derivedId('chaos', `${seed} order ${no}`);
  const order: Order = { ...raw, id: orderId, number: `PS-KACAU-${seed}-${String(no).padStart(6, '0')}`, version: 1 };
  const { commitment, bill } = order;
  if (!commitment || !bill) throw new Error('an order with an SPBy has a commitment and a bill');
  const cause = derivedId('chaos', `${seed} made ${no}`);
  const committed = { ...commitOrder(cause, at.line.id, commitment.amount), id: derivedId(cause, 'commitment') };
  await written(shop, cause, order, {
    ok: true,
    events: [{ type: 'order.made', aggregate: 'order', aggregateId: orderId, payload: {} }],
    rows: [orderRow({ ...order, commitment: { ...commitment, id: committed.id } }, 0)],
    transfers: [
      committed,
      recogniseBill(derivedId(cause, 'bill'), { satker: order.satkerId, vendor: order.vendorId }, bill.tax.gross),
    ],
    jobs: [],
  });
  return { no, rail, buyer, seller, orderId };
}

function railOf(roll: number, { cards, qr }: Mix): Rail {
  if (roll < cards) return 'KKP';
  return roll < cards + qr ? 'QRIS' : 'CMS';
}

/** Ordinary payees take most; the others one in a hundred each. */
function weighted(seed: number, no: number, sellers: readonly ChaosVendor[]): number {
  const roll = dice(seed, `vendor ${no}`, 100);
  const odd = sellers
    .map(({ vendor }, n) => (vendor.account.accountNo.slice(-4).startsWith('9') ? n : -1))
    .filter((n) => n >= 0);
  const plain = sellers.map((_, n) => n).filter((n) => !odd.includes(n));
  return (roll < odd.length ? odd[roll] : plain[roll % plain.length]) ?? 0;
}

const causeOf = ({ seed }: Shop, no: number, attempt: number, step: string): string =>
  derivedId('chaos', `${seed} ${step} ${no} ${attempt}`);

/** The reference that attempt `attempt` of a purchase will have at the bank. */
export const referenceAt = (shop: Shop, no: number, attempt: number): string =>
  referenceOf(instructionId(causeOf(shop, no, attempt, 'begin')));

/** The treasurer makes the instruction and the KPA approves it, or the holder begins. From then on it is `work`'s. */
export async function begun(shop: Shop, purchase: Purchase, attempt: number): Promise<void> {
  const order = await orderById(shop.db, shop.codec, purchase.orderId);
  if (!order) throw new Error(`purchase ${purchase.no} is gone`);
  const cause = causeOf(shop, purchase.no, attempt, 'begin');
  const facts = { ...factsFor(payers.bendahara), now: NOW(), cause };
  if (purchase.rail !== 'CMS') {
    const { holder } = buyers(order.satkerId);
    const { card, qrCard } = purchase.buyer;
    const by = purchase.rail === 'QRIS' ? qrCard : card;
    const vendorClass = purchase.seller.vendor.class;
    const prepared = prepareCard(order, by, ENOUGH, { ...facts, actor: holder, vendorClass });
    return written(shop, cause, order, decided(prepared));
  }
  const submitted = decided(submitTransfer(order, purchase.buyer.satker, ENOUGH, facts));
  await written(shop, cause, order, { ...submitted, jobs: [] });
  const instruction = bodyOf<Instruction>(submitted, instructionTable);
  const paying = bodyOf<Order>(submitted, orderTable);
  const next = causeOf(shop, purchase.no, attempt, 'approve');
  const approval = { ...factsFor(payers.kpa), now: NOW(), cause: next };
  const approved = actOnTransfer(payeeKnown(instruction), orderSubject(paying), 'approve', '', approval);
  await written(shop, next, order, decided(approved));
}

const ENOUGH = 10n ** 15n;

/** The bank has said whose account it is; asking ten thousand times would only measure the asking. */
const payeeKnown = (instruction: Instruction): Instruction => ({
  ...instruction,
  payeeCheck: {
    result: 'same',
    nameAtBank: instruction.beneficiary.name,
    referenceNo: null,
    message: '',
    at: instruction.createdAt,
    accepted: [],
  },
});

async function written(shop: Shop, cause: string, order: Order, decision: Decision): Promise<void> {
  const parties = { satkerId: order.satkerId, vendorId: order.vendorId };
  const done = await shop.committer.commit({ decision, actor: systemActor, parties, at: NOW(), cause });
  if (done.kind !== 'committed') throw new Error(`purchase not written: ${JSON.stringify(done)}`);
}

function decided(outcome: Decision | Refusal): Decision {
  if (outcome.ok) return outcome;
  throw new Error(
    `refused: ${outcome.code} ${JSON.stringify(outcome.params, (_, v) => (typeof v === 'bigint' ? `${v}` : v))}`,
  );
}

function bodyOf<T>(decision: Decision, table: string): T {
  const row = decision.rows.find((one) => one.table === table);
  if (!row) throw new Error(`the decision writes no ${table}`);
  return row.body as unknown as T;
}
