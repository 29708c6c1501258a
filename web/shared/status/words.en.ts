import type { OrderStateCode, PaymentStateCode } from './states.ts';
import type { id } from './words.id.ts';

const ORDER: Readonly<Record<OrderStateCode, string>> = {
  CART: 'Cart',
  REQUESTED: 'Waiting for order details',
  NEGO: 'In negotiation',
  NEGO_DONE: 'Negotiation done',
  WAIT_PPK: 'Waiting for PPK approval',
  REJECTED_PPK: 'Rejected by PPK',
  EXPIRED: 'Cancelled: time ran out',
  WAIT_VENDOR: 'Waiting for vendor confirmation',
  REJECTED_VENDOR: 'Declined by vendor',
  PROCESSING: 'Being prepared by vendor',
  WITHDRAW_REQUESTED: 'Waiting for consent to withdraw',
  CANCEL_REQUESTED: 'Waiting for consent to cancel',
  CANCELLED: 'Cancelled',
  SHIPPED: 'On its way',
  DELIVERED: 'Arrived, waiting for inspection',
  PENDING: 'Held by receiver',
  RECEIVED: 'Received',
  BILLED: 'Waiting for payment order (SPBy)',
  BILL_RETURNED: 'Bill returned',
  SPBY: 'Waiting to be paid',
  PAYING: 'With the bank',
  PAID: 'Paid',
  COMPLETED: 'Completed',
};

const PAYMENT: Readonly<Record<PaymentStateCode, string>> = {
  DRAFT: 'Sent back to the treasurer',
  SUBMITTED: 'Waiting for KPA approval',
  CHECKED: 'Checked, waiting for KPA',
  APPROVED: 'Approved, waiting to be sent',
  RELEASED: 'Released, waiting to be sent',
  SENT: 'With the bank',
  IN_CLEARING: 'In clearing',
  UNKNOWN: 'No word from the bank yet',
  SETTLED: 'Paid',
  RECONCILED: 'Paid, matches the bank statement',
  RETURNED: 'Returned by the bank',
  FAILED: 'Refused by the bank',
  WITHDRAWN: 'Withdrawn',
  PREPARED: 'Bank page being prepared',
  OPEN: 'Waiting for the card holder',
  DECLINED: 'Not paid after all',
  AUTHORISED: 'Authorised, being charged',
  VOIDED: 'Voided before clearing',
  REFUNDED: 'Refunded',
};

const ROLES: Readonly<Record<string, string>> = {
  PEMESAN: 'Requester',
  PP: 'Procurement officer (PP)',
  PPK: 'PPK',
  PENERIMA: 'Receiver of goods',
  BENDAHARA: 'Treasurer',
  BPP: 'Assistant treasurer',
  KPA: 'KPA',
  KKP_HOLDER: 'Card holder',
  VENDOR: 'Vendor',
  VENDOR_ADMIN: 'Vendor',
  VENDOR_STAFF: 'Vendor',
  COURIER: 'Courier',
  SYSTEM: 'System',
  BANK: 'Bank',
};

export const en: typeof id = {
  order: ORDER,
  payment: PAYMENT,
  waitingForYou: 'Waiting for you',
  role: (code) => ROLES[code] ?? code,
  holder: (name, code) => {
    const role = ROLES[code] ?? code;
    return name === code || name === role ? role : `${name} (${role})`;
  },
};
