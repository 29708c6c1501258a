/** An account of an office with one unexplained line and one closed month, as rows. */

import type { RowWrite } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import type { Satker } from '../../src/organisation/satker.ts';
import { type Book, bookId, bookRow } from '../../src/reconciliation/book.ts';
import { lineRow } from '../../src/reconciliation/line.ts';

export const CLOSED_PERIOD = '2026-01';

export interface AccountIds {
  readonly bookId: string;
  readonly statementLineId: string;
}

export const accountIdsOf = ({ account }: Satker): AccountIds => {
  const id = bookId(account.bankCode, account.accountNo);
  return { bookId: id, statementLineId: derivedId(id, 'test line') };
};

export function accountRows(satker: Satker): RowWrite[] {
  const { bookId: id, statementLineId } = accountIdsOf(satker);
  const at = new Date().toISOString();
  const figures = { opening: 0n, credits: 100_00n, debits: 0n, lines: 1, bankClosing: null };
  const book: Book = {
    id,
    version: 0,
    satkerId: satker.id,
    account: satker.account,
    opened: { at, sen: 0n, posted: 0n },
    before: [],
    total: 100_00n,
    told: null,
    months: { [at.slice(0, 7)]: figures },
    closedThrough: null,
    cursor: { at, lineId: null, after: null, gapSince: null },
    askedAt: at,
    readAt: at,
    trouble: null,
    unshown: null,
    asked: null,
  };
  const line = {
    id: statementLineId,
    transactionId: 'T1',
    at,
    direction: 'CREDIT',
    sen: 100_00n,
    remark: 'SETORAN',
    references: [],
    reversal: false,
    kind: null,
    counterparty: null,
    after: null,
    version: 0,
    satkerId: satker.id,
    bookId: id,
    source: 'SNAP',
    status: 'OPEN',
    class: null,
    incident: null,
    instructionId: null,
    period: at.slice(0, 7),
    seenAs: null,
    alike: derivedId(id, 'alike'),
    balanceKey: null,
    amountKey: derivedId(id, 'amount'),
    posted: 100n,
    takenAt: at,
    explained: null,
    undone: [],
  } as const;
  const closing: RowWrite = {
    table: 'reconciliation.closing',
    id: derivedId(id, `closing:${CLOSED_PERIOD}`),
    expectedVersion: 0,
    columns: { satker_id: satker.id, book_id: id, period: CLOSED_PERIOD, state: 'CLOSED' },
    body: {
      id: derivedId(id, `closing:${CLOSED_PERIOD}`),
      satkerId: satker.id,
      bookId: id,
      period: CLOSED_PERIOD,
      state: 'CLOSED',
      figures: { ...figures, closing: 100_00n, toReturn: 0n },
      signatures: [],
    },
  };
  return [bookRow(book, 0), lineRow(line, 0), closing];
}
