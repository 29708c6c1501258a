import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { skipWithout, snapVectors } from '../../../../bank/testing/vectors.ts';
import { amountToPay } from './amount.ts';
import { buildQris, type QrisParts } from './build.ts';
import { crc16 } from './crc.ts';
import { readQris } from './read.ts';
import { parseTlv, writeTlv } from './tlv.ts';
import { type Level, validateQris } from './validate.ts';
import { asVendorPayment } from './vendor.ts';

const vectors = snapVectors();
const options = skipWithout(vectors);
const samples = vectors?.qris ?? [];
const worst = (payload: string): Level | 'sound' => validateQris(payload)[0]?.level ?? 'sound';
const faultsOf = (payload: string) => validateQris(payload).map(({ level, tag, fault }) => `${level} ${tag} ${fault}`);

const parts: QrisParts = {
  initiation: 'DYNAMIC',
  accounts: [
    { domain: 'ID.CO.CONTOH.WWW', merchantPan: '936000020000000017', merchantId: '000001019', criteria: 'UMI' },
  ],
  nmid: 'ID1099999999991',
  criteria: 'UMI',
  mcc: '5943',
  amount: 350_000n,
  merchantName: 'TOKO ATK CONTOH',
  merchantCity: 'JAKARTA PUSAT',
  postCode: '10110',
  billNumber: 'INV2025000123',
  referenceLabel: '20251127000010',
  terminal: 'A01',
};
const sound = buildQris(parts);
/** The same with other tags, and a CRC that fits them. */
function with_(change: (tags: { id: string; value: string }[]) => { id: string; value: string }[]): string {
  const tags = change([...(parseTlv(sound.slice(0, -8)) ?? [])]);
  const body = `${writeTlv(tags)}6304`;
  return body + crc16(body);
}
const without = (id: string) => with_((tags) => tags.filter((tag) => tag.id !== id));
const having = (id: string, value: string) => with_((tags) => [...tags.filter((tag) => tag.id !== id), { id, value }]);

describe('published samples', options, () => {
  it('have the CRC that the file says', () => {
    for (const { input, crc } of vectors?.crc16 ?? []) assert.equal(crc16(input), crc, input);
    assert.ok(samples.length >= 16);
    for (const { id, payload, crc, crcComputed } of samples) {
      assert.equal(readQris(payload)?.crc.computed ?? crcComputed ?? crc, crcComputed ?? crc, id);
    }
  });

  it('are read tag by tag, also in an alphabet of another country', () => {
    const told = samples.filter(({ tags }) => tags !== undefined);
    assert.ok(told.length >= 12);
    for (const { id, payload, tags } of told) {
      const read = parseTlv(payload)?.map((tag) => [tag.id, tag.value]);
      assert.deepEqual(read, tags, id);
    }
    const broken = samples.filter(({ tlvValid }) => !tlvValid);
    assert.ok(broken.length > 0 && broken.every(({ payload }) => parseTlv(payload) === null));
  });

  it('are sound, or broken in the way that they were broken', () => {
    const expected: Readonly<Record<string, Level | 'sound'>> = {
      'qris-emvco-example': 'fatal',
      'qris-static-two-accounts': 'warning',
      'qris-dynamic-tip-prompt': 'warning',
      'qris-dynamic-tip-percent': 'warning',
      'qris-dynamic-no-tip': 'warning',
      'qris-bad-crc-nibble': 'fatal',
      'qris-bad-amount-altered': 'fatal',
      'qris-bad-length': 'fatal',
      'qris-bad-crc-lowercase': 'error',
    };
    for (const { id, payload, crcValid } of samples) {
      const level = worst(payload);
      if (id in expected) assert.equal(level, expected[id], `${id} ${faultsOf(payload)}`);
      else assert.ok(crcValid && ['sound', 'warning'].includes(level), `${id} ${faultsOf(payload)}`);
    }
  });

  it('say what is paid, with the tip', () => {
    const pay = (id: string) => {
      const qris = readQris(samples.find((sample) => sample.id === id)?.payload ?? '');
      assert.ok(qris);
      return amountToPay(qris);
    };
    assert.equal(pay('qris-dynamic-fixed-tip-zero'), 1_500n);
    assert.equal(pay('qris-dynamic-tip-prompt'), null);
    assert.equal(pay('qris-dynamic-tip-percent'), 503_500n);
    assert.equal(pay('qris-dynamic-no-tip'), 500_000n);
    assert.equal(pay('qris-own-static'), null);
    assert.equal(pay('qris-own-dynamic'), 350_000n);
    assert.equal(pay('qris-emvco-example'), null);
  });

  it('pay a vendor, unless they send money to a person', () => {
    const fit = (id: string, amount: bigint, nmid: string | null = null) =>
      asVendorPayment(samples.find((sample) => sample.id === id)?.payload ?? '', { amount, nmid });
    assert.ok(fit('qris-own-dynamic', 350_000n, 'ID1099999999991').ok);
    assert.deepEqual(fit('qris-own-dynamic', 350_001n), { ok: false, why: 'amount_other' });
    assert.deepEqual(fit('qris-own-dynamic', 350_000n, 'ID1099999999992'), { ok: false, why: 'other_merchant' });
    assert.deepEqual(fit('qris-own-static', 350_000n), { ok: false, why: 'amount_typed' });
    assert.deepEqual(fit('qris-transfer-p2p', 350_000n), { ok: false, why: 'not_a_merchant' });
    assert.deepEqual(fit('qris-bad-amount-altered', 950_000n), { ok: false, why: 'not_payable' });
  });

  it('are written again as they were', () => {
    assert.equal(sound, samples.find((sample) => sample.id === 'qris-own-dynamic')?.payload);
  });
});

