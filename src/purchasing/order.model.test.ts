import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { openActions } from './decide.ts';
import { orderMachine } from './order.machine.ts';
import type { Order } from './order.ts';
import { asBuilt, type Walked } from './testing-office.ts';
import { rowKey, type Step, type Taken, Walk } from './testing-walk.ts';

const RUNS = 400;
const STEPS = 80;
/** Another walk: `DIGIPAY_WALK=<number>`. */
const seed = Number(process.env.DIGIPAY_WALK ?? 20_261_124);

const steps = fc.array(fc.record<Step>({ seed: fc.nat(), astray: fc.nat(99).map((n) => n < 30) }), {
  minLength: STEPS * 0.75,
  maxLength: STEPS,
  size: 'max',
});

function walked(rules: Walked, taken: Taken, numRuns: number) {
  return fc.check(
    fc.property(steps, (path) => {
      const walk = new Walk(rules, taken);
      try {
        for (const step of path) walk.step(step);
      } catch (fault) {
        throw new Error(`${fault}\nafter: ${walk.story.join(' · ')}`);
      }
    }),
    { seed, numRuns, endOnFailure: true },
  );
}

describe('whatever is tried on orders, by whomever, in whatever order', () => {
  it('the table, the offices, the budget, the debts and the offered acts hold after every step', (t) => {
    const taken: Taken = new Map();
    const began = performance.now();
    const run = walked(asBuilt, taken, RUNS);
    assert.ok(!run.failed, `${run.errorInstance}\nseed ${run.seed}, path ${run.counterexamplePath}`);
    const rows = orderMachine.transitions.map((row) => rowKey(row.from, row.action));
    const total = [...taken.values()].reduce((sum, n) => sum + n, 0);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    t.diagnostic(`${run.numRuns} walks, ${total} accepted acts, ${seconds} s`);
    const rare = [...taken].toSorted((a, b) => a[1] - b[1]).slice(0, 8);
    t.diagnostic(`${rows.filter((row) => taken.has(row)).length} of ${rows.length} rows of the table taken`);
    t.diagnostic(`rarest: ${rare.map(([row, n]) => `${row} ${n}`).join(', ')}`);
    assert.deepEqual(
      rows.filter((row) => !taken.has(row)),
      [],
      'every row of the table was taken',
    );
  });
});

describe('the same walk finds a planted fault', () => {
  const changed = (outcome: Decision | Refusal, change: (d: Decision) => Decision) =>
    outcome.ok ? change(outcome) : outcome;

  const forgetful = (order: Order): Order => {
    const nobody = { ...order.requester, personId: 'nobody' };
    return { ...order, requester: nobody, pp: nobody, ppk: nobody, offers: [] };
  };

  const faults: readonly [string, Walked, RegExp][] = [
    [
      'a declined order keeps its commitment',
      {
        ...asBuilt,
        decide: (order, command, facts) =>
          changed(asBuilt.decide(order, command, facts), (d) =>
            command.action === 'decline' ? { ...d, transfers: [] } : d,
          ),
      },
      /committed is what orders hold/,
    ],
    [
      'a wrong role is let through',
      {
        ...asBuilt,
        decide(order, command, facts) {
          const honest = asBuilt.decide(order, command, facts);
          if (honest.ok || honest.code !== 'not_your_role') return honest;
          const row = orderMachine.transitions.find((t) => t.from === order?.state && t.action === command.action);
          const role = row?.by[0] ?? facts.actor.role;
          return asBuilt.decide(order, command, { ...facts, actor: { ...facts.actor, role } });
        },
      },
      /no row of the table|is not offered/,
    ],
    [
      'whoever ordered may receive',
      {
        ...asBuilt,
        decide: (order, command, facts) =>
          asBuilt.decide(order && command.action === 'receive' ? forgetful(order) : order, command, facts),
      },
      /one person|is not offered/,
    ],
    [
      'only the net is realised on the budget line',
      {
        ...asBuilt,
        settle: (order, facts) =>
          changed(asBuilt.settle(order, facts), (d) => ({
            ...d,
            transfers: d.transfers.map((t) =>
              t.kind === 'post' ? { ...t, amount: order.bill?.tax.net ?? t.amount } : t,
            ),
          })),
      },
      /realised is what was billed/,
    ],
    ['a payment that failed keeps its holds', { ...asBuilt, voids: () => [] }, /held is what is being paid/],
    [
      'an act is offered that is always refused',
      {
        ...asBuilt,
        open: (order, facts) => [
          ...openActions(order, facts),
          ...(order.state === 'SHIPPED' ? [{ action: 'signSpby' as const, blockedBy: null }] : []),
        ],
      },
      /is offered in SHIPPED, but always refused/,
    ],
  ];

  for (const [what, rules, message] of faults) {
    it(what, () => {
      const run = walked(rules, new Map(), RUNS);
      assert.ok(run.failed, 'the walk did not notice');
      assert.match(String(run.errorInstance), message);
    });
  }
});
