/** The lines of one answer of SNAP 14, oldest first. Pure. */
import { createHash } from 'node:crypto';
import type { StatementLine } from '../ports/transfer.ts';
import { isObject, senOf, textOf } from './wire.ts';

const SEN = 100n;

/** Null when any line is malformed: half a statement is none. */
export function linesOf(accountNo: string, details: readonly unknown[]): StatementLine[] | null {
  const told = new Map<string, number>();
  const lines: StatementLine[] = [];
  for (const detail of details) {
    const line = isObject(detail) ? lineOf(accountNo, detail, told) : null;
    if (line === null) return null;
    lines.push(line);
  }
  // Some banks send the newest line first.
  const [first] = lines;
  const last = lines.at(-1);
  const newestFirst = first !== undefined && last !== undefined && Date.parse(first.at) > Date.parse(last.at);
  return newestFirst ? lines.reverse() : lines;
}

type Detail = Readonly<Record<string, unknown>>;

function lineOf(accountNo: string, detail: Detail, told: Map<string, number>): StatementLine | null {
  const at = textOf(detail, 'transactionDate');
  const sen = senOf(detail.amount);
  const direction = detail.type;
  if (at === null || sen === null || (direction !== 'CREDIT' && direction !== 'DEBIT')) return null;
  const remark = textOf(detail, 'remark') ?? '';
  const after = endAmount(detail);
  const transactionId =
    textOf(detail, 'transactionId') ??
    identityOf([accountNo, at, direction, String(sen), lasting(remark), String(after ?? '')], told);
  const reversal = /^ERROR COR/i.test(textOf(detail, 'transactionDetailStatus') ?? '');
  return {
    transactionId,
    at,
    direction,
    amount: sen / SEN,
    ...(sen % SEN === 0n ? {} : { sen }),
    ...(reversal ? { reversal } : {}),
    ...(after === null ? {} : { after }),
    remark,
  };
}

/** BRI adds ` WS_OB;reference;…` to remarks on the day after: the line stays the same. */
const lasting = (remark: string): string => remark.replace(/ WS_OB;.*$/s, '').trimEnd();

/**
 * Identity of a line that the bank gives none: its own content and which of several equal lines it is. An answer that begins at
 * a second holds all lines of that second, so that the count is the same in whichever page they come.
 */
function identityOf(content: readonly string[], told: Map<string, number>): string {
  const key = JSON.stringify(content);
  const ordinal = (told.get(key) ?? 0) + 1;
  told.set(key, ordinal);
  return `H${createHash('sha256').update(`${key}#${ordinal}`).digest('hex').slice(0, 32)}`;
}

/** Balance after the line: in detailBalance, or directly in the line (BCA). */
function endAmount(detail: Detail): bigint | null {
  const balance = isObject(detail.detailBalance) ? detail.detailBalance.endAmount : detail.endAmount;
  const [first] = [balance].flat();
  return isObject(first) ? senOf('amount' in first ? first.amount : first) : null;
}
