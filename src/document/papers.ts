/** Which papers an order has, and for whom. */
import type { Offer, Order } from '../purchasing/order.ts';

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
  /** `–` while the order has none. */
  readonly number: string;
  readonly title: string;
}

/** Whose eyes read: a courier carries goods, not bills. */
export type Reader = 'SATKER' | 'VENDOR' | 'COURIER';

const CARRIED: readonly PaperKind[] = ['surat-jalan'];

export const readerOf = (
  order: Pick<Order, 'vendorId'>,
  asker: { readonly role: string; readonly vendorId: string | null },
): Reader => {
  if (asker.vendorId !== order.vendorId) return 'SATKER';
  return asker.role === 'COURIER' ? 'COURIER' : 'VENDOR';
};

/** SPBy is the satker's own order to pay; the vendor gets the kuitansi once it is paid. */
export function papersOf(order: Order, reader: Reader): Paper[] {
  const satker = reader === 'SATKER';
  const { number, receipt, bill, spby } = order;
  const numbers: { readonly [K in PaperKind]: string | null } = {
    'surat-pesanan': letterIsThere(order, satker) ? number : null,
    'catatan-nego': agreedOffer(order) ? (number ?? '–') : null,
    'surat-jalan': order.shipments.at(-1)?.number ?? null,
    bast: receipt?.number ?? null,
    tagihan: bill?.number ?? null,
    spby: satker ? (spby?.number ?? null) : null,
    kuitansi: satker || order.paidAt !== null ? (spby?.kuitansi ?? null) : null,
    'lembar-pajak': bill?.number ?? null,
  };
  return paperKinds.flatMap((kind) => {
    const of = reader === 'COURIER' && !CARRIED.includes(kind) ? null : numbers[kind];
    return of === null ? [] : [{ kind, number: of, title: paperTitles[kind] }];
  });
}

/** From the PPK's approval on, also of an order that ended after it. The satker reads the draft while the PPK decides. */
function letterIsThere(order: Order, satker: boolean): boolean {
  return order.approvedAt !== null || (satker && order.state === 'WAIT_PPK');
}

/** The offer whose prices the order has; what was agreed is agreed no longer once the order was sent back. */
export function agreedOffer(order: Order): Offer | null {
  const last = order.offers.at(-1);
  if (last?.outcome !== 'ACCEPTED' || last.deliveryFee !== order.deliveryFee) return null;
  const stands = order.lines.every((line) =>
    last.prices.some(({ no, price }) => no === line.no && price === line.price),
  );
  return stands ? last : null;
}
