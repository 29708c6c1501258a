import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { cardMachine, transferMachine } from './instruction.machine.ts';
import type { Levels } from './level.ts';
import { asBuilt, type PaymentRules, PaymentWalk, type Step } from './testing-walk.ts';

const RUNS = 250;
const STEPS = 40;
/** Another walk: `DIGIPAY_WALK=<number>`. */
const seed = Number(process.env.DIGIPAY_WALK ?? 20_261_124);

const steps = fc.array(fc.record<Step>({ pick: fc.nat(), astray: fc.nat(99).map((n) => n < 20) }), {
  minLength: STEPS / 2,
  maxLength: STEPS,
  size: 'max',
});
/** As the regulation says, and as a satker may set them; amounts are about Rp11 million. */
const LEVELS: readonly (readonly [levels: readonly string[], cms: Levels | null])[] = [
  [['MAKER', 'APPROVER'], null],
  [['MAKER', 'CHECKER', 'APPROVER'], null],
  [[], { order: ['MAKER', 'APPROVER', 'RELEASER'], releaser: 'PPSPM', limits: { APPROVER: 1_000_000n } }],
  [[], { order: ['MAKER', 'APPROVER', 'RELEASER'], releaser: 'PPSPM', limits: { APPROVER: 50_000_000n } }],
  [[], { order: ['MAKER', 'CHECKER', 'APPROVER', 'RELEASER'], releaser: 'KPA', limits: {} }],
];

function walked(rules: PaymentRules, taken: Set<string>) {
  return fc.check(
    fc.property(
      fc.constantFrom('CMS', 'CMS', 'KKP'),
      fc.constantFrom(...LEVELS),
      steps,
      (rail, [levels, cms], path) => {
        const walk = new PaymentWalk(rail, levels, rules, taken, cms);
        try {
          for (const step of path) walk.step(step);
        } catch (fault) {
          throw new Error(`${fault}\nafter: ${walk.story.join(' · ')}`);
        }
      },
    ),
    { seed, numRuns: RUNS, endOnFailure: true },
  );
}

describe('whatever people and the bank do with a payment, in whatever order', () => {
  it('the table, the hands, the order and the ledger agree after every step', () => {
    const taken = new Set<string>();
    const run = walked(asBuilt, taken);
    assert.ok(!run.failed, `${run.errorInstance}\nseed ${run.seed}, path ${run.counterexamplePath}`);
    const rows = [
      ...transferMachine.transitions.map((t) => `CMS ${t.from} ${t.action}`),
      ...cardMachine.transitions.map((t) => `KKP ${t.from} ${t.action}`),
    ];
    assert.deepEqual(
      rows.filter((row) => !taken.has(row)),
      [],
      'every row of the tables was taken',
    );
  });
});

describe('the same walk finds a planted fault', () => {
  const nothing: Decision = { ok: true, events: [], rows: [], transfers: [], jobs: [] };
  const changed = (outcome: Decision | Refusal, change: (d: Decision) => Decision) =>
    outcome.ok ? change(outcome) : outcome;

  const faults: readonly [string, Partial<PaymentRules>, RegExp][] = [
    [
      'a payment that failed keeps its holds',
      { undone: (...given) => changed(asBuilt.undone(...given), (d) => ({ ...d, transfers: [] })) },
      /the debt is held while it is paid/,
    ],
    [
      'a returned payment is settled in the ledger',
      {
        undone: (instruction, subject, action, reason, moment) => {
          const honest = asBuilt.undone(instruction, subject, action, reason, moment);
          const said = { words: '', referenceNo: null };
          const posted = asBuilt.settled(
            { ...instruction, state: 'SENT' },
            { ...subject, settled: () => nothing },
            said,
            moment,
          );
          return honest.ok && action === 'return' && posted.ok
            ? { ...honest, transfers: posted.transfers.slice(0, 3) }
            : honest;
        },
      },
      /the debt until paid|petty cash/,
    ],
    [
      'whoever made it may approve it',
      {
        actOnTransfer: (instruction, order, act, reason, facts) =>
          asBuilt.actOnTransfer(
            act === 'approve' ? { ...instruction, approvals: [] } : instruction,
            order,
            act,
            reason,
            facts,
          ),
      },
      /is offered|offered to/,
    ],
    [
      'a payment leaves without its releaser',
      {
        sendTransfer: (instruction, moment) => {
          const { levels, ...unlevelled } = instruction;
          const outcome = asBuilt.sendTransfer(unlevelled, moment);
          return changed(outcome, (d) => ({
            ...d,
            rows: d.rows.map((row) => ({
              ...row,
              body: { ...(row.body as object), ...(levels ? { levels } : {}) } as never,
            })),
          }));
        },
      },
      /released where the amount wants it/,
    ],
    [
      'a name that nobody answers for is approved',
      {
        actOnTransfer: (instruction, order, act, reason, facts) =>
          asBuilt.actOnTransfer(
            act === 'approve' ? { ...instruction, purpose: 'UP_RETURN' } : instruction,
            order,
            act,
            reason,
            facts,
          ),
      },
      /is offered|offered to/,
    ],
    [
      'what was sent may be sent again',
      {
        sendTransfer: (instruction, moment) =>
          asBuilt.sendTransfer(
            { ...instruction, state: instruction.state === 'UNKNOWN' ? 'APPROVED' : instruction.state },
            moment,
          ),
      },
      /no row of the table: SYSTEM send from UNKNOWN/,
    ],
    [
      'reconciling takes the gross from the account',
      {
        reconciled: (instruction, moment) =>
          changed(asBuilt.reconciled(instruction, moment), (d) => ({
            ...d,
            transfers: d.transfers.map((t) => (t.kind === 'move' ? { ...t, amount: instruction.gross } : t)),
          })),
      },
      /overdrawn bank.clearing/,
    ],
    [
      'a withdrawn payment leaves the order being paid',
      {
        actOnTransfer: (instruction, order, act, reason, facts) =>
          changed(asBuilt.actOnTransfer(instruction, order, act, reason, facts), (d) =>
            act === 'withdraw' ? { ...d, rows: d.rows.slice(0, 1) } : d,
          ),
      },
      /the order of a payment in WITHDRAWN/,
    ],
  ];

  for (const [what, fault, message] of faults) {
    it(what, () => {
      const run = walked({ ...asBuilt, ...fault }, new Set());
      assert.ok(run.failed, 'the walk did not notice');
      assert.match(String(run.errorInstance), message);
    });
  }
});
