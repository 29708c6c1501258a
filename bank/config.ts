/** What the sandbox bank is told at start, and the terms of its own products. */

export interface BankConfig {
  /** A database of the bank's own; nothing else may live in its schema `bank`. */
  readonly databaseUrl: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** Address under which browsers and partners reach the bank, without trailing slash. Its path is part of what partners sign. */
  readonly publicUrl: string;
  readonly keys: { readonly bankPrivateKeyPem: string; readonly bankPublicKeyPem: string };
  readonly log?: boolean;
  /** Pause before a transaction service does its work, as a slow bank would. */
  readonly simulatedDelayMs?: number;
  /** How long trigger accounts …9008 and …9009 stay in progress. */
  readonly pendingMs?: number;
  /** Daily window (WIB, `HH:mm`) in which transfers are refused with 403xx06. Absent: open all day. */
  readonly closed?: { readonly from: string; readonly to: string };
  /** Largest interbank transfer in rupiah. */
  readonly interbankLimit?: bigint;
  /** Lines of one statement page; a page may be longer, because it never splits a second. */
  readonly statementPageSize?: number;
  /** Day of the month, 1 to 28, on which card bills are made. */
  readonly statementDay?: number;
  /** Days from the bill to its due date. */
  readonly graceDays?: number;
  /** Days after which an authorisation that was not captured frees the limit. */
  readonly authorisationDays?: number;
  /** Largest QRIS payment in rupiah. */
  readonly qrisLimit?: bigint;
  /** Clock of the bank. */
  readonly now?: () => Date;
}

/** Terms after defaults. */
export interface Terms {
  readonly simulatedDelayMs: number;
  readonly pendingMs: number;
  readonly closed: { readonly from: string; readonly to: string } | null;
  readonly interbankLimit: bigint;
  readonly statementPageSize: number;
  readonly statementDay: number;
  readonly graceDays: number;
  readonly authorisationDays: number;
  readonly qrisLimit: bigint;
}

const DEFAULT_PENDING_MS = 60_000;
/** The ceiling of one BI-FAST transfer. */
const DEFAULT_INTERBANK_LIMIT = 250_000_000n;
const DEFAULT_STATEMENT_PAGE_SIZE = 100;
const DEFAULT_STATEMENT_DAY = 20;
const DEFAULT_GRACE_DAYS = 20;
const DEFAULT_AUTHORISATION_DAYS = 7;
/** Bank Indonesia's ceiling of one QRIS payment since 2022. */
const DEFAULT_QRIS_LIMIT = 10_000_000n;

export function termsOf(config: BankConfig): Terms {
  return {
    simulatedDelayMs: config.simulatedDelayMs ?? 0,
    pendingMs: config.pendingMs ?? DEFAULT_PENDING_MS,
    closed: config.closed ?? null,
    interbankLimit: config.interbankLimit ?? DEFAULT_INTERBANK_LIMIT,
    statementPageSize: config.statementPageSize ?? DEFAULT_STATEMENT_PAGE_SIZE,
    statementDay: config.statementDay ?? DEFAULT_STATEMENT_DAY,
    graceDays: config.graceDays ?? DEFAULT_GRACE_DAYS,
    authorisationDays: config.authorisationDays ?? DEFAULT_AUTHORISATION_DAYS,
    qrisLimit: config.qrisLimit ?? DEFAULT_QRIS_LIMIT,
  };
}
