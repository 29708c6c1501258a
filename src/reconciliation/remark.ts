/** What the words of a statement line say. Pure. */

export type RemarkKind = 'FEE' | 'TAX' | 'INTEREST' | 'RETURN' | 'OTHER';

/** Our reference: `DS` and 24 hexadecimal digits (`payment/instruction.ts`). */
const OURS = /\bDS[0-9A-F]{24}\b/g;
/** Tokens long enough to be a number of a bank or of a paper: `\d{12,}` and mixed ones of 12 characters and more with a digit. */
const TOKENS = /[A-Z0-9]{12,}/g;
const MAX_TOKENS = 20;

/** Some banks add their own words from the second day on: ` WS_OB;<reference>;…`. */
const LATER_WORDS = /\s+WS_OB;.*$/s;

export const steadyRemark = (remark: string): string => remark.replace(LATER_WORDS, '').trim();

export const ourReferences = (remark: string): string[] => [...new Set(remark.toUpperCase().match(OURS) ?? [])];

/** Every token that may be a reference of somebody, ours included. */
export function referenceTokens(remark: string): string[] {
  const tokens = remark.toUpperCase().match(TOKENS) ?? [];
  return [...new Set(tokens.filter((token) => /\d/.test(token)))].slice(0, MAX_TOKENS);
}

/** The one token by which two sources tell the same line: ours before any other; empty when there is none. */
export const mainReference = (remark: string): string =>
  ourReferences(remark)[0] ?? referenceTokens(steadyRemark(remark))[0] ?? '';

const RETURNED = /\b(?:RETUR|RTN|DIKEMBALIKAN|RETURNED|TOLAKAN)\b/i;
const TAX = /\b(?:PAJAK|PPH|TAX)\b/i;
const FEE = /\b(?:BIAYA|BY|ADM|ADMIN|PROVISI|METERAI|MATERAI|MDR|FEE|CHARGE)\b/i;
const INTEREST = /\b(?:BUNGA|JASA GIRO|INTEREST|BAGI HASIL|BONUS GIRO)\b/i;

/** By its words alone; a line with our reference is never judged by words but for `RETUR`. */
export function kindOfRemark(remark: string, direction: 'CREDIT' | 'DEBIT'): RemarkKind {
  if (direction === 'CREDIT') {
    if (RETURNED.test(remark)) return 'RETURN';
    return INTEREST.test(remark) && !TAX.test(remark) ? 'INTEREST' : 'OTHER';
  }
  if (TAX.test(remark)) return 'TAX';
  return FEE.test(remark) ? 'FEE' : 'OTHER';
}

/** Letters and digits with single blanks, in capitals: how names and remarks are compared. */
export const plainWords = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
