/**
 * The account of a treasurer as its statements tell it. Pure: how lines are added to it, which whole rupiah each of them moves, and
 * up to where the chain of balances has no gap.
 */
import type { AccountRef, Plain, RowWrite, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { account } from '../ledger/accounts.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { bankDay, signedSen, type ToldLine } from './line.ts';

export const bookTable = 'reconciliation.book';

/** A month of an account, in sen. */
export interface Month {
  readonly opening: bigint;
  readonly credits: bigint;
  readonly debits: bigint;
  readonly lines: number;
  /** What the bank itself says the balance was at the end: of its last line so far, or of the day's end of a file. */
  readonly bankClosing: Told | null;
}

/** A balance as the bank tells it: after a line, or at the day's end of a file. In sen. */
export interface Told {
  readonly sen: bigint;
  readonly at: string;
  readonly source: 'LINE' | 'FILE';
}

export interface Cursor {
  /** The last line up to which every balance follows from the one before; read again from here. */
  readonly at: string;
  readonly lineId: string | null;
  readonly after: bigint | null;
  /** Since when the bank's balances have a gap after that line: something is not shown. */
  readonly gapSince: string | null;
}

export interface Book {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly account: BankAccount;
  /** The balance with which the platform began, and what of it was posted then. */
  readonly opened: { readonly at: string; readonly sen: bigint; readonly posted: bigint };
  /** Lines around that moment which the opening balance contains. */
  readonly before: readonly string[];
  /** Opening and every line since, in sen; `bank.cash` is this without the sen. */
  readonly total: bigint;
  /** What the bank itself said last of the balance. */
  readonly told: Told | null;
  readonly months: { readonly [period: string]: Month };
  /** Closed months take no more lines. */
  readonly closedThrough: string | null;
  readonly cursor: Cursor;
  readonly askedAt: string;
  /** The last statement that came without error. */
  readonly readAt: string | null;
  /** Why the last reading failed, in the bank's words; null when it did not. */
  readonly trouble: string | null;
  /** By how much the balance inquiry (SNAP 11) differs from all lines, whole rupiah, and since when: a line is not shown. */
  readonly unshown: { readonly rupiah: bigint; readonly since: string } | null;
  /** What balance inquiry said last, whole rupiah as booked. */
  readonly asked: { readonly rupiah: bigint; readonly at: string } | null;
}

export const bookId = (bankCode: string, accountNo: string): string =>
  derivedId('reconciliation', `book:${bankCode}/${accountNo}`);

export function bookRow(book: Book, expectedVersion: number): RowWrite {
  return {
    table: bookTable,
    id: book.id,
    expectedVersion,
    columns: { satker_id: book.satkerId, asked_at: book.askedAt },
    body: { ...book, version: expectedVersion + 1 } as unknown as Plain,
  };
}

const SEN = 100n;

/** Whole rupiah of sen, rounded down, below zero too: so that the sum of what lines move is always that of the balance. */
export const wholeRupiah = (sen: bigint): bigint => (sen - restSen(sen)) / SEN;

/** Sen beyond whole rupiah, 0 to 99. */
export const restSen = (sen: bigint): bigint => ((sen % SEN) + SEN) % SEN;

export const cash = (satkerId: string): AccountRef => account('bank.cash', satkerId);
export const suspense = (satkerId: string): AccountRef => account('bank.suspense', satkerId);

/** Moves of an amount that may be negative; none for zero. */
export function moved(
  id: string,
  debit: AccountRef,
  credit: AccountRef,
  amount: bigint,
  reason: string,
): readonly Transfer[] {
  if (amount === 0n) return [];
  return amount > 0n
    ? [{ kind: 'move', id, debit, credit, amount, reason }]
    : [{ kind: 'move', id, debit: credit, credit: debit, amount: -amount, reason }];
}

/** A line posted: the account has moved, and nobody has said why. */
export const takenMove = (lineId: string, satkerId: string, posted: bigint): readonly Transfer[] =>
  moved(derivedId(lineId, 'taken'), cash(satkerId), suspense(satkerId), posted, 'statement.taken');

const emptyMonth = (opening: bigint): Month => ({ opening, credits: 0n, debits: 0n, lines: 0, bankClosing: null });

export const monthOf = (day: string): string => day.slice(0, 7);

export function monthAfter(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

/** The month in which a line counts: its own, or the first that is not closed. */
export function periodFor(book: Pick<Book, 'closedThrough'>, at: string): string {
  const own = monthOf(bankDay(at));
  const { closedThrough } = book;
  return closedThrough !== null && own <= closedThrough ? monthAfter(closedThrough) : own;
}

export const closingOf = ({ opening, credits, debits }: Month): bigint => opening + credits - debits;

/** Adds a line; later months open with what earlier ones close with, so a line that is late moves their openings. */
export function withLine(
  book: Book,
  line: ToldLine,
): { readonly book: Book; readonly posted: bigint; readonly period: string } {
  const change = signedSen(line);
  const total = book.total + change;
  const period = periodFor(book, line.at);
  return {
    book: { ...book, total, told: later(book.told, toldBy(line)), months: added(book, period, line, change) },
    posted: wholeRupiah(total) - wholeRupiah(book.total),
    period,
  };
}

function added(book: Book, period: string, line: ToldLine, change: bigint): Book['months'] {
  const month = book.months[period] ?? emptyMonth(openingOf(book, period));
  const ownMonth = monthOf(bankDay(line.at)) === period;
  const next: Month = {
    ...month,
    credits: month.credits + (line.direction === 'CREDIT' ? line.sen : 0n),
    debits: month.debits + (line.direction === 'DEBIT' ? line.sen : 0n),
    lines: month.lines + 1,
    bankClosing: ownMonth ? later(month.bankClosing, toldBy(line)) : month.bankClosing,
  };
  const after = Object.entries(book.months).map(([name, one]): [string, Month] => [
    name,
    name > period ? { ...one, opening: one.opening + change } : one,
  ]);
  return { ...Object.fromEntries(after), [period]: next };
}

/** Opening of a month that has no line yet: what the last one before it closes with. */
export function openingOf(book: Pick<Book, 'months' | 'opened'>, period: string): bigint {
  const earlier = Object.keys(book.months)
    .filter((name) => name < period)
    .sort()
    .at(-1);
  const month = earlier === undefined ? undefined : book.months[earlier];
  return month ? closingOf(month) : book.opened.sen;
}

const toldBy = ({ after, at }: ToldLine): Told | null => (after === null ? null : { sen: after, at, source: 'LINE' });

/** Of two the one that is not older. */
export const later = (known: Told | null, said: Told | null): Told | null =>
  said === null || (known !== null && Date.parse(known.at) > Date.parse(said.at)) ? known : said;

/** The chain of balances without a gap knows the last of several lines of one second. */
export function withChain(book: Book, cursor: Cursor): Book {
  if (cursor.after === null || cursor.lineId === null || cursor.gapSince !== null) return { ...book, cursor };
  const said: Told = { sen: cursor.after, at: cursor.at, source: 'LINE' };
  const period = monthOf(bankDay(cursor.at));
  const month = book.months[period];
  const months = month
    ? { ...book.months, [period]: { ...month, bankClosing: later(month.bankClosing, said) } }
    : book.months;
  return { ...book, cursor, months, told: later(book.told, said) };
}

/** A balance inquiry may leave out sen; what lines say is exact. */
const follows = (before: bigint, after: bigint, lineId: string | null): boolean =>
  lineId === null ? wholeRupiah(before) === wholeRupiah(after) : before === after;

/** Follows the bank's balances from the last sound line on; lines in the bank's order, known ones too. */
export function followChain(cursor: Cursor, lines: readonly ToldLine[], now: Date): Cursor {
  const start = cursor.lineId === null ? 0 : lines.findIndex(({ id }) => id === cursor.lineId) + 1;
  let { at, lineId, after } = cursor;
  for (const line of lines.slice(start)) {
    const before = line.after === null ? null : line.after - signedSen(line);
    if (after !== null && before !== null && !follows(before, after, lineId))
      return { at, lineId, after, gapSince: cursor.gapSince ?? now.toISOString() };
    ({ at, id: lineId, after } = line);
  }
  return { at, lineId, after, gapSince: null };
}
