/** The partner's reference of a transfer: taken once, and what an earlier request under it was. */
import { one, type Tx } from '../db/pool.ts';
import { digits, referenceNo } from '../references.ts';
import type { Channel, TransferService } from './channel.ts';

export interface Order {
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly externalId: string;
  readonly service: TransferService;
  readonly channel: Channel;
  readonly amount: bigint;
  readonly sourceAccountNo: string;
  /** '' for the bank of the source. */
  readonly beneficiaryBankCode: string;
  readonly beneficiaryAccountNo: string;
  readonly beneficiaryName: string;
  readonly remark: string;
  readonly transactionDate: string;
}

export interface Stored {
  readonly id: bigint;
  readonly referenceNo: string;
  readonly traceNo: string;
  readonly state: 'RECEIVED' | 'PENDING' | 'SUCCESS' | 'FAILED';
  readonly service: string;
  readonly amount: bigint;
  readonly sourceAccountNo: string;
  readonly beneficiaryBankCode: string;
  readonly beneficiaryAccountNo: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const COLUMNS = `id, reference_no AS "referenceNo", trace_no AS "traceNo", state, service, amount,
  source_account_no AS "sourceAccountNo", beneficiary_bank_code AS "beneficiaryBankCode",
  beneficiary_account_no AS "beneficiaryAccountNo", details`;
const TRACE_DIGITS = 6;

/**
 * Takes the partner's reference. A second request with the same one waits here until the first has committed. A
 * reference whose transfer failed for good may be used again.
 */
export async function claimReference(tx: Tx, order: Order, now: Date): Promise<Stored> {
  const values = [
    order.partnerId,
    order.partnerReferenceNo,
    order.service,
    referenceNo(now),
    order.externalId,
    order.amount,
    order.sourceAccountNo,
    order.beneficiaryBankCode,
    order.beneficiaryAccountNo,
    order.remark,
    order.transactionDate,
    now,
    order.channel,
    order.beneficiaryName,
    digits(TRACE_DIGITS),
  ];
  const inserted = await tx.query<Stored>(
    `INSERT INTO bank.transfer (partner_id, partner_reference_no, service, reference_no, external_id, amount,
       source_account_no, beneficiary_bank_code, beneficiary_account_no, remark, transaction_date, state, created_at,
       channel, beneficiary_name, trace_no)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'RECEIVED', $12, $13, $14, $15)
     ON CONFLICT (partner_id, partner_reference_no) DO NOTHING RETURNING ${COLUMNS}`,
    values,
  );
  if (inserted.rows[0] !== undefined) return inserted.rows[0];
  const earlier = await tx.query<Stored>(
    `SELECT ${COLUMNS} FROM bank.transfer WHERE partner_id = $1 AND partner_reference_no = $2 FOR UPDATE`,
    [order.partnerId, order.partnerReferenceNo],
  );
  const stored = one(earlier.rows);
  if (stored.state !== 'FAILED') return stored;
  const reopened = await tx.query<Stored>(
    `UPDATE bank.transfer SET service = $3, reference_no = $4, external_id = $5, amount = $6, source_account_no = $7,
       beneficiary_bank_code = $8, beneficiary_account_no = $9, remark = $10, transaction_date = $11,
       state = 'RECEIVED', response_code = '', source_id = NULL, beneficiary_id = NULL, settle_at = NULL,
       settle_as = NULL, created_at = $12, finished_at = NULL, channel = $13, beneficiary_name = $14, trace_no = $15,
       fee = 0, payee_fee = 0
     WHERE partner_id = $1 AND partner_reference_no = $2 RETURNING ${COLUMNS}`,
    values,
  );
  return one(reopened.rows);
}

/** The same order again, and not another one under the same reference. */
export function isSameOrder(earlier: Stored, order: Order): boolean {
  return (
    earlier.service === order.service &&
    earlier.amount === order.amount &&
    earlier.sourceAccountNo === order.sourceAccountNo &&
    earlier.beneficiaryBankCode === order.beneficiaryBankCode &&
    earlier.beneficiaryAccountNo === order.beneficiaryAccountNo
  );
}
