/** Virtual accounts: numbers on which the platform is paid (26, 27, 30, 31), and bills of others paid from an own account (32, 33). */
import type { Account, Answered, CallOutcome, StatusOutcome } from './outcome.ts';

export interface VaNumber {
  /** Company code at the bank, without padding; on the wire eight characters, blanks before. */
  readonly partnerServiceId: string;
  /** Digits, at most 20. */
  readonly customerNo: string;
}

export interface VaOrder extends VaNumber {
  readonly name: string;
  /** At most 12 characters, since the bank echoes no more when one is removed. */
  readonly trxId: string;
  readonly amount: bigint;
  readonly expiresAt: string;
  /** C: exactly this amount; O: whatever is paid. */
  readonly type: 'C' | 'O';
  /** Which of our accounts is credited, where a company code does not say it yet. */
  readonly creditAccountNo?: string;
  readonly description?: string;
}

export interface Va {
  readonly virtualAccountNo: string;
  readonly name: string;
  readonly trxId: string | null;
  readonly amount: bigint | null;
  readonly expiresAt: string | null;
  readonly type: string | null;
}

export interface VaPaid {
  readonly paidAmount: bigint;
  readonly paidAt: string | null;
  readonly paymentRequestId: string | null;
  readonly referenceNo: string | null;
}

export interface VaBill {
  readonly virtualAccountNo: string;
  readonly name: string | null;
  /** Null: the payer chooses. */
  readonly amount: bigint | null;
  readonly feeAmount: bigint | null;
}

export interface VaPayment {
  readonly partnerReferenceNo: string;
  readonly va: VaNumber;
  readonly source: Account;
  readonly amount: bigint;
  readonly transactionDate: string;
}

export interface VaRail {
  /** SNAP 27. */
  create(order: VaOrder): Promise<CallOutcome & { readonly virtualAccountNo?: string }>;
  /** SNAP 30. */
  inquire(va: VaNumber, trxId?: string): Promise<Answered<{ readonly va: Va }>>;
  /** SNAP 26: `paid` is empty while nobody has paid. */
  status(va: VaNumber, inquiryRequestId: string): Promise<Answered<{ readonly paid: readonly VaPaid[] }>>;
  /** SNAP 31 (DELETE). */
  remove(va: VaNumber, trxId: string): Promise<CallOutcome>;
  /** SNAP 32: what a number of this bank asks for. */
  payInquire(reference: string, va: VaNumber, source: Account): Promise<Answered<{ readonly bill: VaBill }>>;
  /** SNAP 33. */
  pay(payment: VaPayment): Promise<CallOutcome>;
  /** SNAP 36 with service 33. */
  payStatus(partnerReferenceNo: string, amount: bigint, date: string): Promise<StatusOutcome>;
}
