import assert from 'node:assert/strict';
import { test } from 'node:test';
import { periodsBefore } from './period.ts';

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
