/** Double entry: the only code that changes a balance. */
import { one, type Tx } from '../db/pool.ts';
import { ACCOUNT_COLUMNS, type Account } from './account.ts';

/** Internal books, one of each kind per bank. */
export type InternalBook = 'KLIRING' | 'PEMBUKAAN' | 'PENDAPATAN' | 'KASNEGARA' | 'LUAR';

const INTERNAL_NAMES: Readonly<Record<InternalBook, string>> = {
  KLIRING: 'Kliring antarbank (buku internal)',
  PEMBUKAAN: 'Modal pembukaan sandbox (buku internal)',
  PENDAPATAN: 'Pendapatan jasa bank (buku internal)',
  KASNEGARA: 'Penerimaan negara MPN (buku internal)',
  LUAR: 'Pihak di luar sandbox (buku internal)',
};

/** Name of the clearing book that `bank.book` opens when a bank has none yet. */
export const CLEARING_LABEL = INTERNAL_NAMES.KLIRING;

export type JournalKind = 'OPENING' | 'TRANSFER' | 'CARD' | 'FEE' | 'RETURN' | 'INCOMING' | 'VA' | 'TAX' | 'QRIS';

export interface Movement {
  readonly kind: JournalKind;
  readonly from: Account;
  readonly to: Account;
  readonly amount: bigint;
  /** Statement text on both sides; carries the partner's reference. */
  readonly remark: string;
  readonly at: Date;
  /** The partner's reference, for exports that have a field of its own for it. */
  readonly reference?: string;
  /** The clearing that carried it: `SKN`, `RTGS`, `BIFAST` … */
  readonly channel?: string;
}

/**
 * Moves money between two accounts that the caller has locked. Between two banks the clearing book of each bank takes
 * the other side, so every bank stays balanced. Returns the journal's id.
 */
export async function book(tx: Tx, movement: Movement): Promise<bigint> {
  const booked = await tx.query<{ id: bigint }>('SELECT bank.book($1, $2, $3, $4, $5, $6, $7, $8, $9) AS id', [
    movement.kind,
    movement.from.id,
    movement.to.id,
    movement.amount,
    movement.remark,
    movement.reference ?? null,
    movement.channel ?? null,
    movement.at,
    CLEARING_LABEL,
  ]);
  return one(booked.rows).id;
}

/** Id of an internal book, opened on first use. */
export async function internalBook(tx: Tx, bankCode: string, book: InternalBook): Promise<bigint> {
  const found = await tx.query<{ id: bigint }>('SELECT bank.internal_book($1, $2, $3) AS id', [
    bankCode,
    book,
    INTERNAL_NAMES[book],
  ]);
  return one(found.rows).id;
}

export async function internalAccount(tx: Tx, bankCode: string, book: InternalBook): Promise<Account> {
  const id = await internalBook(tx, bankCode, book);
  const found = await tx.query<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE id = $1`, [id]);
  return one(found.rows);
}
