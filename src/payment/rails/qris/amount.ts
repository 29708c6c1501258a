/** Amounts and tips of a code. Rupiah are whole: what a code asks in sen is no amount that can be paid. */
import type { Qris } from './read.ts';

/** Tag 54 and 56: digits and at most one dot, as `1000`, `1000.00` and `1000.`; never zero. */
const AMOUNT = /^(\d{1,13})(?:\.(\d{0,2}))?$/;
const AMOUNT_CHARS = 13;
/** Tag 57: 0.01 to 99.99. */
const PERCENT = /^(\d{1,2})(?:\.(\d{1,2}))?$/;

/** Null when the text is no amount, is zero, or has sen. */
export function rupiahOf(text: string): bigint | null {
  const match = text.length <= AMOUNT_CHARS ? AMOUNT.exec(text) : null;
  if (match?.[1] === undefined || !/^0*$/.test(match[2] ?? '')) return null;
  const rupiah = BigInt(match[1]);
  return rupiah > 0n ? rupiah : null;
}

/** Whether tag 54 is written as the standard allows, with sen or without. */
export const isAmount = (text: string): boolean =>
  text.length <= AMOUNT_CHARS && AMOUNT.test(text) && !/^[0.]*$/.test(text);

/** Hundredths of a percent, 1 to 9999; null when it is no such share. */
export function percentOf(text: string): bigint | null {
  const match = PERCENT.exec(text);
  if (match?.[1] === undefined) return null;
  const hundredths = BigInt(match[1] + (match[2] ?? '').padEnd(2, '0'));
  return hundredths > 0n ? hundredths : null;
}

/**
 * What the payer pays: the amount and the tip, a share rounded half up to the rupiah. Null when the payer types the amount or the
 * tip, or when the code's own is no whole rupiah.
 */
export function amountToPay({ amountText, tip }: Pick<Qris, 'amountText' | 'tip'>): bigint | null {
  const amount = amountText === null ? null : rupiahOf(amountText);
  if (amount === null || tip.kind === 'ASK') return null;
  if (tip.kind === 'NONE') return amount;
  if (tip.kind === 'FIXED') {
    const fixed = rupiahOf(tip.text);
    return fixed === null ? null : amount + fixed;
  }
  const share = percentOf(tip.text);
  return share === null ? null : amount + (amount * share + 5_000n) / 10_000n;
}
