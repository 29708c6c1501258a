/**
 * The one port behind which every rail stands. A rail talks to a bank and reports what the bank said about *this
 * call*; what that means for a payment is decided in `payment/`. Amounts are whole rupiah.
 */

export interface Account {
  /** BI bank code, three digits: `002`. */
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
}

export interface TransferOrder {
  /** Idempotency key towards the bank; stored before the first attempt, never changed. */
  readonly partnerReferenceNo: string;
  readonly source: Account;
  readonly beneficiary: Account;
  readonly amount: bigint;
  /** At most 50 ASCII characters; carries the reference on the statement. */
  readonly remark: string;
  readonly customerReference: string;
  /** ISO 8601 with zone. */
  readonly transactionDate: string;
}

/** What one call to the bank established. `unknown` is asked about, never resent. */
export type CallOutcome =
  | { readonly kind: 'success'; readonly referenceNo: string; readonly bankTime: string | null }
  | { readonly kind: 'pending'; readonly referenceNo: string | null }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** The request never left (connection refused, DNS, TLS): nothing happened, trying again is allowed. */
  | { readonly kind: 'not_sent'; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** What the bank says of an earlier transfer. */
export type StatusOutcome =
  | { readonly kind: 'success'; readonly referenceNo: string; readonly bankTime: string | null }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  | { readonly kind: 'pending' }
  /** The bank has no such reference (status 07). Final only after the grace period and without a statement line. */
  | { readonly kind: 'not_found' }
  /** The enquiry itself got no answer. */
  | { readonly kind: 'unknown'; readonly message: string };

export interface StatementLine {
  readonly transactionId: string;
  /** ISO 8601 with zone. */
  readonly at: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly amount: bigint;
  readonly remark: string;
}

export interface AccountName {
  readonly kind: 'found' | 'not_found' | 'unknown';
  readonly name?: string;
  readonly message?: string;
}

/** SNAP transfer service that carries a payment: 17 same bank, 18 other bank. */
export type TransferService = '17' | '18';

export interface TransferRail {
  /** Name check before the first transfer to an account. */
  inquire(account: Omit<Account, 'name'>, source: Account): Promise<AccountName>;
  submit(order: TransferOrder): Promise<CallOutcome & { readonly service: TransferService }>;
  status(partnerReferenceNo: string, service: TransferService, amount: bigint, date: string): Promise<StatusOutcome>;
  balance(account: Account): Promise<{ readonly available: bigint } | { readonly unknown: string }>;
  /** Lines of one account, oldest first. Follows the bank's pages until there is no more. */
  statement(account: Account, from: string, to: string): AsyncIterable<StatementLine>;
}

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

export interface CardRail {
  /** Opens the bank's hosted page (SNAP 54). Success means only that the page is open. */
  open(order: CardSessionOrder): Promise<CallOutcome & { readonly redirectUrl?: string }>;
  /** SNAP 55. */
  status(
    partnerReferenceNo: string,
    amount: bigint,
    date: string,
  ): Promise<StatusOutcome & { readonly approvalCode?: string }>;
  /** SNAP 57: closes a session that the holder has not paid. */
  cancel(partnerReferenceNo: string): Promise<CallOutcome>;
}

/** A verified notification (SNAP 56 and kin). Only a hint: money is confirmed by `status`. */
export interface BankNotice {
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly latestTransactionStatus: string;
  readonly amount: bigint | null;
}
