/**
 * The shape of every rule: a value, from when to when it holds, the text it rests on and how sure we are of it.
 * Dates are local dates `yyyy-mm-dd` of the satker, both ends included.
 */
import type { Ratio } from '../kernel/ratio.ts';
import { addDays } from '../kernel/time.ts';

/** V stated in a source, R reconstructed from several, B general professional knowledge, A assumption of ours. */
export type Evidence = 'V' | 'R' | 'B' | 'A';

export interface Dated<T> {
  readonly value: T;
  readonly validFrom: string;
  /** Last day on which it holds; absent while it is in force. */
  readonly validTo?: string;
  /** Regulation and article, or the practice it comes from. Never empty. */
  readonly basis: string;
  readonly evidence: Evidence;
}

/** Income tax article under which something is withheld; FINAL is the tax of small enterprises (PP 55/2022). */
export type PphArticle = '21' | '22' | '23' | '4(2)' | 'FINAL';

/** What a payment code is for: PPN, an income tax article, or a narrower kind of it. */
export type CodePurpose = 'PPN' | PphArticle | '4(2).RENT' | '4(2).CONSTRUCTION';

export type Regime = 'APBN' | 'APBD';

/** What a rule may hold. `Ratio` for rates and shares, bigint for rupiah, number for days, months and counts. */
export type RuleValue = bigint | number | boolean | string | null | Ratio | readonly bigint[] | readonly string[];

/** The platform knows the rules from this day on; asking for an earlier day is refused. */
export const RULES_KNOWN_FROM = '2020-01-01';

/** One value for the whole time the platform knows. */
export function always<T>(value: T, basis: string, evidence: Evidence): readonly Dated<T>[] {
  return [{ value, validFrom: RULES_KNOWN_FROM, basis, evidence }];
}

/** A value that starts on a day: the step of `inTurn`. */
export function from<T>(validFrom: string, value: T, basis: string, evidence: Evidence): Dated<T> {
  return { value, validFrom, basis, evidence };
}

/** Values that follow each other; each ends on the day before the next begins. */
export function inTurn<T>(...steps: readonly Dated<T>[]): readonly Dated<T>[] {
  return steps.map((step, index) => {
    const next = steps[index + 1];
    return next ? { ...step, validTo: addDays(next.validFrom, -1) } : step;
  });
}

/** The entry in force on the day, or null. */
export function onDate<T>(entries: readonly Dated<T>[], date: string): Dated<T> | null {
  return entries.find((e) => e.validFrom <= date && (e.validTo === undefined || date <= e.validTo)) ?? null;
}
