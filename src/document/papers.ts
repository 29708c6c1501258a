/** Which papers an order has, and for whom (digipay.md §4.5). */
import type { Order } from '../purchasing/order.ts';

export const paperKinds = [
  'surat-pesanan',
  'catatan-nego',
  'surat-jalan',
  'bast',
  'tagihan',
  'spby',
  'kuitansi',
  'lembar-pajak',
] as const;
export type PaperKind = (typeof paperKinds)[number];

export const paperTitles: { readonly [K in PaperKind]: string } = {
  'surat-pesanan': 'Surat Pesanan',
  'catatan-nego': 'Catatan Kesepakatan Harga',
  'surat-jalan': 'Surat Jalan',
  bast: 'Berita Acara Serah Terima',
  tagihan: 'Tagihan',
  spby: 'Surat Perintah Bayar',
  kuitansi: 'Kuitansi',
  'lembar-pajak': 'Lembar Perhitungan Pajak',
};

export interface Paper {
  readonly kind: PaperKind;
  readonly number: string;
  readonly title: string;
}

/** SPBy is the satker's own order to pay; the vendor gets the kuitansi once it is paid. */
export function papersOf(order: Order, reader: 'SATKER' | 'VENDOR'): Paper[] {
  const satker = reader === 'SATKER';
  const { number, receipt, bill, spby } = order;
  const shipment = order.shipments.at(-1);
  const placed = number !== null && (satker || order.commitment !== null || order.paidAt !== null);
  const numbers: { readonly [K in PaperKind]: string | null } = {
    'surat-pesanan': placed ? number : null,
    'catatan-nego': order.offers.some((offer) => offer.outcome === 'ACCEPTED') ? (number ?? '–') : null,
    'surat-jalan': shipment?.number ?? null,
    bast: receipt?.number ?? null,
    tagihan: bill?.number ?? null,
    spby: satker ? (spby?.number ?? null) : null,
    kuitansi: satker || order.paidAt !== null ? (spby?.kuitansi ?? null) : null,
    'lembar-pajak': bill?.number ?? null,
  };
  return paperKinds.flatMap((kind) => {
    const of = numbers[kind];
    return of === null ? [] : [{ kind, number: of, title: paperTitles[kind] }];
  });
}
