import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rulesOn } from '../regulation/rules.ts';
import {
  type BillPaid,
  csvOf,
  isLate,
  monthsUpTo,
  quarterOf,
  shareOf,
  type UsedMonth,
  usedBy,
  warningsOf,
} from './usage.ts';

const rules = rulesOn('APBN', '2026-11-24');
const month = (name: string, basisPoints: number, limit = 100n): UsedMonth => ({
  month: name,
  used: 0n,
  limit,
  basisPoints,
});
const bill = (late: boolean): BillPaid => ({
  id: '1',
  billNo: 'T',
  period: '202610',
  dueDate: '2026-11-10',
  paidOn: null,
  late,
});

describe('use of the cards', () => {
  it('is counted by month, across the turn of the year', () => {
    assert.deepEqual(monthsUpTo('202602', 4), ['202511', '202512', '202601', '202602']);
    const spent = [
      { cardId: 'a', month: '202601', amount: 40n },
      { cardId: 'b', month: '202601', amount: 10n },
      { cardId: 'a', month: '202602', amount: -5n },
    ];
    assert.deepEqual(
      usedBy(spent, ['202601', '202602'], 200n).map(({ used, basisPoints }) => [used, basisPoints]),
      [
        [50n, 2500],
        [-5n, 0],
      ],
    );
    assert.equal(shareOf(1n, 0n), 0, 'no limit, no share');
  });

  it('is too low only when at most three quarters in two complete months on end', () => {
    const warned = (...months: UsedMonth[]) => warningsOf(months, [], rules).underused;
    assert.equal(warned(month('202609', 7500), month('202610', 7500)), true);
    assert.equal(warned(month('202609', 7500), month('202610', 7501)), false);
    assert.equal(warned(month('202609', 7501), month('202610', 100)), false);
    assert.equal(warned(month('202610', 0)), false, 'one month is not two');
    assert.equal(warned(month('202609', 0, 0n), month('202610', 0, 0n)), false, 'without a limit nothing is unused');
  });

  it('counts a bill as late from the day after it was due, and warns at two on end', () => {
    assert.equal(isLate('2026-11-10', '2026-11-10', '2026-11-24'), false);
    assert.equal(isLate('2026-11-10', '2026-11-11', '2026-11-24'), true);
    assert.equal(isLate('2026-11-10', null, '2026-11-10'), false);
    assert.equal(isLate('2026-11-10', null, '2026-11-11'), true);
    assert.equal(warningsOf([], [bill(true), bill(true)], rules).late, true);
    assert.equal(warningsOf([], [bill(true), bill(false), bill(true)], rules).late, false);
  });

  it('is measured against the target of the quarter, on twelve months of limit', () => {
    const spent = [
      { cardId: 'a', month: '202601', amount: 150n },
      { cardId: 'a', month: '202611', amount: 1_350n },
      { cardId: 'a', month: '202512', amount: 9_999n },
    ];
    const last = quarterOf(spent, 1_000n, '202611', rules);
    assert.deepEqual(
      [last.no, last.used, last.yearly, last.basisPoints, last.reached],
      [4, 1_500n, 12_000n, 1250, true],
    );
    assert.deepEqual([quarterOf(spent, 1_000n, '202603', rules).targetBasisPoints], [100]);
  });

  it('is written for spreadsheets so that no cell is run as a formula', () => {
    assert.equal(csvOf([['=1+1', 'a;b', -5, '-5']]), `\uFEFF'=1+1;"a;b";-5;-5\r\n`);
  });
});
