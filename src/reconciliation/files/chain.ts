/** The arithmetic of statements: opening + movements = closing, and each opening is the closing before it. */
import { StatementFileRefused } from './fault.ts';
import type { Direction } from './line.ts';
import { shown } from './mt-fields.ts';

/** Closing balances of the accounts in one file. */
export type Closings = Map<string, bigint>;

/** Refuses an opening balance that is not the last closing balance of the account in this file. */
export function continues(closings: Closings, accountNo: string, opening: bigint, line: number): void {
  const before = closings.get(accountNo);
  if (before !== undefined && before !== opening)
    throw new StatementFileRefused(line, 'BALANCE_GAP', `${shown(before)} / ${shown(opening)}`);
}

/** Refuses a closing balance that is not what opening and movements give. */
export function closes(running: bigint, closing: bigint, line: number): void {
  if (running !== closing) throw new StatementFileRefused(line, 'BALANCE', `${shown(running)} / ${shown(closing)}`);
}

/** Count and sum of either direction, for control figures. */
export interface Tally {
  add(direction: Direction, sen: bigint): void;
  /** Refuses when the file's figures are others; what it does not tell is null. */
  check(direction: Direction | null, told: { count: number | null; sen: bigint | null }, line: number): void;
}

export function tally(): Tally {
  const counts = { CREDIT: 0, DEBIT: 0 };
  const sums = { CREDIT: 0n, DEBIT: 0n };
  return {
    add(direction, sen) {
      counts[direction] += 1;
      sums[direction] += sen;
    },
    check(direction, told, line) {
      const count = direction ? counts[direction] : counts.CREDIT + counts.DEBIT;
      const sum = direction ? sums[direction] : sums.CREDIT + sums.DEBIT;
      if (told.count !== null && told.count !== count)
        throw new StatementFileRefused(line, 'CONTROL_TOTAL', `${count} / ${told.count}`);
      if (told.sen !== null && told.sen !== sum)
        throw new StatementFileRefused(line, 'CONTROL_TOTAL', `${shown(sum)} / ${shown(told.sen)}`);
    },
  };
}
