/** What must hold of all orders of a walk, their people and their money, after every step. */
import assert from 'node:assert/strict';
import type { Decision } from '../kernel/decision.ts';
import { orderMachine } from './order.machine.ts';
import { type Order, orderTable, vendorSees } from './order.ts';
import { orderIn, type Person } from './testing.ts';
import type { MemoryLedger } from './testing-ledger.ts';

/** Persons by what they have done with an order; kept by the walk, not by the order. */
export interface Acted {
  readonly ordered: ReadonlySet<string>;
  readonly committed: ReadonlySet<string>;
  /** Whose SPBy stands: one that the treasurer refused does not count. */
  readonly signed: ReadonlySet<string>;
  readonly received: ReadonlySet<string>;
  /** Who began the payment that stands. */
  readonly paid: ReadonlySet<string>;
  readonly shown: boolean;
  /** How often the payee's bank sent the money back. */
  readonly returns: number;
}

const nobody: Acted = {
  ordered: new Set(),
  committed: new Set(),
  signed: new Set(),
  received: new Set(),
  paid: new Set(),
  shown: false,
  returns: 0,
};

const KINDS: readonly [keyof Omit<Acted, 'shown' | 'returns'>, readonly string[]][] = [
  ['ordered', ['addItem', 'request', 'negotiate', 'offer', 'acceptOffer', 'checkout']],
  ['committed', ['approve']],
  ['signed', ['signSpby']],
  ['received', ['receive', 'receivePart', 'hold']],
  ['paid', ['startPayment', 'payByCard']],
];

export function whoActed(before: Acted | undefined, actor: Person, action: string): Acted {
  const known = before ?? nobody;
  const kind = actor.vendorId === null ? KINDS.find(([, acts]) => acts.includes(action))?.[0] : undefined;
  const shown = known.shown || action === 'negotiate' || action === 'approve';
  const signed = action === 'refuseSpby' ? nobody.signed : known.signed;
  const paid = action === 'failPayment' || action === 'comeBack' ? nobody.paid : known.paid;
  const returns = known.returns + (action === 'comeBack' ? 1 : 0);
  return { ...known, shown, signed, paid, returns, ...(kind && { [kind]: new Set([...known[kind], actor.personId]) }) };
}

/** One accepted act: along a row of the table, by an office of this order, one version further. The row that was taken. */
export function checkStep(before: Order | null, done: Decision, actor: Person, action: string, now: Date) {
  const after = orderIn(done);
  const from = before?.state ?? null;
  const row = orderMachine.transitions.find(
    (t) => t.from === from && t.action === action && t.to === after.state && t.by.includes(actor.role),
  );
  assert.ok(row, `${actor.role} took ${from} to ${after.state} by ${action}: no row of the table`);
  assert.equal(after.version, (before?.version ?? 0) + 1);
  assert.equal(done.rows.find((one) => one.table === orderTable)?.expectedVersion, before?.version ?? 0);
  const own = actor.vendorId === null ? actor.satkerId === after.satkerId : actor.vendorId === after.vendorId;
  assert.ok(own || actor.role === 'SYSTEM', `${actor.name} of another office did ${action}`);
  if (before?.number) assert.equal(after.number, before.number);
  if (action === 'expire') assert.ok(now.toISOString() > (before?.dueAt ?? '9'), `${from} expired before its time`);
  if (action === 'rate') assert.equal(before?.rating, null, 'rated twice');
  return row;
}

interface Walked {
  readonly ledger: MemoryLedger;
  readonly orders: readonly Order[];
  readonly acted: ReadonlyMap<string, Acted>;
  readonly at: { readonly satker: { readonly id: string }; readonly vendor: { readonly id: string } };
}

const isPaid = (order: Order) => order.state === 'PAID' || order.state === 'COMPLETED';
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

export function checkWorld(walk: Walked, lines: readonly string[]): void {
  assert.deepEqual(walk.ledger.faults(), []);
  for (const line of lines) checkLine(walk, line);
  checkDebts(walk);
  for (const order of walk.orders) checkOrder(order, walk.acted.get(order.id) ?? nobody);
}

/** Goods that were paid for stay realised when the money comes back: the debt is the vendor's, the budget is spent. */
const isRealised = (order: Order) => isPaid(order) || (order.cameBack ?? null) !== null;
const owedOn = ({ bill, cameBack }: Order): bigint => cameBack?.net ?? bill?.tax.gross ?? 0n;

function checkLine({ ledger, orders }: Walked, line: string): void {
  const { pagu, blocked, committed, realised, available } = ledger.figures(line);
  assert.equal(available + committed + realised + blocked, pagu, 'the figures of a line make its pagu');
  const here = orders.filter((order) => order.budget?.lineId === line);
  assert.equal(committed, sum(here.map((order) => order.commitment?.amount ?? 0n)), 'committed is what orders hold');
  const billed = here.filter(isRealised).map((order) => order.bill?.tax.gross ?? 0n);
  assert.equal(realised, sum(billed), 'realised is what was billed and paid');
}

