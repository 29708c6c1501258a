import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { holidaySet } from '../regulation/rules.ts';
import type { ToldLine } from './line.ts';
import { type Candidate, certain, suggest } from './match.ts';
import { compareNames } from './names.ts';
import { kindOfRemark, mainReference, ourReferences, referenceTokens, steadyRemark } from './remark.ts';

const measure = { holidays: holidaySet(), compare: compareNames };
const REFERENCE = 'DS0123456789ABCDEF01234567';

const line = (over: Partial<ToldLine> = {}): ToldLine => ({
  id: 'line',
  transactionId: '20261124000000000001',
  at: '2026-11-24T10:00:00+07:00',
  direction: 'DEBIT',
  sen: 1_110_000_00n,
  remark: 'TRF',
  references: [],
  reversal: false,
  kind: null,
  counterparty: null,
  after: null,
  ...over,
});
const payment = (over: Partial<Candidate> = {}): Candidate => ({
  id: 'payment',
  kind: 'PAYMENT',
  direction: 'DEBIT',
  sen: 1_110_000_00n,
  references: [REFERENCE, '2026112400000077'],
  accountNo: '1234500001',
  name: 'CV Contoh Vendor',
  since: '2026-11-24',
  until: '2026-12-01',
  ...over,
});
const basisOf = (one: ToldLine, ...candidates: Candidate[]) => suggest(one, candidates, measure)[0]?.basis ?? null;

