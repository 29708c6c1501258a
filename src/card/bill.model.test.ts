import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { creditRoom, debitRoom } from '../ledger/accounts.ts';
import type { Instruction } from '../payment/instruction.ts';
import { instructionTable } from '../payment/instruction.ts';
import { moneyBack, settleHolds, voidHolds } from '../payment/postings.ts';
import { MemoryLedger } from '../purchasing/testing-ledger.ts';
import { billLineMachine, billMachine } from './bill.machine.ts';
import { billTable, type CardBill, dptTotal, linesIn, signed, sumOf, totalOf } from './bill.ts';
import { finishBill, issueDpt, payBill, recordPaper } from './bill-acts.ts';
import { billSubject } from './bill-subject.ts';
import { creditGivenBack, isOwedByIssuer } from './expected.ts';
import { actOnLine, type LineAct, type LineInput } from './line-acts.ts';
import { receiveBill } from './receive.ts';
import {
  arrived,
  type Bought,
  cards,
  chosen,
  codeOf,
  factsOf,
  hands,
  LIMIT,
  LINE,
  monthOf,
  NOW,
  nextCause,
  PAGU,
  receivedFacts,
  SATKER,
} from './testing.ts';

const people = Object.values(hands);
const asBuilt = { receiveBill, actOnLine, issueDpt, finishBill, payBill, billSubject };
type CardRules = typeof asBuilt;

/** A walk through the life of one bill and the next, with the ledger beside it. */
class BillWalk {
  readonly ledger = new MemoryLedger();
  readonly story: string[] = [];
  readonly #rules: CardRules;
  readonly #taken: Set<string>;
  bill: CardBill;
  #payment: Instruction | null = null;
  readonly #bought: readonly Bought[];

  constructor(bought: readonly Bought[], rules: CardRules, taken: Set<string>) {
    this.#rules = rules;
    this.#taken = taken;
    this.#bought = bought;
    const { issued, payments, opening } = monthOf(bought);
    assert.equal(this.ledger.apply(opening), 'committed');
    const room = new Map(cards.map(({ id }) => [id, creditRoom(this.ledger.balance('card.limit', id))]));
    const received = rules.receiveBill(issued, receivedFacts({ payments, room }));
    assert.ok(received.ok, codeOf(received));
    assert.equal(this.ledger.apply(received.transfers), 'committed');
    this.bill = bodyOf(received);
    assert.equal(totalOf(this.bill), issued.totalAmount);
    this.#note(null, 'receive', this.bill);
    this.check();
  }

  step(pick: number, no: number): void {
    const tries = this.#tries(no);
    const open = tries.filter(({ outcome }) => outcome().ok);
    const one = open[pick % open.length];
    if (!one) return;
    const outcome = one.outcome();
    if (!outcome.ok) return;
    this.story.push(`${one.action} ${no}`);
    assert.equal(this.ledger.apply([...one.also, ...outcome.transfers]), 'committed', `the ledger takes ${one.action}`);
    const before = this.bill;
    this.bill = bodyOf(outcome);
    const made = outcome.rows.find(({ table }) => table === instructionTable);
    if (made) this.#payment = made.body as unknown as Instruction;
    this.#note(before, one.action, this.bill, outcome);
    this.check();
  }

