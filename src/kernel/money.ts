/** Whole rupiah (`bigint`) as people read and type it, and the only division of money. */
import type { Ratio } from './ratio.ts';

export type RoundingMode = 'HALF_UP' | 'FLOOR';

const MINUS = '\u2212';

/** `1234567n` → `Rp1.234.567,00`; negatives carry U+2212 in front: `−Rp500,00`. */
export function money(rupiah: bigint): string {
  return `${signed(rupiah)}Rp${grouped(magnitude(rupiah))},00`;
}

/**
 * Short form for figures and charts: `Rp1,2 juta`, `Rp3,4 miliar`, `Rp1,5 triliun`. One decimal, half up; below a
 * million the amount is written out without sen (`Rp850.000`).
 */
export function moneyShort(rupiah: bigint): string {
  const amount = magnitude(rupiah);
  for (const { unit, word } of SHORT_UNITS) {
    const tenths = mulDivHalfUp(amount, 10n, unit);
    if (tenths < 10n) continue;
    const decimal = tenths % 10n;
    return `${signed(rupiah)}Rp${grouped(tenths / 10n)}${decimal === 0n ? '' : `,${decimal}`} ${word}`;
  }
  return `${signed(rupiah)}Rp${grouped(amount)}`;
}

/** Largest first; an amount that rounds up to one of a unit is written in that unit. */
const SHORT_UNITS = [
  { unit: 1_000_000_000_000n, word: 'triliun' },
  { unit: 1_000_000_000n, word: 'miliar' },
  { unit: 1_000_000n, word: 'juta' },
] as const;

/**
 * `amount × num / den` in whole rupiah. `HALF_UP` rounds a half away from zero, `FLOOR` drops the fraction; both treat
 * a negative amount as the mirror of the positive one, so that a reversal cancels exactly. `den` must be positive.
 */
export function mulDivHalfUp(amount: bigint, num: bigint, den: bigint, mode: RoundingMode = 'HALF_UP'): bigint {
  if (den <= 0n) throw new RangeError('Division of money needs a positive denominator');
  const product = amount * num;
  const size = magnitude(product);
  const rounded = mode === 'FLOOR' ? size / den : (2n * size + den) / (2n * den);
  return product < 0n ? -rounded : rounded;
}

/** `amount × rate`, rounded as `mulDivHalfUp` does. */
export function share(amount: bigint, rate: Ratio, mode: RoundingMode = 'HALF_UP'): bigint {
  return mulDivHalfUp(amount, rate.num, rate.den, mode);
}

/**
 * Reads an amount as typed in Indonesia: `1250000`, `1.250.000`, `Rp 1.250.000,00`. Returns null for anything that
 * could mean two amounts (`1.25`, `1,250`), has sen other than 00, is negative or is longer than 15 digits.
 */
export function parseRupiahInput(text: string): bigint | null {
  const match = RUPIAH_INPUT.exec(text.trim());
  if (!match?.groups) return null;
  const digits = (match.groups.whole ?? '').replaceAll('.', '').replace(/^0+(?=\d)/, '');
  return digits.length > MAX_INPUT_DIGITS ? null : BigInt(digits);
}

/** Nothing in the platform exceeds 999 triliun, the largest amount that can be written in words. */
const MAX_INPUT_DIGITS = 15;
const RUPIAH_INPUT = /^(?:Rp\.?\s*)?(?<whole>\d{1,40}|[1-9]\d{0,2}(?:\.\d{3}){1,12})(?:,(?:00|-))?$/i;

/** The larger of two amounts (`Math.max` knows no bigint). */
export function larger(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

/** The smaller of two amounts. */
export function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function signed(value: bigint): string {
  return value < 0n ? MINUS : '';
}

function grouped(value: bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, '.');
}
