import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rulesOn } from '../regulation/rules.ts';
import { en } from './limit-words.en.ts';
import { id } from './limit-words.id.ts';
import {
  blocking,
  checkLimits,
  type FindingCode,
  type LineForLimits,
  type OrderForLimits,
  railCeiling,
} from './limits.ts';

const RULES = rulesOn('APBN', '2026-11-24');
const pen: LineForLimits = {
  akun: '521111',
  origin: 'DOMESTIC',
  tkdnPercent: 40,
  strongDomesticOffer: true,
  domesticOffer: true,
};
const base: OrderForLimits = {
  rail: 'CMS',
  kind: 'GOODS',
  method: 'E_PURCHASING',
  total: 1_000_000n,
  vendorClass: 'MICRO',
  onAllowedPlatform: true,
  decidedBy: 'PP',
  inPapua: false,
  lines: [pen],
};

function level(order: Partial<OrderForLimits>, code: FindingCode, rules = RULES): string | null {
  return checkLimits({ ...base, ...order }, rules).find((f) => f.code === code)?.level ?? null;
}

describe('the ceiling of the rail', () => {
  it('is 200 juta by CMS, with a warning above 50 juta', () => {
    assert.equal(level({ total: 50_000_000n }, 'rail_ceiling_near'), null);
    assert.equal(level({ total: 50_000_001n }, 'rail_ceiling_near'), 'warn');
    assert.equal(level({ total: 200_000_000n }, 'rail_ceiling'), 'ok');
    assert.equal(level({ total: 200_000_001n }, 'rail_ceiling'), 'block');
  });

  it('is 50 juta in cash', () => {
    assert.equal(level({ rail: 'CASH', total: 50_000_001n }, 'rail_ceiling'), 'block');
  });

  it('is 200 juta by card only for domestic goods of small vendors on an allowed platform', () => {
    const card = { ...base, rail: 'KKP' as const };
    assert.equal(railCeiling(card, RULES).limit, 200_000_000n);
    assert.equal(railCeiling({ ...card, vendorClass: 'COOPERATIVE' }, RULES).limit, 200_000_000n);
    assert.equal(railCeiling({ ...card, vendorClass: 'MEDIUM' }, RULES).limit, 50_000_000n);
    assert.equal(railCeiling({ ...card, onAllowedPlatform: false }, RULES).limit, 50_000_000n);
    assert.equal(railCeiling({ ...card, lines: [pen, { ...pen, origin: 'IMPORTED' }] }, RULES).limit, 50_000_000n);
    assert.equal(railCeiling(card, rulesOn('APBN', '2021-07-26')).limit, 50_000_000n);
  });

  it('has a smaller cap by QRIS', () => {
    assert.equal(level({ rail: 'KKP', medium: 'QRIS', total: 10_000_001n }, 'qris_ceiling'), 'block');
    assert.equal(level({ rail: 'KKP', medium: 'CARD', total: 10_000_001n }, 'qris_ceiling'), null);
  });
});

describe('the method of procurement', () => {
  it('limits direct procurement by kind', () => {
    const direct = { method: 'DIRECT' as const, decidedBy: 'PPK' as const };
    assert.equal(level({ ...direct, total: 200_000_001n }, 'direct_procurement'), 'block');
    assert.equal(level({ ...direct, kind: 'CONSTRUCTION', total: 400_000_000n }, 'direct_procurement'), 'ok');
    assert.equal(
      level(
        { ...direct, kind: 'CONSTRUCTION', total: 400_000_000n },
        'direct_procurement',
        rulesOn('APBN', '2025-04-29'),
      ),
      'block',
    );
    assert.equal(level({ ...direct, kind: 'CONSULTANCY', total: 100_000_001n }, 'direct_procurement'), 'block');
  });

  it('leaves above 200 juta to the PPK', () => {
    assert.equal(level({ total: 200_000_001n }, 'pp_authority'), 'block');
    assert.equal(level({ total: 200_000_001n, decidedBy: 'PPK' }, 'pp_authority'), null);
  });

  it('lets a mini-competition go to a miliar in Papua, with two vendors at least', () => {
    const mini = { method: 'MINI_COMPETITION' as const, suppliersCompared: 2, total: 300_000_000n };
    assert.equal(level(mini, 'mini_competition_ceiling'), 'block');
    assert.equal(level({ ...mini, inPapua: true }, 'mini_competition_ceiling'), 'ok');
    assert.equal(level({ ...mini, suppliersCompared: 1 }, 'mini_competition_suppliers'), 'block');
    assert.equal(level({ ...mini, total: 50_000_000n }, 'mini_competition_small'), 'warn');
  });
});

