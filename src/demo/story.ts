/** The story of one purchase, told on the start page: who does what next, and what is done already. */

import type { OrderState } from '../purchasing/order.machine.ts';
import type { Order } from '../purchasing/order.ts';

interface Chapter {
  readonly role: string;
  readonly text: { readonly id: string; readonly en: string };
  /** States in which this chapter is over. */
  readonly doneIn: readonly OrderState[];
}

/** The straight way of an order, in its order. */
const WAY: readonly OrderState[] = [
  'CART',
  'REQUESTED',
  'NEGO',
  'NEGO_DONE',
  'WAIT_PPK',
  'WAIT_VENDOR',
  'PROCESSING',
  'SHIPPED',
  'DELIVERED',
  'RECEIVED',
  'BILLED',
  'SPBY',
  'PAYING',
  'PAID',
  'COMPLETED',
];
const from = (state: OrderState): readonly OrderState[] => WAY.slice(WAY.indexOf(state));

const chapter = (role: string, doneFrom: OrderState, id: string, en: string): Chapter => ({
  role,
  text: { id, en },
  doneIn: from(doneFrom),
});

const before: readonly Chapter[] = [
  chapter(
    'PEMESAN',
    'REQUESTED',
    'Cari barang, masukkan keranjang, lalu ajukan ke Pejabat Pengadaan.',
    'Find goods, put them in the cart, send it to the procurement officer (Pejabat Pengadaan).',
  ),
  chapter(
    'PP',
    'WAIT_PPK',
    'Pilih akun, nego bila perlu, lalu kirim ke PPK.',
    'Choose the account, negotiate if needed, send it to the commitment officer (PPK).',
  ),
  chapter(
    'PPK',
    'WAIT_VENDOR',
    'Periksa anggaran dan batas, lalu setujui pesanan.',
    'Check budget and limits, approve the order.',
  ),
  chapter('VENDOR_ADMIN', 'PROCESSING', 'Terima pesanan.', 'Accept the order.'),
  chapter('VENDOR_ADMIN', 'SHIPPED', 'Tandai dikirim.', 'Mark as shipped.'),
  chapter(
    'PENERIMA',
    'RECEIVED',
    'Periksa barang, lalu tanda tangani BAST.',
    'Check the goods, sign the receipt (BAST).',
  ),
  chapter('VENDOR_ADMIN', 'BILLED', 'Buat tagihan.', 'Make the bill.'),
  chapter('PPK', 'SPBY', 'Uji tagihan, lalu tanda tangani SPBy.', 'Test the bill, sign the payment order (SPBy).'),
];
const byTransfer: readonly Chapter[] = [
  chapter('BENDAHARA', 'PAYING', 'Buat perintah bayar.', 'Make the payment instruction.'),
  chapter('KPA', 'PAID', 'Setujui pembayaran dengan kode sekali pakai.', 'Approve the payment with a one-time code.'),
];
const byCard: readonly Chapter[] = [
  chapter('KKP_HOLDER', 'PAID', 'Bayar dengan kartu di halaman bank.', 'Pay by card on the bank’s own page.'),
];

export interface StoryStep {
  readonly step: number;
  readonly role: string;
  readonly text: { readonly id: string; readonly en: string };
  readonly done: boolean;
  /** The shop whose turn it is, for the vendor's chapters. */
  readonly vendorId: string | null;
}

/** `order` is the latest one on the way; null at the beginning. */
export function storyOf(order: Order | null): StoryStep[] {
  const chapters = [...before, ...(order?.rail === 'KKP' ? byCard : byTransfer)];
  return chapters.map((one, i) => ({
    step: i + 1,
    role: one.role,
    text: one.text,
    done: order !== null && one.doneIn.includes(straightened(order.state)),
    vendorId: order?.vendorId ?? null,
  }));
}

/** Where a detour belongs on the straight way. */
function straightened(state: OrderState): OrderState {
  if (state === 'PENDING') return 'SHIPPED';
  if (state === 'BILL_RETURNED') return 'RECEIVED';
  if (state === 'WITHDRAW_REQUESTED') return 'WAIT_VENDOR';
  return state === 'CANCEL_REQUESTED' ? 'PROCESSING' : state;
}
