/** Double entry: the only code that changes a balance. */
import { one, type Tx } from '../db/pool.ts';
import { type Account, lockAccounts } from './account.ts';

/** Internal books, one of each kind per bank. */
export type InternalBook = 'KLIRING' | 'PEMBUKAAN';

const INTERNAL_NAMES: Readonly<Record<InternalBook, string>> = {
  KLIRING: 'Kliring antarbank (buku internal)',
  PEMBUKAAN: 'Modal pembukaan sandbox (buku internal)',
};

export interface Movement {
  readonly kind: 'OPENING' | 'TRANSFER' | 'CARD';
  readonly from: Account;
  readonly to: Account;
  readonly amount: bigint;
  /** Statement text on both sides; carries the partner's reference. */
  readonly remark: string;
  readonly at: Date;
}

interface Leg {
  readonly accountId: bigint;
  readonly side: 'DEBIT' | 'CREDIT';
}

/**
 * Moves money between two accounts that the caller has locked. Between two banks the clearing book of each bank takes
 * the other side, so every bank stays balanced. Returns the journal's id.
 */
export async function book(tx: Tx, movement: Movement): Promise<bigint> {
  const legs = await legsOf(tx, movement);
  const journal = await tx.query<{ id: bigint }>(
    'INSERT INTO bank.journal (kind, description, booked_at) VALUES ($1, $2, $3) RETURNING id',
    [movement.kind, movement.remark, movement.at],
  );
  const journalId = one(journal.rows).id;
  for (const leg of legs) {
    const change = leg.side === 'CREDIT' ? movement.amount : -movement.amount;
    await tx.query(
      `WITH changed AS (UPDATE bank.account SET balance = balance + $2 WHERE id = $1 RETURNING id, balance)
       INSERT INTO bank.entry (journal_id, account_id, side, amount, balance_after, remark, booked_at)
       SELECT $3, id, $4, $5, balance, $6, $7 FROM changed`,
      [leg.accountId, change, journalId, leg.side, movement.amount, movement.remark, movement.at],
    );
  }
  return journalId;
}

async function legsOf(tx: Tx, movement: Movement): Promise<readonly Leg[]> {
  const { from, to } = movement;
  const paying: Leg = { accountId: from.id, side: 'DEBIT' };
  const receiving: Leg = { accountId: to.id, side: 'CREDIT' };
  if (from.bankCode === to.bankCode) return [paying, receiving];
  const fromClearing = await internalBook(tx, from.bankCode, 'KLIRING');
  const toClearing = await internalBook(tx, to.bankCode, 'KLIRING');
  await lockAccounts(tx, [fromClearing, toClearing]);
  return [paying, { accountId: fromClearing, side: 'CREDIT' }, { accountId: toClearing, side: 'DEBIT' }, receiving];
}

/** Id of an internal book, opened on first use. */
export async function internalBook(tx: Tx, bankCode: string, book: InternalBook): Promise<bigint> {
  await tx.query(
    `INSERT INTO bank.account (bank_code, account_no, name, kind) VALUES ($1, $2, $3, 'INTERNAL')
     ON CONFLICT (bank_code, account_no) DO NOTHING`,
    [bankCode, book, INTERNAL_NAMES[book]],
  );
  const found = await tx.query<{ id: bigint }>('SELECT id FROM bank.account WHERE bank_code = $1 AND account_no = $2', [
    bankCode,
    book,
  ]);
  return one(found.rows).id;
}
