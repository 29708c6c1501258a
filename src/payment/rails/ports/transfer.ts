/** Bank transfers: name check, order, status, balance, statement and history. */
import type { Account, CallOutcome, StatusOutcome } from './outcome.ts';

/** SNAP transfer service that carries a payment: 17 same bank, 18 other bank, 22 RTGS, 23 SKN. */
export type TransferService = '17' | '18' | '22' | '23';

/** The clearing that carries it; a service 18 goes by the on-line switch or by BI-FAST. */
export type Channel = 'INTRABANK' | 'ONLINE' | 'BIFAST' | 'SKN' | 'RTGS';

/** Who is paid, as SKN and RTGS ask. SNAP beneficiaryCustomerType 1, 2, 3; beneficiaryCustomerResidence 1 or 2. */
export interface Payee {
  readonly type: 'INDIVIDUAL' | 'CORPORATION' | 'GOVERNMENT';
  readonly resident: boolean;
  /** At most 100 characters; some banks want one for SKN and RTGS. */
  readonly address?: string;
  readonly email?: string;
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
  /** As `routeOf` chose; without one, 17 within a bank and 18 to another. */
  readonly service?: TransferService;
  readonly channel?: Channel;
  /** A resident corporation unless told. */
  readonly payee?: Payee;
  /** An earlier request under this reference was not answered: then a refusal proves nothing. */
  readonly earlierUnknown?: boolean;
}

export interface AccountName {
  readonly kind: 'found' | 'not_found' | 'unknown';
  /** As the payee's bank has it. */
  readonly name?: string;
  /** The bank's reference of this enquiry: kept as evidence. */
  readonly referenceNo?: string | null;
  readonly message?: string;
}

/** What some banks want to know before they tell a name. */
export interface Intended {
  /** Of the transfer that is meant: BCA wants the same reference in both. */
  readonly partnerReferenceNo?: string;
  readonly amount?: bigint;
  readonly channel?: Channel;
}

export interface StatementLine {
  readonly transactionId: string;
  /** ISO 8601 with zone. */
  readonly at: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  /** Whole rupiah, rounded down; `sen` has the rest. */
  readonly amount: bigint;
  /** Hundredths of rupiah, only when the amount is no whole rupiah (interest and its tax). */
  readonly sen?: bigint;
  /** The bank corrects an error of its own. */
  readonly reversal?: boolean;
  /** Balance after the line in sen, when the bank tells it. */
  readonly after?: bigint;
  readonly remark: string;
}

/** A line of SNAP 12 and 13: transactions as the customer sees them, not bookings. */
export interface HistoryLine {
  readonly at: string;
  /** Null when the bank sends none or one that is no rupiah. */
  readonly amount: bigint | null;
  readonly remark: string;
  /** INIT, SUCCESS, CLOSED, CANCELLED. */
  readonly status: string;
  /** PAYMENT, REFUND, SEND_MONEY, RECEIVE_MONEY, … */
  readonly type: string;
}

export interface TransferRail {
  /** Name check before the first transfer to an account (SNAP 15 within the bank, 16 to another). */
  inquire(account: Omit<Account, 'name'>, source: Account, intended?: Intended): Promise<AccountName>;
  submit(order: TransferOrder): Promise<CallOutcome & { readonly service: TransferService }>;
  /** SNAP 36. `date` is the order's transactionDate. */
  status(partnerReferenceNo: string, service: TransferService, amount: bigint, date: string): Promise<StatusOutcome>;
  /** SNAP 11. `booked`: what statements come to; `available`: less what is held, more what may be overdrawn. */
  balance(
    account: Account,
  ): Promise<{ readonly available: bigint; readonly booked: bigint | null } | { readonly unknown: string }>;
  /** SNAP 14. Lines of one account, oldest first. Follows the bank's pages until there is no more. */
  statement(account: Account, from: string, to: string): AsyncIterable<StatementLine>;
  /** SNAP 12, newest first as the bank sends them; both moments ISO 8601 with zone. Throws StatementUnavailable. */
  history(from: string, to: string): AsyncIterable<HistoryLine>;
  /** SNAP 13: one transaction by our reference. */
  historyOf(partnerReferenceNo: string): Promise<HistoryLine | { readonly unknown: string } | null>;
}
