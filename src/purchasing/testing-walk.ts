/** A random walk through the rules of an order, with the ledger beside it, that looks after each step whether all is right. */
import assert from 'node:assert/strict';
import { grantCardLimit, grantPagu, receiveUp } from '../budget/postings.ts';
import type { Transfer } from '../kernel/decision.ts';
import { refuse } from '../kernel/decision.ts';
import { holdCard, holdTransfer, settleHolds, voidHolds } from '../payment/postings.ts';
import { splittable } from './checks.ts';
import { decideOrder, type OpenAction, openActions } from './decide.ts';
import type { OrderFacts } from './facts.ts';
import { orderCommands, type PersonAction } from './order.commands.ts';
import { type OrderState, orderMachine } from './order.machine.ts';
import { type Order, orderTable } from './order.ts';
import * as paying from './paying.ts';
import {
  alsoAs,
  buyers,
  factsOf,
  type Outcome,
  orderIn,
  type Person,
  person,
  type Stage,
  sellers,
  stage,
  system,
  testId,
  testLine,
  testProduct,
  testVendor,
} from './testing.ts';
import { type Acted, checkWorld, whoActed } from './testing-checks.ts';
import { Dice, nonsense, sensible, type Typing } from './testing-inputs.ts';
import { MemoryLedger } from './testing-ledger.ts';

/** The rules that are walked through; a test of the checker puts a faulty one in. */
export interface Walked {
  readonly decide: typeof decideOrder;
  readonly open: typeof openActions;
  readonly settle: typeof paying.settleOrder;
  readonly fail: typeof paying.failPayment;
  readonly voids: typeof voidHolds;
}

export const asBuilt: Walked = {
  decide: decideOrder,
  open: openActions,
  settle: paying.settleOrder,
  fail: paying.failPayment,
  voids: voidHolds,
};

/** Rows of the table that were taken, and how often. */
export type Taken = Map<string, number>;
export const rowKey = (from: OrderState | null, action: string) => `${from ?? '–'} ${action}`;

const CARD = testId('card');
const LINES = [testId('line'), testId('small line')] as const;
const HOUR_MS = 3_600_000;
const LONGEST_WAIT_MS = 30 * 24 * HOUR_MS;
const actions = [...new Set(orderMachine.transitions.map((t) => t.action))];
const isPersonAction = (action: string): action is PersonAction => Object.hasOwn(orderCommands, action);

/** Acts after which there is less to see of the order: taken more rarely. */
const ENDING: readonly string[] = [
  'discard',
  'reject',
  'decline',
  'expire',
  'consentCancel',
  'cancelForDefault',
  'sendBack',
];
/** What would be refused whatever is typed, though nothing stands in the way beforehand: the amount decides. */
const BY_AMOUNT: readonly string[] = [
  'limit_exceeded',
  'budget_insufficient',
  'rail_not_available',
  'akun_not_for_card',
];
const BY_STOCK: readonly string[] = ['out_of_stock', 'product_not_ready'];

/** An office in which some persons hold two offices, a vendor, and people who have no business here. */
function world() {
  const vendor = testVendor('pena-lintas-kota');
  const at = stage({ vendor });
  const product = (label: string, price: bigint, own = {}) =>
    testProduct(vendor, label, { price, priceIncludesPpn: false, ...own });
  const products = [
    product('pulpen', 100_000n),
    product('toner', 950_000n, { priceIncludesPpn: true, stock: 40 }),
    product('meterai', 10_000n, { exemption: 'POSTAL', category: 'METERAI', stock: 500, minOrder: 2 }),
    product('laptop', 9_500_000n, { category: 'KOMPUTER', pdn: false, tkdnPercent: null, stock: 20 }),
  ];
  const us = buyers(at.satker.id);
  const twice = [
    alsoAs(us.pemesan, 'PPK'),
    alsoAs(us.pp, 'PPK'),
    alsoAs(us.penerima, 'PPK'),
    alsoAs(us.ppk, 'PENERIMA'),
    alsoAs(us.pp, 'PENERIMA'),
    alsoAs(us.ppk, 'BENDAHARA'),
    alsoAs(us.ppk, 'KKP_HOLDER'),
  ];
  const foreign = testId('other satker');
  const strangers = [
    ...(['PEMESAN', 'PP', 'PPK', 'PENERIMA', 'BENDAHARA', 'KKP_HOLDER'] as const).map((role) =>
      person(`Asing ${role}`, role, { satkerId: foreign }),
    ),
    person('Asing penjual', 'VENDOR_ADMIN', { vendorId: testId('other vendor') }),
    person('Asing kurir', 'COURIER', { vendorId: testId('other vendor') }),
    person('Palsu', 'PPK', { vendorId: vendor.id }),
  ];
  const officials = [...Object.values(us), ...twice];
  return {
    at: { ...at, products, officials },
    people: [...officials, ...Object.values(sellers(vendor.id)), ...strangers, system],
  };
}

