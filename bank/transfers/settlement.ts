/** Ends transfers that were left in progress. */
import { changeHold, lockAccounts } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { inTransaction } from '../db/pool.ts';
import { fail, RUNNING_COLUMNS, type Running, succeed } from './complete.ts';

interface Due extends Running {
  readonly sourceId: bigint;
  readonly beneficiaryId: bigint;
  readonly settleAs: 'SUCCESS' | 'FAILED';
}

/** Most transfers settled by one turn of the loop. */
const BATCH = 200;

export async function settleDueTransfers(bank: Bank): Promise<void> {
  const due = await bank.db.query<{ id: bigint }>(
    `SELECT id FROM bank.transfer WHERE state = 'PENDING' AND settle_at <= $1 ORDER BY settle_at LIMIT $2`,
    [bank.now(), BATCH],
  );
  for (const { id } of due.rows) {
    // One that cannot be settled must not hold up the others; it is tried again at the next turn.
    await settle(bank, id).catch((error: unknown) =>
      bank.log.error({ err: error, transfer: String(id) }, 'not settled'),
    );
  }
}

/** Settles one transfer if its time has come; harmless when another process has done so. */
export async function settle(bank: Bank, transferId: bigint): Promise<void> {
  await inTransaction(bank.db, async (tx) => {
    const found = await tx.query<Due>(
      `SELECT ${RUNNING_COLUMNS}, source_id AS "sourceId", beneficiary_id AS "beneficiaryId", settle_as AS "settleAs"
       FROM bank.transfer WHERE id = $1 AND state = 'PENDING' AND settle_at <= $2 FOR UPDATE`,
      [transferId, bank.now()],
    );
    const due = found.rows[0];
    if (due === undefined) return;
    const locked = await lockAccounts(tx, [due.sourceId, due.beneficiaryId]);
    const source = locked.get(due.sourceId);
    const beneficiary = locked.get(due.beneficiaryId);
    if (source === undefined || beneficiary === undefined) throw new Error(`transfer ${transferId} lost an account`);

    await changeHold(tx, source.id, -(due.amount + due.fee));
    if (due.settleAs === 'FAILED') await fail(tx, bank, due, 'doNotHonor');
    else await succeed(tx, bank, due, source, beneficiary, {});
  });
  bank.noticeQueued();
}
