import type { TaxLetter } from './terms.ts';

/** Whether a letter of the tax office is shown and holds on the local date. */
export function isInForce(letter: TaxLetter | null, date: string): boolean {
  return letter !== null && letter.validFrom <= date && date <= letter.validTo;
}
