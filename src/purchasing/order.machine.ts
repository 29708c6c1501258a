/** The life of an order, from the cart to the end: states, actions and roles as one table (domain rows O1 to O33). */
import type { Machine, Transition } from '../kernel/machine.ts';

export type OrderState =
  | 'CART'
  | 'REQUESTED'
  | 'NEGO'
  | 'NEGO_DONE'
  | 'WAIT_PPK'
  | 'REJECTED_PPK'
  | 'EXPIRED'
  | 'WAIT_VENDOR'
  | 'REJECTED_VENDOR'
  | 'PROCESSING'
  | 'WITHDRAW_REQUESTED'
  | 'CANCEL_REQUESTED'
  | 'CANCELLED'
  | 'SHIPPED'
  | 'DELIVERED'
  | 'PENDING'
  | 'RECEIVED'
  | 'BILLED'
  | 'BILL_RETURNED'
  | 'SPBY'
  | 'PAYING'
  | 'PAID'
  | 'COMPLETED';

export type OrderRole =
  | 'PEMESAN'
  | 'PP'
  | 'PPK'
  | 'PENERIMA'
  | 'BENDAHARA'
  | 'KKP_HOLDER'
  | 'VENDOR_ADMIN'
  | 'VENDOR_STAFF'
  | 'COURIER'
  /** The platform itself: deadlines passed, and what the bank has proven. */
  | 'SYSTEM';

const buyer = ['PEMESAN', 'PP'] as const;
const vendor = ['VENDOR_ADMIN', 'VENDOR_STAFF'] as const;
const carrier = ['VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'] as const;

type Row = Transition<OrderState, OrderRole>;
const row = (id: string, from: OrderState | null, action: string, by: readonly OrderRole[], to: OrderState): Row => ({
  row: id,
  from,
  action,
  by,
  to,
});

