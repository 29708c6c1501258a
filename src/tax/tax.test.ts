import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rulesOn } from '../regulation/rules.ts';
import { exemptionCategories } from '../regulation/tax-exemptions.ts';
import { taxObjects } from '../regulation/tax-objects.ts';
import { always } from '../regulation/types.ts';
import { type ExplanationCode, explanationCodes } from './explanation.ts';
import { computeTax, GOODS, type TaxInput, type TaxLine, type TaxResult, type TaxVendor } from './tax.ts';
import { en } from './words.en.ts';
import { id } from './words.id.ts';
import { explain } from './words.ts';

const RULES = rulesOn('APBN', '2026-11-24');
const AC_SERVICE = '24-104-29';
const CATERING = '24-104-39';

const company: TaxVendor = {
  pkp: true,
  hasNpwp: true,
  legalForm: 'COMPANY',
  suket: null,
  declaration500: false,
  skb: null,
};
const small: TaxVendor = { ...company, pkp: false };
const suket = { number: 'KET-1/2026', validFrom: '2026-01-01', validTo: '2028-12-31' };

function line(amount: bigint, objectCode: string = GOODS, more: Partial<TaxLine> = {}): TaxLine {
  return { objectCode, amount, priceIncludesPpn: false, ...more };
}

function tax(input: Partial<TaxInput> & { lines: readonly TaxLine[] }, rules = RULES): TaxResult {
  const result = computeTax({ rail: 'CMS', vendor: company, ...input }, rules);
  assert.ok(
    result.ok,
    JSON.stringify(result, (_, v) => (typeof v === 'bigint' ? v.toString() : v)),
  );
  return result;
}

/** What the table of worked examples states of each case. */
function summary(t: TaxResult) {
  return {
    price: t.dpp,
    ppn: t.ppn.amount,
    ppnBy: t.ppn.collectedBy,
    pph: t.pph.reduce((sum, p) => sum + p.amount, 0n),
    object: t.pph[0]?.objectCode ?? null,
    paid: t.netToVendor,
    deposits: t.treasurerDeposits,
  };
}

function reasons(t: TaxResult): readonly ExplanationCode[] {
  return t.explanations.map((e) => e.code);
}

