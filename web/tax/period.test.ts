import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodOf, periodsBefore } from './period.ts';

test('periods go back over the turn of the year, in the time of the capital', () => {
  assert.deepEqual(periodsBefore(new Date('2026-01-31T18:00:00Z')), [
    '022026',
    '012026',
    '122025',
    '112025',
    '102025',
    '092025',
  ]);
});

test('the period of an instant is that of the place', () => {
  assert.equal(periodOf(new Date('2026-10-31T16:30:00Z'), 'WIB'), '102026');
  assert.equal(periodOf(new Date('2026-10-31T16:30:00Z'), 'WITA'), '112026');
});
