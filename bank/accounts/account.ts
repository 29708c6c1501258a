/** Accounts of the sandbox and the locks under which their balances change. */
import type { Db, Tx } from '../db/pool.ts';
import type { Case } from '../snap/answer.ts';

export type AccountKind = 'GIRO' | 'TABUNGAN' | 'KARTU' | 'INTERNAL';
export type AccountStatus = 'ACTIVE' | 'INACTIVE' | 'DORMANT' | 'BLOCKED';

export interface Account {
  readonly id: bigint;
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
  readonly kind: AccountKind;
  readonly status: AccountStatus;
  readonly partnerId: string | null;
  /** Rupiah the bank owes the holder; negative on a card that owes the bank. */
  readonly balance: bigint;
  /** Part of the balance that waits for a transfer in progress. */
  readonly held: bigint;
  readonly creditLimit: bigint;
}

export const ACCOUNT_COLUMNS = `id, bank_code AS "bankCode", account_no AS "accountNo", name, kind, status,
  partner_id AS "partnerId", balance, held, credit_limit AS "creditLimit"`;

/** What may be spent now. */
export function availableOf(account: Account): bigint {
  return account.balance - account.held + account.creditLimit;
}

/** Why an account may neither pay nor be paid, or null. */
export function statusProblem(status: AccountStatus): Case | null {
  switch (status) {
    case 'ACTIVE':
      return null;
    case 'INACTIVE':
      return 'inactive';
    case 'DORMANT':
      return 'dormant';
    case 'BLOCKED':
      return 'doNotHonor';
  }
}

/** The account that this partner's contract covers under a number; null when the contract names none. */
export async function contractAccount(db: Db | Tx, partnerId: string, accountNo: string): Promise<Account | null> {
  const found = await db.query<Account>(
    `SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE partner_id = $1 AND account_no = $2`,
    [partnerId, accountNo],
  );
  return found.rows[0] ?? null;
}

/** A customer's account; the bank's internal books are not found here. */
export async function customerAccount(db: Db | Tx, bankCode: string, accountNo: string): Promise<Account | null> {
  const found = await db.query<Account>(
    `SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE bank_code = $1 AND account_no = $2 AND kind <> 'INTERNAL'`,
    [bankCode, accountNo],
  );
  return found.rows[0] ?? null;
}

/** The banks of this sandbox at which a customer's account number exists. */
export async function banksOfNumber(db: Db | Tx, accountNo: string): Promise<string[]> {
  const found = await db.query<{ bankCode: string }>(
    `SELECT bank_code AS "bankCode" FROM bank.account WHERE account_no = $1 AND kind <> 'INTERNAL' ORDER BY 1 LIMIT 2`,
    [accountNo],
  );
  return found.rows.map((row) => row.bankCode);
}

/** Locks accounts in one order, customers before internal books, so that two transactions never wait in a circle. */
export async function lockAccounts(tx: Tx, ids: readonly bigint[]): Promise<ReadonlyMap<bigint, Account>> {
  const locked = await tx.query<Account>(
    `SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE id = ANY($1::bigint[])
     ORDER BY kind = 'INTERNAL', id FOR NO KEY UPDATE`,
    [ids.map(String)],
  );
  return new Map(locked.rows.map((account) => [account.id, account]));
}

export async function changeHold(tx: Tx, accountId: bigint, change: bigint): Promise<void> {
  await tx.query('UPDATE bank.account SET held = held + $2 WHERE id = $1', [accountId, change]);
}
