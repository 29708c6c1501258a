/** Lines that come onto the statement later than they were booked. */
import type { Bank } from '../bank.ts';

/** A line is known by the first word of its remark: the partner's reference. */
export function isShown(bank: Bank, line: { readonly remark: string; readonly bookedAt: Date }): boolean {
  const [reference = ''] = line.remark.split(' ');
  return !bank.faults.lasting('hideStatementLine', STATEMENT, reference, line.bookedAt, bank.now());
}

/** Bank statement, SNAP 14; a rule for it also holds for the history (12). */
const STATEMENT = '14';