describe('each rule', () => {
  const rules: readonly (readonly [code: string, fault: string])[] = [
    [having('00', '02'), 'fatal 00 order'],
    [with_(([first, ...rest]) => [{ id: first?.id ?? '', value: '02' }, ...rest]), 'fatal 00 format'],
    ...['52', '53', '58', '59', '60'].map((id) => [without(id), `fatal ${id} missing`] as const),
    [without('54'), 'fatal 54 missing'],
    [with_((tags) => tags.filter(({ id }) => id !== '26' && id !== '51')), 'fatal 26 missing'],
    [having('53', '840'), 'fatal 53 currency'],
    ...['0', '0.00', '1,000', '1.2.3', '12345678901.00', '-5', '1e3'].map(
      (text) => [having('54', text), 'fatal 54 amount'] as const,
    ),
    [having('55', '02'), 'fatal 55 tip'],
    [having('55', '04'), 'fatal 55 tip'],
    [having('56', '500'), 'fatal 55 tip'],
    [with_((tags) => [...tags, { id: '55', value: '03' }, { id: '57', value: '0.00' }]), 'fatal 57 amount'],
    [with_((tags) => [...tags, { id: '55', value: '02' }, { id: '56', value: '0' }]), 'fatal 56 amount'],
    [with_((tags) => [...tags, { id: '55', value: '01' }, { id: '57', value: '1' }]), 'fatal 55 tip'],
    [having('62', 'bukan tag'), 'fatal 62 tlv'],
    [having('51', 'bukan tag'), 'fatal 51 tlv'],
    [having('58', 'CN'), 'error 58 country'],
    [without('61'), 'error 61 missing'],
    [having('01', '13'), 'error 01 format'],
    [having('52', '59A3'), 'error 52 format'],
    [with_((tags) => tags.filter(({ id }) => !['01', '51'].includes(id))), 'error 51 missing'],
    [having('51', '0014ID.CO.QRIS.WWW0214ID109999999999'), 'error 51.02 nmid'],
    [having('26', '0016ID.CO.CONTOH.WWW0118123400020000000017'), 'error 26.01 nns'],
    [having('26', '0016ID.CO.CONTOH.WWW0118936000020000000018'), 'warning 26.01 check_digit'],
    [without('01'), 'warning 01 missing'],
    [having('59', 'NAMA YANG LEBIH DARI DUA PULUH LIMA'), 'warning 59 length'],
    [having('60', 'KOTA YANG PANJANG'), 'warning 60 length'],
    [`${sound}000201`, 'fatal 63 order'],
  ];
  for (const [code, fault] of rules) {
    it(fault, () => assert.ok(faultsOf(code).includes(fault), `${code}\n${faultsOf(code)}`));
  }
  it('finds nothing in a sound code', () => {
    assert.deepEqual(
      faultsOf(sound).filter((fault) => !fault.endsWith('check_digit')),
      [],
    );
    for (const text of ['1000', '1000.00', '1000.']) {
      assert.ok(!faultsOf(having('54', text)).includes('fatal 54 amount'), text);
    }
  });
});

