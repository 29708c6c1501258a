import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { money, moneyShort, mulDivHalfUp, parseRupiahInput } from './money.ts';
import { percent, ratio, timesRatio } from './ratio.ts';

describe('money', () => {
  it('writes rupiah with dots, sen and a real minus', () => {
    assert.equal(money(1_234_567n), 'Rp1.234.567,00');
    assert.equal(money(0n), 'Rp0,00');
    assert.equal(money(999n), 'Rp999,00');
    assert.equal(money(-1_000n), '\u2212Rp1.000,00');
  });

  it('shortens for charts and moves up a unit when rounding does', () => {
    assert.equal(moneyShort(1_249_999n), 'Rp1,2 juta');
    assert.equal(moneyShort(3_400_000_000n), 'Rp3,4 miliar');
    assert.equal(moneyShort(1_500_000_000_000n), 'Rp1,5 triliun');
    assert.equal(moneyShort(50_000_000n), 'Rp50 juta');
    assert.equal(moneyShort(999_960_000n), 'Rp1 miliar');
    assert.equal(moneyShort(850_000n), 'Rp850.000');
    assert.equal(moneyShort(-2_500_000n), '\u2212Rp2,5 juta');
  });

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (n) =>
        assert.equal(parseRupiahInput(money(n)), n),
      ),
    );
  });

  it('accepts the ways people type an amount', () => {
    for (const text of ['1250000', '1.250.000', 'Rp1.250.000,00', 'Rp 1.250.000', ' rp1250000,- ']) {
      assert.equal(parseRupiahInput(text), 1_250_000n, text);
    }
  });

  it('refuses what could mean two amounts, has sen, is negative or endless', () => {
    for (const text of [
      '1.25',
      '1,250',
      '1,250,000',
      '12.50',
      '1.250.00',
      '1.250,50',
      '-5',
      '',
      'dua juta',
      '9'.repeat(16),
      '1e6',
    ]) {
      assert.equal(parseRupiahInput(text), null, text);
    }
  });
});

describe('division of money', () => {
  it('rounds a half up and drops the fraction in floor mode', () => {
    assert.equal(mulDivHalfUp(5n, 1n, 2n), 3n);
    assert.equal(mulDivHalfUp(5n, 1n, 2n, 'FLOOR'), 2n);
    assert.equal(mulDivHalfUp(10_000_000n, 11n, 12n), 9_166_667n);
    assert.equal(mulDivHalfUp(-5n, 1n, 2n), -3n);
    assert.throws(() => mulDivHalfUp(1n, 1n, 0n), RangeError);
  });

  it('is never further than half a rupiah from the exact value, and mirrors negatives', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const part = fc.bigInt({ min: 1n, max: 10_000n });
    fc.assert(
      fc.property(amount, part, part, (a, num, den) => {
        const twiceError = 2n * (mulDivHalfUp(a, num, den) * den - a * num);
        assert.ok(twiceError <= den && twiceError > -den);
        assert.equal(mulDivHalfUp(-a, num, den), -mulDivHalfUp(a, num, den));
      }),
    );
  });
});

describe('ratio', () => {
  it('prints percentages with a comma', () => {
    assert.equal(percent(ratio(15n, 1000n)), '1,5%');
    assert.equal(percent(ratio(175n, 10_000n)), '1,75%');
    assert.equal(percent(ratio(2n, 100n)), '2%');
    assert.equal(percent(timesRatio(ratio(12n, 100n), ratio(11n, 12n))), '11%');
    assert.throws(() => ratio(1n, 0n), RangeError);
  });
});
