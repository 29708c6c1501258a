/**
 * References and remarks as a bank takes them. Ours has 26 characters (`DS` and 24 hexadecimal digits); a bank that takes only 20
 * gets the same number to the base of 36, so that nothing is lost and what the bank sends back names one payment.
 */
import type { BankProfile } from '../profiles/profile.ts';
import type { ServiceCode } from './services.ts';

const OURS = /^DS([0-9A-F]{24})$/;
/** 24 hexadecimal digits fit into 19 to the base of 36. */
const SHORT = /^E([0-9A-Z]{19})$/;
const SHORT_DIGITS = 19;
const HEX_DIGITS = 24;
const BASE = 36n;

/** The reference for a service of this bank. Null when it is too long and none of ours: nothing may be cut off a reference. */
export function referenceFor(profile: BankProfile, service: ServiceCode, reference: string): string | null {
  const longest = profile.reference[service] ?? profile.reference.default;
  if (reference.length <= longest) return reference;
  const hex = OURS.exec(reference)?.[1];
  if (hex === undefined || longest < SHORT_DIGITS + 1) return null;
  return `E${BigInt(`0x${hex}`).toString(36).toUpperCase().padStart(SHORT_DIGITS, '0')}`;
}

/** The reference that a bank's answer or notice means, long again. */
export function referenceMeant(given: string): string {
  const digits = SHORT.exec(given)?.[1];
  if (digits === undefined) return given;
  const value = Array.from(digits).reduce((sum, digit) => sum * BASE + BigInt(Number.parseInt(digit, 36)), 0n);
  const hex = value.toString(16).toUpperCase().padStart(HEX_DIGITS, '0');
  return hex.length === HEX_DIGITS ? `DS${hex}` : given;
}

/** A remark in the bank's alphabet and length. What does not fit its alphabet becomes a blank; the reference stands first and stays. */
export function remarkFor({ remark }: BankProfile, text: string): string {
  const foreign = remark.charset === 'ascii' ? /[^\x20-\x7e]/g : /[^A-Za-z0-9 ]/g;
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(foreign, ' ').slice(0, remark.length).trimEnd();
}
