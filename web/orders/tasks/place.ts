import type { components } from '../../shared/api/schema.ts';

export type Task = components['schemas']['Task'];

const NEGOTIATION = ['negotiate', 'skipNegotiation', 'offer', 'acceptOffer', 'counterOffer', 'declineOffer'];
const CHECKOUT = ['setDetails', 'checkout'];
const RECEIPT = ['receive', 'hold', 'receivePart'];
const CART = ['request', 'setItems'];

/** The screen of an act on an order: where it is decided. */
export function placeOfAct(action: string, orderId: string): string {
  if (NEGOTIATION.includes(action)) return `/pesanan/${orderId}/nego`;
  if (CHECKOUT.includes(action)) return `/pesanan/${orderId}/checkout`;
  if (RECEIPT.includes(action)) return `/pesanan/${orderId}/terima`;
  if (CART.includes(action)) return '/keranjang';
  return `/pesanan/${orderId}`;
}

const PLACES: { readonly [S in Exclude<Task['subject'], 'order'>]: (id: string) => string } = {
  payment: (id) => `/bayar/${id}`,
  cardBill: (id) => `/kartu/tagihan/${id}`,
  tax: () => '/pajak',
  deposit: (id) => `/pajak/setoran/${id}`,
  replenishment: (id) => `/kas/up/${id}`,
};

/** The screen on which a task is decided. */
export function placeOfTask(task: Pick<Task, 'subject' | 'id' | 'action'>): string {
  return task.subject === 'order' ? placeOfAct(task.action, task.id) : PLACES[task.subject](task.id);
}
