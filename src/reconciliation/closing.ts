/** Closes the month of an account: opening + lines = closing = what the bank says, and nothing in it unexplained. Pure. */
import { type Decision, type Plain, type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { transitionFor } from '../kernel/machine.ts';
import { addDays, localDate } from '../kernel/time.ts';
import { digestOf } from '../purchasing/step-up.ts';
import { type Book, bookRow, closingOf, type Month, monthAfter, openingOf } from './book.ts';
import { type ClosingRole, type ClosingState, closingMachine } from './closing.machine.ts';

export const closingTable = 'reconciliation.closing';

export interface Signature {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: string;
  readonly at: string;
  readonly note: string;
}

/** The month as it was signed, in sen. */
export interface MonthFigures {
  readonly opening: bigint;
  readonly credits: bigint;
  readonly debits: bigint;
  readonly closing: bigint;
  readonly lines: number;
  readonly bankClosing: bigint | null;
  /** Kept in suspense on purpose, in whole rupiah: what is to be returned, each with its reason. */
  readonly toReturn: bigint;
}

export interface Closing {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly bookId: string;
  readonly period: string;
  readonly state: ClosingState;
  readonly figures: MonthFigures;
  readonly signatures: readonly (Signature & { readonly act: string })[];
}

export const closingId = (bookId: string, period: string): string => derivedId(bookId, `closing:${period}`);

const emptyMonth = (opening: bigint): Month => ({ opening, credits: 0n, debits: 0n, lines: 0, bankClosing: null });

const monthIn = (book: Book, period: string): Month => book.months[period] ?? emptyMonth(openingOf(book, period));

/** What of a month is counted again, line by line, when it is signed. */
export interface Counted {
  readonly credits: bigint;
  readonly debits: bigint;
  readonly lines: number;
  /** Lines up to this month that nobody has explained. */
  readonly open: number;
  /** Whole rupiah kept in suspense on purpose. */
  readonly toReturn: bigint;
}

export const figuresOf = (book: Book, period: string, { toReturn }: Pick<Counted, 'toReturn'>): MonthFigures => {
  const month = monthIn(book, period);
  return {
    opening: month.opening,
    credits: month.credits,
    debits: month.debits,
    closing: closingOf(month),
    lines: month.lines,
    bankClosing: month.bankClosing?.sen ?? null,
    toReturn,
  };
};

const firstPeriod = (book: Book): string => localDate(new Date(book.opened.at), 'WIB').slice(0, 7);

/** The month whose turn it is. */
export function nextPeriod(book: Book): string {
  if (book.closedThrough !== null) return monthAfter(book.closedThrough);
  const [earliest] = Object.keys(book.months).sort();
  const first = firstPeriod(book);
  return earliest !== undefined && earliest < first ? earliest : first;
}

export interface ClosingFacts {
  readonly book: Book;
  readonly period: string;
  readonly counted: Counted;
  /** `bank.cash` − all statements, in rupiah. */
  readonly difference: bigint;
  readonly now: Date;
}

/** Why the month cannot be signed or closed; null when it can. */
export function closingBar({ book, period, counted, difference, now }: ClosingFacts): Refusal | null {
  if (period !== nextPeriod(book)) return refuse('month_out_of_turn', { period: nextPeriod(book) });
  if (localDate(now, 'WIB') <= addDays(`${monthAfter(period)}-01`, -1)) return refuse('month_not_over', { period });
  const month = monthIn(book, period);
  const told = month.bankClosing?.sen ?? closingOf(month);
  const missing = told - closingOf(month);
  const recount =
    counted.credits - month.credits - (counted.debits - month.debits) + BigInt(counted.lines - month.lines);
  if (missing !== 0n || recount !== 0n || difference !== 0n || book.cursor.gapSince !== null || book.unshown !== null)
    return refuse('month_not_proven', { difference: missing / 100n || (book.unshown?.rupiah ?? difference) });
  return counted.open > 0 ? refuse('month_unexplained', { count: counted.open }) : null;
}

export interface ClosingAct {
  readonly act: 'sign' | 'sendBack' | 'close';
  readonly by: Omit<Signature, 'at' | 'note'>;
  readonly note: string;
}

/** `existing` is null for a month that nobody has signed. */
export function actOnClosing(
  existing: Closing | null,
  { act, by, note }: ClosingAct,
  facts: ClosingFacts,
): Decision | Refusal {
  const row = transitionFor(closingMachine, existing?.state ?? null, act, by.role as ClosingRole);
  if (!row) return refuse('not_possible_now', { state: existing ? closingMachine.states[existing.state] : '–' });
  if (act !== 'sign' && existing?.signatures.at(-1)?.personId === by.personId)
    return refuse('same_person', { did: 'menandatangani', who: 'KPA' });
  const bar = act === 'sendBack' ? null : closingBar(facts);
  if (bar) return bar;
  const { book, period, counted, now } = facts;
  const figures = figuresOf(book, period, counted);
  if (act === 'sign' && figures.toReturn !== 0n && note === '') return refuse('month_needs_note');
  if (act === 'close' && existing && !same(existing.figures, figures)) return refuse('moved_on');
  const signature = { ...by, act, note, at: now.toISOString() };
  const next: Closing = {
    id: closingId(book.id, period),
    version: (existing?.version ?? 0) + 1,
    satkerId: book.satkerId,
    bookId: book.id,
    period,
    state: row.to,
    figures: act === 'sendBack' && existing ? existing.figures : figures,
    signatures: [...(existing?.signatures ?? []), signature],
  };
  const rows: RowWrite[] = [closingRow(next)];
  if (act === 'close') rows.push(bookRow({ ...book, closedThrough: period }, book.version));
  return {
    ok: true,
    events: [
      {
        type: `closing.${EVENTS[act]}`,
        aggregate: 'closing',
        aggregateId: next.id,
        payload: { period, note, figures: { ...figures } },
      },
    ],
    rows,
    transfers: [],
    jobs: [],
  };
}

const EVENTS: Readonly<Record<ClosingAct['act'], string>> = { sign: 'signed', sendBack: 'sent_back', close: 'closed' };

const same = (one: MonthFigures, other: MonthFigures): boolean =>
  one.opening === other.opening &&
  one.credits === other.credits &&
  one.debits === other.debits &&
  one.lines === other.lines &&
  one.toReturn === other.toReturn;

const closingRow = (closing: Closing): RowWrite => ({
  table: closingTable,
  id: closing.id,
  expectedVersion: closing.version - 1,
  columns: {
    satker_id: closing.satkerId,
    book_id: closing.bookId,
    period: closing.period,
    state: closing.state,
  },
  body: closing as unknown as Plain,
});

/** Binds a code to one month of one account and its figures, for one person. */
export const closingDigest = (book: Book, period: string, figures: MonthFigures, act: string, by: string): string =>
  digestOf([
    `closing.${act}`,
    book.id,
    period,
    figures.opening.toString(),
    figures.closing.toString(),
    String(figures.lines),
    by,
  ]);
