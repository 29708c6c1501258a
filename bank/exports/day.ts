/** The ledger of one account by calendar day (Jakarta), as every file format needs it. */
import type { Account } from '../accounts/account.ts';
import type { JournalKind } from '../accounts/booking.ts';
import { type Line, type Summary, summaryOf } from '../accounts/lines.ts';
import type { Db } from '../db/pool.ts';

export interface Counterparty {
  readonly name: string;
  readonly accountNo: string;
  readonly bankCode: string;
}

export interface ExportLine extends Line {
  readonly kind: JournalKind;
  /** The partner's reference of the payment. */
  readonly reference: string | null;
  readonly channel: string | null;
  readonly counterparty: Counterparty | null;
}

export interface Day {
  /** yyyy-MM-dd */
  readonly date: string;
  readonly summary: Summary;
  readonly lines: readonly ExportLine[];
}

export interface Range {
  /** yyyy-MM-dd, both inclusive. */
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
const LONGEST_DAYS = 366;

/** Days with lines; when there is none, the last day of the range, so that a file always has its balances. */
export async function* daysOf(db: Db, account: Pick<Account, 'id'>, range: Range): AsyncGenerator<Day> {
  let isEmpty = true;
  for (const date of datesOf(range)) {
    const from = new Date(`${date}T00:00:00+07:00`);
    const until = new Date(from.getTime() + DAY_MS);
    const isLast = date === range.to;
    const lines = await linesOf(db, account.id, from, until);
    if (lines.length === 0 && !(isLast && isEmpty)) continue;
    isEmpty = false;
    yield { date, lines, summary: await summaryOf(db, account.id, from, until) };
  }
}

/** Null when malformed, turned round or longer than a year. */
export function rangeOf(from: unknown, to: unknown): Range | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  const [start, end] = [Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`)];
  if (Number.isNaN(start) || Number.isNaN(end) || start > end || end - start > LONGEST_DAYS * DAY_MS) return null;
  return { from: first, to: last };
}

function datesOf({ from, to }: Range): readonly string[] {
  const start = Date.parse(`${from}T00:00:00Z`);
  const days = (Date.parse(`${to}T00:00:00Z`) - start) / DAY_MS;
  return Array.from({ length: days + 1 }, (_, index) => new Date(start + index * DAY_MS).toISOString().slice(0, 10));
}

interface Row extends Line {
  readonly kind: JournalKind;
  readonly reference: string | null;
  readonly channel: string | null;
  readonly name: string | null;
  readonly accountNo: string;
  readonly bankCode: string;
}

async function linesOf(db: Db, accountId: bigint, from: Date, until: Date): Promise<readonly ExportLine[]> {
  const found = await db.query<Row>(
    `SELECT e.id, e.side, e.amount, e.balance_after AS "balanceAfter", e.remark, e.booked_at AS "bookedAt", j.kind,
       j.reference, j.channel, other.name, other.account_no AS "accountNo", other.bank_code AS "bankCode"
     FROM bank.entry e JOIN bank.journal j ON j.id = e.journal_id
     LEFT JOIN LATERAL (
       SELECT a.name, a.account_no, a.bank_code FROM bank.entry o JOIN bank.account a ON a.id = o.account_id
       WHERE o.journal_id = e.journal_id AND o.id <> e.id AND a.kind <> 'INTERNAL' LIMIT 1
     ) other ON true
     WHERE e.account_id = $1 AND e.booked_at >= $2 AND e.booked_at < $3 ORDER BY e.booked_at, e.id`,
    [accountId, from, until],
  );
  return found.rows.map(({ name, accountNo, bankCode, ...line }) => ({
    ...line,
    counterparty: name === null ? null : { name, accountNo, bankCode },
  }));
}

/** Day of the year, from which statements are numbered: `331`. */
export function dayOfYear(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${date.slice(0, 4)}-01-01T00:00:00Z`)) / DAY_MS) + 1;
}

/** Only what was paid carries the partner's reference end to end; a fee is the bank's own. */
export function endToEndId(line: ExportLine): string | null {
  return line.kind === 'FEE' ? null : line.reference;
}
