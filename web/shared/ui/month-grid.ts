import { addDays, type DateLanguage, dateLong, monthLong } from '../../../src/kernel/time.ts';

/** Days are counted in UTC so that no summer time or zone of the device can shift them. */
function dayOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** The same day of another month, or that month's last day. */
export function plusMonths(date: string, months: number): string {
  const moved = dayOf(date);
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  return moved.toISOString().slice(0, 10);
}

/** 0 is Monday. */
export function weekdayOf(date: string): number {
  return (dayOf(date).getUTCDay() + 6) % 7;
}

/** Whole weeks, Monday first, that cover the month of the day. */
export function weeksOfMonth(date: string): string[][] {
  const first = `${date.slice(0, 7)}-01`;
  const weeks: string[][] = [];
  let monday = addDays(first, -weekdayOf(first));
  do {
    const start = monday;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
    monday = addDays(monday, 7);
  } while (monday.slice(0, 7) === date.slice(0, 7));
  return weeks;
}

/** "Selasa, 24 November 2026". */
export function fullDate(date: string, language: DateLanguage): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(dayOf(date));
  return `${weekday}, ${dateLong(date, language)}`;
}

/** "November 2026". */
export function monthName(date: string, language: DateLanguage): string {
  return monthLong(date.slice(0, 'yyyy-mm'.length), language);
}
