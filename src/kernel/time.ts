/**
 * Dates and times as the satker reads them. Indonesia has three zones without daylight saving, so plain arithmetic on
 * fixed offsets is exact and works in every browser. A *local date* is a string `yyyy-mm-dd` in the satker's zone.
 */

export type Zone = 'WIB' | 'WITA' | 'WIT';
export type DateLanguage = 'id' | 'en';

export const zones: { readonly [Z in Zone]: { readonly iana: string; readonly offsetHours: number } } = {
  WIB: { iana: 'Asia/Jakarta', offsetHours: 7 },
  WITA: { iana: 'Asia/Makassar', offsetHours: 8 },
  WIT: { iana: 'Asia/Jayapura', offsetHours: 9 },
};

/** Earliest and latest year accepted when a person types a date: catches `24-11-0026` and `24-11-20266`. */
const FIRST_TYPED_YEAR = 1900;
const LAST_TYPED_YEAR = 2199;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `24 November 2026 09.05 WIB`. */
export function when(instant: Date, zone: Zone, language: DateLanguage = 'id'): string {
  return `${dateLong(localDate(instant, zone), language)} ${clock(instant, zone)}`;
}

/** For tables: `24 Nov 2026 09.05 WIB`. */
export function whenShort(instant: Date, zone: Zone, language: DateLanguage = 'id'): string {
  return `${dateShort(localDate(instant, zone), language)} ${clock(instant, zone)}`;
}

/** `09.05 WIB`. */
export function clock(instant: Date, zone: Zone): string {
  const local = shifted(instant, zone);
  return `${two(local.getUTCHours())}.${two(local.getUTCMinutes())} ${zone}`;
}

/** `2026-11-24` → `24 November 2026`. */
export function dateLong(date: string, language: DateLanguage = 'id'): string {
  return dayMonthYear(date, (month) => MONTHS[language][month - 1] ?? '');
}

/** `November 2026` of a month `2026-11`. */
export function monthLong(month: string, language: DateLanguage = 'id'): string {
  return monthYear(month, MONTHS[language]);
}

/** `Nov 2026` of a month `2026-11`, for tables. */
export function monthShort(month: string, language: DateLanguage = 'id'): string {
  return monthYear(month, SHORT_MONTHS[language]);
}

/** `2026-11-24` → `24 Nov 2026`. */
export function dateShort(date: string, language: DateLanguage = 'id'): string {
  return dayMonthYear(date, (month) => SHORT_MONTHS[language][month - 1] ?? '');
}

/** `2026-11-24` → `24-11-2026`, the form in which people type dates. */
export function dateTyped(date: string): string {
  const { year, month, day } = parts(date);
  return `${two(day)}-${two(month)}-${year}`;
}

/** The calendar year in the zone at that instant: the budget year of what is done then. */
export function yearAt(instant: Date, zone: Zone): number {
  return shifted(instant, zone).getUTCFullYear();
}

/** The calendar date in the zone at that instant. */
export function localDate(instant: Date, zone: Zone): string {
  return shifted(instant, zone).toISOString().slice(0, 10);
}

/**
 * A typed date, day first: `24-11-2026`, `24/11/2026`, `24.11.2026`, `24 11 2026`, `24 November 2026`, `24 Nov 2026`.
 * Returns `yyyy-mm-dd`, or null when it is no date of the calendar.
 */
export function parseTypedDate(text: string): string | null {
  const match = TYPED_DATE.exec(text.trim());
  if (!match?.groups) return null;
  const month = monthNumber(match.groups.month ?? '');
  const year = Number(match.groups.year);
  if (month === null || year < FIRST_TYPED_YEAR || year > LAST_TYPED_YEAR) return null;
  const date = `${year}-${two(month)}-${two(Number(match.groups.day))}`;
  return isLocalDate(date) ? date : null;
}

const TYPED_DATE = /^(?<day>\d{1,2})(?:\s*[-/.]\s*|\s+)(?<month>\d{1,2}|[a-z]{3,9})(?:\s*[-/.]\s*|\s+)(?<year>\d{4})$/i;

/** Whether the text is `yyyy-mm-dd` and a day that exists. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** The date `days` calendar days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return new Date(utcMidnight(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** Day of the week of a local date: 0 Sunday … 6 Saturday. */
export function dayOfWeek(date: string): number {
  return new Date(utcMidnight(date)).getUTCDay();
}

/** The instant at which the date begins in the zone. */
export function startOfDay(date: string, zone: Zone): Date {
  return new Date(utcMidnight(date) - zones[zone].offsetHours * HOUR_MS);
}

/** The last millisecond of the date in the zone: a deadline "on that day" still holds then. */
export function endOfDay(date: string, zone: Zone): Date {
  return new Date(startOfDay(date, zone).getTime() + DAY_MS - 1);
}

const MONTHS = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

const SHORT_MONTHS = {
  id: ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
} as const;

function monthNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const wanted = text.toLowerCase();
  for (const names of [MONTHS.id, MONTHS.en, SHORT_MONTHS.id, SHORT_MONTHS.en]) {
    const index = names.findIndex((name) => name.toLowerCase() === wanted);
    if (index >= 0) return index + 1;
  }
  return null;
}

function monthYear(month: string, names: readonly string[]): string {
  const { year, month: number } = parts(`${month}-01`);
  return `${names[number - 1] ?? ''} ${year}`;
}

function dayMonthYear(date: string, name: (month: number) => string): string {
  const { year, month, day } = parts(date);
  return `${day} ${name(month)} ${year}`;
}

function parts(date: string): { year: number; month: number; day: number } {
  if (!isLocalDate(date)) throw new RangeError(`Not a date yyyy-mm-dd: ${date}`);
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

function utcMidnight(date: string): number {
  if (!isLocalDate(date)) throw new RangeError(`Not a date yyyy-mm-dd: ${date}`);
  return Date.parse(`${date}T00:00:00Z`);
}

function shifted(instant: Date, zone: Zone): Date {
  return new Date(instant.getTime() + zones[zone].offsetHours * HOUR_MS);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
