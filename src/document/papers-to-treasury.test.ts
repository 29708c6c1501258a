import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orderToPay, payers } from '../payment/testing-office.ts';
import { rulesOn } from '../regulation/rules.ts';
import { type Deposit, depositTable, draftDeposit } from '../tax/deposit/deposit.ts';
import { type Withholding, withheld } from '../tax/deposit/withholding.ts';
import { noPapers } from '../treasury/papers.ts';
import type { Replenishment } from '../treasury/replenishment.ts';
import { drawDeposit, drawRequest, drawTaxData } from './papers-to-treasury.ts';

const { at, order } = orderToPay('CMS');
const rules = rulesOn('APBN', '2026-11-24');
const actor = { ...payers.bendahara, role: 'BENDAHARA' };
const taxes = withheld(order, { now: at.now }, rules).rows.map(({ body }) => body as unknown as Withholding);
const drafted = draftDeposit(taxes, {
  cause: order.id,
  now: at.now,
  actor,
  satkerId: order.satkerId,
  zone: 'WIB',
  regime: 'APBN',
  number: 'STR-2026-000001',
  period: '112026',
  code: { kap: '411618', kjs: '100' },
});
assert.ok(drafted.ok);
const deposit = drafted.rows.find(({ table }) => table === depositTable)?.body as unknown as Deposit;
const billing = { code: '012345678901234', expiresAt: '2026-12-01T16:59:59.999Z', madeBy: 'BANK' } as const;
const deposited: Deposit = {
  ...deposit,
  billing,
  state: 'DEPOSITED',
  ntpn: 'A1B2C3D4E5F60718',
  ntb: 'NTB-123456',
  depositedAt: '2026-11-24T04:05:00.000Z',
};
const line = (n: number, mak: string, gross: bigint) => ({
  orderId: `${n}`,
  orderNumber: `PS-2026-${n}`,
  spbyNumber: `SPBY-2026-${n}`,
  payee: 'Toko Contoh',
  mak,
  akun: mak.slice(-6),
  paidAt: '2026-11-20T20:00:00.000Z',
  gross,
});
const request: Replenishment = {
  id: 'r',
  version: 1,
  satkerId: order.satkerId,
  zone: 'WIB',
  regime: 'APBN',
  year: 2026,
  kind: 'GUP',
  number: 'DRPP-2026-000001',
  state: 'SPP',
  amount: 6_500_000n,
  approval: null,
  lines: [line(1, 'WA.521111', 1_000_000n), line(2, 'WA.521811', 2_500_000n), line(3, 'WA.521111', 3_000_000n)],
  papers: {
    ...noPapers,
    spp: { number: '00031/SPP', date: '2026-11-24', recordedBy: actor, signedBy: null, at: '2026-11-24T04:05:00.000Z' },
  },
  draftedBy: { ...actor, name: 'Dewi' },
  createdAt: '2026-11-24T03:00:00.000Z',
  sentBack: [],
  receivedAt: null,
};
const says = (page: string, needed: readonly string[]) => {
  for (const part of needed) assert.ok(page.includes(part), `lacks ${part}`);
  assert.match(page, /^<!doctype html>\n<html lang="id">/);
  assert.match(page, /CONTOH – data rekaan/);
  assert.doesNotMatch(page, /<script|undefined|\[object|null/);
};

describe('the list of payments to be replaced', () => {
  it('names every receipt on the day of its place, sums by budget item, and the papers so far', () => {
    says(drawRequest(request, at.satker, rules), [
      'Daftar Rincian Permintaan Pembayaran (DRPP)',
      'DRPP-2026-000001',
      '1. SPBY-2026-1, pesanan PS-2026-1',
      // 20.00 UTC is the next day in Jakarta.
      '21 Nov 2026',
      '<th scope="row">WA.521111</th><td class="n">Rp4.000.000,00</td>',
      'Rp6.500.000,00',
      'enam juta lima ratus ribu rupiah',
      '00031/SPP, 24 November 2026',
      'Dewi',
    ]);
  });

  it('is a draft before the SPP, void when withdrawn, and a TUP has the KPPN’s letter and no list', () => {
    assert.match(drawRequest({ ...request, state: 'DRAFTED' }, at.satker, rules), /RANCANGAN – SPP belum terbit/);
    assert.match(drawRequest({ ...request, state: 'WITHDRAWN' }, at.satker, rules), /TIDAK BERLAKU/);
    const tup: Replenishment = { ...request, kind: 'TUP', lines: [], approval: { number: 'S-12', date: '2026-11-20' } };
    const page = drawRequest(tup, at.satker, rules);
    says(page, ['Permintaan Tambahan Uang Persediaan (TUP)', 'S-12, 20 November 2026']);
    assert.doesNotMatch(page, /Rincian pembayaran/);
  });
});

describe('the proof of a deposit', () => {
  it('has NTPN, NTB, code, account and every tax', () => {
    says(drawDeposit(deposited, taxes, at.satker, rules), [
      'A1B2C3D4E5F60718',
      'NTB-123456',
      '24 November 2026 11.05 WIB',
      '012345678901234',
      '411618-100',
      '11/2026',
      'PPN',
      'PPh 22',
      'bukan Bukti Penerimaan Negara',
    ]);
    assert.doesNotMatch(drawDeposit(deposited, taxes, at.satker, rules), /RANCANGAN/);
  });

  it('is a draft until then; a date typed from a receipt is no hour', () => {
    assert.match(drawDeposit(deposit, taxes, at.satker, rules), /RANCANGAN – belum disetor/);
    assert.match(
      drawDeposit({ ...deposited, depositedAt: '2026-11-23' }, taxes, at.satker, rules),
      /<dd>23 November 2026<\/dd>/,
    );
  });
});

describe('the data of a slip', () => {
  const pph = taxes.find(({ kind }) => kind === 'PPH');
  assert.ok(pph);

  it('has what Coretax asks for, and says what is still missing', () => {
    const page = drawTaxData(pph, at.satker, at.vendor, rules);
    says(page, [
      'Data Bukti Potong PPh',
      at.vendor.name,
      pph.objectCode ?? '?',
      pph.rate,
      'BELUM DISETOR',
      pph.billNumber,
    ]);
    const slipped = {
      ...pph,
      state: 'SLIPPED',
      ntpn: 'A1B2',
      slip: { number: '2600ABC', date: '2026-11-30' },
    } as const;
    const done = drawTaxData(slipped, at.satker, at.vendor, rules);
    says(done, ['Nomor 2600ABC', '30 November 2026']);
    assert.doesNotMatch(done, /BELUM|belum terbit/);
  });
});

describe('nothing that people typed becomes markup', () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  const HARMLESS =
    /^(at|paidAt|createdAt|recordedAt|receivedAt|depositedAt|withheldAt|date|state|kind|zone|regime|from|period|due)$/;
  function poisoned<T>(value: T, key = ''): T {
    if (typeof value === 'string') return (HARMLESS.test(key) || value === '' ? value : evil) as T;
    if (Array.isArray(value)) return value.map((one) => poisoned(one, key)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, name)])) as T;
  }
  const [tax] = taxes;
  assert.ok(tax);
  const pages = {
    DRPP: drawRequest(poisoned(request), poisoned(at.satker), rules),
    deposit: drawDeposit(poisoned(deposited), poisoned(taxes), poisoned(at.satker), rules),
    slip: drawTaxData(poisoned(tax), poisoned(at.satker), poisoned(at.vendor), rules),
  };
  for (const [name, page] of Object.entries(pages))
    it(`on the ${name}`, () => {
      assert.ok(page.includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'));
      assert.doesNotMatch(page, /<img|onerror="/);
    });
});
