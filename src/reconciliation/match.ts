/**
 * Which payment or expected credit a line of a statement is about. Pure. In this order: exact reference, reference inside the remark,
 * amount + account + day (± 1 working day), amount + the same name; what is only similar is for a person.
 */
import type { HolidaySet } from '../kernel/working-days.ts';
import { workingDaysBetween } from '../kernel/working-days.ts';
import { bankDay, type ToldLine } from './line.ts';
import { plainWords, referenceTokens, steadyRemark } from './remark.ts';

/** A payment (debit of the account) or an expected credit, as far as matching asks. */
export interface Candidate {
  readonly id: string;
  readonly kind: 'PAYMENT' | 'EXPECTED';
  readonly direction: 'CREDIT' | 'DEBIT';
  readonly sen: bigint;
  /** Any one of these in the line proves it: our reference, the bank's, a number of a paper. */
  readonly references: readonly string[];
  readonly accountNo: string | null;
  readonly name: string | null;
  /** Day in WIB when it was sent, or since when it is expected. */
  readonly since: string;
  /** Last day on which it may come; null: no end. */
  readonly until: string | null;
}

export type Basis = 'REFERENCE' | 'REMARK' | 'ACCOUNT_DATE' | 'NAME' | 'SIMILAR_NAME' | 'AMOUNT';

export interface Suggestion {
  readonly candidate: Candidate;
  readonly basis: Basis;
  /** 0 to 100, for the order on the screen. */
  readonly score: number;
}

const SCORES: Readonly<Record<Basis, number>> = {
  REFERENCE: 100,
  REMARK: 95,
  ACCOUNT_DATE: 85,
  NAME: 75,
  SIMILAR_NAME: 50,
  AMOUNT: 30,
};
/** What the platform itself goes by; the rest is offered to a person. */
const CERTAIN: readonly Basis[] = ['REFERENCE', 'REMARK', 'ACCOUNT_DATE', 'NAME'];

/** Names as they stand to each other (`payment/rails/names.ts`). */
export type Compare = (one: string, other: string) => 'same' | 'similar' | 'different';

interface Measure {
  readonly holidays: HolidaySet;
  readonly compare: Compare;
}

/** Days around the date of a payment in which its line is looked for without a reference. */
const DAYS_AROUND = 1;

/** Best first. Nothing of another direction or amount is ever suggested. */
export function suggest(line: ToldLine, candidates: readonly Candidate[], measure: Measure): Suggestion[] {
  return candidates
    .flatMap((candidate) => {
      const basis = basisOf(line, candidate, measure);
      return basis === null ? [] : [{ candidate, basis, score: SCORES[basis] }];
    })
    .toSorted((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

/** The one that the platform goes by: certain, and no other of the same rank. */
export function certain(suggestions: readonly Suggestion[]): Suggestion | null {
  const [best, next] = suggestions;
  if (!best || !CERTAIN.includes(best.basis)) return null;
  return next && next.score === best.score ? null : best;
}

function basisOf(line: ToldLine, candidate: Candidate, measure: Measure): Basis | null {
  if (line.direction !== candidate.direction || line.sen !== candidate.sen) return null;
  const { references } = candidate;
  const exact = [line.transactionId ?? '', ...line.references].filter((one) => one !== '');
  if (exact.some((one) => references.includes(one))) return 'REFERENCE';
  const words = plainWords(steadyRemark(line.remark));
  const tokens = referenceTokens(line.remark);
  if (references.some((one) => tokens.includes(one.toUpperCase()) || containsWord(words, plainWords(one))))
    return 'REMARK';
  const day = bankDay(line.at);
  if (!inTime(day, candidate, measure.holidays)) return null;
  if (candidate.accountNo !== null && accountsIn(line, words).includes(candidate.accountNo)) return 'ACCOUNT_DATE';
  return byName(line, words, candidate, measure);
}

function byName(line: ToldLine, words: string, { name }: Candidate, { compare }: Measure): Basis {
  if (name === null) return 'AMOUNT';
  const told = line.counterparty?.name ?? null;
  if (told !== null) {
    const likeness = compare(told, name);
    if (likeness === 'same') return 'NAME';
    return likeness === 'similar' ? 'SIMILAR_NAME' : 'AMOUNT';
  }
  return containsWord(words, plainWords(name)) ? 'NAME' : 'AMOUNT';
}

function inTime(day: string, { since, until }: Candidate, holidays: HolidaySet): boolean {
  // Working days of a span are counted from its earlier end, which itself does not count.
  if (day < since && workingDaysBetween(day, since, holidays) > DAYS_AROUND) return false;
  return until === null || day <= until || workingDaysBetween(until, day, holidays) <= DAYS_AROUND;
}

/** `words` holds `part` as whole words. Too short a part proves nothing. */
const SHORTEST_PROOF = 5;
const containsWord = (words: string, part: string): boolean =>
  part.length >= SHORTEST_PROOF && ` ${words} `.includes(` ${part} `);

const ACCOUNT = /\b\d{8,20}\b/g;
const accountsIn = (line: ToldLine, words: string): string[] => [
  ...(line.counterparty?.accountNo ? [line.counterparty.accountNo] : []),
  ...(words.match(ACCOUNT) ?? []),
];
