/**
 * Which payment of ours a line of the issuer's bill is. In turn: our own reference, the retrieval reference number (RRN), the
 * approval code with amount and last four digits, amount and last four digits within three days; otherwise a person says. What
 * could be two payments is no match.
 */
import { daysBetween } from '../kernel/time.ts';
import type { BillLine, MatchedBy } from './bill.ts';

/** A payment by card, or what was given back of one, that no bill has shown yet. */
export interface Candidate {
  readonly instructionId: string;
  readonly reference: string;
  /** Of what was given back: our own number of it, where the issuer names that. */
  readonly ownReference?: string;
  readonly rrn: string | null;
  readonly approvalCode: string | null;
  readonly last4: string;
  readonly amount: bigint;
  readonly direction: 'DEBIT' | 'CREDIT';
  /** Local date on which it was paid. */
  readonly date: string;
}

export interface Match {
  readonly candidate: Candidate;
  readonly by: MatchedBy;
}

type Read = Pick<BillLine, 'reference' | 'rrn' | 'approvalCode' | 'last4' | 'amount' | 'direction' | 'transactionDate'>;

const DAYS_APART = 3;

const same = (a: string | null, b: string | null): boolean => a !== null && a !== '' && a === b;
const sameSum = (line: Read, one: Candidate): boolean => line.amount === one.amount && line.last4 === one.last4;

const WAYS: readonly (readonly [MatchedBy, (line: Read, one: Candidate) => boolean])[] = [
  [
    'REFERENCE',
    (line, one) =>
      (same(line.reference, one.reference) || same(line.reference, one.ownReference ?? null)) &&
      line.amount === one.amount,
  ],
  ['RRN', (line, one) => same(line.rrn, one.rrn) && line.amount === one.amount],
  ['APPROVAL_CODE', (line, one) => same(line.approvalCode, one.approvalCode) && sameSum(line, one)],
  [
    'AMOUNT_AND_DATE',
    (line, one) => sameSum(line, one) && Math.abs(daysBetween(line.transactionDate, one.date)) <= DAYS_APART,
  ],
];

/** The match of each line, by its place; each candidate serves once. Sure ways go before weak ones over the whole bill. */
export function matchLines(lines: readonly Read[], candidates: readonly Candidate[]): ReadonlyMap<number, Match> {
  const found = new Map<number, Match>();
  const left = new Set(candidates);
  for (const [by, fits] of WAYS) {
    const open = lines.map((line, i) => ({ line, i })).filter(({ i }) => !found.has(i));
    for (const { line, i } of open) {
      const ones = [...left].filter((one) => one.direction === line.direction && fits(line, one));
      const [candidate, other] = ones;
      if (!candidate || other) continue;
      // Two lines that would claim the same payment are for a person to tell apart.
      const rivals = open.filter(
        (rival) => !found.has(rival.i) && rival.line.direction === candidate.direction && fits(rival.line, candidate),
      );
      if (rivals.length > 1) continue;
      found.set(i, { candidate, by });
      left.delete(candidate);
    }
  }
  return found;
}
