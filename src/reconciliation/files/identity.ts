/** Under which id a line of a file is kept, so that the same line is one however often and in however many files it is told. */
import { createHash } from 'node:crypto';
import { lineId } from '../keys.ts';
import type { FileLine } from './line.ts';

/** BRI adds this to remarks from the second day on; the line is the same. */
const SUFFIX = / WS_OB;.*$/;

/**
 * Identities of one file's lines, in its order. By the bank's own id where there is one; when a file gives one id to two lines, as to a
 * transfer and its fee, the second is told apart by its number. Otherwise by account, day, direction, amount, remark, the balance
 * after it, and the ordinal among equal ones. Feed every line from the first on, known or not: ordinals count them.
 */
export function lineIdentities(account: {
  readonly bankCode: string;
  readonly accountNo: string;
}): (line: FileLine) => string {
  const seen = new Map<string, number>();
  const ordinal = (identity: string): number => {
    const n = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, n);
    return n;
  };
  return (line) => {
    const identity = line.transactionId ?? contentOf(line);
    const n = ordinal(identity);
    return lineId(account, line.transactionId !== null && n === 1 ? identity : `${identity}#${n}`);
  };
}

function contentOf({ bookedAt, direction, sen, remark, after }: FileLine): string {
  const parts = [bookedAt, direction, sen, remark.replace(SUFFIX, ''), after ?? ''];
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