const everybody = world().at;

export interface Step {
  readonly seed: number;
  /** Follows what is open, or tries anything. */
  readonly astray: boolean;
}

export class Walk {
  readonly rules: Walked;
  readonly taken: Taken;
  readonly ledger = new MemoryLedger();
  readonly orders: Order[] = [];
  readonly acted = new Map<string, Acted>();
  readonly people: readonly Person[];
  /** What was done, for whoever reads of a fault. */
  readonly story: string[] = [];
  at: Stage;
  #holds: Transfer[] = [];
  #order: Order | null = null;
  #seen = new Map<string, number>();

  constructor(rules: Walked, taken: Taken) {
    const { at, people } = world();
    this.rules = rules;
    this.taken = taken;
    this.at = at;
    this.people = people;
    const opening = [
      grantPagu(testId('pagu'), LINES[0], 300_000_000n),
      grantPagu(testId('small pagu'), LINES[1], 6_000_000n),
      receiveUp(testId('up'), at.satker.id, 120_000_000n),
      grantCardLimit(testId('limit'), CARD, 90_000_000n),
    ];
    assert.equal(this.ledger.apply(opening), 'committed');
  }

  step({ seed, astray }: Step): void {
    const dice = new Dice(seed);
    this.#timePasses(dice);
    const [actor, action] = astray ? [dice.of(this.people), dice.of(actions)] : this.#openSomewhere(dice);
    if (action === 'wait') {
      this.#wait();
      return;
    }
    const typed = astray && dice.chance(50) ? this.#typed(action, dice, nonsense) : this.#typed(action, dice, sensible);
    const before = this.#order;
    const outcome = this.#try(actor, action, typed, dice);
    this.#record(before, actor, action, outcome);
    this.#agrees(actor, dice);
    checkWorld(this, LINES);
    if (this.#order && orderMachine.final.includes(this.#order.state) && dice.chance(60)) this.#order = null;
  }

  #timePasses(dice: Dice): void {
    const hours = dice.chance(75) ? dice.number(6) : dice.chance(85) ? 24 : 96;
    const gone = dice.of(this.people).personId;
    const officials = dice.chance(6) ? everybody.officials.filter((one) => one.personId !== gone) : null;
    const [first] = this.at.products;
    const price = first && dice.chance(4) ? first.price + 1_000n : null;
    const state = dice.chance(4) ? dice.of(['ACTIVE', 'ACTIVE', 'SUSPENDED'] as const) : this.at.vendor.state;
    this.at = {
      ...this.at,
      now: new Date(this.at.now.getTime() + hours * HOUR_MS),
      officials: officials ?? this.at.officials,
      vendor: { ...this.at.vendor, state },
      products: this.at.products.map((one, i) => (i === 0 && price !== null ? { ...one, price } : one)),
    };
  }

