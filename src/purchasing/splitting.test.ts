import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../kernel/time.ts';
import { rulesOn } from '../regulation/rules.ts';
import { findSplits, type SplittableOrder } from './splitting.ts';

const RULES = rulesOn('APBN', '2026-11-24');

function order(
  number: string,
  priceExcl: bigint,
  more: Partial<SplittableOrder> & { category?: string; akun?: string } = {},
): SplittableOrder {
  const { category = 'ATK', akun = '521111', ...rest } = more;
  return {
    number,
    satkerId: 'S1',
    vendorId: 'V1',
    date: '2026-11-24',
    parts: [{ category, akun, priceExcl, total: (priceExcl * 111n) / 100n }],
    ...rest,
  };
}

describe('the splitting detector', () => {
  const a = order('A', 1_900_000n);
  const b = order('B', 1_900_000n);
  const c = order('C', 1_900_000n);

  it('flags three orders of 1.900.000 to one vendor on one day', () => {
    const flags = findSplits(c, [a, b], RULES);
    const sameVendor = flags.find((f) => f.link.kind === 'SAME_VENDOR');
    assert.equal(sameVendor?.threshold, 2_000_000n);
    assert.equal(sameVendor?.sum, 5_700_000n);
    assert.equal(sameVendor?.packagePriceExcl, 5_700_000n);
    assert.deepEqual(sameVendor?.orderNumbers, ['A', 'B', 'C']);
    assert.ok(sameVendor?.basis.includes('Pasal 20'));
  });

  it('flags the same goods from different vendors by category and akun', () => {
    const flags = findSplits(order('B', 1_900_000n, { vendorId: 'V2' }), [a], RULES);
    assert.deepEqual(
      flags.map((f) => f.link),
      [{ kind: 'SAME_CATEGORY_AND_AKUN', category: 'ATK', akun: '521111' }],
    );
  });

  it('sees nothing in other goods from another vendor, or another satker', () => {
    assert.deepEqual(findSplits(order('B', 1_900_000n, { vendorId: 'V2', category: 'Jasa AC' }), [a], RULES), []);
    assert.deepEqual(findSplits(order('B', 1_900_000n, { vendorId: 'V2', akun: '521811' }), [a], RULES), []);
    assert.deepEqual(findSplits(order('B', 1_900_000n, { satkerId: 'S2' }), [a], RULES), []);
  });

  it('looks back seven days and not eight, and never ahead', () => {
    assert.ok(findSplits(order('B', 1_900_000n, { date: '2026-12-01' }), [a], RULES).length > 0);
    assert.deepEqual(findSplits(order('B', 1_900_000n, { date: '2026-12-02' }), [a], RULES), []);
    assert.deepEqual(findSplits(order('B', 1_900_000n, { date: '2026-11-23' }), [a], RULES), []);
  });

  it('does not count an order that exceeds the threshold by itself', () => {
    assert.deepEqual(findSplits(order('B', 2_500_000n), [a], RULES), []);
    assert.deepEqual(findSplits(a, [order('B', 2_500_000n)], RULES), []);
  });

  it('is silent when the sum is exactly the threshold', () => {
    assert.deepEqual(findSplits(order('B', 1_000_000n), [order('A', 1_000_000n)], RULES), []);
    assert.equal(findSplits(order('B', 1_000_001n), [order('A', 1_000_000n)], RULES).length, 2);
  });

  it('measures the rail threshold on what is paid, PPN included', () => {
    // 2 × 23 juta is 46 juta without PPN but 51,06 juta with it.
    const flags = findSplits(order('B', 23_000_000n), [order('A', 23_000_000n)], RULES);
    assert.ok(
      flags.some((f) => f.threshold === 50_000_000n && f.sum === 51_060_000n && f.packagePriceExcl === 46_000_000n),
    );
  });

  it('every flag keeps its promise: each piece under, the sum above, two or more', () => {
    const anyOrder = fc.record({
      number: fc.uuid(),
      priceExcl: fc.bigInt({ min: 1n, max: 120_000_000n }),
      vendorId: fc.constantFrom('V1', 'V2'),
      category: fc.constantFrom('ATK', 'Jasa AC'),
      days: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(anyOrder, { minLength: 1, maxLength: 12 }), (specs) => {
        const orders = specs.map((s) =>
          order(s.number, s.priceExcl, {
            vendorId: s.vendorId,
            category: s.category,
            date: addDays('2026-11-24', s.days),
          }),
        );
        const byNumber = new Map(orders.map((o) => [o.number, o]));
        for (const one of orders) {
          for (const flag of findSplits(one, orders, RULES)) {
            assert.ok(flag.sum > flag.threshold && flag.orderNumbers.length >= 2);
            assert.ok(flag.orderNumbers.includes(one.number));
            for (const number of flag.orderNumbers) {
              const part = byNumber.get(number)?.parts[0];
              assert.ok(part && (flag.threshold === 2_000_000n ? part.priceExcl : part.total) <= flag.threshold);
            }
          }
        }
      }),
    );
  });
});
