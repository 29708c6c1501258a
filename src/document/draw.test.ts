import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rulesOf } from '../purchasing/amounts.ts';
import type { Order } from '../purchasing/order.ts';
import {
  act,
  buyers,
  FAKTUR,
  orderUpTo,
  type Stage,
  sellers,
  shipping,
  stage,
  testProduct,
  testVendor,
  today,
  why,
} from '../purchasing/testing.ts';
import { drawPaper } from './draw.ts';
import { type PaperKind, paperKinds, papersOf } from './papers.ts';
import type { Sources } from './sources.ts';

const at = stage();
const { pp, ppk, penerima, bendahara } = buyers(at.satker.id);
const { vendor, staff } = sellers(at.vendor.id);

function sources(order: Order, from: Stage = at, own: Partial<Sources> = {}): Sources {
  const payment = {
    reference: 'DS0123456789',
    bankReference: 'BANK-77',
    madeBy: { name: 'Fitri', at: today.toISOString() },
  };
  return {
    order,
    satker: from.satker,
    vendor: from.vendor,
    rules: rulesOf(order, order.regime, from.now, order.zone),
    treasurerName: 'Bendahara Baru',
    payment: order.paidAt === null ? null : payment,
    ...own,
  };
}

function drawn(kind: PaperKind, order: Order, from: Stage = at): string {
  const page = drawPaper(kind, sources(order, from));
  assert.equal(typeof page, 'string', `${kind} is there`);
  return String(page);
}
const kindsOf = (order: Order, reader: 'SATKER' | 'VENDOR') => papersOf(order, reader).map(({ kind }) => kind);

/** Ten pens of Rp100.000 became Rp90.000 with Rp15.000 of delivery, after one refused round. */
function negotiated(): Order {
  const at0 = act(at, buyers(at.satker.id).pemesan, null, 'addItem', {
    items: [{ productId: at.products[0]?.id, quantity: 40 }],
  });
  const asked = act(at, buyers(at.satker.id).pemesan, at0, 'request', { note: 'Rapat kerja', needDate: null });
  const detailed = act(at, pp, asked, 'setDetails', { budgetLineId: at.line.id });
  const offer = (price: bigint) => ({ prices: [{ no: 1, price }], deliveryFee: 15_000n, deliveryDate: null, note: '' });
  const open = act(at, pp, detailed, 'negotiate', offer(80_000n));
  return act(at, pp, act(at, vendor, open, 'counterOffer', offer(90_000n)), 'acceptOffer');
}

/** The whole way of a negotiated order, held once by the receiver and shipped again. */
function complete(): Order {
  const placed = act(at, pp, negotiated(), 'checkout', {
    ppkAssignmentId: ppk.assignmentId,
    rail: 'CMS',
    note: 'Hanya untuk PPK',
  });
  const approved = act(at, ppk, placed, 'approve', { splitReason: '' });
  const shipped = act(at, staff, act(at, vendor, approved, 'accept', { deliveryDate: null }), 'ship', shipping);
  const lines = [{ no: 1, accepted: 37, condition: 'DAMAGED', reason: 'Tinta bocor' }];
  const held = act(at, penerima, shipped, 'hold', { lines, photos: ['foto'] });
  const again = act(at, staff, held, 'shipAgain', { ...shipping, carrier: 'Kurir Kedua' });
  const received = act(at, penerima, again, 'receive', { photos: [] });
  const billed = act(at, vendor, received, 'bill', { vendorNumber: 'INV-9', faktur: FAKTUR });
  const signed = act(at, ppk, billed, 'signSpby');
  return { ...signed, state: 'PAID', paidAt: '2026-11-25T03:04:00.000Z', commitment: null };
}

