import type { FieldError } from '../../shared/api/problem.ts';
import type { CheckedLine, Order } from '../order-data.ts';

export type Line = Order['lines'][number];
/** What the receiver found, by number of the line; a line that is not there is as ordered. */
export type Found = Readonly<Record<string, Omit<CheckedLine, 'no'>>>;

const GOOD: Omit<CheckedLine, 'no'> = { accepted: 0, condition: 'GOOD', reason: '' };

export const foundOf = (found: Found, line: Line): Omit<CheckedLine, 'no'> => found[String(line.no)] ?? GOOD;

/** The result of every line as the server wants it: what is as ordered is accepted in full. */
export function checkedLines(lines: readonly Line[], found: Found): CheckedLine[] {
  return lines.map((line) => {
    const { condition, accepted, reason } = foundOf(found, line);
    if (condition === 'GOOD') return { no: line.no, accepted: line.quantity, condition, reason: '' };
    // What is short, damaged or wrong is never accepted in full.
    return { no: line.no, accepted: Math.min(accepted, line.quantity - 1), condition, reason: reason.trim() };
  });
}

export const allGood = (checked: readonly CheckedLine[]) => checked.every((line) => line.condition === 'GOOD');
export const nothingAccepted = (checked: readonly CheckedLine[]) => checked.every((line) => line.accepted === 0);

/** Each line that is not as ordered says why. */
export function missingReasons(lines: readonly Line[], found: Found, sentence: (name: string) => string): FieldError[] {
  return lines
    .filter((line) => {
      const { condition, reason } = foundOf(found, line);
      return condition !== 'GOOD' && reason.trim() === '';
    })
    .map((line) => ({ path: `reason-${line.no}`, message: sentence(line.name) }));
}
