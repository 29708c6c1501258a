/** SNAP 36: what became of a transfer (17, 18, 22, 23), of a virtual account's payment (33) or of a tax (91). */
import type { Bank } from '../bank.ts';
import { one } from '../db/pool.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { amount, moment, optional, pattern, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { settle } from './settlement.ts';

interface Known {
  readonly id: bigint;
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly externalId: string;
  readonly service: string;
  readonly amount: bigint;
  readonly sourceAccountNo: string;
  readonly beneficiaryBankCode: string;
  readonly beneficiaryAccountNo: string;
  readonly transactionDate: string;
  readonly state: 'PENDING' | 'SUCCESS' | 'FAILED';
  readonly responseCode: string;
  readonly traceNo: string;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
  readonly returnReason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const LATEST_STATUS = {
  SUCCESS: ['00', 'Success'],
  PENDING: ['03', 'Pending'],
  FAILED: ['06', 'Failed'],
} as const;
/** Executed, and the money came back. */
const RETURNED = ['04', 'Refunded'] as const;
const DESCRIPTION_LENGTH = 50;

const FIND = `SELECT id, partner_reference_no AS "partnerReferenceNo", reference_no AS "referenceNo",
    external_id AS "externalId", service, amount, source_account_no AS "sourceAccountNo",
    beneficiary_bank_code AS "beneficiaryBankCode", beneficiary_account_no AS "beneficiaryAccountNo",
    transaction_date AS "transactionDate", state, response_code AS "responseCode", trace_no AS "traceNo",
    finished_at AS "finishedAt", returned_at AS "returnedAt", return_reason AS "returnReason", details
  FROM bank.transfer`;

export const transferStatus = snapService({
  code: '36',
  path: '/transfer/status',
  fields: {
    serviceCode: required(pattern(/^\d{2}$/)),
    originalPartnerReferenceNo: optional(text(64)),
    originalReferenceNo: optional(text(64)),
    originalExternalId: optional(text(36)),
    transactionDate: optional(moment),
    amount: optional(amount),
  },
  handle: async ({ bank, partner, values }) => {
    const names = [
      ['partner_reference_no', values.originalPartnerReferenceNo],
      ['reference_no', values.originalReferenceNo],
      ['external_id', values.originalExternalId],
    ] as const;
    const given = names.filter(([, value]) => value !== null);
    if (given.length === 0) return answer('missingField', 'originalPartnerReferenceNo');
    const conditions = given.map(([column], index) => `${column} = $${index + 3}`).join(' AND ');
    const found = await bank.db.query<Known>(
      `${FIND} WHERE partner_id = $1 AND service = $2 AND ${conditions} LIMIT 1`,
      [partner.partnerId, values.serviceCode, ...given.map(([, value]) => value)],
    );
    const known = found.rows[0];
    if (known === undefined) return answer('notFound');
    return statusAnswer(known.state === 'PENDING' ? await settled(bank, known.id) : known);
  },
});

async function settled(bank: Bank, transferId: bigint): Promise<Known> {
  await settle(bank, transferId);
  const found = await bank.db.query<Known>(`${FIND} WHERE id = $1`, [transferId]);
  return one(found.rows);
}

function statusAnswer(known: Known): Answer {
  const isReturned = known.returnedAt !== null;
  const [latestTransactionStatus, description] = isReturned ? RETURNED : LATEST_STATUS[known.state];
  const more = {
    ...known.details,
    ...(known.finishedAt === null ? {} : { finishedTime: wibTimestamp(known.finishedAt) }),
    ...(known.returnedAt === null
      ? {}
      : { returnedTime: wibTimestamp(known.returnedAt), returnReason: known.returnReason }),
  };
  return answer('successful', '', {
    originalReferenceNo: known.referenceNo,
    originalPartnerReferenceNo: known.partnerReferenceNo,
    originalExternalId: known.externalId,
    serviceCode: known.service,
    transactionDate: known.transactionDate,
    amount: snapAmount(known.amount),
    beneficiaryAccountNo: known.beneficiaryAccountNo,
    ...(known.beneficiaryBankCode === '' ? {} : { beneficiaryBankCode: known.beneficiaryBankCode }),
    currency: 'IDR',
    ...(known.responseCode === '' ? {} : { previousResponseCode: known.responseCode }),
    referenceNumber: known.referenceNo,
    sourceAccountNo: known.sourceAccountNo,
    traceNo: known.traceNo,
    latestTransactionStatus,
    transactionStatusDesc: description.slice(0, DESCRIPTION_LENGTH),
    ...(Object.keys(more).length === 0 ? {} : { additionalInfo: more }),
  });
}
