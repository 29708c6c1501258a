/** A random walk through the life of the payments of one order, with the ledger beside it. For tests only. */
import assert from 'node:assert/strict';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { account } from '../ledger/accounts.ts';
import { type Order, orderTable } from '../purchasing/order.ts';
import { MemoryLedger } from '../purchasing/testing-ledger.ts';
import { askRefund, askVoid, refundAnswered, refundLeft, voided, voidRefused } from './card-asks.ts';
import { authorised, opened, prepareCard } from './card-payment.ts';
import { awaitsRelease, type Instruction, instructionTable } from './instruction.ts';
import type { Levels } from './level.ts';
import { defaultLevels, needsRelease } from './level.ts';
import { orderSubject } from './order-subject.ts';
import { acceptPayee, payeeChecked } from './payee.ts';
import { payeeStanding } from './payee-check.ts';
import { putOff } from './put-off.ts';
import { postponed } from './schedule.ts';
import { asked, bankStep, cameBack, type Moment, machineOf, settled, undone } from './step.ts';
import { card, codeOf, factsFor, LIMIT, nextCause, orderToPay, payers, UP, type Waiting } from './testing-office.ts';
import {
  actOnTransfer,
  heldUp,
  openTransferActions,
  type PaymentActor,
  reconciled,
  sendTransfer,
  submitTransfer,
  type TransferAct,
} from './transfer.ts';

/** The rules under test; a control replaces one of them by a faulty one. */
export const asBuilt = {
  submitTransfer,
  prepareCard,
  actOnTransfer,
  openTransferActions,
  sendTransfer,
  settled,
  undone,
  cameBack,
  reconciled,
  opened,
  authorised,
  askVoid,
  askRefund,
  voided,
  voidRefused,
  refundAnswered,
  bankStep,
  payeeChecked,
  acceptPayee,
};
export type PaymentRules = typeof asBuilt;

export interface Step {
  readonly pick: number;
  /** Tries anything, not only what may be done. */
  readonly astray: boolean;
}

interface Try {
  readonly action: string;
  readonly actor: PaymentActor | null;
  readonly outcome: () => Decision | Refusal;
}

const ACTS: readonly TransferAct[] = ['check', 'approve', 'release', 'reject', 'resubmit', 'withdraw'];
const GIVEN_UP = ['FAILED', 'RETURNED', 'WITHDRAWN', 'DECLINED', 'VOIDED'];
const PAID = ['SETTLED', 'RECONCILED', 'REFUNDED'];
const MAKING = ['submit', 'resubmit', 'prepare'];
/** Acts that lead to the bank. */
const ONWARD = ['check', 'approve', 'release', 'resubmit'];
/** Acts that lead away from the bank. */
const BACK = ['reject', 'withdraw'];
/** What moves nothing along the table. */
const ASIDE = ['asked', 'checkPayee', 'acceptPayee', 'postpone'];
const people = Object.values(payers);

export class PaymentWalk {
  readonly ledger = new MemoryLedger();
  readonly story: string[] = [];
  readonly #rules: PaymentRules;
  readonly #levels: readonly string[];
  readonly #cms: Levels | null;
  readonly #taken: Set<string>;
  readonly #waiting: Waiting;
  #order: Order;
  #payment: Instruction | null = null;
  readonly #references = new Set<string>();
  /** Payments whose money came back: whether the statement had shown the debit. */
  readonly #cameBack: { readonly matched: boolean }[] = [];

