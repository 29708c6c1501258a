import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromSnapAmount, newExternalId, parseSnapTime, snapTimestamp, toSnapAmount } from './wire.ts';

test('an amount survives the wire', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 9_999_999_999_999n), (rupiah) => {
      assert.equal(fromSnapAmount(toSnapAmount(rupiah)), rupiah);
    }),
  );
});

test('sen, signs, separators and other currencies are no rupiah', () => {
  for (const value of ['1.50', '-1.00', '1,000.00', '1e3', '', ' 1.00', '1.000']) {
    assert.equal(fromSnapAmount({ value, currency: 'IDR' }), null, value);
  }
  assert.equal(fromSnapAmount({ value: '1.00', currency: 'USD' }), null);
  assert.equal(fromSnapAmount({ value: 1, currency: 'IDR' }), null);
  assert.throws(() => toSnapAmount(0n), RangeError);
  assert.throws(() => toSnapAmount(10_000_000_000_000n), RangeError);
});

test('external ids are digits, at most 36, and differ within one millisecond', () => {
  const at = new Date('2026-11-24T16:59:59.123Z');
  const ids = new Set(Array.from({ length: 1_000 }, () => newExternalId(at)));
  assert.equal(ids.size, 1_000);
  for (const id of ids) assert.match(id, /^20261124235959123\d{14}$/);
});

test('timestamps are written in WIB without fraction, and read in every spelling', () => {
  assert.equal(snapTimestamp(new Date('2025-11-27T02:15:00.999Z')), '2025-11-27T09:15:00+07:00');
  for (const text of ['2025-11-27T09:15:00+07:00', '2025-11-27T02:15:00Z', '2025-11-27T02:15:00.000Z']) {
    assert.equal(parseSnapTime(text)?.toISOString(), '2025-11-27T02:15:00.000Z');
  }
  for (const text of ['2025-11-27', '27/11/2025', '2025-13-27T09:15:00Z']) assert.equal(parseSnapTime(text), null);
});
