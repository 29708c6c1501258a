import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  dateLong,
  dateShort,
  dateTyped,
  daysBetween,
  endOfDay,
  isLocalDate,
  localDate,
  monthLong,
  monthShort,
  parseTypedDate,
  startOfDay,
  when,
  whenShort,
  zones,
} from './time.ts';

const INSTANT = new Date('2026-11-24T02:05:00Z');
const anyDate = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1950-01-01', days));

describe('time', () => {
  it('is written with the zone of the satker', () => {
    assert.equal(when(INSTANT, 'WIB'), '24 November 2026 09.05 WIB');
    assert.equal(when(INSTANT, 'WIT'), '24 November 2026 11.05 WIT');
    assert.equal(whenShort(INSTANT, 'WITA'), '24 Nov 2026 10.05 WITA');
    assert.equal(dateShort('2026-08-04'), '4 Agu 2026');
    assert.equal(dateLong('2026-08-04', 'en'), '4 August 2026');
    assert.deepEqual([monthLong('2026-08'), monthShort('2026-08', 'en')], ['Agustus 2026', 'Aug 2026']);
  });

  it('agrees with the time-zone database', () => {
    const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.constantFrom('WIB' as const, 'WITA' as const, 'WIT' as const), (at, zone) => {
        const expected = new Intl.DateTimeFormat('en-CA', { timeZone: zones[zone].iana }).format(at);
        assert.equal(localDate(at, zone), expected);
      }),
    );
  });

  it('ends a day just before the next begins, in the zone', () => {
    assert.equal(startOfDay('2026-11-24', 'WIB').toISOString(), '2026-11-23T17:00:00.000Z');
    assert.equal(endOfDay('2026-11-24', 'WIT').toISOString(), '2026-11-24T14:59:59.999Z');
  });

  it('reads a typed date, day first, with - / . or spaces', () => {
    for (const text of ['24-11-2026', '24/11/2026', '24.11.2026', '24 11 2026', '24 November 2026', '24 nov 2026']) {
      assert.equal(parseTypedDate(text), '2026-11-24', text);
    }
    for (const text of [
      '31-2-2026',
      '2026-11-24',
      '24-13-2026',
      '24-11-26',
      '24-11-20266',
      '',
      '24 Foo 2026',
      '11-24-2026',
    ]) {
      assert.equal(parseTypedDate(text), null, text);
    }
  });

  it('reads back every date it writes', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        assert.ok(isLocalDate(date));
        assert.equal(parseTypedDate(dateTyped(date)), date);
        assert.equal(parseTypedDate(dateLong(date)), date);
      }),
    );
  });

  it('counts days there and back', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -500, max: 500 }), (date, n) =>
        assert.equal(daysBetween(date, addDays(date, n)), n),
      ),
    );
  });
});
