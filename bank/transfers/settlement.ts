/** Ends transfers that were left in progress. */
import { changeHold, lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { inTransaction } from '../db/pool.ts';
import { responseCode } from '../snap/answer.ts';
import { statementRemark } from './transfer.ts';

interface Due {
  readonly partnerReferenceNo: string;
  readonly service: string;
  readonly amount: bigint;
  readonly remark: string;
  readonly sourceId: bigint;
  readonly beneficiaryId: bigint;
  readonly settleAs: 'SUCCESS' | 'FAILED';
}

/** Most transfers settled by one turn of the loop. */
const BATCH = 50;

export async function settleDueTransfers(bank: Bank): Promise<void> {
  const due = await bank.db.query<{ id: bigint }>(
    `SELECT id FROM bank.transfer WHERE state = 'PENDING' AND settle_at <= $1 ORDER BY settle_at LIMIT $2`,
    [bank.now(), BATCH],
  );
  for (const { id } of due.rows) await settle(bank, id);
}

/** Settles one transfer if its time has come; harmless when another process has done so. */
export async function settle(bank: Bank, transferId: bigint): Promise<void> {
  await inTransaction(bank.db, async (tx) => {
    const found = await tx.query<Due>(
      `SELECT partner_reference_no AS "partnerReferenceNo", service, amount, remark, source_id AS "sourceId",
         beneficiary_id AS "beneficiaryId", settle_as AS "settleAs"
       FROM bank.transfer WHERE id = $1 AND state = 'PENDING' AND settle_at <= $2 FOR UPDATE`,
      [transferId, bank.now()],
    );
    const due = found.rows[0];
    if (due === undefined) return;
    const locked = await lockAccounts(tx, [due.sourceId, due.beneficiaryId]);
    const source = locked.get(due.sourceId);
    const beneficiary = locked.get(due.beneficiaryId);
    if (source === undefined || beneficiary === undefined) throw new Error(`transfer ${transferId} lost an account`);

    const at = bank.now();
    await changeHold(tx, source.id, -due.amount);
    if (due.settleAs === 'FAILED') {
      await tx.query(`UPDATE bank.transfer SET state = 'FAILED', response_code = $2, finished_at = $3 WHERE id = $1`, [
        transferId,
        responseCode('doNotHonor', due.service),
        at,
      ]);
      return;
    }
    const remark = statementRemark(due.partnerReferenceNo, due.remark);
    const journalId = await book(tx, {
      kind: 'TRANSFER',
      from: source,
      to: beneficiary,
      amount: due.amount,
      remark,
      at,
    });
    await tx.query(
      `UPDATE bank.transfer SET state = 'SUCCESS', response_code = $2, journal_id = $3, finished_at = $4 WHERE id = $1`,
      [transferId, responseCode('successful', due.service), journalId, at],
    );
  });
}
