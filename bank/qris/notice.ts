/** What the acquirer tells the partner about a paid code (SNAP 52), with what identifies the payment on a card bill. */
import type { Account } from '../accounts/account.ts';
import type { Card } from '../cards/card.ts';
import { snapAmount } from '../rupiah.ts';
import { wibTimestamp } from '../time.ts';
import { bankName } from './bank-names.ts';
import type { Code } from './code.ts';
import type { Merchant } from './merchant.ts';

export interface PaidCode {
  readonly amount: bigint;
  readonly merchant: Merchant;
  readonly payer: Account;
  /** Null when a bank account paid. */
  readonly card: Card | null;
  readonly referenceNo: string;
  readonly rrn: string;
  readonly approvalCode: string;
  readonly paidAt: Date;
}

const MAX_NAME = 25;
const MAX_PAYER_NAME = 30;

export function paidNotice(code: Code, paid: PaidCode): Readonly<Record<string, unknown>> {
  const { merchant, payer, card } = paid;
  return {
    originalReferenceNo: code.referenceNo,
    originalPartnerReferenceNo: code.partnerReferenceNo,
    latestTransactionStatus: '00',
    transactionStatusDesc: 'Success',
    // The customer PAN of the issuer's app, never a card number.
    customerNumber: `93600${payer.bankCode}${String(payer.id).padStart(10, '0')}`,
    accountType: card === null ? 'CURRENT' : 'CREDIT',
    destinationNumber: merchant.merchantPan,
    destinationAccountName: merchant.name.slice(0, MAX_NAME),
    amount: snapAmount(paid.amount),
    bankCode: merchant.bankCode,
    additionalInfo: evidenceOf(paid, code),
  };
}

export function evidenceOf(paid: PaidCode, code: Pick<Code, 'terminalId'>): Readonly<Record<string, unknown>> {
  return {
    referenceNumber: paid.rrn,
    transactionDate: wibTimestamp(paid.paidAt),
    approvalCode: paid.approvalCode,
    issuerReferenceNumber: paid.rrn,
    issuerName: bankName(paid.payer.bankCode),
    payerName: (paid.card?.holder ?? paid.payer.name).slice(0, MAX_PAYER_NAME),
    paymentChannelName: paid.card === null ? 'Rekening' : 'KKP Domestik',
    nmid: paid.merchant.nmid,
    mcc: paid.merchant.mcc,
    terminalId: code.terminalId,
  };
}
