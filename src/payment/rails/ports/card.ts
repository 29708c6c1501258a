/** Cards on the bank's own page (a card number never comes near the platform), and the issuer's monthly bill. */
import type { Account, Answered, CallOutcome, StatusOutcome } from './outcome.ts';

export interface CardSessionOrder {
  readonly partnerReferenceNo: string;
  readonly amount: bigint;
  /** The vendor who is paid. */
  readonly beneficiary: Account;
  /** Opaque token of the registered card at its bank; never a card number. */
  readonly cardToken: string;
  readonly description: string;
  /** Where the bank sends the holder's browser afterwards. Untrusted on return. */
  readonly returnUrl: string;
  readonly validUntil: string;
}

/** References of an authorisation: ours and the bank's. */
export interface Authorisation {
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
}

export interface CaptureOrder extends Authorisation {
  /** Ours for this capture; stored before the call. */
  readonly captureReference: string;
  /** At most what was authorised. */
  readonly amount: bigint;
  readonly title: string;
  /** Nothing more will be captured: the rest of the limit is free again. */
  readonly last: boolean;
}

export interface VoidOrder extends Authorisation {
  readonly voidReference: string;
  /** Absent: all that is left. */
  readonly amount?: bigint;
  readonly reason: string;
}

export interface RefundOrder {
  readonly partnerReferenceNo: string;
  readonly referenceNo: string | null;
  /** Of the capture that is given back; null after a sale (54), which is refunded by service 58. */
  readonly captureNo: string | null;
  readonly refundReference: string;
  readonly amount: bigint;
  readonly reason: string;
}

export type CardStatus = StatusOutcome & {
  readonly approvalCode?: string;
  /** Of one that is still open: the bank's reference, by which it is shut. */
  readonly openAs?: string;
};

export interface CardRail {
  /** Opens the bank's hosted page (SNAP 54). Success means only that the page is open. */
  open(order: CardSessionOrder): Promise<CallOutcome & { readonly redirectUrl?: string }>;
  /** SNAP 55. */
  status(partnerReferenceNo: string, amount: bigint, date: string): Promise<CardStatus>;
  /** SNAP 57: closes a session that the holder has not paid. */
  cancel(partnerReferenceNo: string): Promise<CallOutcome>;
  /** SNAP 63: opens the page on which the holder authorises; money moves at capture. */
  authorise(order: CardSessionOrder): Promise<CallOutcome & { readonly redirectUrl?: string }>;
  /** SNAP 64: `success` when the holder has authorised. */
  authStatus(partnerReferenceNo: string, amount: bigint, date: string): Promise<CardStatus>;
  /** SNAP 65. `referenceNo` of a success is the bank's captureNo. */
  capture(order: CaptureOrder): Promise<CallOutcome>;
  /** SNAP 66. */
  captureStatus(order: Omit<CaptureOrder, 'title' | 'last'>): Promise<StatusOutcome>;
  /** SNAP 67, before a capture. `referenceNo` of a success is the bank's voidNo. */
  void(order: VoidOrder): Promise<CallOutcome>;
  /** SNAP 68. */
  voidStatus(order: Omit<VoidOrder, 'reason'>): Promise<StatusOutcome>;
  /** SNAP 69 after a capture, 58 after a sale. `referenceNo` of a success is the bank's refundNo. */
  refund(order: RefundOrder): Promise<CallOutcome>;
}

export interface CardBillLine {
  readonly lineNo: number;
  /** `yyyy-mm-dd`. */
  readonly postingDate: string;
  readonly transactionDate: string;
  readonly last4: string;
  readonly merchantName: string;
  readonly merchantCity: string;
  readonly mcc: string;
  readonly amount: bigint;
  /** DEBIT a purchase, CREDIT a refund. */
  readonly direction: 'DEBIT' | 'CREDIT';
  readonly approvalCode: string | null;
  readonly rrn: string | null;
  /** Ours, when the purchase went through the platform. */
  readonly partnerReferenceNo: string | null;
}

export interface CardBill {
  readonly billNo: string;
  readonly billingAccountNo: string;
  readonly statementDate: string;
  readonly dueDate: string;
  readonly totalAmount: bigint;
  readonly lines: readonly CardBillLine[];
}

/** The issuer's own services (93, 94), beside SNAP. */
export interface CardBillRail {
  /** `period` `yyyyMM`; not found while there is no bill yet. */
  bill(billingAccountNo: string, period: string): Promise<Answered<{ readonly bill: CardBill }>>;
  limit(
    cardToken: string,
  ): Promise<Answered<{ readonly limit: bigint; readonly used: bigint; readonly available: bigint }>>;
}
