/** QRIS shown by the merchant (MPM): made by the acquirer for one order, paid in the payer's app. */
import type { Answered, CallOutcome, StatusOutcome } from './outcome.ts';

export interface QrOrder {
  readonly partnerReferenceNo: string;
  readonly amount: bigint;
  /** The vendor at its acquirer. */
  readonly merchantId: string;
  readonly subMerchantId?: string;
  readonly storeId?: string;
  readonly terminalId?: string;
  /** ISO 8601 with zone; the code is worth nothing afterwards. */
  readonly validUntil: string;
}

export interface QrRefund {
  readonly partnerReferenceNo: string;
  readonly referenceNo?: string;
  readonly refundReference: string;
  readonly amount: bigint;
  readonly reason: string;
}

/** What the acquirer tells of who paid: keys for the monthly bill of the card. */
export interface QrPaid {
  readonly approvalCode?: string;
  /** Retrieval reference number of the issuer. */
  readonly rrn?: string;
  readonly issuerName?: string;
}

export interface DecodedQr {
  readonly referenceNo: string | null;
  readonly merchantName: string;
  readonly merchantCategory: string | null;
  readonly merchantLocation: string | null;
  readonly acquirers: readonly { readonly merchantPan: string; readonly acquirerName: string }[];
  /** Null when the payer types it. */
  readonly amount: bigint | null;
}

export interface QrPayment {
  readonly partnerReferenceNo: string;
  readonly qrContent: string;
  readonly amount: bigint;
  /** A registered card with the code its holder typed at the bank, or an account under the contract. */
  readonly from: { readonly cardToken: string; readonly otp?: string } | { readonly sourceAccountNo: string };
}

export interface QrRail {
  /** SNAP 47. Success means only that the code exists. */
  generate(order: QrOrder): Promise<CallOutcome & { readonly qrContent?: string }>;
  /** SNAP 51. */
  status(partnerReferenceNo: string, amount: bigint, date: string): Promise<StatusOutcome & QrPaid>;
  /** SNAP 77: an unpaid code is withdrawn. */
  cancel(partnerReferenceNo: string, merchantId: string, reason: string): Promise<CallOutcome>;
  /** SNAP 78. `referenceNo` of a success is the bank's refundNo. */
  refund(order: QrRefund): Promise<CallOutcome>;
  /** SNAP 48: whom a code pays, as the acquirer knows it. */
  decode(partnerReferenceNo: string, qrContent: string, scannedAt: string): Promise<Answered<DecodedQr>>;
  /** SNAP 50, issuer side: a registered card pays a code that was read. */
  pay(payment: QrPayment): Promise<CallOutcome>;
  /** SNAP 53. */
  payStatus(partnerReferenceNo: string, amount: bigint, date: string): Promise<StatusOutcome & QrPaid>;
}
