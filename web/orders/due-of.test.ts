import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueOf } from './due-of.ts';

const NOW = new Date('2026-11-24T02:05:00Z');

describe('how a deadline stands to now', () => {
  it('is late when it has passed, also today', () => {
    assert.deepEqual(dueOf(new Date('2026-11-24T01:00:00Z'), NOW, 'WIB'), { kind: 'late' });
  });

  it('counts calendar days of the zone of the office', () => {
    assert.deepEqual(dueOf(new Date('2026-11-24T16:59:00Z'), NOW, 'WIB'), { kind: 'today' });
    assert.deepEqual(dueOf(new Date('2026-11-24T17:00:00Z'), NOW, 'WIB'), { kind: 'tomorrow' });
    assert.deepEqual(dueOf(new Date('2026-11-24T15:30:00Z'), NOW, 'WIT'), { kind: 'tomorrow' });
    assert.deepEqual(dueOf(new Date('2026-11-27T09:00:00Z'), NOW, 'WIB'), { kind: 'later', days: 3 });
  });
});
