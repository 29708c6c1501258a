/**
 * Money that arrives on a billing account pays the bill: oldest bill first, within it the oldest purchase first, so that
 * limits come back in the order in which they were used. What no bill asks for is kept as overpaid.
 */
import { type Account, lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import { type Db, inTransaction, type Tx } from '../db/pool.ts';
import { lesser } from '../rupiah.ts';

interface OpenBill {
  readonly id: bigint;
  readonly billNo: string;
  readonly due: bigint;
}

interface OpenLine {
  readonly id: bigint;
  readonly accountId: bigint;
  readonly open: bigint;
}

interface Receipt {
  readonly entryId: bigint;
  readonly amount: bigint;
  readonly bookedAt: Date;
}

/** Billing accounts served by one turn of the loop. */
const BATCH = 50;

/** Shares out what has arrived everywhere. */
export async function shareOutReceipts(db: Db, now: Date): Promise<void> {
  const waiting = await db.query<{ id: bigint }>(
    `SELECT DISTINCT billing_account_id AS id FROM bank.card_receipt WHERE NOT shared_out LIMIT $1`,
    [BATCH],
  );
  for (const { id } of waiting.rows) await inTransaction(db, (tx) => shareOut(tx, id, now));
}

/** Shares out what has arrived on one billing account; locks nothing when nothing has. */
export async function shareOutWaiting(db: Db, billingAccountId: bigint, now: Date): Promise<void> {
  const waiting = await db.query(
    'SELECT FROM bank.card_receipt WHERE billing_account_id = $1 AND NOT shared_out LIMIT 1',
    [billingAccountId],
  );
  if (waiting.rowCount !== 0) await inTransaction(db, (tx) => shareOut(tx, billingAccountId, now));
}

/** Shares out what has arrived on one billing account. Harmless when another process has done so. */
export async function shareOut(tx: Tx, billingAccountId: bigint, now: Date): Promise<void> {
  // The lock of the billing account orders this against the closing of a bill.
  const billing = await lockBilling(tx, billingAccountId);
  const found = await tx.query<Receipt>(
    `SELECT entry_id AS "entryId", amount, booked_at AS "bookedAt" FROM bank.card_receipt
     WHERE billing_account_id = $1 AND NOT shared_out ORDER BY entry_id FOR UPDATE`,
    [billingAccountId],
  );
  for (const receipt of found.rows) {
    const overpaid = await payBills(tx, billing, receipt.amount, receipt.bookedAt, now);
    await tx.query('UPDATE bank.card_receipt SET shared_out = true, overpaid = $2 WHERE entry_id = $1', [
      receipt.entryId,
      overpaid,
    ]);
  }
}

export async function lockBilling(tx: Tx, billingAccountId: bigint): Promise<Account> {
  const billing = (await lockAccounts(tx, [billingAccountId])).get(billingAccountId);
  if (billing === undefined) throw new Error(`billing account ${billingAccountId} is gone`);
  return billing;
}

/** Pays bills from money that lies on the billing account; returns what is left over. */
export async function payBills(tx: Tx, billing: Account, money: bigint, paidAt: Date, now: Date): Promise<bigint> {
  let left = money;
  const bills = await tx.query<OpenBill>(
    `SELECT id, bill_no AS "billNo", total - paid AS due FROM bank.card_bill
     WHERE billing_account_id = $1 AND total > paid ORDER BY period FOR UPDATE`,
    [billing.id],
  );
  for (const bill of bills.rows) {
    if (left === 0n) break;
    const part = lesser(left, bill.due);
    await coverLines(tx, billing, bill, part, now);
    await tx.query(
      `UPDATE bank.card_bill SET paid = paid + $2, paid_at = CASE WHEN paid + $2 >= total THEN $3::timestamptz END
       WHERE id = $1`,
      [bill.id, part, paidAt],
    );
    left -= part;
  }
  return left;
}

/** Purchases whose card has an account of its own get the money booked there: that is what restores the limit. */
export async function coverLines(
  tx: Tx,
  billing: Account,
  bill: { readonly id: bigint; readonly billNo: string },
  money: bigint,
  now: Date,
): Promise<void> {
  const lines = await tx.query<OpenLine>(
    `SELECT id, account_id AS "accountId", amount - covered AS open FROM bank.card_posting
     WHERE bill_id = $1 AND direction = 'DEBIT' AND covered < amount ORDER BY posted_at, id`,
    [bill.id],
  );
  let left = money;
  const perCard = new Map<bigint, bigint>();
  for (const line of lines.rows) {
    if (left === 0n) break;
    const part = lesser(left, line.open);
    await tx.query('UPDATE bank.card_posting SET covered = covered + $2 WHERE id = $1', [line.id, part]);
    perCard.set(line.accountId, (perCard.get(line.accountId) ?? 0n) + part);
    left -= part;
  }
  for (const [accountId, amount] of perCard) {
    if (accountId === billing.id) continue;
    const locked = await lockAccounts(tx, [billing.id, accountId]);
    const [from, to] = [locked.get(billing.id), locked.get(accountId)];
    if (from === undefined || to === undefined) throw new Error(`bill ${bill.billNo} lost an account`);
    await book(tx, { kind: 'CARD', from, to, amount, remark: `PELUNASAN ${bill.billNo}`, at: now });
  }
}
