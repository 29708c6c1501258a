/**
 * How far the cards are used, month by month: the office keeps its UP KKP only when it uses it and pays its bills in time (buku saku
 * KKP on PMK 196/PMK.05/2018), and the card counts in the IKPA by quarter. Pure; amounts in whole rupiah.
 */
import { mulDivHalfUp } from '../kernel/money.ts';
import type { Rules } from '../regulation/rules.ts';
import { type BillLine, type CardBill, signed } from './bill.ts';

/** One purchase or credit by one card. `month` is `yyyyMM`. */
export interface Spent {
  readonly cardId: string;
  readonly month: string;
  readonly amount: bigint;
}

export interface UsedMonth {
  readonly month: string;
  readonly used: bigint;
  readonly limit: bigint;
  /** Hundredths of a percent of the limit. */
  readonly basisPoints: number;
}

const BASIS = 10_000n;

export const shareOf = (used: bigint, limit: bigint): number =>
  limit <= 0n ? 0 : Number(mulDivHalfUp(used < 0n ? 0n : used, BASIS, limit));

/** `yyyy-mm-dd` → `yyyyMM`. */
export const monthOf = (date: string): string => date.slice(0, 7).replace('-', '');

/** The last `count` months up to one, oldest first. */
export function monthsUpTo(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1;
  return Array.from({ length: count }, (_, i) => {
    const at = last - (count - 1 - i);
    return `${Math.floor(at / 12)}${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** What bills say of purchases elsewhere; carried lines count once, where they stood first. */
export const elsewhere = (bills: readonly CardBill[]): Spent[] =>
  bills.flatMap(({ lines }) =>
    lines
      .filter((line): line is BillLine & { card: NonNullable<BillLine['card']> } => line.card !== null)
      .filter(({ payment, carriedFrom }) => payment === null && carriedFrom === null)
      .map((line) => ({ cardId: line.card.id, month: monthOf(line.transactionDate), amount: signed(line) })),
  );

export function usedBy(spent: readonly Spent[], months: readonly string[], limit: bigint): UsedMonth[] {
  return months.map((month) => {
    const used = spent.filter((one) => one.month === month).reduce((sum, { amount }) => sum + amount, 0n);
    return { month, used, limit, basisPoints: shareOf(used, limit) };
  });
}

export interface Warnings {
  /** The whole limit was used to at most the least share in so many complete months on end. */
  readonly underused: boolean;
  /** The last bills were paid late, so many on end. */
  readonly late: boolean;
}

/** Whether the rule on cutting the UP KKP is near: `months` complete and oldest first, bills newest first. */
export function warningsOf(months: readonly UsedMonth[], bills: readonly BillPaid[], rules: Rules): Warnings {
  const count = rules.get('kkp.minUtilisation.months');
  const { num, den } = rules.get('kkp.minUtilisation');
  const least = Number(mulDivHalfUp(BASIS, num, den));
  const last = months.slice(-count);
  const due = bills.slice(0, count);
  return {
    underused: last.length === count && last.every(({ basisPoints, limit }) => limit > 0n && basisPoints <= least),
    late: due.length === count && due.every(({ late }) => late),
  };
}

export interface BillPaid {
  readonly id: string;
  readonly billNo: string;
  readonly period: string;
  readonly dueDate: string;
  readonly paidOn: string | null;
  readonly late: boolean;
}

/** Late: paid after the due date, or not yet and the due date is over. `today` and `paidOn` are local dates. */
export const isLate = (dueDate: string, paidOn: string | null, today: string): boolean => (paidOn ?? today) > dueDate;

export interface Quarter {
  /** 1 to 4. */
  readonly no: number;
  /** Of the year so far. */
  readonly used: bigint;
  /** UP KKP of a year: the limits of all cards in twelve months. */
  readonly yearly: bigint;
  readonly basisPoints: number;
  readonly targetBasisPoints: number;
  readonly reached: boolean;
}

const MONTHS = 12n;
const QUARTER = 3;

/** Where the year stands against the target of its quarter (IKPA, part KKP of UP and TUP). */
export function quarterOf(spent: readonly Spent[], limit: bigint, month: string, rules: Rules): Quarter {
  const year = month.slice(0, 4);
  const no = Math.ceil(Number(month.slice(4)) / QUARTER);
  const used = spent
    .filter((one) => one.month.startsWith(year) && one.month <= month)
    .reduce((sum, { amount }) => sum + amount, 0n);
  const yearly = limit * MONTHS;
  const target = Number(rules.get('kkp.ikpa.quarterTargetBasisPoints')[no - 1] ?? 0n);
  const basisPoints = shareOf(used, yearly);
  return { no, used, yearly, basisPoints, targetBasisPoints: target, reached: basisPoints >= target };
}

/** Comma-separated, semicolons as Indonesian spreadsheets read it; a cell that begins like a formula is quoted (CWE-1236). */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => {
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}
