/** Amounts of files in sen (hundredths of a rupiah, `bigint`), and the dates beside them. */

/** SWIFT `15d`: digits, a comma that must be there, at most two decimals: `1112900,00`, `1112900,`. */
const COMMA = /^(\d{1,14}),(\d{0,2})$/;
/** ISO 20022 ImpliedCurrencyAndAmount of rupiah: `1112900`, `1112900.00`; not negative. */
const POINT = /^\+?(\d{1,16})(?:\.(\d{1,5}))?$/;

/** Reads an amount of an MT message; null when it is none. */
export const senOfComma = (text: string): bigint | null => (text.length > 15 ? null : sen(COMMA.exec(text), 2));

/** Reads an amount of an ISO 20022 message; null when it is none or holds less than a sen. */
export const senOfPoint = (text: string): bigint | null => sen(POINT.exec(text), 5);

function sen(match: RegExpExecArray | null, most: number): bigint | null {
  if (!match?.[1]) return null;
  const decimals = (match[2] ?? '').padEnd(most, '0');
  if (/[1-9]/.test(decimals.slice(2))) return null;
  return BigInt(match[1]) * 100n + BigInt(decimals.slice(0, 2));
}

/** `111290000n` → `1112900,00`. */
export const commaOfSen = (amount: bigint): string => `${amount / 100n},${cents(amount)}`;

/** `111290000n` → `1112900.00`. */
export const pointOfSen = (amount: bigint): string => `${amount / 100n}.${cents(amount)}`;

const cents = (amount: bigint): string => (amount % 100n).toString().padStart(2, '0');

/** `yyyy-MM-dd` of a real day; null for anything else. */
export function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

/** YYMMDD of SWIFT; years 00–79 are 20xx. */
export function dayOfSwift(text: string): string | null {
  if (!/^\d{6}$/.test(text)) return null;
  const [yy, mm, dd] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)].map(Number) as [number, number, number];
  return isoDay(yy < 80 ? 2000 + yy : 1900 + yy, mm, dd);
}

/** MMDD of an entry beside its value date: the year that brings both nearest to each other. */
export function entryDay(valueDay: string, mmdd: string): string | null {
  const year = Number(valueDay.slice(0, 4));
  const [month, day] = [Number(mmdd.slice(0, 2)), Number(mmdd.slice(2))];
  const days = [year - 1, year, year + 1].map((y) => isoDay(y, month, day)).filter((d) => d !== null);
  const distance = (d: string) => Math.abs(Date.parse(d) - Date.parse(valueDay));
  return days.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