describe('what a code pays', () => {
  it('is the amount and the tip, a share rounded half up to the rupiah', () => {
    const pay = (amountText: string | null, tip: Parameters<typeof amountToPay>[0]['tip']) =>
      amountToPay({ amountText, tip });
    assert.equal(pay('1000', { kind: 'NONE' }), 1_000n);
    assert.equal(pay('1000.00', { kind: 'FIXED', text: '250' }), 1_250n);
    assert.equal(pay('333', { kind: 'PERCENT', text: '0.50' }), 335n);
    assert.equal(pay('300', { kind: 'PERCENT', text: '0.50' }), 302n);
    assert.equal(pay('299', { kind: 'PERCENT', text: '0.5' }), 300n);
    assert.equal(pay('1000', { kind: 'ASK' }), null);
    assert.equal(pay('1000.50', { kind: 'NONE' }), null);
    assert.equal(pay(null, { kind: 'NONE' }), null);
  });

  it('is no vendor when money goes to a person or is drawn', () => {
    const owed = { amount: 350_000n, nmid: 'ID1099999999991' };
    assert.ok(asVendorPayment(sound, owed).ok);
    const why = (code: string, changed = owed) => {
      const fit = asVendorPayment(code, changed);
      return fit.ok ? 'fit' : fit.why;
    };
    for (const purpose of ['DMCT', 'XBCT', 'CWDL', 'CDPT']) {
      assert.equal(why(having('62', `0804${purpose}`)), 'not_a_merchant', purpose);
    }
    assert.equal(why(having('62', '0804BILL')), 'fit');
    assert.equal(why(having('52', '4829')), 'not_a_merchant');
    assert.equal(why(sound, { ...owed, amount: 350_001n }), 'amount_other');
    assert.equal(why(sound, { ...owed, nmid: 'ID1099999999992' }), 'other_merchant');
    assert.equal(why(buildQris({ ...parts, tip: 'ask' })), 'amount_typed');
    assert.equal(why(buildQris({ ...parts, tip: { fixed: 1n } })), 'amount_other');
  });
});

describe('whatever the code', () => {
  const ascii = (max: number) => fc.stringMatching(new RegExp(`^[A-Z0-9 ]{1,${max}}$`));
  const any = fc.record({
    amount: fc.bigInt(1n, 10_000_000n),
    merchantName: ascii(25),
    merchantCity: ascii(15),
    billNumber: ascii(25),
    tip: fc.option(fc.constantFrom({ fixed: 500n }, { percent: '2.50' }, 'ask' as const), { nil: undefined }),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(any, ({ tip, ...given }) => {
        const code = buildQris({ ...parts, ...given, ...(tip === undefined ? {} : { tip }) });
        const qris = readQris(code);
        assert.ok(qris);
        assert.notEqual(worst(code), 'fatal');
        assert.equal(qris.merchantName, given.merchantName);
        assert.equal(qris.billNumber, given.billNumber);
        assert.equal(qris.amountText, String(given.amount));
        assert.equal(amountToPay(qris) === null, tip === 'ask');
      }),
    );
  });

  it('does not survive a changed character', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.constantFrom(...'0123456789ABCXYZ.'), (at, sign) => {
        const altered = sound.slice(0, at) + sign + sound.slice(at + 1);
        assert.equal(worst(altered) === 'fatal', altered !== sound);
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9]{0,60}$/)), (text) => {
        validateQris(text);
        asVendorPayment(text, { amount: 1n, nmid: null });
      }),
      { numRuns: 2_000 },
    );
  });
});
