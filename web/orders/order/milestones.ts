import type { Order } from '../order-data.ts';

export type Milestone = 'asked' | 'approved' | 'shipped' | 'received' | 'ordered' | 'paid';
export const MILESTONES: readonly Milestone[] = ['asked', 'approved', 'shipped', 'received', 'ordered', 'paid'];

/** How many milestones lie behind an order that goes on. */
const PASSED: Readonly<Partial<Record<Order['state'], number>>> = {
  CART: 0,
  REQUESTED: 1,
  NEGO: 1,
  NEGO_DONE: 1,
  WAIT_PPK: 1,
  WAIT_VENDOR: 2,
  WITHDRAW_REQUESTED: 2,
  PROCESSING: 2,
  CANCEL_REQUESTED: 2,
  SHIPPED: 3,
  DELIVERED: 3,
  PENDING: 3,
  RECEIVED: 4,
  BILLED: 4,
  BILL_RETURNED: 4,
  SPBY: 5,
  PAYING: 5,
  PAID: 6,
  COMPLETED: 6,
};

export interface Progress {
  /** Milestones behind the order. */
  readonly passed: number;
  /** It ended there: refused, cancelled or out of time. */
  readonly stopped: boolean;
}

/** Where an order stands on its way; of one that ended early, how far it came (the order letter proves the approval). */
export function progressOf(order: Pick<Order, 'state' | 'shipments' | 'papers' | 'number' | 'timeline'>): Progress {
  const passed = PASSED[order.state];
  if (passed !== undefined) return { passed, stopped: false };
  if (order.shipments.length > 0) return { passed: 3, stopped: true };
  const approved = order.state === 'REJECTED_VENDOR' || order.papers.some(({ kind }) => kind === 'surat-pesanan');
  if (approved) return { passed: 2, stopped: true };
  return { passed: order.number === null ? 0 : 1, stopped: true };
}