describe('the papers of a complete order', () => {
  const order = complete();

  /** Minimum fields of digipay.md §4.5. 40 × Rp90.000 + Rp15.000 = Rp3.615.000, PPN Rp397.650, PPh 22 Rp54.225. */
  const needed: { readonly [K in PaperKind]: readonly string[] } = {
    'surat-pesanan': [
      order.number ?? '?',
      '24 November 2026',
      at.satker.name,
      at.vendor.name,
      'pulpen',
      'Rp90.000,00',
      'Rp4.012.650,00',
      'Tempat penyerahan',
      at.line.mak,
      'denda 1/1000',
      'Rapat kerja',
      'Dewi',
      '09.00 WIB',
    ],
    'catatan-nego': ['Rp80.000,00', 'Rp90.000,00', 'Ditawar balik', 'Disetujui', 'Rp15.000,00', 'Tawaran 2 dari'],
    'surat-jalan': [
      order.number ?? '?',
      ...order.shipments.map(({ number }) => number),
      '40 rim',
      'Kurir Contoh',
      'Kurir Kedua',
      '3 rim',
    ],
    bast: [order.receipt?.number ?? '?', order.number ?? '?', 'Diterima', 'Sesuai', 'Eko', 'diterima seluruhnya'],
    tagihan: [
      order.bill?.number ?? '?',
      'INV-9',
      'Rp3.615.000,00',
      'Rp397.650,00',
      'Rp4.012.650,00',
      at.vendor.account.accountNo,
      FAKTUR,
    ],
    spby: [
      order.spby?.number ?? '?',
      'Tanggal',
      'Rp4.012.650,00',
      'empat juta dua belas ribu enam ratus lima puluh rupiah',
      at.vendor.name,
      'Untuk pembayaran',
      order.receipt?.number ?? '?',
      order.bill?.number ?? '?',
      at.line.mak,
      '4257',
      'EBA 994',
      'Dewi',
      'Fitri',
    ],
    kuitansi: [
      order.spby?.kuitansi ?? '?',
      'Sudah terima dari',
      'empat juta dua belas ribu enam ratus lima puluh rupiah',
      at.line.mak,
      'Setuju dibayar',
      'Lunas dibayar',
      'lunas pada 25 November 2026 10.04 WIB',
      'BANK-77',
    ],
    'lembar-pajak': [
      'Rp3.313.750,00 × 12%',
      'Rp397.650,00',
      'Rp3.615.000,00 × 1,5%',
      'Rp54.225,00',
      'Rp451.875,00',
      'Rp3.560.775,00',
      '411618-100',
      '411122-910',
      'PMK 131 Tahun 2024',
      'SE-1/PB/2025',
      'Batas setor 7 hari',
    ],
  };

  for (const kind of paperKinds) {
    it(`${kind} says what it must`, () => {
      const text = drawn(kind, { ...order, lines: order.lines.map((line) => ({ ...line, unit: 'rim' })) });
      for (const field of needed[kind]) assert.ok(text.includes(field), `${kind} lacks ${field}`);
      assert.match(text, /^<!doctype html>\n<html lang="id">/);
      assert.match(text, /CONTOH – data rekaan/);
      assert.equal(text.match(/<h1>/g)?.length, 1);
      assert.doesNotMatch(text, /<script|undefined|\[object|null/);
    });
  }

  it('name whoever paid, not whoever is treasurer when the paper is read', () => {
    for (const kind of ['spby', 'kuitansi'] as const) assert.doesNotMatch(drawn(kind, order), /Bendahara Baru/);
    assert.equal(bendahara.name, 'Fitri');
  });

  it('keep what the satker noted for itself from the letter to the vendor', () => {
    assert.doesNotMatch(drawn('surat-pesanan', order), /Hanya untuk PPK/);
  });

  it('carry the mark of invented data only for it', () => {
    const real = { ...at, satker: { ...at.satker, fictional: false }, vendor: { ...at.vendor, fictional: false } };
    assert.doesNotMatch(drawn('bast', order, real), /CONTOH – data rekaan/);
  });
});

describe('a paper is there from the act that makes it', () => {
  const steps = [
    ['REQUESTED', []],
    ['WAIT_PPK', ['surat-pesanan']],
    ['WAIT_VENDOR', ['surat-pesanan']],
    ['SHIPPED', ['surat-pesanan', 'surat-jalan']],
    ['RECEIVED', ['surat-pesanan', 'surat-jalan', 'bast']],
    ['BILLED', ['surat-pesanan', 'surat-jalan', 'bast', 'tagihan', 'lembar-pajak']],
    ['SPBY', ['surat-pesanan', 'surat-jalan', 'bast', 'tagihan', 'spby', 'kuitansi', 'lembar-pajak']],
  ] as const;
  for (const [state, kinds] of steps) {
    it(`in ${state}`, () => {
      const order = orderUpTo(at, state);
      assert.deepEqual(kindsOf(order, 'SATKER'), kinds);
      for (const kind of paperKinds) {
        const page = drawPaper(kind, sources(order));
        if ((kinds as readonly PaperKind[]).includes(kind)) assert.equal(typeof page, 'string');
        else assert.ok(typeof page !== 'string' && page.code === 'not_found', `${kind} in ${state}`);
      }
    });
  }

  it('the vendor reads no draft, no SPBy, and the kuitansi once it is paid', () => {
    assert.deepEqual(kindsOf(orderUpTo(at, 'WAIT_PPK'), 'VENDOR'), []);
    const unpaid = ['surat-pesanan', 'surat-jalan', 'bast', 'tagihan', 'lembar-pajak'];
    assert.deepEqual(kindsOf(orderUpTo(at, 'SPBY'), 'VENDOR'), unpaid);
    const paid = ['surat-pesanan', 'surat-jalan', 'bast', 'tagihan', 'kuitansi', 'lembar-pajak'];
    assert.deepEqual(kindsOf(orderUpTo(at, 'PAID'), 'VENDOR'), paid);
  });

  it('drafts say that they are drafts', () => {
    const waiting = drawn('surat-pesanan', orderUpTo(at, 'WAIT_PPK'));
    assert.match(waiting, /RANCANGAN – belum disetujui PPK/);
    assert.match(waiting, /Belum ditandatangani/);
    const unpaid = drawn('kuitansi', orderUpTo(at, 'SPBY'));
    assert.match(unpaid, /RANCANGAN – belum dibayar/);
    assert.doesNotMatch(unpaid, /Lunas dibayar/);
  });

  it('a letter that the PPK never approved goes with the order, an approved one stays and says that it binds nobody', () => {
    const rejected = act(at, ppk, orderUpTo(at, 'WAIT_PPK'), 'reject', { why: 'OTHER', ...why });
    assert.deepEqual(kindsOf(rejected, 'SATKER'), []);
    const declined = act(at, vendor, orderUpTo(at, 'WAIT_VENDOR'), 'decline', why);
    assert.deepEqual(kindsOf(declined, 'VENDOR'), ['surat-pesanan']);
    assert.match(drawn('surat-pesanan', declined), /TIDAK BERLAKU – Ditolak penyedia/);
  });

  it('what was agreed is no paper any more once the order was sent back', () => {
    const order = negotiated();
    assert.deepEqual(kindsOf(order, 'VENDOR'), ['catatan-nego']);
    assert.match(drawn('catatan-nego', order), /Belum bernomor/);
    assert.deepEqual(kindsOf(act(at, pp, order, 'sendBack', why), 'SATKER'), []);
  });

  it('the vendor signs the BAST by nothing before it bills', () => {
    const text = drawn('bast', orderUpTo(at, 'RECEIVED'));
    assert.equal(text.match(/Belum ditandatangani/g)?.length, 1);
  });

  it('a returned bill says so', () => {
    const returned = act(at, ppk, orderUpTo(at, 'BILLED'), 'returnBill', why);
    assert.match(drawn('tagihan', returned), /DIKEMBALIKAN/);
  });
});

describe('the tax sheet', () => {
  it('by card: the vendor deposits its own PPN, the treasurer nothing', () => {
    const text = drawn('lembar-pajak', orderUpTo(at, 'BILLED', { quantity: 40, rail: 'KKP' }));
    assert.match(text, /Penyedia sendiri/);
    assert.match(text, /kartu kredit pemerintah/);
    assert.doesNotMatch(text, /411618-100/);
  });

  it('names the final tax of a small enterprise in words', () => {
    const small = testVendor('karya-guyub-bersama');
    const from = stage({
      vendor: small,
      products: [
        testProduct(small, 'kursi', {
          price: 100_000n,
          priceIncludesPpn: false,
          kind: 'GOODS',
          taxObject: '22-910-01',
        }),
      ],
    });
    const text = drawn('lembar-pajak', orderUpTo(from, 'BILLED', { quantity: 50 }), from);
    assert.match(text, /PPh final usaha kecil/);
    assert.doesNotMatch(text, /Pasal FINAL/);
    assert.match(text, /Tidak ada PPN/);
  });

  it('of a delivery taken in part counts only what was taken', () => {
    const receive = (here: Stage, order: Order) =>
      act(here, penerima, order, 'receivePart', {
        lines: [{ no: 1, accepted: 25, condition: 'SHORT', reason: 'Kurang kirim' }],
        photos: [],
      });
    const order = orderUpTo(at, 'BILLED', { quantity: 40, receive });
    for (const kind of ['tagihan', 'lembar-pajak'] as const) {
      const text = drawn(kind, order);
      assert.match(text, /Rp2\.500\.000,00/);
      assert.doesNotMatch(text, /Rp4\.000\.000,00/);
    }
    assert.match(drawn('bast', order), /Kurang kirim/);
  });
});

describe('nothing that people typed becomes markup', () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  /** Every text in the document, codes and dates apart, is hostile. */
  function poisoned<T>(value: T, key = ''): T {
    if (typeof value === 'string') return (HARMLESS.test(key) || value === '' ? value : evil) as T;
    if (Array.isArray(value)) return value.map((one) => poisoned(one, key)) as T;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, poisoned(part, name)])) as T;
  }
  const HARMLESS =
    /^(at|paidAt|approvedAt|deliveredAt|createdAt|orderedOn|deliveryDate|date|state|zone|regime|rail|outcome|by|condition|ppnCollectedBy|withheldBy)$/;

  const order = complete();
  for (const kind of paperKinds) {
    it(`on ${kind}`, () => {
      const dirty = {
        ...sources(poisoned(order)),
        satker: poisoned(at.satker),
        vendor: poisoned(at.vendor),
        treasurerName: evil,
        payment: { reference: evil, bankReference: evil, madeBy: { name: evil, at: today.toISOString() } },
        rules: rulesOf(order, 'APBN', today, 'WIB'),
      };
      const text = String(drawPaper(kind, dirty));
      assert.ok(text.includes('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;'));
      assert.doesNotMatch(text, /<img|onerror="/);
    });
  }
});
