import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FaultPlan, firedBy, parseFaultPlan } from './plan.ts';

const at = new Date('2026-11-24T02:00:00Z');
const plan = (seed: number, perMille = 100): FaultPlan => ({
  seed,
  rules: [{ service: '17', fault: 'delay', perMille }],
});
const fired = (given: FaultPlan, key: string, nth = 1, service = '17') => firedBy(given, { service, key, nth, at });
const keys = Array.from({ length: 2_000 }, (_, n) => `DS${n}`);

test('the same seed gives the same faults, another seed others, about as often as the rule says', () => {
  const hits = (seed: number) => keys.filter((key) => fired(plan(seed), key) !== null);
  assert.deepEqual(hits(7), hits(7));
  assert.notDeepEqual(hits(7), hits(8));
  assert.ok(hits(7).length > 140 && hits(7).length < 260, `${hits(7).length} of 2000 at 100 per mille`);
});

test('another try of the same reference has a fault of its own, except where faults last', () => {
  const once = keys.filter((key) => fired(plan(7), key) !== null && fired(plan(7), key, 2) === null);
  assert.ok(once.length > 100);
  const lasting: FaultPlan = { seed: 7, rules: [{ service: '36', fault: 'contradictStatus', perMille: 300 }] };
  for (const key of keys)
    assert.deepEqual(fired(lasting, key, 1, '36'), fired(lasting, key, 9, '36'), 'whichever try it is');
});

test('a rule holds for its service, reference and time alone', () => {
  const always = { fault: 'outage', perMille: 1000 } as const;
  const one = (rule: object): FaultPlan => ({ seed: 1, rules: [{ service: '17', ...always, ...rule }] });
  assert.ok(fired(one({}), 'A'));
  assert.equal(fired(one({}), 'A', 1, '18'), null);
  assert.equal(fired(one({ key: 'B' }), 'A'), null);
  assert.equal(fired(one({ from: '2026-11-24T09:30:00+07:00' }), 'A'), null);
  assert.equal(fired(one({ to: '2026-11-24T09:00:00+07:00' }), 'A'), null);
  assert.ok(fired(one({ from: '2026-11-24T08:00:00+07:00', to: '2026-11-24T10:00:00+07:00' }), 'A'));
  assert.ok(fired(one({ service: '*' }), 'A', 1, '73'));
  assert.equal(fired(one({ service: '*' }), 'A', 1, 'notice'), null, 'notices are asked for by name');
});

test('a plan that is none is refused with the reason', () => {
  const wrongs: readonly [unknown, RegExp][] = [
    [null, /object/],
    [{ seed: 1.5, rules: [] }, /seed/],
    [{ seed: 1, rules: {} }, /rules/],
    [{ seed: 1, rules: [{ service: '1', fault: 'delay', perMille: 1 }] }, /service/],
    [{ seed: 1, rules: [{ service: '17', fault: 'fire', perMille: 1 }] }, /fault/],
    [{ seed: 1, rules: [{ service: '17', fault: 'delay', perMille: 1001 }] }, /perMille/],
    [{ seed: 1, rules: [{ service: '17', fault: 'delay', perMille: 1, from: 'noon' }] }, /from/],
  ];
  for (const [given, why] of wrongs) {
    const read = parseFaultPlan(given);
    assert.ok('wrong' in read && why.test(read.wrong), JSON.stringify(given));
  }
  assert.deepEqual(parseFaultPlan(plan(3)), plan(3));
});
