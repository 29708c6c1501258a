/** Orders to draw papers of, out of the invented office of `purchasing/testing.ts`. For tests only. */
import assert from 'node:assert/strict';
import { rulesOf } from '../purchasing/amounts.ts';
import type { Order } from '../purchasing/order.ts';
import { act, buyers, FAKTUR, type Stage, sellers, shipping, stage, today } from '../purchasing/testing.ts';
import { drawPaper } from './draw.ts';
import { type PaperKind, papersOf } from './papers.ts';
import type { Sources } from './sources.ts';

export const at = stage();
const { pemesan, pp, ppk, penerima } = buyers(at.satker.id);
const { vendor, staff } = sellers(at.vendor.id);

export function sources(order: Order, from: Stage = at): Sources {
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
  };
}

export function drawn(kind: PaperKind, order: Order, from: Stage = at): string {
  const page = drawPaper(kind, sources(order, from));
  assert.equal(typeof page, 'string', `${kind} is there`);
  return String(page);
}
export const kindsOf = (order: Order, reader: 'SATKER' | 'VENDOR') => papersOf(order, reader).map(({ kind }) => kind);

/** Forty pens of Rp100.000 each became Rp90.000 and Rp15.000 of delivery, after one round that was countered. */
export function negotiated(): Order {
  const cart = act(at, pemesan, null, 'addItem', {
    items: [{ productId: at.products[0]?.id, quantity: 40 }],
  });
  const asked = act(at, pemesan, cart, 'request', { note: 'Rapat kerja', needDate: null });
  const detailed = act(at, pp, asked, 'setDetails', { budgetLineId: at.line.id });
  const offer = (price: bigint) => ({ prices: [{ no: 1, price }], deliveryFee: 15_000n, deliveryDate: null, note: '' });
  const open = act(at, pp, detailed, 'negotiate', offer(80_000n));
  return act(at, pp, act(at, vendor, open, 'counterOffer', offer(90_000n)), 'acceptOffer');
}

/** The whole way of a negotiated order, held once by the receiver and shipped again. */
export function complete(): Order {
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
