import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullDate, plusMonths, weekdayOf, weeksOfMonth } from './month-grid.ts';

test('a month is shown in whole weeks that start on Monday', () => {
  const weeks = weeksOfMonth('2026-11-24');
  assert.equal(weeks[0]?.[0], '2026-10-26');
  assert.equal(weeks.at(-1)?.[6], '2026-12-06');
  for (const week of weeks) {
    assert.equal(week.length, 7);
    assert.equal(weekdayOf(week[0] ?? ''), 0);
  }
});

test('a month that starts on Monday and has 28 days takes four weeks', () => {
  assert.equal(weeksOfMonth('2027-02-10').length, 4);
});

test('the last day of a long month moves to the last day of a short one', () => {
  assert.equal(plusMonths('2026-01-31', 1), '2026-02-28');
  assert.equal(plusMonths('2027-12-15', 1), '2028-01-15');
  assert.equal(plusMonths('2028-02-29', -12), '2027-02-28');
});

test('a day is written out with the name of its weekday', () => {
  assert.equal(fullDate('2026-11-24', 'id'), 'Selasa, 24 November 2026');
  assert.equal(fullDate('2026-11-01', 'en'), 'Sunday, 1 November 2026');
});
