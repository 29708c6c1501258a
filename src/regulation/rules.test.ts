import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../kernel/time.ts';
import { checkPeriods, checkRegulation } from './check.ts';
import { calendarKnows, findRules, holidaySet, type RuleKey, rulesOn, ruleTable } from './rules.ts';
import { regulationTables } from './tables.ts';
import { always, from, inTurn, RULES_KNOWN_FROM } from './types.ts';

const TODAY = '2026-11-24';

describe('the regulation data', () => {
  it('has no gap, no overlap and no empty legal basis', () => {
    assert.deepEqual(checkRegulation(), []);
  });

  it('answers every key on every day it knows, in both regimes', () => {
    const keys = Object.keys(ruleTable('APBN')) as RuleKey[];
    const day = fc.integer({ min: 0, max: 10_000 }).map((days) => addDays(RULES_KNOWN_FROM, days));
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('APBN' as const, 'APBD' as const),
        fc.constantFrom(...keys),
        (date, regime, key) => {
          const rules = rulesOn(regime, date);
          assert.notEqual(rules.get(key), undefined);
          assert.ok(rules.basis(key).length > 0);
        },
      ),
    );
  });

  it('has every configuration key with its default', () => {
    const rules = rulesOn('APBN', TODAY);
    assert.equal(rules.limit('up.cash'), 50_000_000n);
    assert.equal(rules.limit('up.cms.digipay'), 200_000_000n);
    assert.equal(rules.limit('kkp.general'), 50_000_000n);
    assert.equal(rules.limit('kkp.pdnUmk'), 200_000_000n);
    assert.equal(rules.limit('procurement.direct.construction'), 400_000_000n);
    assert.equal(rules.limit('miniCompetition.papua.to'), 1_000_000_000n);
    assert.deepEqual(rules.get('up.split.cash'), { num: 60n, den: 100n });
    assert.equal(rules.get('kkp.chargeMoment'), 'AFTER_BAST');
    assert.equal(rules.get('tax.threshold'), 2_000_000n);
    assert.equal(rules.get('tax.depositAccount'), '411618-100');
    assert.deepEqual(rules.get('split.thresholds'), [2_000_000n, 50_000_000n, 200_000_000n]);
    assert.deepEqual(rules.get('cms.levels'), ['MAKER', 'APPROVER']);
  });

  it('keeps the rule of its day', () => {
    assert.deepEqual(rulesOn('APBN', '2022-03-31').get('tax.ppn.rate'), { num: 10n, den: 100n });
    assert.deepEqual(rulesOn('APBN', '2022-04-01').get('tax.ppn.rate'), { num: 11n, den: 100n });
    assert.deepEqual(rulesOn('APBN', '2024-12-31').get('tax.ppn.dppFactor'), { num: 1n, den: 1n });
    assert.deepEqual(rulesOn('APBN', '2025-01-01').get('tax.ppn.dppFactor'), { num: 11n, den: 12n });
    assert.equal(rulesOn('APBN', '2021-07-26').limit('kkp.pdnUmk'), 50_000_000n);
    assert.equal(rulesOn('APBN', '2021-07-27').limit('kkp.pdnUmk'), 200_000_000n);
  });

  it('cites its legal basis', () => {
    assert.match(rulesOn('APBN', TODAY).basis('limit.kkp.pdnUmk'), /PMK 97\/PMK\.05\/2021/);
  });

  it('gives the collector code of the regime', () => {
    assert.equal(rulesOn('APBN', TODAY).paymentCode('22').kjs, '910');
    assert.equal(rulesOn('APBD', TODAY).paymentCode('22').kjs, '920');
    assert.equal(rulesOn('APBN', '2024-12-31').paymentCode('23').kjs, '104');
  });

  it('refuses a day before the first rule and a day that does not exist', () => {
    for (const date of ['2019-12-31', '2026-02-30', 'kemarin']) {
      const found = findRules('APBN', date);
      assert.ok('ok' in found && found.code === 'date_invalid');
      assert.throws(() => rulesOn('APBN', date), RangeError);
    }
  });

  it('lets a region replace a rule for itself only', () => {
    const own = { 'limit.kkp.general': always(75_000_000n, 'Perwali contoh', 'A') };
    assert.equal(rulesOn('APBD', TODAY, own).limit('kkp.general'), 75_000_000n);
    assert.equal(rulesOn('APBD', TODAY).limit('kkp.general'), 50_000_000n);
  });

  it('knows akun 521811 for the card, 521832 not, and 522142 not at all', () => {
    const rules = rulesOn('APBN', TODAY);
    assert.equal(rules.akun('521811')?.card, 'OPERATIONAL');
    assert.equal(rules.akun('521832')?.card, null);
    assert.equal(rules.akun('522142'), null);
  });

  it('prints itself as tables with as many cells as columns', () => {
    for (const table of regulationTables()) {
      assert.ok(table.rows.length > 0, table.title);
      for (const row of table.rows) assert.equal(row.length, table.columns.length, table.title);
    }
  });
});

describe('the structure check', () => {
  it('names a gap, an overlap, an empty basis and a missing end', () => {
    const gap = [{ ...from(RULES_KNOWN_FROM, 1, 'x', 'A'), validTo: '2021-01-01' }, from('2021-01-03', 2, 'x', 'A')];
    assert.match(checkPeriods('k', gap).join(), /gap from 2021-01-02 to 2021-01-02/);
    const overlap = [
      { ...from(RULES_KNOWN_FROM, 1, 'x', 'A'), validTo: '2021-01-05' },
      from('2021-01-03', 2, 'x', 'A'),
    ];
    assert.match(checkPeriods('k', overlap).join(), /overlap/);
    assert.match(checkPeriods('k', always(1, ' ', 'A')).join(), /legal basis is empty/);
    assert.match(
      checkPeriods('k', [from(RULES_KNOWN_FROM, 1, 'x', 'A'), from('2021-01-01', 2, 'x', 'A')]).join(),
      /open/,
    );
    assert.deepEqual(
      checkPeriods('k', inTurn(from(RULES_KNOWN_FROM, 1, 'x', 'A'), from('2021-01-01', 2, 'x', 'A'))),
      [],
    );
  });
});

describe('the calendar', () => {
  it('counts joint leave as a day off and lets an office add its own', () => {
    assert.ok(holidaySet().has('2026-12-24'));
    assert.ok(holidaySet(['2026-11-25']).has('2026-11-25'));
    assert.ok(!holidaySet([], ['2026-12-24']).has('2026-12-24'));
  });

  it('says for which years it knows the holidays', () => {
    assert.ok(calendarKnows('2027-05-01'));
    assert.ok(!calendarKnows('2031-05-01'));
  });
});
