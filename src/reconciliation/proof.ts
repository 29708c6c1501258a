/** The proof that platform = bank to the rupiah: what the ledger holds, what the statements add up to, what the bank itself says. */

import type { Codec } from '../journal/codec.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import { account, balances, debitRoom } from '../ledger/accounts.ts';
import type { Queryable } from '../platform/database.ts';
import { type Book, restSen, wholeRupiah } from './book.ts';
import { booksOf, unexplainedOf } from './reconciliation.store.ts';

interface BookProof {
  readonly bookId: string;
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
  /** Opening and every line since, in sen. */
  readonly statementSen: bigint;
  /** What the bank says the balance was after its last line or at the day's end, in sen; null when it never said. */
  readonly bankSen: bigint | null;
  readonly bankAt: string | null;
  /** Bank − statements, in sen. Not 0: a line is missing, or one is kept that the bank does not have. */
  readonly differenceSen: bigint | null;
  readonly lines: number;
  readonly readAt: string | null;
  readonly trouble: string | null;
  /** Since when the bank's own balances show that a line is missing. */
  readonly gapSince: string | null;
  /** What the bank has booked and does not show, in whole rupiah, by its balance inquiry; 0 when it shows everything. */
  readonly unshown: bigint;
}

export interface Proof {
  readonly books: readonly BookProof[];
  /** `bank.cash`, whole rupiah. */
  readonly platform: bigint;
  /** All statements, whole rupiah. */
  readonly statements: bigint;
  /** Sen beyond whole rupiah, which the ledger does not know. */
  readonly senApart: bigint;
  /** `bank.cash` − statements: 0, or the platform posted something that no statement has. */
  readonly difference: bigint;
  /** Paid by the bank, debit not on the statement yet. */
  readonly onTheWay: bigint;
  /** Sent back by a payee's bank, credit not on the statement yet. */
  readonly incoming: bigint;
  /** Charges, their tax and interest: debit positive. */
  readonly fees: bigint;
  /** Posted and not explained: money that came less money that went. */
  readonly suspense: bigint;
  /** What the unexplained lines and the opening add up to; not the same as `suspense`: an explanation is wrong. */
  readonly unexplained: bigint;
  readonly openLines: number;
  /** Everything agrees: platform = statements = bank. */
  readonly proven: boolean;
}

export async function proofOf(db: Queryable, codec: Codec, ids: AccountIds, satkerId: string): Promise<Proof> {
  const books = await booksOf(db, codec, satkerId);
  const kinds = ['bank.cash', 'bank.clearing', 'bank.incoming', 'bank.fee', 'bank.suspense'] as const;
  const [cash, clearing, incoming, fee, suspense] = await balances(
    db,
    ids,
    kinds.map((kind) => account(kind, satkerId)),
  );
  if (!cash || !clearing || !incoming || !fee || !suspense) throw new Error('balances are answered in full');
  const open = await unexplainedOf(db, codec, satkerId);
  const platform = debitRoom(cash);
  const statements = books.reduce((sum, { total }) => sum + wholeRupiah(total), 0n);
  const opened = books.reduce((sum, book) => sum + book.opened.posted, 0n);
  const proofs = books.map(bookProof);
  const difference = platform - statements;
  const held = suspense.creditsPosted - suspense.debitsPosted;
  return {
    books: proofs,
    platform,
    statements,
    senApart: books.reduce((sum, { total }) => sum + restSen(total), 0n),
    difference,
    onTheWay: clearing.creditsPosted - clearing.debitsPosted,
    incoming: debitRoom(incoming),
    fees: debitRoom(fee),
    suspense: held,
    unexplained: open.posted + opened,
    openLines: open.lines,
    proven:
      books.length > 0 &&
      difference === 0n &&
      held === open.posted + opened &&
      proofs.every((one) => (one.differenceSen ?? 0n) === 0n && one.gapSince === null && one.unshown === 0n),
  };
}

function bookProof(book: Book): BookProof {
  const last = book.told;
  return {
    bookId: book.id,
    bankCode: book.account.bankCode,
    accountNo: book.account.accountNo,
    name: book.account.name,
    statementSen: book.total,
    bankSen: last?.sen ?? null,
    bankAt: last?.at ?? null,
    differenceSen: last ? last.sen - book.total : null,
    lines: Object.values(book.months).reduce((sum, { lines }) => sum + lines, 0),
    readAt: book.readAt,
    trouble: book.trouble,
    gapSince: book.cursor.gapSince,
    unshown: book.unshown?.rupiah ?? 0n,
  };
}
