/** What payments may be for, joined from the rooms that own it. */
import { loadCardBillSubject } from './card/bill-subject.ts';
import { loadOrderSubject } from './payment/order-subject.ts';
import type { SubjectLoader, Subjects } from './payment/subject.ts';
import { loadDepositSubject } from './tax/deposit/deposit-payment.ts';

const none: SubjectLoader = async () => null;

export const subjects: Subjects = {
  ORDER: loadOrderSubject,
  TAX_DEPOSIT: loadDepositSubject,
  CARD_BILL: loadCardBillSubject,
  UP_RETURN: none,
};