describe('matching a line', () => {
  it('goes by the exact reference first, then by one inside the remark', () => {
    assert.equal(basisOf(line({ transactionId: '2026112400000077' }), payment()), 'REFERENCE');
    assert.equal(basisOf(line({ references: [REFERENCE] }), payment()), 'REFERENCE');
    assert.equal(basisOf(line({ remark: `TRF SKN ${REFERENCE} INV-1` }), payment()), 'REMARK');
    assert.equal(basisOf(line({ remark: `trf ${REFERENCE.toLowerCase()}` }), payment()), 'REMARK');
    assert.equal(basisOf(line({ remark: 'BYR 2026112400000077 WS_OB;x;y' }), payment()), 'REMARK');
  });

  it('then by account and day, one working day about; then by the same name', () => {
    const toAccount = { remark: 'TRF KE 1234500001' };
    assert.equal(basisOf(line(toAccount), payment()), 'ACCOUNT_DATE');
    // 2026-11-27 is a Friday: Monday is one working day later.
    const friday = payment({ since: '2026-11-27', until: '2026-11-27' });
    assert.equal(basisOf(line({ ...toAccount, at: '2026-11-30' }), friday), 'ACCOUNT_DATE');
    assert.equal(basisOf(line({ ...toAccount, at: '2026-12-01' }), friday), null);
    assert.equal(basisOf(line({ ...toAccount, at: '2026-11-26' }), friday), 'ACCOUNT_DATE');
    assert.equal(basisOf(line({ ...toAccount, at: '2026-11-25' }), friday), null);
    assert.equal(basisOf(line({ counterparty: { name: 'CONTOH VENDOR, CV', accountNo: null } }), payment()), 'NAME');
    assert.equal(basisOf(line({ remark: 'TRF CV CONTOH VENDOR INV' }), payment()), 'NAME');
  });

  it('only suggests what is similar, and nothing of another amount or direction', () => {
    const similar = line({ counterparty: { name: 'CONTOH VENDOR JAYA', accountNo: null } });
    const [found] = suggest(similar, [payment()], measure);
    assert.equal(found?.basis, 'SIMILAR_NAME');
    assert.equal(certain(suggest(similar, [payment()], measure)), null);
    assert.deepEqual(suggest(line({ remark: REFERENCE, sen: 1n }), [payment()], measure), []);
    assert.deepEqual(suggest(line({ remark: REFERENCE, direction: 'CREDIT' }), [payment()], measure), []);
  });

  it('never decides between two that are equally good', () => {
    const two = [payment({ id: 'a', references: [] }), payment({ id: 'b', references: [] })];
    assert.equal(certain(suggest(line({ remark: 'KE 1234500001' }), two, measure)), null);
    assert.equal(
      certain(suggest(line({ remark: 'KE 1234500001' }), [two[0] as Candidate], measure))?.candidate.id,
      'a',
    );
  });

  it('finds its own payment among any number of others, in any order', () => {
    const hex = fc.array(fc.constantFrom(...'0123456789ABCDEF'), { minLength: 24, maxLength: 24 });
    const reference = hex.map((digits) => `DS${digits.join('')}`);
    fc.assert(
      fc.property(
        fc.uniqueArray(reference, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.string({ maxLength: 20 }),
        (references, pick, noise) => {
          const wanted = references[pick % references.length] ?? '';
          const clean = noise.replace(/[A-Za-z0-9]/g, ' ');
          const candidates = references.map((one) => payment({ id: one, references: [one], name: 'CV SAMA SAJA' }));
          const found = certain(suggest(line({ remark: `${clean} ${wanted} ${clean}` }), candidates, measure));
          assert.equal(found?.candidate.id, wanted);
          const reversed = certain(suggest(line({ remark: `${wanted} ${clean}` }), candidates.toReversed(), measure));
          assert.equal(reversed?.candidate.id, wanted);
        },
      ),
    );
  });

  it('control: a matcher that goes by the amount alone would take the wrong one', () => {
    const byAmount = (one: ToldLine, candidates: readonly Candidate[]) => candidates.find(({ sen }) => sen === one.sen);
    const others = [payment({ id: 'other', references: ['DSFFFFFFFFFFFFFFFFFFFFFFFF'] }), payment({ id: 'own' })];
    const told = line({ remark: REFERENCE });
    assert.equal(byAmount(told, others)?.id, 'other');
    assert.equal(certain(suggest(told, others, measure))?.candidate.id, 'own');
  });
});

describe('the words of a remark', () => {
  it('tell references, and the same one for two sources', () => {
    assert.deepEqual(ourReferences(`x ${REFERENCE} y ${REFERENCE}`), [REFERENCE]);
    assert.deepEqual(ourReferences(`${REFERENCE}0`), []);
    assert.deepEqual(referenceTokens('TRF 2026112700000077 SKN ABCDEFGHIJKLM'), ['2026112700000077']);
    assert.equal(mainReference(`${REFERENCE} 999999999999999`), REFERENCE);
    assert.equal(steadyRemark('BAYAR X WS_OB;DS1;22'), 'BAYAR X');
    assert.equal(mainReference('BAYAR 123456789012 WS_OB;999999999999;'), '123456789012');
  });

  it('tell charges, taxes, interest and returns, each in its direction', () => {
    assert.equal(kindOfRemark('BIAYA SKN', 'DEBIT'), 'FEE');
    assert.equal(kindOfRemark('PAJAK BUNGA', 'DEBIT'), 'TAX');
    assert.equal(kindOfRemark('JASA GIRO', 'CREDIT'), 'INTEREST');
    assert.equal(kindOfRemark('RETUR SKN x', 'CREDIT'), 'RETURN');
    assert.equal(kindOfRemark('BIAYA SKN', 'CREDIT'), 'OTHER');
    assert.equal(kindOfRemark('TRF CV BIAYANI', 'DEBIT'), 'OTHER');
  });

  it('compare names as banks write them', () => {
    assert.equal(compareNames('PT. Pena Lintas Kota', 'PENA LINTAS KOTA PT'), 'same');
    assert.equal(compareNames('PENALINTASKOTA', 'Pena Lintas Kota'), 'same');
    assert.equal(compareNames('PENA LINTAS KOTA JAYA', 'Pena Lintas Kota'), 'similar');
    assert.equal(compareNames('SINAR ABADI', 'Pena Lintas Kota'), 'different');
    assert.equal(compareNames('PT', 'CV'), 'different');
  });
});