describe('the akun', () => {
  const akun = (code: string, rail: OrderForLimits['rail'] = 'CMS') => ({ rail, lines: [{ ...pen, akun: code }] });

  it('must be goods, capital or other spending', () => {
    assert.equal(level(akun('511111'), 'akun_not_from_up'), 'block');
    assert.equal(level(akun('521811'), 'akun_allowed'), 'ok');
  });

  it('must be on the white list when a card pays', () => {
    assert.equal(level(akun('521832', 'KKP'), 'akun_not_for_card'), 'block');
    assert.equal(level(akun('524111', 'KKP'), 'akun_not_for_card'), 'block');
    assert.equal(level(akun('532111', 'KKP'), 'akun_allowed'), 'ok');
  });

  it('is asked about when the list does not know it, refused when never bought here', () => {
    assert.equal(level(akun('522142'), 'akun_unknown'), 'warn');
    assert.equal(level(akun('522151'), 'akun_not_in_marketplace'), 'block');
  });
});

describe('domestic products', () => {
  it('warns about an import although a domestic product is on offer', () => {
    assert.equal(level({ lines: [{ ...pen, origin: 'IMPORTED' }] }, 'import_despite_domestic'), 'warn');
    assert.equal(level({ lines: [{ ...pen, origin: 'IMPORTED', domesticOffer: false }] }, 'domestic_product'), 'ok');
  });

  it('warns below 25% local content when a strong domestic product is on offer', () => {
    assert.equal(level({ lines: [{ ...pen, tkdnPercent: 24 }] }, 'local_content'), 'warn');
    assert.equal(level({ lines: [{ ...pen, tkdnPercent: null }] }, 'local_content'), 'warn');
    assert.equal(level({ lines: [{ ...pen, tkdnPercent: 25 }] }, 'domestic_product'), 'ok');
  });
});

describe('for every order', () => {
  it('each finding cites a basis in a short sentence, and a cheaper order is never blocked where a dearer one is not', () => {
    const anyOrder: fc.Arbitrary<OrderForLimits> = fc.record({
      rail: fc.constantFrom('CMS', 'CASH', 'KKP'),
      kind: fc.constantFrom('GOODS', 'OTHER_SERVICES', 'CONSTRUCTION', 'CONSULTANCY'),
      method: fc.constantFrom('DIRECT', 'E_PURCHASING', 'MINI_COMPETITION'),
      total: fc.bigInt({ min: 0n, max: 2_000_000_000n }),
      vendorClass: fc.constantFrom('MICRO', 'SMALL', 'COOPERATIVE', 'MEDIUM', 'LARGE'),
      onAllowedPlatform: fc.boolean(),
      decidedBy: fc.constantFrom('PP', 'PPK'),
      inPapua: fc.boolean(),
      suppliersCompared: fc.integer({ min: 0, max: 4 }),
      lines: fc.constant([pen]),
    });
    fc.assert(
      fc.property(anyOrder, fc.bigInt({ min: 0n, max: 2_000_000_000n }), (order, less) => {
        const findings = checkLimits(order, RULES);
        for (const finding of findings) {
          assert.ok(finding.basis.length > 0);
          for (const words of [id, en]) {
            const text = words[finding.code](finding.level, finding.params);
            assert.ok(
              !text.includes('undefined') && text.split(/\. (?=[A-Z])/).every((s) => s.split(' ').length <= 25),
              text,
            );
          }
        }
        const cheaper = checkLimits({ ...order, total: order.total > less ? order.total - less : 0n }, RULES);
        assert.ok(blocking(cheaper).length <= blocking(findings).length);
      }),
    );
  });
});
