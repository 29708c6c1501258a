import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { act, buyers, orderUpTo, sellers, why } from '../purchasing/testing.ts';
import { drawPaper } from './draw.ts';
import { type PaperKind, paperKinds } from './papers.ts';
import { at, drawn, kindsOf, negotiated, sources } from './testing.ts';

const { pp, ppk } = buyers(at.satker.id);
const { vendor } = sellers(at.vendor.id);

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

  it('a kuitansi is no proof while the money is back', () => {
    const paid = { ...orderUpTo(at, 'SPBY'), paidAt: '2026-11-25T03:04:00.000Z' };
    assert.doesNotMatch(drawn('kuitansi', paid), /DIKEMBALIKAN/);
    const cameBack = { instructionId: 'i', net: 1n, reason: 'RETUR', at: '2026-11-25T05:00:00.000Z' };
    assert.match(drawn('kuitansi', { ...paid, cameBack }), /DIKEMBALIKAN BANK – menunggu dibayar lagi/);
  });
});
