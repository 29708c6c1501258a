/** Dates of card bills. All are calendar days in Jakarta, written yyyy-MM-dd. */
import { wibDate } from '../time.ts';

export interface StatementTerms {
  /** Day of the month, 1 to 28, on which bills are made. */
  readonly statementDay: number;
  /** Days from the statement to the due date. */
  readonly graceDays: number;
}

const DAY_MS = 86_400_000;

/** The newest statement day that is over: made on the 21st, a bill of the 20th has that day. */
export function lastStatementDate(now: Date, statementDay: number): string {
  const [year = 0, month = 0, day = 0] = wibDate(now).split('-').map(Number);
  const date = new Date(Date.UTC(year, day > statementDay ? month - 1 : month - 2, statementDay));
  return date.toISOString().slice(0, 10);
}

/** The statement day that takes a line posted at a moment. */
export function statementDateOf(postedAt: Date, statementDay: number): string {
  const [year = 0, month = 0, day = 0] = wibDate(postedAt).split('-').map(Number);
  return new Date(Date.UTC(year, day > statementDay ? month : month - 1, statementDay)).toISOString().slice(0, 10);
}

/** `nextMonth('2026-12-20')` → `2027-01-20`. */
export function nextMonth(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** `dateAfter('2026-11-20', 20)` → `2026-12-10`. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `nextPeriod('202612')` → `202701`. */
export function nextPeriod(period: string): string {
  const next = new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(4)), 1));
  return next.toISOString().slice(0, 7).replace('-', '');
}

/** Number of a bill: period and billing account, unique in the sandbox. */
export function billNumber(period: string, billingAccountId: bigint): string {
  return `TAG${period}${String(billingAccountId).padStart(8, '0')}`;
}
