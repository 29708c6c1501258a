/** Ends a transfer whose accounts are locked: books it with its fees, or marks it failed; tells what must be told. */
import { type Account, lockAccounts } from '../accounts/account.ts';
import { book, CLEARING_LABEL, internalAccount, type JournalKind } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import type { Tx } from '../db/pool.ts';
import type { Case } from '../snap/answer.ts';
import { responseCode } from '../snap/answer.ts';
import { notifyClearing, type Told } from './notify.ts';
import { triggerOf } from './triggers.ts';

/** A transfer that is about to end. */
export interface Running extends Told {
  readonly id: bigint;
  readonly channel: string;
  readonly remark: string;
  readonly fee: bigint;
  readonly payeeFee: bigint;
}

export const RUNNING_COLUMNS = `id, partner_id AS "partnerId", partner_reference_no AS "partnerReferenceNo",
  reference_no AS "referenceNo", external_id AS "externalId", service, channel, amount,
  beneficiary_name AS "beneficiaryName", beneficiary_account_no AS "beneficiaryAccountNo",
  beneficiary_bank_code AS "beneficiaryBankCode", source_account_no AS "sourceAccountNo",
  transaction_date AS "transactionDate", trace_no AS "traceNo", remark, fee, payee_fee AS "payeeFee"`;

const KINDS: Readonly<Record<string, JournalKind>> = { '33': 'VA', '91': 'TAX' };
/** Reference, blank and remark of 50. */
const LONGEST_REMARK = 256;

/** What both sides read on their statement. */
export function statementRemark(partnerReferenceNo: string, remark: string): string {
  return `${partnerReferenceNo} ${remark}`.trim().slice(0, LONGEST_REMARK);
}

/** Books amount and fees and marks the transfer successful. The caller holds the locks of both accounts. */
export async function succeed(
  tx: Tx,
  bank: Bank,
  transfer: Running,
  source: Account,
  beneficiary: Account,
  details: Readonly<Record<string, unknown>>,
): Promise<void> {
  // Read after the locks: lines of one account are in the order of their moments.
  const at = bank.now();
  const comesBack = clears(transfer.service) && triggerOf(transfer.beneficiaryAccountNo)?.comesBack === true;
  // One statement, so that the locks are held for one round trip less.
  await tx.query(
    `UPDATE bank.transfer SET state = 'SUCCESS', response_code = $2, source_id = $3, beneficiary_id = $4,
       finished_at = $5, details = details || $6, return_at = $7, fee = $8, payee_fee = $9,
       journal_id = bank.book($10, $3, $4, amount, $11, partner_reference_no, channel, $5, $12)
     WHERE id = $1`,
    [
      transfer.id,
      responseCode('successful', transfer.service),
      source.id,
      beneficiary.id,
      at,
      details,
      comesBack ? new Date(at.getTime() + bank.terms.returnMs) : null,
      transfer.fee,
      transfer.payeeFee,
      KINDS[transfer.service] ?? 'TRANSFER',
      statementRemark(transfer.partnerReferenceNo, transfer.remark),
      CLEARING_LABEL,
    ],
  );
  if (transfer.fee > 0n) await bookFee(tx, transfer, source, transfer.fee, at);
  if (transfer.payeeFee > 0n && beneficiary.kind !== 'INTERNAL') {
    await bookFee(tx, transfer, beneficiary, transfer.payeeFee, at);
  }
  await notifyClearing(tx, transfer, at, null);
}

export async function fail(tx: Tx, bank: Bank, transfer: Running, reason: Case): Promise<void> {
  const at = bank.now();
  await tx.query(`UPDATE bank.transfer SET state = 'FAILED', response_code = $2, finished_at = $3 WHERE id = $1`, [
    transfer.id,
    responseCode(reason, transfer.service),
    at,
  ]);
  await notifyClearing(tx, transfer, at, 'Ditolak bank penerima');
}

/** SKN and RTGS: accepted first, settled later. */
export function clears(service: string): boolean {
  return service === '22' || service === '23';
}

/** A line of its own under the payment. */
async function bookFee(tx: Tx, transfer: Running, payer: Account, fee: bigint, at: Date): Promise<void> {
  const income = await internalAccount(tx, payer.bankCode, 'PENDAPATAN');
  await lockAccounts(tx, [income.id]);
  await book(tx, {
    kind: 'FEE',
    from: payer,
    to: income,
    amount: fee,
    remark: `BIAYA ${transfer.channel} ${transfer.partnerReferenceNo}`,
    at,
    reference: transfer.partnerReferenceNo,
    channel: transfer.channel,
  });
}