  #tries(no: number) {
    const { bill } = this;
    const inputs: { readonly [A in LineAct]?: LineInput[A] } = {
      document: { receiptNo: 'N-1', realExpenditure: false, purpose: 'rapat' },
      verify: {
        budget: chosen(
          creditRoom(this.ledger.balance('budget.available', LINE)),
          creditRoom(this.ledger.balance('budget.realised', LINE)),
        ),
      },
      dispute: { reason: 'bukan belanja kami' },
      personal: { reason: 'makan keluarga' },
      reconsider: {},
      repay: { proofNo: 'B-1', paidOn: '2026-11-25' },
      confirmRepaid: {},
      rejectRepaid: { reason: 'bukti tidak terbaca' },
    };
    const lineTries = people.flatMap((actor) =>
      (Object.keys(inputs) as LineAct[]).map((act) =>
        plain(act, () => this.#rules.actOnLine(bill, no, act, inputs[act] as LineInput[typeof act], factsOf(actor))),
      ),
    );
    const paper = { number: '00012/2026', date: '2026-11-24', signedBy: 'Pejabat' };
    const fundLeft = creditRoom(this.ledger.balance('kkp.fund', SATKER));
    const source = { bankCode: '002', accountNo: '1', name: 'BPG' };
    const billTries = people.flatMap((actor) => [
      plain('issueDpt', () => this.#rules.issueDpt(bill, { ...factsOf(actor), number: 'DPT-1', codeVerified: true })),
      plain('finish', () => this.#rules.finishBill(bill, factsOf(actor))),
      ...(['spp', 'spm', 'sp2d'] as const).map((kind) =>
        plain(`record ${kind}`, () => recordPaper(bill, kind, paper, factsOf(actor))),
      ),
      plain('pay', () => this.#rules.payBill(bill, { ...factsOf(actor), source, issuerName: 'Bank', fundLeft })),
    ]);
    return [...lineTries, ...billTries, ...this.#bank(fundLeft)];
  }

  /** What comes from outside: the SP2D on the statement, and the word of the bank on the payment. */
  #bank(fundLeft: bigint) {
    const { bill } = this;
    const payment = this.#payment;
    const total = dptTotal(bill);
    const none = { ok: true, events: [], rows: [{ ...rowOf(bill) }], transfers: [], jobs: [] } as const;
    const sp2d = () => (bill.state === 'SP2D' && fundLeft < total ? none : refused);
    const owing = bill.lines.find((line) => isOwedByIssuer(bill, line));
    const gives = {
      action: 'giveBack',
      outcome: () => (owing ? creditGivenBack(bill, owing, 'mutasi', { cause: nextCause(), now: NOW }) : refused),
      also: [],
    };
    const arrives = { action: 'arrive', outcome: sp2d, also: fundLeft < total ? [arrived(total)] : [] };
    if (!payment) return [arrives, gives];
    const cause = nextCause();
    const told = { cause, now: NOW, referenceNo: 'R', proof: {} };
    const subject = this.#rules.billSubject(bill);
    const paid = bill.paidAt !== null;
    return [
      arrives,
      gives,
      { action: 'settle', outcome: () => subject.settled(payment, told), also: settleHolds(cause, payment.holds) },
      {
        action: 'fail',
        outcome: () => subject.failed(payment, { ...told, reason: 'ditolak' }),
        also: voidHolds(cause, payment.holds),
      },
      {
        action: 'comeBack',
        outcome: () => (paid ? subject.returned(payment, { ...told, reason: 'retur' }) : refused),
        also: moneyBack(cause, payment),
      },
    ];
  }

  #note(before: CardBill | null, action: string, after: CardBill, decision?: Decision): void {
    let from = before?.state ?? null;
    for (const { payload } of decision?.events ?? []) {
      const row = billMachine.transitions.find((t) => t.from === from && t.to === payload.to);
      if (row && typeof payload.to === 'string' && payload.billNo !== undefined) from = row.to;
    }
    this.#taken.add(`bill ${before?.state ?? null} → ${after.state}`);
    for (const line of after.lines) {
      const was = before?.lines.find(({ no }) => no === line.no)?.state ?? null;
      if (was !== line.state) this.#taken.add(`line ${was} → ${line.state}`);
    }
    assert.ok(from === null || action !== '');
  }

  check(): void {
    const { bill, ledger } = this;
    assert.deepEqual(ledger.faults(), []);
    const states = Object.keys(billLineMachine.states) as (keyof typeof billLineMachine.states)[];
    const parts = states.map((state) => sumOf(linesIn(bill, [state])));
    assert.equal(
      parts.reduce((sum, part) => sum + part, 0n),
      totalOf(bill),
      'Σ of the line states is the bill',
    );
    if (bill.dpt) {
      assert.equal(bill.dpt.total, dptTotal(bill), 'the DPT is what its lines are');
      if (this.#payment) assert.equal(this.#payment.net, bill.dpt.total, 'the payment is the DPT');
    }
    this.#checkMoney();
  }

  #checkMoney(): void {
    const { bill, ledger } = this;
    const charged = bill.state !== 'OPEN';
    const paid = bill.paidAt !== null;
    const debts = bill.lines.filter((line) => {
      if (line.state === 'VOIDED') return false;
      if (line.payment && line.direction === 'DEBIT') return line.state !== 'PAID' && line.state !== 'REPAID';
      if (!charged) return false;
      return ['VERIFIED', 'PERSONAL', 'REPAYING'].includes(line.state);
    });
    const owed = ledger.balance('issuer.payable', SATKER);
    assert.equal(creditRoom(owed) + owed.debitsPending, sumOf(debts), 'what is owed to the issuer');
    const personal = charged ? sumOf(linesIn(bill, ['PERSONAL', 'REPAYING'])) : 0n;
    const receivable = cards.reduce(
      (sum, { holderPersonId }) => sum + debitRoom(ledger.balance('holder.receivable', `${SATKER}/${holderPersonId}`)),
      0n,
    );
    assert.equal(receivable, personal, 'what holders owe');
    for (const { id } of cards) {
      const used = ledger.balance('card.used', id);
      const open = bill.lines.filter(
        (line) =>
          line.card?.id === id && line.direction === 'DEBIT' && !['PAID', 'REPAID', 'VOIDED'].includes(line.state),
      );
      const again =
        bill.limitRestored && !paid
          ? sumOf(linesIn(bill, ['VERIFIED']).filter((l) => l.card?.id === id && l.direction === 'DEBIT'))
          : 0n;
      assert.equal(used.creditsPosted - used.debitsPosted, sumOf(open) - again, 'used until somebody has paid');
    }
    const budget = ledger.balance('budget.available', LINE);
    const outside = bill.lines.filter((line) => line.payment === null && line.direction === 'DEBIT');
    const held = charged ? 0n : sumOf(outside.filter(({ state }) => state === 'VERIFIED'));
    assert.equal(budget.debitsPending, held, 'budget is held for what is verified');
    const kept = bill.lines.filter((line) => {
      if (line.state === 'VOIDED') return false;
      if (line.payment === null)
        return charged && ['VERIFIED', 'PAID'].includes(line.state) && line.direction === 'DEBIT';
      if (line.direction === 'CREDIT') return charged && ['VERIFIED', 'PAID', 'RETURNED'].includes(line.state);
      return !(charged && ['PERSONAL', 'REPAYING', 'REPAID'].includes(line.state));
    });
    assert.equal(creditRoom(budget) + held, PAGU - sumOf(kept), 'the budget bears what is the State’s');
    assert.ok(this.#bought.length > 0);
  }
}

const refused = { ok: false, code: 'not_possible_now', params: {} } as const satisfies Refusal;
const plain = (action: string, outcome: () => Decision | Refusal) => ({ action, outcome, also: [] });
const rowOf = (bill: CardBill) => ({
  table: billTable,
  id: bill.id,
  expectedVersion: bill.version,
  columns: {},
  body: bill as never,
});

function bodyOf(decision: Decision): CardBill {
  const row = decision.rows.find(({ table }) => table === billTable);
  assert.ok(row, 'the bill is written');
  return row.body as unknown as CardBill;
}

const bought = fc.array(
  fc.record({
    amount: fc.bigInt(1_000n, 9_000_000n),
    card: fc.constantFrom(0 as const, 1 as const),
    through: fc.boolean(),
    voided: fc.nat(9).map((n) => n === 0),
    back: fc.option(fc.bigInt(100n, 1_000n), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 5 },
);
const steps = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 8 })), {
  minLength: 30,
  maxLength: 90,
  size: 'max',
});

function walked(rules: CardRules, taken: Set<string>, numRuns = 900) {
  return fc.check(
    fc.property(bought, steps, (month, path) => {
      const walk = new BillWalk(month as Bought[], rules, taken);
      try {
        for (const [pick, no] of path) walk.step(pick, no);
      } catch (fault) {
        throw new Error(`${fault}\nafter: ${walk.story.join(' · ')}`);
      }
    }),
    { seed: Number(process.env.DIGIPAY_WALK ?? 20_261_124), numRuns, endOnFailure: true },
  );
}

describe('whatever is decided on a bill, in whatever order', () => {
  it('lines, DPT, payment, limits, budget and debts agree after every step', () => {
    const taken = new Set<string>();
    const run = walked(asBuilt, taken);
    assert.ok(!run.failed, `${run.errorInstance}`);
    const ways = [
      ...billMachine.transitions.map((t) => `bill ${t.from} → ${t.to}`),
      ...billLineMachine.transitions
        .filter((t) => t.from !== t.to && t.action !== 'link')
        .map((t) => `line ${t.from} → ${t.to}`),
    ];
    // Both steps are taken at once when nothing is left open.
    const atOnce = ['bill PAID_TO_ISSUER → CLOSED'];
    assert.deepEqual(
      ways.filter((way) => !taken.has(way) && !atOnce.includes(way)),
      [],
    );
  });
});

describe('the same walk finds a planted fault', () => {
  const without = (outcome: Decision | Refusal, reason: string): Decision | Refusal =>
    outcome.ok ? { ...outcome, transfers: outcome.transfers.filter((t) => t.reason !== reason) } : outcome;
  const faults: readonly [string, Partial<CardRules>, RegExp][] = [
    [
      'limits that are not restored',
      {
        billSubject: (bill) => {
          const honest = billSubject(bill);
          return { ...honest, settled: (...given) => without(honest.settled(...given), 'card.limit.restored') };
        },
      },
      /used until somebody has paid/,
    ],
    [
      'a disputed line on the DPT',
      {
        issueDpt: (bill, facts) =>
          issueDpt(
            { ...bill, lines: bill.lines.map((l) => (l.state === 'DISPUTED' ? { ...l, state: 'VERIFIED' } : l)) },
            facts,
          ),
      },
      /what is owed to the issuer|budget|overdrawn/,
    ],
    [
      'a budget that a credit on the bill does not restore',
      { issueDpt: (bill, facts) => without(issueDpt(bill, facts), 'budget.restored') },
      /the budget bears/,
    ],
    [
      'a personal line that nobody owes',
      { issueDpt: (bill, facts) => without(issueDpt(bill, facts), 'card.personal') },
      /owed to the issuer|what holders owe/,
    ],
  ];
  for (const [what, rules, finding] of faults)
    it(what, () => {
      const run = walked({ ...asBuilt, ...rules }, new Set(), 150);
      assert.ok(run.failed, 'nothing was found');
      assert.match(String(run.errorInstance), finding);
    });
});

it('an untouched card has its whole limit', () => {
  const walk = new BillWalk([{ amount: 5_000_000n, card: 0, through: true }], asBuilt, new Set());
  assert.equal(creditRoom(walk.ledger.balance('card.limit', cards[1].id)), LIMIT);
  assert.equal(signed({ amount: 1n, direction: 'CREDIT' }), -1n);
});
