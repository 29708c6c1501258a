import type { components } from '../api/schema.ts';
import type { Tone } from '../ui/tone.ts';

export type OrderStateCode = components['schemas']['Order']['state'];
export type PaymentStateCode = components['schemas']['Payment']['state'];

/** What the colour of each state says to somebody whose turn it is not. */
export const ORDER_TONES: Readonly<Record<OrderStateCode, Tone>> = {
  CART: 'plain',
  REQUESTED: 'info',
  NEGO: 'info',
  NEGO_DONE: 'info',
  WAIT_PPK: 'info',
  REJECTED_PPK: 'bad',
  EXPIRED: 'plain',
  WAIT_VENDOR: 'info',
  REJECTED_VENDOR: 'bad',
  PROCESSING: 'info',
  WITHDRAW_REQUESTED: 'info',
  CANCEL_REQUESTED: 'info',
  CANCELLED: 'plain',
  SHIPPED: 'info',
  DELIVERED: 'info',
  PENDING: 'bad',
  RECEIVED: 'info',
  BILLED: 'info',
  BILL_RETURNED: 'bad',
  SPBY: 'info',
  PAYING: 'info',
  PAID: 'good',
  COMPLETED: 'good',
};

export const PAYMENT_TONES: Readonly<Record<PaymentStateCode, Tone>> = {
  DRAFT: 'plain',
  SUBMITTED: 'info',
  CHECKED: 'info',
  APPROVED: 'info',
  RELEASED: 'info',
  SENT: 'info',
  IN_CLEARING: 'info',
  UNKNOWN: 'wait',
  SETTLED: 'good',
  RECONCILED: 'good',
  RETURNED: 'bad',
  FAILED: 'bad',
  WITHDRAWN: 'plain',
  PREPARED: 'info',
  OPEN: 'info',
  DECLINED: 'bad',
  AUTHORISED: 'info',
  VOIDED: 'bad',
  REFUNDED: 'bad',
};

/** Acts by which a story moves on: while one is open, it waits for who may do it. All other open acts may be done, need not. */
const DUE_ACTS: readonly string[] = [
  'request',
  'setDetails',
  'checkout',
  'acceptOffer',
  'approve',
  'accept',
  'acceptNewDate',
  'consentCancel',
  'ship',
  'receive',
  'shipAgain',
  'bill',
  'signSpby',
  'startPayment',
  'payByCard',
  // of a payment
  'check',
  'release',
  'acceptPayee',
  'resubmit',
  'openCardPage',
];

/** Whether the story waits for the asker: one of the open acts moves it on. */
export function waitsForAsker(actions: readonly { readonly action: string }[]): boolean {
  return actions.some(({ action }) => DUE_ACTS.includes(action));
}
