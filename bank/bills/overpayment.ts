/** What was paid beyond all bills: told, and given back to the account it came from. */
import { ACCOUNT_COLUMNS, type Account, availableOf, lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import { type Db, one, type Tx } from '../db/pool.ts';
import { lockBilling, shareOut } from './receipt.ts';

interface Overpaid {
  readonly entryId: bigint;
  readonly journalId: bigint;
  readonly overpaid: bigint;
}

/** Rupiah. */
export async function overpaidOf(db: Db | Tx, billingAccountId: bigint): Promise<bigint> {
  const found = await db.query<{ sum: bigint }>(
    `SELECT (coalesce((SELECT sum(overpaid) FROM bank.card_receipt WHERE billing_account_id = $1), 0)
       + coalesce((SELECT sum(overpaid) FROM bank.card_bill WHERE billing_account_id = $1), 0))::bigint AS sum`,
    [billingAccountId],
  );
  return one(found.rows).sum;
}

/**
 * Gives back every overpayment to the customer account that sent it. Returns the rupiah given back; what came from no
 * customer account, or does not lie on the billing account any more, stays.
 */
export async function giveBackOverpaid(tx: Tx, billingAccountId: bigint, now: Date): Promise<bigint> {
  // All locks at once, in one order: a payer may be paying again just now.
  const payers = await tx.query<{ id: bigint }>(
    `SELECT DISTINCT e.account_id AS id FROM bank.card_receipt r JOIN bank.entry c ON c.id = r.entry_id
     JOIN bank.entry e ON e.journal_id = c.journal_id AND e.side = 'DEBIT' JOIN bank.account a ON a.id = e.account_id
     WHERE r.billing_account_id = $1 AND (r.overpaid > 0 OR NOT r.shared_out) AND a.kind IN ('GIRO', 'TABUNGAN')`,
    [billingAccountId],
  );
  const known = await lockAccounts(tx, [billingAccountId, ...payers.rows.map(({ id }) => id)]);
  await shareOut(tx, billingAccountId, now);
  const found = await tx.query<Overpaid>(
    `SELECT r.entry_id AS "entryId", e.journal_id AS "journalId", r.overpaid
     FROM bank.card_receipt r JOIN bank.entry e ON e.id = r.entry_id
     WHERE r.billing_account_id = $1 AND r.overpaid > 0 ORDER BY r.entry_id FOR UPDATE OF r`,
    [billingAccountId],
  );
  let given = 0n;
  for (const receipt of found.rows) {
    const payer = await payerOf(tx, receipt.journalId);
    if (payer === null || !known.has(payer.id)) continue;
    const locked = await lockAccounts(tx, [billingAccountId, payer.id]);
    const from = locked.get(billingAccountId) ?? (await lockBilling(tx, billingAccountId));
    if (availableOf(from) < receipt.overpaid) continue;
    const remark = `KELEBIHAN BAYAR KARTU ${from.accountNo}`;
    await book(tx, { kind: 'TRANSFER', from, to: payer, amount: receipt.overpaid, remark, at: now });
    await tx.query('UPDATE bank.card_receipt SET overpaid = 0 WHERE entry_id = $1', [receipt.entryId]);
    given += receipt.overpaid;
  }
  return given;
}

/** The customer account that a journal debits. */
async function payerOf(tx: Tx, journalId: bigint): Promise<Account | null> {
  const found = await tx.query<Account>(
    `SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE kind IN ('GIRO', 'TABUNGAN') AND id IN
       (SELECT account_id FROM bank.entry WHERE journal_id = $1 AND side = 'DEBIT') LIMIT 1`,
    [journalId],
  );
  return found.rows[0] ?? null;
}
