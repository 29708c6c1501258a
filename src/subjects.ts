/** What payments may be for, joined from the rooms that own it. */
import { loadOrderSubject } from './payment/order-subject.ts';
import type { SubjectLoader, Subjects } from './payment/subject.ts';
import { loadDepositSubject } from './tax/deposit/deposit-payment.ts';

const none: SubjectLoader = async () => null;

export const subjects: Subjects = {
  ORDER: loadOrderSubject,
  TAX_DEPOSIT: loadDepositSubject,
  CARD_BILL: none,
  UP_RETURN: none,
};