describe('worked examples of the reference', () => {
  it('E1 goods from a PKP company by CMS', () => {
    const t = tax({ lines: [line(10_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 10_000_000n,
      ppn: 1_100_000n,
      ppnBy: 'TREASURER',
      pph: 150_000n,
      object: '22-910-01',
      paid: 9_850_000n,
      deposits: 1_250_000n,
    });
    assert.equal(t.dppNilaiLain, 9_166_667n);
    assert.equal(t.pph[0]?.rateText, '1,5%');
    assert.equal(t.fakturCode, '02');
    assert.deepEqual(t.pph[0]?.code, { kap: '411122', kjs: '910' });
    assert.deepEqual(t.depositCode, { kap: '411618', kjs: '100' });
  });

  it('E2 up to the threshold the vendor deposits PPN itself', () => {
    const t = tax({ lines: [line(1_800_000n)] });
    assert.deepEqual(summary(t), {
      price: 1_800_000n,
      ppn: 198_000n,
      ppnBy: 'VENDOR',
      pph: 0n,
      object: null,
      paid: 1_998_000n,
      deposits: 0n,
    });
    assert.equal(t.fakturCode, '04');
    assert.deepEqual(reasons(t), ['ppn_vendor_threshold', 'pph22_none_threshold']);
  });

  it('E2 by card: the same money, but the card is the reason', () => {
    const t = tax({ rail: 'KKP', lines: [line(1_800_000n)] });
    assert.deepEqual(summary(t), {
      price: 1_800_000n,
      ppn: 198_000n,
      ppnBy: 'VENDOR',
      pph: 0n,
      object: null,
      paid: 1_998_000n,
      deposits: 0n,
    });
    assert.deepEqual(reasons(t), ['ppn_vendor_card', 'pph22_none_card']);
  });

  it('E3 exactly 2.000.000 is still free', () => {
    const t = tax({ lines: [line(2_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 2_000_000n,
      ppn: 220_000n,
      ppnBy: 'VENDOR',
      pph: 0n,
      object: null,
      paid: 2_220_000n,
      deposits: 0n,
    });
  });

  it('E4 one rupiah more is not', () => {
    const t = tax({ lines: [line(2_000_001n)] });
    assert.deepEqual(summary(t), {
      price: 2_000_001n,
      ppn: 220_000n,
      ppnBy: 'TREASURER',
      pph: 30_000n,
      object: '22-910-01',
      paid: 1_970_001n,
      deposits: 250_000n,
    });
  });

  it('E5 by card the issuer pays the vendor in full', () => {
    const t = tax({ rail: 'KKP', lines: [line(10_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 10_000_000n,
      ppn: 1_100_000n,
      ppnBy: 'VENDOR',
      pph: 0n,
      object: null,
      paid: 11_100_000n,
      deposits: 0n,
    });
  });

  it('E6 a certificate turns PPh 22 into the final tax', () => {
    const t = tax({ vendor: { ...small, suket }, lines: [line(5_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 5_000_000n,
      ppn: 0n,
      ppnBy: 'NONE',
      pph: 25_000n,
      object: '28-423-01',
      paid: 4_975_000n,
      deposits: 25_000n,
    });
    assert.equal(t.fakturCode, null);
  });

  it('E7 without certificate it stays PPh 22', () => {
    const t = tax({ vendor: small, lines: [line(5_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 5_000_000n,
      ppn: 0n,
      ppnBy: 'NONE',
      pph: 75_000n,
      object: '22-910-01',
      paid: 4_925_000n,
      deposits: 75_000n,
    });
  });

  it('E8 AC service: PPh 23', () => {
    const t = tax({ vendor: small, lines: [line(3_000_000n, AC_SERVICE)] });
    assert.deepEqual(summary(t), {
      price: 3_000_000n,
      ppn: 0n,
      ppnBy: 'NONE',
      pph: 60_000n,
      object: AC_SERVICE,
      paid: 2_940_000n,
      deposits: 60_000n,
    });
  });

  it('E8 by card: PPh 23 remains due outside the card flow', () => {
    const t = tax({ rail: 'KKP', vendor: small, lines: [line(3_000_000n, AC_SERVICE)] });
    assert.equal(t.netToVendor, 3_000_000n);
    assert.equal(t.outsideCardFlow, 60_000n);
    assert.equal(t.treasurerDeposits, 0n);
    assert.equal(t.pph[0]?.withheldBy, 'OUTSIDE_CARD');
    assert.ok(reasons(t).includes('pph_outside_card'));
  });

  it('E9 without NPWP twice that', () => {
    const t = tax({ vendor: { ...small, hasNpwp: false }, lines: [line(3_000_000n, AC_SERVICE)] });
    assert.deepEqual(summary(t), {
      price: 3_000_000n,
      ppn: 0n,
      ppnBy: 'NONE',
      pph: 120_000n,
      object: AC_SERVICE,
      paid: 2_880_000n,
      deposits: 120_000n,
    });
    assert.equal(t.pph[0]?.rateText, '4%');
    assert.ok(reasons(t).includes('no_npwp'));
  });

  it('E10 catering: no PPN even from a PKP, PPh 23', () => {
    const t = tax({ lines: [line(4_000_000n, CATERING, { priceIncludesPpn: true })] });
    assert.deepEqual(summary(t), {
      price: 4_000_000n,
      ppn: 0n,
      ppnBy: 'NONE',
      pph: 80_000n,
      object: CATERING,
      paid: 3_920_000n,
      deposits: 80_000n,
    });
    assert.ok(reasons(t).includes('ppn_none_regional'));
  });

  it('E11 an appointed platform collects both', () => {
    const t = tax({ collector: 'PIHAK_LAIN', lines: [line(10_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 10_000_000n,
      ppn: 1_100_000n,
      ppnBy: 'PLATFORM',
      pph: 50_000n,
      object: '22-101-01',
      paid: 9_950_000n,
      deposits: 0n,
    });
    assert.equal(t.platformDeposits, 1_150_000n);
  });

  it('E12 a person with small turnover who declares it', () => {
    const vendor: TaxVendor = { ...small, legalForm: 'INDIVIDUAL', declaration500: true };
    const t = tax({ vendor, lines: [line(3_000_000n)] });
    assert.deepEqual(summary(t), {
      price: 3_000_000n,
      ppn: 0n,
      ppnBy: 'NONE',
      pph: 0n,
      object: '28-423-03',
      paid: 3_000_000n,
      deposits: 0n,
    });
  });

  it('E13 three orders that seem split are taxed as one package', () => {
    const splitPackage = { priceExcl: 5_700_000n };
    const part = tax({ lines: [line(1_900_000n)], splitPackage });
    assert.equal(part.ppn.collectedBy, 'TREASURER');
    assert.equal(part.pph[0]?.amount, 28_500n);
    const whole = tax({ lines: [line(1_900_000n), line(1_900_000n), line(1_900_000n)], splitPackage });
    assert.equal(whole.treasurerDeposits, 3n * part.treasurerDeposits);
    assert.equal(whole.treasurerDeposits, 627_000n + 85_500n);
    assert.equal(reasons(whole)[0], 'split_package');
  });
});

describe('the rate of the day', () => {
  const on = (date: string) => tax({ lines: [line(10_000_000n)] }, rulesOn('APBN', date));
  it('was 10% until 31 March 2022, then 11%, and stays 11% in effect from 2025', () => {
    assert.equal(on('2022-03-31').ppn.amount, 1_000_000n);
    assert.equal(on('2022-04-01').ppn.amount, 1_100_000n);
    assert.equal(on('2024-12-31').dppNilaiLain, 10_000_000n);
    assert.equal(on('2025-01-01').dppNilaiLain, 9_166_667n);
    assert.equal(on('2025-01-01').ppn.amount, 1_100_000n);
    assert.equal(on('2024-12-31').depositCode, null);
  });

  it('is the full 12% for luxury goods from February 2025', () => {
    const luxury = (date: string) =>
      tax({ lines: [line(10_000_000n, GOODS, { luxury: true })] }, rulesOn('APBN', date)).ppn.amount;
    assert.equal(luxury('2025-01-31'), 1_100_000n);
    assert.equal(luxury('2025-02-01'), 1_200_000n);
  });

  it('takes PPN out of a price that includes it by the rate of that day', () => {
    const inside = (date: string) =>
      tax({ lines: [line(11_100_000n, GOODS, { priceIncludesPpn: true })] }, rulesOn('APBN', date));
    assert.equal(inside('2026-01-05').dpp, 10_000_000n);
    assert.equal(inside('2026-01-05').gross, 11_100_000n);
    assert.equal(inside('2022-03-31').dpp, 10_090_909n);
  });

  it('deposits under the code of the regime', () => {
    assert.equal(tax({ lines: [line(10_000_000n)] }, rulesOn('APBD', '2026-11-24')).ppn.lines[0]?.code.kjs, '920');
  });
});

describe('what is not collected', () => {
  it('rice: no PPh 22 and no PPN', () => {
    const t = tax({ lines: [line(5_000_000n, GOODS, { exemption: 'RICE' })] });
    assert.equal(t.treasurerDeposits, 0n);
    assert.deepEqual(reasons(t), ['ppn_none_category', 'pph22_none_category']);
  });

  it('fuel: the vendor deposits its PPN, and no PPh 22', () => {
    const t = tax({ lines: [line(5_000_000n, GOODS, { exemption: 'FUEL' })] });
    assert.equal(t.ppn.collectedBy, 'VENDOR');
    assert.equal(t.treasurerDeposits, 0n);
    assert.deepEqual(reasons(t), ['ppn_vendor_category', 'pph22_none_category']);
  });

  it('exempt goods beside others do not free the others', () => {
    const t = tax({ lines: [line(5_000_000n, GOODS, { exemption: 'RICE' }), line(3_000_000n)] });
    assert.equal(t.ppn.amount, 330_000n);
    assert.equal(t.pph[0]?.base, 3_000_000n);
  });

  it('an exemption letter in force frees from PPh 22, an expired one does not', () => {
    const skb = { number: 'SKB-7', validFrom: '2026-01-01', validTo: '2026-12-31', articles: ['22'] as const };
    assert.equal(tax({ vendor: { ...company, skb }, lines: [line(5_000_000n)] }).pph.length, 0);
    assert.equal(
      tax({ vendor: { ...company, skb: { ...skb, validTo: '2026-06-30' } }, lines: [line(5_000_000n)] }).pph.length,
      1,
    );
  });

  it('a certificate counts only within its dates, and says so', () => {
    const late = tax({ vendor: { ...small, suket: { ...suket, validTo: '2026-11-23' } }, lines: [line(5_000_000n)] });
    assert.equal(late.pph[0]?.objectCode, '22-910-01');
    assert.ok(reasons(late).includes('suket_not_valid'));
    assert.equal(
      tax({ vendor: { ...small, suket: { ...suket, validTo: '2026-11-24' } }, lines: [line(5_000_000n)] }).pph[0]
        ?.objectCode,
      '28-423-01',
    );
  });

  it('a certificate below the threshold follows its switch', () => {
    const lines = [line(1_000_000n)];
    const vendor = { ...small, suket };
    assert.equal(tax({ vendor, lines }).pph.length, 0);
    const strict = rulesOn('APBN', '2026-11-24', { 'tax.suket.applyBelowThreshold': always(true, 'contoh', 'A') });
    assert.equal(tax({ vendor, lines }, strict).pph[0]?.amount, 5_000n);
  });
});

describe('services and rent', () => {
  it('work by a person is PPh 21 on half the fee, a fifth more without NPWP', () => {
    const person: TaxVendor = { ...small, legalForm: 'INDIVIDUAL' };
    assert.equal(tax({ vendor: person, lines: [line(4_000_000n, AC_SERVICE)] }).pph[0]?.amount, 100_000n);
    assert.equal(
      tax({ vendor: { ...person, hasNpwp: false }, lines: [line(4_000_000n, AC_SERVICE)] }).pph[0]?.amount,
      120_000n,
    );
    // 200 juta: half is 100 juta, of which 60 at 5% and 40 at 15%.
    assert.equal(tax({ vendor: person, lines: [line(200_000_000n, AC_SERVICE)] }).pph[0]?.amount, 9_000_000n);
  });

  it('rent of movables is PPh 23 for a person too; rent of a room is final 10% for all', () => {
    const person: TaxVendor = { ...small, legalForm: 'INDIVIDUAL', suket };
    assert.equal(
      tax({ vendor: { ...person, suket: null }, lines: [line(4_000_000n, '24-100-02')] }).pph[0]?.amount,
      80_000n,
    );
    const room = tax({ vendor: person, lines: [line(4_000_000n, '28-403-02')] });
    assert.equal(room.pph[0]?.amount, 400_000n);
    assert.equal(room.pph[0]?.code.kjs, '403');
  });

  it('goods and services of one order are separate tax objects', () => {
    const t = tax({ lines: [line(3_000_000n), line(1_000_000n, AC_SERVICE), line(500_001n, AC_SERVICE)] });
    assert.deepEqual(
      t.pph.map((p) => [p.objectCode, p.base]),
      [
        ['22-910-01', 3_000_000n],
        [AC_SERVICE, 1_500_001n],
      ],
    );
  });
});

describe('rounding', () => {
  it('is once per tax object, not per line', () => {
    const t = tax({ lines: Array.from({ length: 3 }, () => line(1_000_033n)) });
    assert.equal(t.pph[0]?.amount, 45_001n);
  });

  it('follows the rule of the platform', () => {
    const floor = rulesOn('APBN', '2026-11-24', {
      'tax.rounding': always<'HALF_UP' | 'FLOOR'>('FLOOR', 'contoh', 'A'),
    });
    assert.equal(tax({ lines: [line(10_000_000n)] }, floor).dppNilaiLain, 9_166_666n);
    assert.equal(tax({ lines: [line(2_000_050n)] }).pph[0]?.amount, 30_001n);
    assert.equal(tax({ lines: [line(2_000_050n)] }, floor).pph[0]?.amount, 30_000n);
  });
});

describe('bad input is refused, not thrown', () => {
  it('names the reason', () => {
    const refused = (lines: readonly TaxLine[]) => {
      const result = computeTax({ rail: 'CMS', vendor: company, lines }, RULES);
      return result.ok ? null : result.code;
    };
    assert.equal(refused([]), 'cart_empty');
    assert.equal(refused([line(-1n)]), 'amount_invalid');
    assert.equal(refused([line(1n, '99-999-99')]), 'input_invalid');
  });
});

const anyLine: fc.Arbitrary<TaxLine> = fc.record({
  objectCode: fc.constantFrom(
    ...taxObjects.map((o) => o.value.code).filter((code) => !/^(28-423|22-101|21-)/.test(code)),
  ),
  amount: fc.bigInt({ min: 0n, max: 300_000_000n }),
  priceIncludesPpn: fc.boolean(),
  luxury: fc.boolean(),
  exemption: fc.constantFrom(null, ...exemptionCategories),
});
const anyVendor: fc.Arbitrary<TaxVendor> = fc.record({
  pkp: fc.boolean(),
  hasNpwp: fc.boolean(),
  legalForm: fc.constantFrom('INDIVIDUAL' as const, 'COMPANY' as const),
  suket: fc.option(fc.constant(suket)),
  declaration500: fc.boolean(),
  skb: fc.constant(null),
});
const anyInput: fc.Arbitrary<TaxInput> = fc.record(
  {
    rail: fc.constantFrom('CMS' as const, 'KKP' as const),
    collector: fc.constantFrom('TREASURER' as const, 'CARD' as const, 'PIHAK_LAIN' as const),
    lines: fc.array(anyLine, { minLength: 1, maxLength: 6 }),
    vendor: anyVendor,
  },
  { requiredKeys: ['rail', 'lines', 'vendor'] },
);

describe('for every order', () => {
  it('what the vendor gets and what is withheld make up the invoice, and nothing is negative', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const t = tax(input);
        assert.equal(t.netToVendor + t.treasurerDeposits + t.platformDeposits, t.gross);
        assert.equal(t.gross, t.dpp + t.ppn.amount);
        for (const n of [
          t.dpp,
          t.ppn.amount,
          t.netToVendor,
          t.treasurerDeposits,
          t.platformDeposits,
          t.outsideCardFlow,
        ])
          assert.ok(n >= 0n);
        assert.ok(t.explanations.length >= 2, 'one reason for PPN and one for PPh');
      }),
    );
  });

  it('an agreed price that includes PPN is never changed by rounding', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (amount) => {
        assert.equal(tax({ lines: [line(amount, GOODS, { priceIncludesPpn: true })] }).gross, amount);
      }),
    );
  });

  it('a card payment lets the vendor have the whole invoice', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const { collector: _, ...rest } = input;
        const t = tax({ ...rest, rail: 'KKP' });
        assert.equal(t.netToVendor, t.gross);
      }),
    );
  });

  it('a higher price never means less tax', () => {
    fc.assert(
      fc.property(anyVendor, anyLine, fc.bigInt({ min: 0n, max: 5_000_000n }), (vendor, one, more) => {
        const before = tax({ vendor, lines: [one] });
        const after = tax({ vendor, lines: [{ ...one, amount: one.amount + more }] });
        assert.ok(after.treasurerDeposits >= before.treasurerDeposits);
        assert.ok(after.gross >= before.gross);
      }),
    );
  });
});

describe('the sentences', () => {
  it('stay within 25 words, name a basis, and exist in both languages', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const explanation of tax(input).explanations) {
          for (const language of ['id', 'en'] as const) {
            const text = explain(explanation, language);
            assert.ok(explanation.params.basis.length > 0);
            for (const sentence of text.split(/\. (?=[A-Z])/)) assert.ok(sentence.split(' ').length <= 25, sentence);
          }
        }
      }),
    );
    assert.deepEqual(Object.keys(id).sort(), [...explanationCodes].sort());
    assert.deepEqual(Object.keys(en).sort(), [...explanationCodes].sort());
  });

  it('say the rule with its figures', () => {
    const [ppn, pph] = tax({ lines: [line(10_000_000n)] }).explanations;
    assert.match(
      ppn ? explain(ppn) : '',
      /^PPN dipungut bendahara: Rp10\.000\.000,00 × 11% = Rp1\.100\.000,00\. Dasar: PMK/,
    );
    assert.match(pph ? explain(pph, 'en') : '', /Rp10\.000\.000,00 × 1,5% = Rp150\.000,00\./);
  });
});
