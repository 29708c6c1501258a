import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from './time.ts';
import { addWorkingDays, isWorkingDay, workingDayDeadline, workingDaysBetween } from './working-days.ts';

const HOLIDAYS = new Set(['2026-12-24', '2026-12-25']);

describe('working days', () => {
  it('leave out Saturday, Sunday and holidays', () => {
    assert.ok(isWorkingDay('2026-11-24', HOLIDAYS));
    assert.ok(!isWorkingDay('2026-11-28', HOLIDAYS));
    assert.ok(!isWorkingDay('2026-11-29', HOLIDAYS));
    assert.ok(!isWorkingDay('2026-12-25', HOLIDAYS));
  });

  it('do not count the first day itself', () => {
    assert.equal(addWorkingDays('2026-11-24', 3, HOLIDAYS), '2026-11-27');
    assert.equal(addWorkingDays('2026-12-23', 1, HOLIDAYS), '2026-12-28');
    assert.equal(addWorkingDays('2026-12-25', 0, HOLIDAYS), '2026-12-28');
    assert.equal(addWorkingDays('2026-11-24', 0, HOLIDAYS), '2026-11-24');
  });

  it('end at the last moment of the day in the zone', () => {
    assert.equal(workingDayDeadline('2026-11-24', 2, HOLIDAYS, 'WIB').toISOString(), '2026-11-26T16:59:59.999Z');
  });

  it('come back as many as were added, and always land on a working day', () => {
    const date = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2026-01-01', n));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (start, n) => {
        const end = addWorkingDays(start, n, HOLIDAYS);
        assert.ok(isWorkingDay(end, HOLIDAYS));
        assert.equal(workingDaysBetween(start, end, HOLIDAYS), n);
      }),
    );
  });

  it('refuse a count that is no term of the law', () => {
    for (const n of [-1, 1.5, 367]) assert.throws(() => addWorkingDays('2026-11-24', n, HOLIDAYS), RangeError);
  });
});
