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
  /** Days besides Saturday and Sunday on which there is no clearing, `yyyy-MM-dd`. */
  readonly holidays?: readonly string[];
  readonly skn?: Partial<ClearingTerms>;
  readonly rtgs?: Partial<ClearingTerms>;
  /** Rupiah per transfer by channel, borne as the order's feeType says. Absent: nothing. */
  readonly fees?: Fees;
  /** Trigger …9013: after this the payee's bank sends the money back. */
  readonly returnMs?: number;
  /** Requests of one partner: above it 429xx00. Absent: no limit. */
  readonly rateLimit?: RateLimit;
  /** Clock of the bank. */
  readonly now?: () => Date;
}

export interface ClearingTerms {
  /** Entry on working days from and before, WIB `HH:mm`. */
  readonly opens: string;
  readonly closes: string;
  /** Rupiah per transfer, both inclusive. */
  readonly smallest: bigint;
  readonly largest: bigint;
  /** Time from entry to settlement; null: settles at the next of `cycles`. */
  readonly settleMs: number | null;
  readonly cycles: readonly string[];
}

export type Fees = Readonly<Partial<Record<'INTRABANK' | 'ONLINE' | 'BIFAST' | 'SKN' | 'RTGS', bigint>>>;

/** Token bucket. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
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
  readonly holidays: ReadonlySet<string>;
  readonly skn: ClearingTerms;
  readonly rtgs: ClearingTerms;
  readonly fees: Fees;
  readonly returnMs: number;
  readonly rateLimit: RateLimit | null;
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
/** SKNBI: at most Rp1 billion; entry to 16:30, settled in cycles from 08:00 to 16:45 on real days, sooner here. */
const DEFAULT_SKN: ClearingTerms = {
  opens: '00:00',
  closes: '16:30',
  smallest: 1n,
  largest: 1_000_000_000n,
  settleMs: 5_000,
  cycles: ['08:00', '09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:30', '16:45'],
};
/** BI-RTGS: from Rp100 million; customers enter from 06:30 to 16:30, settlement takes minutes on real days. */
const DEFAULT_RTGS: ClearingTerms = {
  opens: '06:30',
  closes: '16:30',
  smallest: 100_000_000n,
  largest: 9_999_999_999_999n,
  settleMs: 2_000,
  cycles: [],
};
/** How long a payee's bank takes to send back what it could not credit. */
const DEFAULT_RETURN_MS = 1_800_000;

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
    holidays: new Set(config.holidays),
    skn: { ...DEFAULT_SKN, ...config.skn },
    rtgs: { ...DEFAULT_RTGS, ...config.rtgs },
    fees: config.fees ?? {},
    returnMs: config.returnMs ?? DEFAULT_RETURN_MS,
    rateLimit: config.rateLimit ?? null,
  };
}
