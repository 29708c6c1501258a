/** Money that the payee's bank sends back after the transfer was settled. */
import { availableOf, lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { RUNNING_COLUMNS, type Running } from './complete.ts';
import { notifyClearing } from './notify.ts';

interface Settled extends Running {
  readonly sourceId: bigint;
  readonly beneficiaryId: bigint;
}

export type ReturnResult = 'returned' | 'not found' | 'payee has no funds';

const BATCH = 50;
const DEFAULT_REASON = 'Rekening penerima tidak dapat dikredit';
const RETURNABLE = ['17', '18', '22', '23'];

/** Trigger …9013: sends back what is due. */
export async function returnDueTransfers(bank: Bank): Promise<void> {
  const due = await bank.db.query<{ id: bigint }>(
    `SELECT id FROM bank.transfer WHERE return_at <= $1 AND returned_at IS NULL ORDER BY return_at LIMIT $2`,
    [bank.now(), BATCH],
  );
  for (const { id } of due.rows) {
    const result = await giveBack(bank, 'id = $1', [id], DEFAULT_REASON);
    // What cannot come back now is not tried for ever.
    if (result !== 'returned') await bank.db.query('UPDATE bank.transfer SET return_at = NULL WHERE id = $1', [id]);
  }
}

/** Sends a settled transfer back to its payer: a credit `RETUR <partnerReferenceNo> <reason>`, and notice 75 or 76. */
export function returnTransfer(bank: Bank, partnerReferenceNo: string, reason: string): Promise<ReturnResult> {
  return giveBack(bank, 'partner_reference_no = $1', [partnerReferenceNo], reason || DEFAULT_REASON);
}

async function giveBack(bank: Bank, which: string, values: readonly unknown[], reason: string): Promise<ReturnResult> {
  const result = await inTransaction(bank.db, (tx) => bookReturn(tx, bank, which, values, reason));
  bank.noticeQueued();
  return result;
}

async function bookReturn(
  tx: Tx,
  bank: Bank,
  which: string,
  values: readonly unknown[],
  reason: string,
): Promise<ReturnResult> {
  const found = await tx.query<Settled>(
    `SELECT ${RUNNING_COLUMNS}, source_id AS "sourceId", beneficiary_id AS "beneficiaryId"
     FROM bank.transfer WHERE ${which} AND state = 'SUCCESS' AND returned_at IS NULL AND service = ANY($2)
     ORDER BY id LIMIT 1 FOR UPDATE`,
    [...values, RETURNABLE],
  );
  const settled = found.rows[0];
  if (settled === undefined) return 'not found';
  const locked = await lockAccounts(tx, [settled.sourceId, settled.beneficiaryId]);
  const payer = locked.get(settled.sourceId);
  const payee = locked.get(settled.beneficiaryId);
  if (payer === undefined || payee === undefined) throw new Error(`transfer ${settled.id} lost an account`);
  if (availableOf(payee) < settled.amount) return 'payee has no funds';
  const at = bank.now();
  const journalId = await book(tx, {
    kind: 'RETURN',
    from: payee,
    to: payer,
    amount: settled.amount,
    remark: `RETUR ${settled.partnerReferenceNo} ${reason}`.trim().slice(0, 256),
    at,
    reference: settled.partnerReferenceNo,
    channel: settled.channel,
  });
  await tx.query(
    `UPDATE bank.transfer SET returned_at = $2, return_journal_id = $3, return_reason = $4 WHERE id = $1`,
    [settled.id, at, journalId, reason],
  );
  await notifyClearing(tx, settled, at, reason.slice(0, 50));
  return 'returned';
}
