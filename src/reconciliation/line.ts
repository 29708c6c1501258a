/** A line of a statement as it is kept. */
import type { Plain, RowWrite, Transfer } from '../kernel/decision.ts';
import type { RemarkKind } from './remark.ts';

export const lineTable = 'payment.statement_line';

export type Source = 'SNAP' | 'FILE';
export type LineStatus = 'TAKEN' | 'WAITING' | 'OPEN' | 'EXPLAINED';

/** What explains a line, for people and for the ledger. */
export const LINE_CLASSES = [
  'PAYMENT',
  'RETURNED_PAYMENT',
  'RETURN',
  'REVERSAL',
  'FEE',
  'TAX',
  'INTEREST',
  'EXPECTED',
  'CORRECTION',
  'TO_RETURN',
] as const;
export type LineClass = (typeof LINE_CLASSES)[number];

/** Why administrators are told: the bank did something that nobody here ordered. */
export const INCIDENTS = ['FAILED_DEBIT', 'SECOND_DEBIT', 'OTHER_AMOUNT', 'UNKNOWN_REFERENCE'] as const;
export type IncidentKind = (typeof INCIDENTS)[number];

/** A line as a bank tells it, whatever the way. */
export interface ToldLine {
  /** Derived from account and the bank's id of the line, or from its content. */
  readonly id: string;
  readonly transactionId: string | null;
  /** ISO 8601 with zone, or `yyyy-MM-dd`. */
  readonly at: string;
  readonly direction: 'CREDIT' | 'DEBIT';
  /** Hundredths of rupiah, positive. */
  readonly sen: bigint;
  readonly remark: string;
  /** Further references than those in the remark. */
  readonly references: readonly string[];
  /** The bank takes back a movement of its own. */
  readonly reversal: boolean;
  readonly kind: RemarkKind | null;
  readonly counterparty: { readonly name: string | null; readonly accountNo: string | null } | null;
  /** Balance after it, in sen; null when the bank does not tell. */
  readonly after: bigint | null;
}

/** How a line left suspense: what undoing takes back. */
export interface Explained {
  readonly by: 'SYSTEM' | { readonly personId: string; readonly name: string; readonly role: string };
  readonly at: string;
  readonly basis: string;
  readonly reason: string;
  /** Moves that were posted, without the line's release from suspense. */
  readonly moves: readonly Transfer[];
  /** Whether another room was told: then only that room can take it back. */
  readonly told: boolean;
  readonly subject: { readonly kind: string; readonly id: string; readonly title: string } | null;
}

export interface StatementRow extends ToldLine {
  readonly version: number;
  readonly satkerId: string;
  readonly bookId: string;
  readonly source: Source;
  readonly status: LineStatus;
  readonly class: LineClass | null;
  readonly incident: IncidentKind | null;
  readonly instructionId: string | null;
  /** `yyyy-MM`; later than the day of the line when that month was closed already. */
  readonly period: string;
  readonly seenAs: string | null;
  readonly alike: string;
  /** Null when the bank does not tell the balance after it. */
  readonly balanceKey: string | null;
  readonly amountKey: string;
  /** Whole rupiah that it moved `bank.cash`; differs from `sen` by what sen of several lines add up to. */
  readonly posted: bigint;
  readonly takenAt: string;
  readonly explained: Explained | null;
  /** Explanations that were taken back, oldest first. */
  readonly undone: readonly Explained[];
}

export function lineRow(line: StatementRow, expectedVersion: number): RowWrite {
  return {
    table: lineTable,
    id: line.id,
    expectedVersion,
    columns: {
      satker_id: line.satkerId,
      // A day without a time is noon in WIB: the same day in every zone of the country.
      booked_at: momentOfLine(line.at),
      direction: line.direction,
      instruction_id: line.instructionId,
      book_id: line.bookId,
      status: line.status,
      class: line.class,
      source: line.source,
      period: line.period,
      seen_as: line.seenAs,
      alike: line.alike,
      balance_key: line.balanceKey,
      amount_key: line.amountKey,
      incident: line.incident !== null,
    },
    body: { ...line, version: expectedVersion + 1 } as unknown as Plain,
  };
}

export const momentOfLine = (at: string): string => (at.length === 10 ? `${at}T12:00:00+07:00` : at);

const WIB_MS = 7 * 3_600_000;

/** Banks book days in WIB, whatever the zone of the satker. */
export const bankDay = (at: string): string =>
  at.length === 10 ? at : new Date(Date.parse(at) + WIB_MS).toISOString().slice(0, 10);

/** What it does to the balance, in sen. */
export const signedSen = ({ direction, sen }: Pick<ToldLine, 'direction' | 'sen'>): bigint =>
  direction === 'CREDIT' ? sen : -sen;