  #wait(): void {
    const due = this.#order?.dueAt;
    const now = this.at.now.getTime();
    if (due)
      this.at = { ...this.at, now: new Date(Math.min(now + LONGEST_WAIT_MS, Math.max(now, Date.parse(due)) + 1)) };
  }

  /** Something that somebody may do now; what this walk has done least comes first. */
  #openSomewhere(dice: Dice): readonly [Person, string] {
    const order = this.#order;
    const buyer = () => dice.of(this.people.filter((one) => one.role === 'PEMESAN' || one.role === 'PP').slice(0, 3));
    if (!order) return [buyer(), 'addItem'];
    const choices = this.people.flatMap((one) =>
      this.rules
        .open(order, this.facts(one, order))
        .filter((open) => open.blockedBy === null)
        .map((open): [Person, string] => [one, open.action]),
    );
    if (order.state === 'PAYING') choices.push([system, 'settle'], [system, 'failPayment']);
    if (order.state === 'PAID') choices.push([system, 'complete']);
    if (order.dueAt !== null) choices.push([system, 'wait']);
    const weight = (action: string) =>
      3 * (this.#seen.get(rowKey(order.state, action)) ?? 0) + (ENDING.includes(action) ? 3 : 0) + dice.number(5);
    const [best] = choices
      .map((choice) => ({ choice, weight: weight(choice[1]) }))
      .toSorted((a, b) => a.weight - b.weight);
    assert.ok(best || orderMachine.final.includes(order.state), `nobody can go on with an order in ${order.state}`);
    return best?.choice ?? [buyer(), 'reorder'];
  }

  facts(actor: Person, order: Order | null, lineId = order?.budget?.lineId): OrderFacts {
    const year = this.at.now.getUTCFullYear();
    const line = { ...testLine(this.at.satker.id, 0n, { year }), id: lineId ?? LINES[0] };
    const recent = this.orders
      .filter((one) => one.id !== order?.id && one.commitment !== null)
      .map((one) => splittable(one, factsOf(this.at, actor, one)));
    return factsOf({ ...this.at, line: { ...line, figures: this.ledger.figures(line.id) } }, actor, order, { recent });
  }

  #typed(action: string, dice: Dice, how: typeof sensible | typeof nonsense): unknown {
    if (!isPersonAction(action)) return {};
    const ppks = this.at.officials.filter((one) => one.role === 'PPK').map((one) => one.assignmentId);
    const { now, products } = this.at;
    const typing: Typing = {
      dice,
      order: this.#order,
      now,
      products,
      lineIds: LINES,
      ppks: [...ppks, testId('nobody')],
    };
    return how(action, typing);
  }

  /** As the door does it: the shape first, then the rules, then the ledger. */
  #try(actor: Person, action: string, typed: unknown, dice: Dice): Outcome {
    const order = this.#order;
    const parsed = isPersonAction(action) ? orderCommands[action].safeParse(typed) : { success: true, data: {} };
    if (!parsed.success) return refuse('input_invalid');
    const { stepUp: _, ...input } = parsed.data as Record<string, unknown>;
    const outcome = this.#decided(order, actor, action, input, dice);
    if (!outcome.ok) return outcome;
    const answer = this.ledger.apply(outcome.transfers);
    if (answer === 'committed') return outcome;
    assert.match(answer, /^overdrawn (up\.fund|card\.limit) /, `${action}: ${answer}`);
    return refuse(answer.includes('up.fund') ? 'up_insufficient' : 'card_limit_insufficient');
  }

  #decided(order: Order | null, actor: Person, action: string, input: Record<string, unknown>, dice: Dice): Outcome {
    const lineId = typeof input.budgetLineId === 'string' ? input.budgetLineId : undefined;
    const facts = this.facts(actor, order, lineId);
    if (action === 'addItem') return this.rules.decide(order, { action, input: { items: [input] } }, facts);
    if (order && (action === 'startPayment' || action === 'payByCard')) return this.#begin(order, action, facts);
    if (order && actor.role === 'SYSTEM') {
      if (action === 'settle')
        return more(this.rules.settle(order, facts), () => settleHolds(facts.cause, this.#holds));
      if (action === 'complete') return paying.completeOrder(order, facts);
      if (action === 'failPayment') {
        const failed = this.rules.fail(order, { ...facts, reason: 'RETURNED' });
        return more(failed, () => this.rules.voids(facts.cause, this.#holds));
      }
    }
    if (!order) return this.rules.decide(null, { action, input }, facts);
    return this.rules.decide(order, { action, input }, { ...facts, codeVerified: dice.chance(95) });
  }

  /** What the payment room does: the order, the instruction and the holds together. */
  #begin(order: Order, action: 'startPayment' | 'payByCard', facts: OrderFacts): Outcome {
    if (facts.actor.satkerId !== order.satkerId) return refuse('not_yours');
    const begun = paying.beginPayment(order, testId(`instruction ${facts.cause}`), action, facts);
    if (!begun.ok || !order.bill) return begun;
    const { gross, net, treasurerDeposits: tax } = order.bill.tax;
    const payee = { satker: order.satkerId, vendor: order.vendorId };
    const holds =
      action === 'startPayment'
        ? holdTransfer(facts.cause, { ...payee, net, tax })
        : holdCard(facts.cause, payee, CARD, gross);
    this.#holds = holds;
    return more(begun, () => holds);
  }

  #record(before: Order | null, actor: Person, action: string, outcome: Outcome): void {
    if (!outcome.ok) return;
    const after = orderIn(outcome);
    const row = orderMachine.transitions.find(
      (t) =>
        t.from === (before?.state ?? null) && t.action === action && t.to === after.state && t.by.includes(actor.role),
    );
    assert.ok(row, `${actor.role} took ${before?.state} to ${after.state} by ${action}: no row of the table`);
    assert.equal(after.version, (before?.version ?? 0) + 1);
    assert.equal(outcome.rows.find((one) => one.table === orderTable)?.expectedVersion, before?.version ?? 0);
    const place = actor.vendorId === null ? actor.satkerId === after.satkerId : actor.vendorId === after.vendorId;
    assert.ok(place || actor.role === 'SYSTEM', `${actor.name} of another office did ${action}`);
    if (before?.number) assert.equal(after.number, before.number);
    const key = rowKey(row.from, action);
    this.story.push(`${key} ${actor.role} ${actor.name}`);
    this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
    this.#seen.set(key, (this.#seen.get(key) ?? 0) + 1);
    this.acted.set(after.id, whoActed(this.acted.get(after.id), actor, action));
    const place_ = this.orders.findIndex((one) => one.id === after.id);
    this.orders.splice(place_ < 0 ? this.orders.length : place_, 1, after);
    this.#order = after;
  }

  /** What is offered and what would be decided are the same. */
  #agrees(actor: Person, dice: Dice): void {
    const order = this.#order;
    if (!order) return;
    const offered = this.rules.open(order, this.facts(actor, order));
    for (const open of offered) this.#keepsWord(order, actor, open, dice);
    for (const action of [dice.of(actions), dice.of(actions), dice.of(actions)]) {
      if (offered.some((open) => open.action === action)) continue;
      const outcome = this.#asked(order, actor, action, dice);
      assert.ok(!outcome.ok, `${action} in ${order.state} is not offered to ${actor.role}, but decided`);
    }
  }

  #keepsWord(order: Order, actor: Person, open: OpenAction, dice: Dice): void {
    const { action, blockedBy } = open;
    if (action === 'reorder') {
      const key = rowKey(order.state, action);
      this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
      return;
    }
    if (action === 'startPayment' || action === 'payByCard') return;
    if (blockedBy !== null) {
      const blocked = this.#asked(order, actor, action, dice);
      assert.deepEqual(blocked, blockedBy, `${action} is blocked by one thing and refused for another`);
      return;
    }
    const tries = new Set<string>();
    for (let turn = 0; turn < TRIES && !tries.has(''); turn += 1) {
      const outcome = this.#asked(order, actor, action, dice);
      tries.add(outcome.ok ? '' : outcome.code);
    }
    const possible = ['', ...BY_AMOUNT, ...BY_STOCK].some((code) => tries.has(code));
    assert.ok(possible, `${action} is offered in ${order.state}, but always refused: ${[...tries].join(', ')}`);
  }

  #asked(order: Order, actor: Person, action: string, dice: Dice): Outcome {
    const typed = this.#typed(action, dice, sensible);
    const input = isPersonAction(action) ? (orderCommands[action].parse(typed) as Record<string, unknown>) : {};
    const facts = this.facts(actor, order, typeof input.budgetLineId === 'string' ? input.budgetLineId : undefined);
    return this.rules.decide(order, { action, input: action === 'addItem' ? { items: [input] } : input }, facts);
  }
}

const TRIES = 12;

function more(outcome: Outcome, transfers: () => readonly Transfer[]): Outcome {
  return outcome.ok ? { ...outcome, transfers: [...outcome.transfers, ...transfers()] } : outcome;
}
