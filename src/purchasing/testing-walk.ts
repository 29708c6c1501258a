/** A random walk through the rules of an order, with the ledger beside it, that looks after each step whether all is right. */
import assert from 'node:assert/strict';
import type { Transfer } from '../kernel/decision.ts';
import { refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { holdCard, holdTransfer, moneyBack, settleHolds } from '../payment/postings.ts';
import { splittable } from './checks.ts';
import type { OpenAction } from './decide.ts';
import type { OrderFacts } from './facts.ts';
import { orderCommands, type PersonAction } from './order.commands.ts';
import { type OrderState, orderMachine } from './order.machine.ts';
import type { Order } from './order.ts';
import * as paying from './paying.ts';
import {
  factsOf,
  frozen,
  type Outcome,
  orderIn,
  type Person,
  type Stage,
  system,
  testId,
  testLine,
} from './testing.ts';
import { type Acted, checkStep, checkWorld, whoActed } from './testing-checks.ts';
import { Dice, nonsense, sensible, type Typing } from './testing-inputs.ts';
import { MemoryLedger } from './testing-ledger.ts';
import { CARD, LINES, opening, type Walked, walkedOffice } from './testing-office.ts';

/** Rows of the table that were taken, and how often. */
export type Taken = Map<string, number>;
export const rowKey = (from: OrderState | null, action: string) => `${from ?? '–'} ${action}`;

const HOUR_MS = 3_600_000;
const LONGEST_WAIT_MS = 30 * 24 * HOUR_MS;
const actions = [...new Set(orderMachine.transitions.map((t) => t.action))];
const isPersonAction = (action: string): action is PersonAction => Object.hasOwn(orderCommands, action);

/** Acts after which there is less to see of the order: taken more rarely. */
const ENDING: readonly string[] = ['discard', 'reject', 'decline', 'expire', 'consentCancel', 'sendBack'];
/** What would be refused whatever is typed, though nothing stands in the way beforehand: the amount decides. */
const BY_AMOUNT: readonly string[] = [
  'limit_exceeded',
  'budget_insufficient',
  'rail_not_available',
  'akun_not_for_card',
];
const BY_STOCK: readonly string[] = ['out_of_stock', 'product_not_ready'];

const everybody = walkedOffice().at;

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
  #placed: OrderFacts['recent'] = [];
  #seen = new Map<string, number>();

  constructor(rules: Walked, taken: Taken) {
    const { at, people } = walkedOffice();
    this.rules = rules;
    this.taken = taken;
    this.at = at;
    this.people = people;
    assert.equal(this.ledger.apply(opening(at.satker.id)), 'committed');
  }

  step({ seed, astray }: Step): void {
    const dice = new Dice(seed);
    this.#timePasses(dice);
    let [actor, action] = astray ? [dice.of(this.people), dice.of(actions)] : this.#openSomewhere(dice);
    if (action === 'wait') {
      this.#wait();
      [actor, action] = [system, 'expire'];
    }
    const typed = astray && dice.chance(50) ? this.#typed(action, dice, nonsense) : this.#typed(action, dice, sensible);
    const before = this.#order;
    const outcome = this.#try(actor, action, typed, dice);
    this.#record(before, actor, action, outcome);
    this.#agrees(actor, dice);
    checkWorld(this, LINES);
    if (this.#order && orderMachine.final.includes(this.#order.state) && dice.chance(30)) this.#order = null;
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
    const key = rowKey(this.#order?.state ?? null, 'wait');
    this.#seen.set(key, (this.#seen.get(key) ?? 0) + 1);
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
    if (['PAID', 'COMPLETED'].includes(order.state) && order.rail === 'CMS') choices.push([system, 'comeBack']);
    if (order.dueAt !== null) choices.push([system, 'wait']);
    const weight = (action: string) =>
      3 * (this.#seen.get(rowKey(order.state, action)) ?? 0) + (ENDING.includes(action) ? 2 : 0) + dice.number(6);
    const [best] = choices
      .map((choice) => ({ choice, weight: weight(choice[1]) }))
      .toSorted((a, b) => a.weight - b.weight);
    assert.ok(best || orderMachine.final.includes(order.state), `nobody can go on with an order in ${order.state}`);
    return best?.choice ?? [buyer(), 'reorder'];
  }

  facts(actor: Person, order: Order | null, lineId = order?.budget?.lineId): OrderFacts {
    const year = Number(localDate(this.at.now, 'WIB').slice(0, 4));
    const line = { ...testLine(this.at.satker.id, 0n, { year }), id: lineId ?? LINES[0] };
    const recent = this.#placed.filter((one) => one.number !== order?.number);
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
      if (action === 'comeBack') {
        const net = order.bill?.tax.net ?? 0n;
        const instructionId = order.instructions.at(-1) ?? '';
        const back = paying.moneyCameBack(order, { ...facts, reason: 'RETUR', instructionId, net });
        return more(back, () => moneyBack(facts.cause, { satkerId: order.satkerId, net, holds: this.#holds }));
      }
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
    const begun = this.#begun(order, action, facts);
    if (!begun.ok || !order.bill) return begun;
    const { gross, net, treasurerDeposits } = order.bill.tax;
    const tax = order.cameBack ? 0n : treasurerDeposits;
    const payee = { satker: order.satkerId, vendor: order.vendorId };
    const byCms = action === 'startPayment';
    this.#holds = byCms ? holdTransfer(facts.cause, { ...payee, net, tax }) : holdCard(facts.cause, payee, CARD, gross);
    return more(begun, () => this.#holds);
  }

  #begun(order: Order, action: 'startPayment' | 'payByCard', facts: OrderFacts): Outcome {
    if (facts.actor.satkerId !== order.satkerId) return refuse('not_yours');
    return paying.beginPayment(order, testId(`instruction ${facts.cause}`), action, facts);
  }

  #record(before: Order | null, actor: Person, action: string, outcome: Outcome): void {
    if (!outcome.ok) return;
    const after = orderIn(outcome);
    const row = checkStep(before, outcome, actor, action, this.at.now);
    const key = rowKey(row.from, action);
    this.story.push(`${key} ${actor.role} ${actor.name}`);
    this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
    this.#seen.set(key, (this.#seen.get(key) ?? 0) + 1);
    this.acted.set(after.id, whoActed(this.acted.get(after.id), actor, action));
    const position = this.orders.findIndex((one) => one.id === after.id);
    this.orders.splice(position < 0 ? this.orders.length : position, 1, frozen(after));
    this.#order = after;
    const placed = this.orders.filter((one) => one.commitment !== null);
    this.#placed = placed.map((one) => splittable(one, factsOf(this.at, actor, one)));
  }

  /** What is offered and what would be decided are the same. */
  #agrees(actor: Person, dice: Dice): void {
    const order = this.#order;
    if (!order) return;
    const offered = this.rules.open(order, this.facts(actor, order));
    for (const open of offered) this.#keepsWord(order, actor, open, dice);
    for (const action of ['startPayment', 'payByCard'] as const) {
      if (offered.some((open) => open.action === action)) continue;
      const begun = this.#begun(order, action, this.facts(actor, order));
      assert.ok(!begun.ok, `${action} in ${order.state} is not offered to ${actor.name}, but begun`);
    }
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
      const items = order.lines.map(({ productId, quantity }) => ({ productId, quantity }));
      const again = this.rules.decide(null, { action: 'addItem', input: { items } }, this.facts(actor, null));
      assert.ok(again.ok || [...BY_STOCK, 'vendor_not_active'].includes(again.code), 'the same goods again');
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

/** Times that something sensible is typed anew before an offered act counts as always refused. */
const TRIES = 40;

function more(outcome: Outcome, transfers: () => readonly Transfer[]): Outcome {
  return outcome.ok ? { ...outcome, transfers: [...outcome.transfers, ...transfers()] } : outcome;
}