export const orderMachine: Machine<OrderState, OrderRole> = {
  name: 'order',
  states: {
    CART: 'Keranjang',
    REQUESTED: 'Menunggu rincian pemesanan',
    NEGO: 'Proses nego',
    NEGO_DONE: 'Nego selesai',
    WAIT_PPK: 'Menunggu persetujuan PPK',
    REJECTED_PPK: 'Ditolak PPK',
    EXPIRED: 'Batal karena lewat waktu',
    WAIT_VENDOR: 'Menunggu konfirmasi penyedia',
    REJECTED_VENDOR: 'Ditolak penyedia',
    PROCESSING: 'Diproses',
    WITHDRAW_REQUESTED: 'Menunggu persetujuan penarikan',
    CANCEL_REQUESTED: 'Menunggu persetujuan pembatalan',
    CANCELLED: 'Dibatalkan',
    SHIPPED: 'Sedang dikirim',
    DELIVERED: 'Tiba, menunggu pemeriksaan',
    PENDING: 'Ditahan penerima',
    RECEIVED: 'Diterima',
    BILLED: 'Menunggu SPBy',
    BILL_RETURNED: 'Tagihan dikembalikan',
    SPBY: 'Menunggu dibayar',
    PAYING: 'Diproses bank',
    PAID: 'Sudah dibayar',
    COMPLETED: 'Selesai',
  },
  final: ['REJECTED_PPK', 'EXPIRED', 'REJECTED_VENDOR', 'CANCELLED', 'COMPLETED'],
  roles: [
    'PEMESAN',
    'PP',
    'PPK',
    'PENERIMA',
    'BENDAHARA',
    'KKP_HOLDER',
    'VENDOR_ADMIN',
    'VENDOR_STAFF',
    'COURIER',
    'SYSTEM',
  ],
  transitions: [
    // find and ask
    row('O1', null, 'addItem', buyer, 'CART'),
    row('O1', 'CART', 'addItem', buyer, 'CART'),
    row('O2', 'CART', 'setItems', buyer, 'CART'),
    row('O1', 'CART', 'request', buyer, 'REQUESTED'),
    row('O1', 'CART', 'discard', buyer, 'CANCELLED'),
    // details and price
    row('O2', 'REQUESTED', 'setDetails', ['PP'], 'REQUESTED'),
    row('O2', 'REQUESTED', 'sendBack', ['PP'], 'CART'),
    row('O3', 'REQUESTED', 'negotiate', ['PP'], 'NEGO'),
    row('O4', 'REQUESTED', 'skipNegotiation', ['PP'], 'NEGO_DONE'),
    row('O5', 'NEGO', 'offer', ['PP'], 'NEGO'),
    row('O6', 'NEGO', 'acceptOffer', ['PP', ...vendor], 'NEGO_DONE'),
    row('O7', 'NEGO', 'counterOffer', vendor, 'NEGO'),
    row('O7', 'NEGO', 'declineOffer', ['PP', ...vendor], 'REQUESTED'),
    row('O8', 'NEGO', 'expire', ['SYSTEM'], 'REQUESTED'),
    row('O9', 'REQUESTED', 'checkout', ['PP'], 'WAIT_PPK'),
    row('O9', 'NEGO_DONE', 'checkout', ['PP'], 'WAIT_PPK'),
    row('O2', 'NEGO_DONE', 'setDetails', ['PP'], 'NEGO_DONE'),
    // What was agreed can no longer be bought: the requester puts it together anew.
    row('O2', 'NEGO_DONE', 'sendBack', ['PP'], 'CART'),
    // commit
    row('O10', 'WAIT_PPK', 'approve', ['PPK'], 'WAIT_VENDOR'),
    row('O11', 'WAIT_PPK', 'reject', ['PPK'], 'REJECTED_PPK'),
    row('O12', 'WAIT_PPK', 'expire', ['SYSTEM'], 'EXPIRED'),
    // the vendor
    row('O13', 'WAIT_VENDOR', 'accept', vendor, 'PROCESSING'),
    row('O14', 'WAIT_VENDOR', 'decline', vendor, 'REJECTED_VENDOR'),
    row('O14', 'WAIT_VENDOR', 'expire', ['SYSTEM'], 'EXPIRED'),
    row('O15', 'PROCESSING', 'askNewDate', ['PEMESAN', ...vendor], 'PROCESSING'),
    row('O15', 'PROCESSING', 'acceptNewDate', ['PEMESAN', ...vendor], 'PROCESSING'),
    row('O15', 'PROCESSING', 'declineNewDate', ['PEMESAN', ...vendor], 'PROCESSING'),
    row('O16', 'PROCESSING', 'ship', carrier, 'SHIPPED'),
    // A refused request leads back to where it came from; silence of a vendor who never accepted ends the order.
    row('O17', 'WAIT_VENDOR', 'askCancel', ['PP'], 'WITHDRAW_REQUESTED'),
    row('O17', 'WITHDRAW_REQUESTED', 'consentCancel', vendor, 'CANCELLED'),
    row('O17', 'WITHDRAW_REQUESTED', 'refuseCancel', vendor, 'WAIT_VENDOR'),
    row('O17', 'WITHDRAW_REQUESTED', 'expire', ['SYSTEM'], 'EXPIRED'),
    row('O17', 'PROCESSING', 'askCancel', ['PP'], 'CANCEL_REQUESTED'),
    row('O17', 'CANCEL_REQUESTED', 'consentCancel', vendor, 'CANCELLED'),
    row('O17', 'CANCEL_REQUESTED', 'refuseCancel', vendor, 'PROCESSING'),
    row('O17', 'CANCEL_REQUESTED', 'expire', ['SYSTEM'], 'PROCESSING'),
    // receive
    row('O18', 'SHIPPED', 'markDelivered', carrier, 'DELIVERED'),
    row('O19', 'SHIPPED', 'receive', ['PENERIMA'], 'RECEIVED'),
    row('O19', 'DELIVERED', 'receive', ['PENERIMA'], 'RECEIVED'),
    row('O20', 'SHIPPED', 'hold', ['PENERIMA'], 'PENDING'),
    row('O20', 'DELIVERED', 'hold', ['PENERIMA'], 'PENDING'),
    row('O21', 'PENDING', 'shipAgain', carrier, 'SHIPPED'),
    row('O22', 'SHIPPED', 'receivePart', ['PENERIMA'], 'RECEIVED'),
    row('O22', 'DELIVERED', 'receivePart', ['PENERIMA'], 'RECEIVED'),
    row('O22', 'PENDING', 'receivePart', ['PENERIMA'], 'RECEIVED'),
    row('O23', 'PENDING', 'cancelForDefault', ['PPK'], 'CANCELLED'),
    // A vendor who fell silent after accepting would hold the budget for ever.
    row('O23', 'PROCESSING', 'cancelForDefault', ['PPK'], 'CANCELLED'),
    row('O23', 'SHIPPED', 'cancelForDefault', ['PPK'], 'CANCELLED'),
    // bill
    row('O24', 'RECEIVED', 'bill', vendor, 'BILLED'),
    row('O25', 'BILLED', 'attachFaktur', vendor, 'BILLED'),
    row('O26', 'BILLED', 'signSpby', ['PPK'], 'SPBY'),
    row('O27', 'BILLED', 'returnBill', ['PPK'], 'BILL_RETURNED'),
    row('O27', 'BILL_RETURNED', 'bill', vendor, 'BILLED'),
    // pay
    row('O28', 'SPBY', 'startPayment', ['BENDAHARA'], 'PAYING'),
    row('O28', 'SPBY', 'payByCard', ['KKP_HOLDER'], 'PAYING'),
    row('O29', 'SPBY', 'refuseSpby', ['BENDAHARA'], 'BILLED'),
    row('O30', 'PAYING', 'settle', ['SYSTEM'], 'PAID'),
    row('O31', 'PAYING', 'failPayment', ['SYSTEM'], 'SPBY'),
    // The payee's bank sent the money back: the debt stands again.
    row('O31', 'PAID', 'comeBack', ['SYSTEM'], 'SPBY'),
    { ...row('O31', 'COMPLETED', 'comeBack', ['SYSTEM'], 'SPBY'), reopens: true },
    row('O32', 'PAID', 'complete', ['SYSTEM'], 'COMPLETED'),
    row('O33', 'PAID', 'rate', ['PEMESAN', 'PENERIMA'], 'PAID'),
    row('O33', 'COMPLETED', 'rate', ['PEMESAN', 'PENERIMA'], 'COMPLETED'),
    // the same goods again, as a new cart
    ...(['REJECTED_PPK', 'EXPIRED', 'REJECTED_VENDOR', 'CANCELLED', 'COMPLETED'] as const).map((state) =>
      row('O34', state, 'reorder', buyer, state),
    ),
  ],
};