function checkDebts({ ledger, orders, acted, at }: Walked): void {
  const debt = ledger.balance('vendor.payable', `${at.satker.id}/${at.vendor.id}`);
  const owed = (states: readonly string[]) => sum(orders.filter((order) => states.includes(order.state)).map(owedOn));
  assert.equal(
    debt.creditsPosted - debt.debitsPosted,
    owed(['SPBY', 'PAYING']),
    'owed is what was signed and not paid',
  );
  assert.equal(debt.debitsPending, owed(['PAYING']), 'held is what is being paid');
  const paid = orders.filter(isPaid);
  const byCms = orders.filter((order) => order.rail === 'CMS' && isRealised(order));
  const timesPaid = (order: Order) => BigInt((acted.get(order.id)?.returns ?? 0) + (isPaid(order) ? 1 : 0));
  const clearing = ledger.balance('bank.clearing', at.satker.id).creditsPosted;
  assert.equal(
    clearing,
    sum(byCms.map((order) => timesPaid(order) * (order.bill?.tax.net ?? 0n))),
    'the vendor was paid the net, once, and again for each time that it came back',
  );
  const tax = ledger.balance('tax.payable', at.satker.id).creditsPosted;
  assert.equal(
    tax,
    sum(byCms.map((order) => order.bill?.tax.treasurerDeposits ?? 0n)),
    'the tax is kept for the State',
  );
  const issuer = ledger.balance('issuer.payable', at.satker.id).creditsPosted;
  const byCard = paid.filter((order) => order.rail === 'KKP').map((order) => order.bill?.tax.gross ?? 0n);
  assert.equal(issuer, sum(byCard), 'the issuer is owed what the card paid');
}

const BOUND = [
  'WAIT_VENDOR',
  'WITHDRAW_REQUESTED',
  'PROCESSING',
  'CANCEL_REQUESTED',
  'SHIPPED',
  'DELIVERED',
  'PENDING',
];
const BILLED = ['BILLED', 'BILL_RETURNED', 'SPBY', 'PAYING'];

function checkOrder(order: Order, acted: Acted): void {
  const { state, commitment, receipt, bill, spby, paidAt } = order;
  const bound = [...BOUND, 'RECEIVED', ...BILLED].includes(state) && !isRealised(order);
  assert.equal(commitment !== null, bound, `commitment in ${state}`);
  assert.equal(paidAt !== null, isPaid(order), `paid in ${state}`);
  if (['RECEIVED', ...BILLED].includes(state) || isPaid(order)) assert.ok(receipt, `no BAST in ${state}`);
  if (BILLED.includes(state) || isPaid(order)) assert.ok(bill, `no bill in ${state}`);
  if (['SPBY', 'PAYING'].includes(state) || isPaid(order)) assert.ok(spby, `no SPBy in ${state}`);
  if (bill && commitment) assert.ok(bill.tax.gross <= commitment.amount, 'billed above the commitment');
  if (bill) assert.equal(bill.tax.gross, bill.tax.net + bill.tax.treasurerDeposits, 'a rupiah of the bill is lost');
  if (bill && receipt) {
    const quantity = (no: number) => BigInt(receipt.lines.find((line) => line.no === no)?.accepted ?? 0);
    const accepted = sum(order.lines.map((line) => line.price * quantity(line.no)));
    assert.ok(bill.tax.dpp <= accepted + order.deliveryFee, 'billed more than was accepted');
  }
  if (orderMachine.final.includes(state)) assert.equal(order.dueAt, null, 'what has ended is due no more');
  if (orderMachine.final.includes(state) && !isPaid(order)) assert.ok(order.ended?.reason, `${state} without a reason`);
  assert.ok(order.offers.filter((offer) => offer.outcome === 'OPEN').length <= 1, 'two open offers');
  assert.equal(
    order.offers.some((offer) => offer.outcome === 'OPEN'),
    state === 'NEGO',
    `open offer in ${state}`,
  );
  assert.equal(vendorSees(order), acted.shown, `the vendor sees an order in ${state}`);
  checkPeople(acted);
}

function checkPeople({ ordered, committed, signed, received, paid }: Acted): void {
  const apart = (a: ReadonlySet<string>, b: ReadonlySet<string>, what: string) =>
    assert.ok(a.isDisjointFrom(b), `one person ${what}`);
  apart(ordered, committed, 'ordered and committed');
  apart(ordered, received, 'ordered and received');
  apart(committed, received, 'committed and received');
  apart(committed, paid, 'committed and paid');
  for (const [others, what] of [
    [ordered, 'ordered'],
    [received, 'received'],
    [paid, 'paid'],
  ] as const)
    apart(signed, others, `${what} and signed the SPBy`);
}
