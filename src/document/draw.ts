/** Draws the papers of an order as printable pages. Pure: the same sources give the same paper. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Order } from '../purchasing/order.ts';
import { type PaperKind, papersOf } from './papers.ts';
import { invoice, moneyReceipt, orderToPay, taxSheet } from './papers-of-payment.ts';
import { deliveryNote, negotiationNote, orderLetter, receiptReport } from './papers-of-purchase.ts';
import { sheet } from './sheet.ts';
import type { Drawn, Sources } from './sources.ts';

const painters: { readonly [K in PaperKind]: (from: Sources) => Drawn | null } = {
  'surat-pesanan': orderLetter,
  'catatan-nego': negotiationNote,
  'surat-jalan': deliveryNote,
  bast: receiptReport,
  tagihan: invoice,
  spby: orderToPay,
  kuitansi: moneyReceipt,
  'lembar-pajak': taxSheet,
};

/** The whole page, or `not_found` while the order has no such paper. Who may have it is `papersOf`'s to say. */
export function drawPaper(kind: PaperKind, from: Sources): string | Refusal {
  const { order, satker, vendor } = from;
  const paper = papersOf(order, 'SATKER').find((one) => one.kind === kind);
  const drawn = paper && painters[kind](from);
  if (!paper || !drawn) return refuse('not_found');
  return sheet({
    title: paper.title,
    number: paper.number,
    satker,
    workUnit: from.rules.terms.workUnit,
    sample: satker.fictional || vendor.fictional,
    mark: markOf(kind, order),
    ...drawn,
  });
}

const ENDED: { readonly [S in Order['state']]?: string } = {
  REJECTED_PPK: 'Ditolak PPK',
  REJECTED_VENDOR: 'Ditolak penyedia',
  EXPIRED: 'Batal karena lewat waktu',
  CANCELLED: 'Dibatalkan',
};

/** Why the paper binds nobody, or does not yet; null when it holds. */
function markOf(kind: PaperKind, order: Order): string | null {
  const ended = ENDED[order.state];
  if (ended !== undefined) return `TIDAK BERLAKU – ${ended}`;
  if (kind === 'surat-pesanan' && order.approvedAt === null) return 'RANCANGAN – belum disetujui PPK';
  if (kind === 'kuitansi' && order.cameBack) return 'DIKEMBALIKAN BANK – menunggu dibayar lagi';
  if (kind === 'kuitansi' && order.paidAt === null) return 'RANCANGAN – belum dibayar';
  const ofBill = kind === 'tagihan' || kind === 'lembar-pajak';
  if (ofBill && order.state === 'BILL_RETURNED') return 'DIKEMBALIKAN – menunggu perbaikan penyedia';
  return null;
}
