/** What the journal and the time line call each act on an order. */
import type { OrderState } from './order.machine.ts';

interface EventName {
  /** Past tense; `order.` stands before it in the journal. */
  readonly type: string;
  readonly id: string;
  readonly en: string;
  /** The satker's own affair: the vendor does not see that it happened. */
  readonly internal?: true;
}

const name = (type: string, id: string, en: string): EventName => ({ type, id, en });
const internal = (type: string, id: string, en: string): EventName => ({ type, id, en, internal: true });

export const orderEvents = {
  addItem: internal('item_added', 'Barang masuk keranjang', 'Item put in the cart'),
  setItems: internal('items_set', 'Isi keranjang diubah', 'Cart changed'),
  request: internal(
    'requested',
    'Diajukan ke Pejabat Pengadaan',
    'Sent to the procurement officer (Pejabat Pengadaan)',
  ),
  discard: internal('discarded', 'Keranjang dihapus', 'Cart discarded'),
  reorder: internal('reordered', 'Dipesan ulang', 'Ordered again'),
  setDetails: internal('detailed', 'Rincian pesanan dilengkapi', 'Details completed'),
  sendBack: internal('sent_back', 'Dikembalikan ke pemesan', 'Sent back to the requester'),
  negotiate: name('negotiation_opened', 'Negosiasi dibuka', 'Negotiation opened'),
  skipNegotiation: internal('negotiation_skipped', 'Lanjut tanpa negosiasi', 'No negotiation'),
  offer: name('offered', 'Tawaran dikirim', 'Offer sent'),
  acceptOffer: name('offer_accepted', 'Tawaran disetujui', 'Offer accepted'),
  counterOffer: name('offer_countered', 'Penyedia menawar balik', 'Vendor made a counter-offer'),
  declineOffer: name('offer_declined', 'Tawaran ditolak', 'Offer declined'),
  expire: name('expired', 'Lewat waktu', 'Time ran out'),
  checkout: internal('checked_out', 'Dikirim ke PPK', 'Sent to the commitment officer (PPK)'),
  approve: name('approved', 'Disetujui PPK', 'Approved by the commitment officer (PPK)'),
  reject: internal('rejected', 'Ditolak PPK', 'Rejected by the commitment officer (PPK)'),
  accept: name('accepted', 'Diterima penyedia', 'Accepted by the vendor'),
  decline: name('declined', 'Ditolak penyedia', 'Declined by the vendor'),
  askNewDate: name('date_change_asked', 'Perubahan tanggal diminta', 'New date asked for'),
  acceptNewDate: name('date_change_accepted', 'Perubahan tanggal disetujui', 'New date accepted'),
  declineNewDate: name('date_change_declined', 'Perubahan tanggal ditolak', 'New date declined'),
  ship: name('shipped', 'Dikirim penyedia', 'Shipped by the vendor'),
  askCancel: name('cancellation_asked', 'Pembatalan diminta', 'Cancellation asked for'),
  consentCancel: name('cancelled', 'Pembatalan disetujui penyedia', 'Vendor agreed to cancel'),
  refuseCancel: name('cancellation_refused', 'Pembatalan ditolak penyedia', 'Vendor refused to cancel'),
  markDelivered: name('delivered', 'Tiba di tempat tujuan', 'Arrived'),
  receive: name('received', 'Diterima lengkap, BAST ditandatangani', 'Received in full, BAST signed'),
  hold: name('held', 'Ditahan penerima', 'Held by the receiver'),
  shipAgain: name('shipped_again', 'Dikirim ulang', 'Shipped again'),
  receivePart: name('received_in_part', 'Diterima sebagian, BAST ditandatangani', 'Received in part, BAST signed'),
  cancelForDefault: name('cancelled_for_default', 'Dibatalkan karena wanprestasi', 'Cancelled for default'),
  bill: name('billed', 'Tagihan dibuat', 'Billed'),
  attachFaktur: name('faktur_attached', 'Faktur pajak dilampirkan', 'Tax invoice attached'),
  signSpby: name('spby_signed', 'SPBy ditandatangani PPK', 'Payment order (SPBy) signed by the PPK'),
  returnBill: name('bill_returned', 'Tagihan dikembalikan', 'Bill returned'),
  startPayment: name('payment_started', 'Perintah bayar dibuat', 'Payment instruction made'),
  payByCard: name('card_payment_started', 'Pembayaran kartu dimulai', 'Card payment begun'),
  refuseSpby: internal('spby_refused', 'SPBy ditolak bendahara', 'Payment order (SPBy) refused by the treasurer'),
  settle: name('paid', 'Dibayar bank', 'Paid by the bank'),
  failPayment: name('payment_failed', 'Pembayaran tidak jadi', 'Payment did not go through'),
  comeBack: name('money_came_back', 'Uang kembali dari bank penerima', 'The money came back from the payee’s bank'),
  complete: name('completed', 'Selesai', 'Completed'),
  handOver: internal('handed_over', 'Tugas beralih ke pejabat pengganti', 'Task passed to the successor'),
  rate: name('rated', 'Dinilai', 'Rated'),
} as const satisfies Record<string, EventName>;

export type OrderAction = keyof typeof orderEvents;

export function isOrderAction(action: string): action is OrderAction {
  return Object.hasOwn(orderEvents, action);
}

/** Whether the vendor's own time line leaves it out. */
export function hiddenFromVendor(action: OrderAction, from: OrderState | null): boolean {
  const event: EventName = orderEvents[action];
  return event.internal === true || (action === 'expire' && from === 'WAIT_PPK');
}
