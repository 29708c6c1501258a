import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rulesOn } from '../regulation/rules.ts';
import { defaultLevels, type Levels, levelsFault, limitRefusal, needsRelease, officeOf } from './level.ts';

const four: Levels = { order: ['MAKER', 'CHECKER', 'APPROVER', 'RELEASER'], releaser: 'BENDAHARA', limits: {} };
const two: Levels = { order: ['MAKER', 'APPROVER'], releaser: 'PPSPM', limits: {} };
const MILLION = 1_000_000n;

describe('levels of the CMS', () => {
  it('are maker and approver unless the satker has set others', () => {
    assert.deepEqual(defaultLevels(rulesOn('APBN', '2026-11-24')).order, ['MAKER', 'APPROVER']);
  });

  it('have an office each', () => {
    assert.deepEqual(
      four.order.map((level) => officeOf(four, level)),
      ['BENDAHARA', 'PPSPM', 'KPA', 'BENDAHARA'],
    );
  });

  it('are refused without maker or approver, out of order, twice, or with a limit that falls or has no level', () => {
    assert.equal(levelsFault(two), null);
    assert.equal(levelsFault(four), null);
    assert.equal(levelsFault({ ...two, order: ['MAKER', 'CHECKER'] }), 'levels');
    assert.equal(levelsFault({ ...two, order: ['APPROVER', 'MAKER'] }), 'levels');
    assert.equal(levelsFault({ ...two, order: ['MAKER', 'APPROVER', 'APPROVER'] }), 'levels');
    assert.equal(levelsFault({ ...two, limits: { CHECKER: MILLION } }), 'limits.CHECKER');
    assert.equal(levelsFault({ ...four, limits: { CHECKER: 5n * MILLION, APPROVER: MILLION } }), 'limits.APPROVER');
    assert.equal(levelsFault({ ...two, limits: { APPROVER: 0n } }), 'limits.APPROVER');
  });

  it('want a releaser always where there is one and no limit, and above the limit where there is one', () => {
    assert.ok(!needsRelease(two, 10n ** 12n));
    assert.ok(needsRelease(four, 1n));
    const limited: Levels = { ...four, limits: { APPROVER: 50n * MILLION } };
    assert.ok(!needsRelease(limited, 50n * MILLION), 'up to and including it');
    assert.ok(needsRelease(limited, 50n * MILLION + 1n));
  });

  it('never let a larger amount pass with fewer people', () => {
    const limited: Levels = { ...four, limits: { CHECKER: 10n * MILLION, APPROVER: 50n * MILLION } };
    const hands = (amount: bigint) => 3 + (needsRelease(limited, amount) ? 1 : 0);
    const amounts = [1n, 10n * MILLION, 10n * MILLION + 1n, 60n * MILLION].map(hands);
    assert.deepEqual(amounts, amounts.toSorted());
  });

  it('refuse at once what nobody may let pass, and say whose limit it is', () => {
    const short: Levels = { ...two, limits: { APPROVER: 50n * MILLION } };
    assert.equal(limitRefusal(short, 50n * MILLION), null);
    const refusal = limitRefusal(short, 51n * MILLION);
    assert.deepEqual([refusal?.code, refusal?.params.who], ['level_limit_exceeded', 'KPA']);
    const last: Levels = { ...four, limits: { APPROVER: 50n * MILLION, RELEASER: 100n * MILLION } };
    assert.equal(limitRefusal(last, 100n * MILLION), null, 'above the approver the releaser lets it pass');
    assert.equal(limitRefusal(last, 101n * MILLION)?.params.who, 'BENDAHARA');
  });
});