  constructor(
    rail: 'CMS' | 'KKP',
    levels: readonly string[],
    rules: PaymentRules,
    taken: Set<string>,
    cms: Levels | null = null,
  ) {
    this.#rules = rules;
    this.#levels = cms?.order ?? levels;
    this.#cms = cms;
    this.#taken = taken;
    this.#waiting = orderToPay(rail);
    this.#order = this.#waiting.order;
    assert.equal(this.ledger.apply(this.#waiting.opening), 'committed');
    this.#check();
  }

  step({ pick, astray }: Step): void {
    const all = this.#tries();
    const possible = all.filter((one) => one.outcome().ok);
    const one = astray || possible.length === 0 ? all[pick % all.length] : this.#oneOf(possible, pick);
    if (!one) return;
    const outcome = one.outcome();
    this.story.push(`${one.actor?.role ?? 'SYSTEM'} ${one.actor?.name ?? ''} ${one.action} → ${codeOf(outcome)}`);
    if (outcome.ok) this.#take(one, outcome);
    this.#check();
  }

  /** An act first and then who does it, so that acts of many people are not more frequent; what leads back comes up less often. */
  #oneOf(possible: readonly Try[], pick: number): Try | undefined {
    const acts = [...new Set(possible.map(({ action }) => action))];
    const often = acts.filter((action) => !BACK.includes(action) && !ASIDE.includes(action));
    const from = [...acts, ...often];
    const action = from[pick % from.length];
    const by = possible.filter((one) => one.action === action);
    return by[Math.floor(pick / from.length) % by.length];
  }

  #tries(): Try[] {
    const { upLeft, limitLeft } = this.#room();
    const begin = people.flatMap((actor) => [
      this.#try('submit', actor, () =>
        this.#rules.submitTransfer(this.#order, this.#waiting.at.satker, upLeft, this.#facts(actor)),
      ),
      this.#try('prepare', actor, () => this.#rules.prepareCard(this.#order, card, limitLeft, this.#facts(actor))),
    ]);
    const payment = this.#payment;
    if (!payment) return begin;
    const moment = () => ({ cause: nextCause(), now: this.#waiting.at.now });
    const said = { words: 'kata bank', referenceNo: 'R1' };
    const acts = people.flatMap((actor) =>
      ACTS.map((act) =>
        this.#try(act, actor, () =>
          this.#rules.actOnTransfer(payment, orderSubject(this.#order), act, 'alasan', this.#facts(actor)),
        ),
      ),
    );
    const words = people.map((actor) =>
      this.#try('acceptPayee', actor, () => this.#rules.acceptPayee(payment, 'alasan yang cukup', this.#facts(actor))),
    );
    const asides: Try[] = [
      ...(['same', 'similar', 'different', 'not_found', 'unknown'] as const).map((result) =>
        this.#try('checkPayee', null, () => {
          const answer = { result, nameAtBank: `nama ${result}`, referenceNo: 'Q1', message: '' };
          const asksStill = payeeStanding(payment) === 'WAITING' || result === 'same';
          return asksStill ? this.#rules.payeeChecked(payment, answer, moment()) : refuse('moved_on');
        }),
      ),
      this.#try('postpone', null, () => postponed(payment, { at: moment().now, why: 'DAY_OFF' })),
    ];
    const bank: Try[] = [
      ...asides,
      ...words,
      this.#try('send', null, () => this.#rules.sendTransfer(payment, moment())),
      this.#try('settle', null, () => this.#rules.settled(payment, orderSubject(this.#order), said, moment())),
      this.#try('reconcile', null, () => this.#rules.reconciled(payment, moment())),
      this.#try('open', null, () =>
        this.#rules.opened(payment, { url: 'https://bank/x', referenceNo: 'R1' }, moment()),
      ),
      ...(['enterClearing', 'loseTrack'] as const).map((action) =>
        this.#try(action, null, () => this.#rules.bankStep(payment, action, said, moment())),
      ),
      ...(['fail', 'return', 'decline'] as const).map((action) =>
        this.#try(action, null, () =>
          this.#rules.undone(payment, orderSubject(this.#order), action, 'kata bank', moment()),
        ),
      ),
      this.#try('comeBack', null, () => this.#rules.cameBack(payment, orderSubject(this.#order), 'retur', moment())),
      this.#try('asked', null, () => asked(payment, moment().now)),
      ...this.#cardTries(payment, moment, said),
      this.#try('putOff', null, () => putOff(payment, { code: '4031706', at: this.#waiting.at.now }, moment())),
    ];
    return [...begin, ...acts, ...bank];
  }

  #cardTries(payment: Instruction, moment: () => Moment, said: { words: string; referenceNo: string }): Try[] {
    const subject = orderSubject(this.#order);
    const reference = payment.refunds?.find(({ state }) => state === 'ASKED')?.reference ?? '';
    const answer = (done: boolean) => () =>
      this.#rules.refundAnswered(payment, reference, { done, bankNo: 'B1', words: 'kata bank' }, moment());
    const after = (payment.refunds ?? []).filter(({ state, reference: of }) => state === 'DONE' || of === reference);
    const label = after.reduce((sum, { amount }) => sum + amount, 0n) === payment.gross ? 'refund' : 'refundPart';
    return [
      ...people.flatMap((actor) => [
        this.#try('askVoid', actor, () => this.#rules.askVoid(payment, 'salah toko', this.#facts(actor))),
        ...[refundLeft(payment), 1_000n].map((amount) =>
          this.#try('askRefund', actor, () =>
            this.#rules.askRefund(payment, { amount, reason: 'barang kembali' }, this.#facts(actor)),
          ),
        ),
      ]),
      this.#try('authorise', null, () =>
        this.#rules.authorised(payment, { ...said, approvalCode: '123456', rrn: '1' }, moment()),
      ),
      this.#try('void', null, () => this.#rules.voided(payment, subject, 'batal', moment())),
      this.#try('refuseVoid', null, () => this.#rules.voidRefused(payment, 'tidak bisa', moment())),
      this.#try('refuseRefund', null, answer(false)),
      this.#try(label, null, answer(true)),
    ];
  }

  #try(action: string, actor: PaymentActor | null, outcome: Try['outcome']): Try {
    return { action, actor, outcome };
  }

  #facts(actor: PaymentActor) {
    return factsFor(actor, { levels: this.#levels, cms: this.#cms });
  }

  #take({ action, actor }: Try, decision: Decision): void {
    const before = this.#payment;
    const begins = action === 'submit' || action === 'prepare';
    assert.equal(this.ledger.apply(decision.transfers), 'committed', 'the ledger takes what was decided');
    const payment = written<Instruction>(decision, instructionTable, begins ? 0 : (before?.version ?? 0));
    assert.ok(payment, 'the instruction is written');
    const order = written<Order>(decision, orderTable, this.#order.version);
    if (order) this.#order = order;
    if (!ASIDE.includes(action)) this.#tabled(action, actor, begins ? null : before, payment);
    if (begins) {
      assert.ok(!this.#references.has(payment.reference), 'a reference is never used twice');
      this.#references.add(payment.reference);
    } else if (before) assert.deepEqual(lasting(payment), lasting(before), 'what was ordered never changes');
    if (action === 'comeBack') this.#cameBack.push({ matched: before?.state === 'RECONCILED' });
    this.#payment = payment;
  }

  #tabled(action: string, actor: PaymentActor | null, before: Instruction | null, after: Instruction): void {
    const from = before?.state ?? null;
    const role = actor?.role ?? 'SYSTEM';
    const row = machineOf(after.rail).transitions.find(
      (t) => t.from === from && t.action === action && t.to === after.state && t.by.some((by) => by === role),
    );
    assert.ok(row, `no row of the table: ${role} ${action} from ${from} to ${after.state}`);
    this.#taken.add(`${after.rail} ${from} ${action}`);
  }

  #room() {
    const fund = this.ledger.balance('up.fund', this.#order.satkerId);
    const limit = this.ledger.balance('card.limit', card.id);
    return {
      upLeft: fund.creditsPosted - fund.debitsPosted - fund.debitsPending,
      limitLeft: limit.creditsPosted - limit.debitsPosted - limit.debitsPending,
    };
  }

  /** What must hold after every step. */
  #check(): void {
    assert.deepEqual(this.ledger.faults(), []);
    const { state } = this.#payment ?? { state: 'WITHDRAWN' };
    const phase = PAID.includes(state) ? 'PAID' : GIVEN_UP.includes(state) ? 'SPBY' : 'PAYING';
    assert.equal(this.#order.state, phase, `the order of a payment in ${state}`);
    this.#checkMoney(phase);
    this.#checkHands();
    this.#checkOffers();
  }

  #checkMoney(phase: 'PAID' | 'SPBY' | 'PAYING'): void {
    const { satkerId, vendorId, bill, rail } = this.#order;
    assert.ok(bill);
    const { gross, net, treasurerDeposits: tax } = bill.tax;
    const backs = BigInt(this.#cameBack.length);
    const owed = backs > 0n ? net : gross;
    const payable = this.ledger.balance('vendor.payable', `${satkerId}/${vendorId}`);
    assert.equal(payable.debitsPending, phase === 'PAYING' ? owed : 0n, 'the debt is held while it is paid');
    assert.equal(payable.creditsPosted - payable.debitsPosted, phase === 'PAID' ? 0n : owed, 'the debt until paid');
    const { upLeft, limitLeft } = this.#room();
    const used = (backs > 0n ? tax : 0n) + (phase === 'SPBY' ? 0n : owed);
    assert.equal(UP - upLeft, rail === 'CMS' ? used : 0n, 'petty cash held or spent');
    assert.equal(LIMIT - limitLeft, rail === 'KKP' ? used : 0n, 'limit held or used');
    if (rail !== 'CMS') return;
    const clearing = this.ledger.balance(account('bank.clearing', satkerId).kind, satkerId);
    const cash = this.ledger.balance('bank.cash', satkerId);
    const matched = this.#payment?.state === 'RECONCILED';
    const open = clearing.creditsPosted - clearing.debitsPosted;
    const seen = BigInt(this.#cameBack.filter((one) => one.matched).length);
    const onItsWay = (phase === 'PAID' && !matched ? net : 0n) + (backs - seen) * net;
    assert.equal(open, onItsWay, 'on its way until the statement shows it');
    const left = (matched ? net : 0n) + seen * net;
    assert.equal(UP - (cash.debitsPosted - cash.creditsPosted), left, 'cash leaves when it is matched');
    const incoming = this.ledger.balance('bank.incoming', satkerId);
    assert.equal(incoming.debitsPosted - incoming.creditsPosted, backs * net, 'what came back is expected');
    const kept = this.ledger.balance('tax.payable', satkerId);
    assert.equal(kept.creditsPosted, phase === 'PAID' || backs > 0n ? tax : 0n, 'tax is kept back when paid');
  }

  /** Never two steps of one payment by one hand, nor by the PPK who signed. */
  #checkHands(): void {
    const payment = this.#payment;
    if (!payment) return;
    const last = payment.approvals.findLastIndex(({ step }) => MAKING.includes(step));
    const makers = payment.approvals.filter(({ step }) => MAKING.includes(step)).map(({ by }) => by.personId);
    const hands = payment.approvals.slice(last + 1);
    const { ppkPersonId } = payment;
    assert.ok(ppkPersonId !== null && !makers.includes(ppkPersonId), 'the PPK made it');
    for (const { by, step } of hands.filter((one) => ['check', 'approve'].includes(one.step))) {
      assert.ok(!makers.includes(by.personId), `one person made and did ${step}`);
      assert.notEqual(by.personId, payment.ppkPersonId, `the PPK did ${step}`);
    }
    const checkers = hands.filter(({ step }) => step === 'check').map(({ by }) => by.personId);
    const approvers = hands.filter(({ step }) => step === 'approve').map(({ by }) => by.personId);
    assert.ok(!approvers.some((one) => checkers.includes(one)), 'one person checked and approved');
    if (approvers.length > 0) assert.equal(checkers.length > 0, this.#levels.includes('CHECKER'), 'levels of the bank');
    this.#checkRelease(payment, hands, [...makers, ...checkers, ...approvers]);
  }

  /** Where a releaser is wanted nothing leaves without one, who did nothing else; and never to a name that nobody answers for. */
  #checkRelease(payment: Instruction, hands: Instruction['approvals'], others: readonly string[]): void {
    if (payment.rail !== 'CMS') return;
    const levels = this.#cms ?? defaultLevels(factsFor(payers.kpa, { levels: this.#levels }).rules);
    const released = hands.filter(({ step }) => step === 'release');
    for (const { by } of released) {
      assert.ok(!others.includes(by.personId), 'one person released and did something else');
      assert.equal(by.role, levels.releaser, 'the office that releases');
    }
    if (payment.sentAt === null) return;
    assert.equal(released.length > 0, needsRelease(levels, payment.net), 'released where the amount wants it');
    assert.equal(payeeStanding(payment), 'GOOD', 'sent to a payee that is known');
  }

  /** What is offered is what is accepted, and somebody can go on. */
  #checkOffers(): void {
    const payment = this.#payment;
    if (!payment) return;
    let onward: boolean = false;
    let back: boolean = false;
    for (const actor of people) {
      const offered: string[] = this.#rules
        .openTransferActions(payment, this.#facts(actor))
        .filter((act) => heldUp(payment, act, this.#facts(actor)) === null);
      const accepted: string[] = ACTS.filter(
        (act) => this.#rules.actOnTransfer(payment, orderSubject(this.#order), act, 'alasan', this.#facts(actor)).ok,
      );
      const where: string = `offered to ${actor.role} ${actor.name} in ${payment.state}`;
      assert.deepEqual(offered.toSorted(), accepted.toSorted(), where);
      onward ||= offered.some((act) => ONWARD.includes(act));
      back ||= offered.includes('withdraw');
    }
    // Held for the payee: the bank answers, somebody answers for the name, or the treasurer takes it back.
    onward ||= payeeStanding(payment) === 'WAITING' || payeeStanding(payment) === 'HELD';
    if (['DRAFT', 'SUBMITTED', 'CHECKED'].includes(payment.state)) assert.ok(onward, `a dead end in ${payment.state}`);
    // Whoever could release may have approved: then the treasurer takes it back.
    if (awaitsRelease(payment)) assert.ok(onward || back, 'waits for a releaser, and nobody can take it back');
  }
}

const lasting = ({
  id,
  rail,
  reference,
  gross,
  net,
  tax,
  source,
  beneficiary,
  card: by,
  holds,
  orderId,
  createdAt,
}: Instruction) => ({
  id,
  rail,
  reference,
  gross,
  net,
  tax,
  source,
  beneficiary,
  by,
  holds,
  orderId,
  createdAt,
});

/** The row of a table as the decision writes it, made on the version that stands. */
function written<T extends { readonly version: number }>(decision: Decision, table: string, version: number): T | null {
  const row = decision.rows.find((one) => one.table === table);
  if (!row) return null;
  assert.equal(row.expectedVersion, version, `${table} is decided on what stands`);
  const body = row.body as unknown as T;
  assert.equal(body.version, version + 1);
  return body;
}
