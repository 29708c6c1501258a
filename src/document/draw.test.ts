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
  stage,
  testProduct,
  testVendor,
  today,
} from '../purchasing/testing.ts';
import { drawPaper } from './draw.ts';
import { type PaperKind, paperKinds } from './papers.ts';
import { at, complete, drawn, sources } from './testing.ts';

const { penerima } = buyers(at.satker.id);

describe('the papers of a complete order', () => {
  const order = complete();

  /** Minimum fields of the papers that treasurers must keep. 40 × Rp90.000 + Rp15.000 = Rp3.615.000, PPN Rp397.650, PPh 22 Rp54.225. */
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
  });

  it('keep what the satker noted for itself from the letter to the vendor', () => {
    assert.doesNotMatch(drawn('surat-pesanan', order), /Hanya untuk PPK/);
  });

  it('carry the mark of invented data only for it', () => {
    const real = { ...at, satker: { ...at.satker, fictional: false }, vendor: { ...at.vendor, fictional: false } };
    assert.doesNotMatch(drawn('bast', order, real), /CONTOH – data rekaan/);
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
