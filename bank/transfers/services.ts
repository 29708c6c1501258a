/** SNAP 17 (same bank), 18 (other bank) and 36 (status). */

import type { Bank } from '../bank.ts';
import { one } from '../db/pool.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { amount, moment, optional, pattern, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { settle } from './settlement.ts';
import { executeTransfer, type TransferRequest, type TransferResult } from './transfer.ts';
import { triggerOf } from './triggers.ts';

const transferFields = {
  partnerReferenceNo: required(text(64)),
  amount: required(amount),
  beneficiaryAccountNo: required(pattern(/^[0-9A-Z]{1,34}$/)),
  sourceAccountNo: required(pattern(/^[0-9A-Z]{1,19}$/)),
  transactionDate: required(moment),
  remark: optional(text(50)),
  customerReference: optional(text(30)),
};

export const transferIntrabank = snapService({
  code: '17',
  path: '/transfer-intrabank',
  fields: transferFields,
  handle: ({ bank, partner, externalId, values }) =>
    perform(bank, {
      partnerId: partner.partnerId,
      externalId,
      service: '17',
      beneficiaryBankCode: '',
      ...orderOf(values),
    }),
});

export const transferInterbank = snapService({
  code: '18',
  path: '/transfer-interbank',
  fields: {
    ...transferFields,
    beneficiaryAccountName: required(text(100)),
    beneficiaryBankCode: required(pattern(/^\d{3}$/)),
  },
  handle: ({ bank, partner, externalId, values }) =>
    perform(bank, {
      partnerId: partner.partnerId,
      externalId,
      service: '18',
      beneficiaryBankCode: values.beneficiaryBankCode,
      ...orderOf(values),
    }),
});

interface OrderValues {
  readonly partnerReferenceNo: string;
  readonly amount: bigint;
  readonly beneficiaryAccountNo: string;
  readonly sourceAccountNo: string;
  readonly transactionDate: Date;
  readonly remark: string | null;
}

function orderOf(values: OrderValues) {
  const { partnerReferenceNo, beneficiaryAccountNo, sourceAccountNo } = values;
  const transactionDate = wibTimestamp(values.transactionDate);
  return {
    partnerReferenceNo,
    amount: values.amount,
    beneficiaryAccountNo,
    sourceAccountNo,
    transactionDate,
    remark: values.remark ?? '',
  };
}

async function perform(bank: Bank, request: TransferRequest): Promise<Answer> {
  const lost = triggerOf(request.beneficiaryAccountNo)?.answerLost;
  if (lost === 'not executed, 504') return answer('timeout');
  const result = await executeTransfer(bank, request);
  if (lost !== undefined && result.kind === 'done') {
    return { ...answer('timeout'), dropConnection: lost === 'executed, connection cut' };
  }
  return transferAnswer(request, result);
}

function transferAnswer(request: TransferRequest, result: TransferResult): Answer {
  if (result.kind === 'refused') return answer(result.case, result.info);
  const fields = {
    referenceNo: result.referenceNo,
    partnerReferenceNo: request.partnerReferenceNo,
    amount: snapAmount(request.amount),
    beneficiaryAccountNo: request.beneficiaryAccountNo,
    ...(request.beneficiaryBankCode === '' ? {} : { beneficiaryBankCode: request.beneficiaryBankCode }),
    sourceAccountNo: request.sourceAccountNo,
    transactionDate: request.transactionDate,
  };
  switch (result.kind) {
    case 'done':
      return answer('successful', '', fields);
    case 'pending':
      return answer('inProgress', '', fields);
    case 'duplicate':
      return answer('duplicate', '', {
        referenceNo: result.referenceNo,
        partnerReferenceNo: request.partnerReferenceNo,
      });
    case 'inconsistent':
      return answer('inconsistent', '', { partnerReferenceNo: request.partnerReferenceNo });
  }
}

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
}

const LATEST_STATUS = {
  SUCCESS: ['00', 'Success'],
  PENDING: ['03', 'Pending'],
  FAILED: ['06', 'Failed'],
} as const;

const FIND = `SELECT id, partner_reference_no AS "partnerReferenceNo", reference_no AS "referenceNo",
    external_id AS "externalId", service, amount, source_account_no AS "sourceAccountNo",
    beneficiary_bank_code AS "beneficiaryBankCode", beneficiary_account_no AS "beneficiaryAccountNo",
    transaction_date AS "transactionDate", state, response_code AS "responseCode"
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
    const { originalPartnerReferenceNo, originalReferenceNo, originalExternalId } = values;
    if (originalPartnerReferenceNo === null && originalReferenceNo === null && originalExternalId === null) {
      return answer('missingField', 'originalPartnerReferenceNo');
    }
    const found = await bank.db.query<Known>(
      `${FIND} WHERE partner_id = $1 AND service = $2 AND ($3::text IS NULL OR partner_reference_no = $3)
         AND ($4::text IS NULL OR reference_no = $4) AND ($5::text IS NULL OR external_id = $5) LIMIT 1`,
      [partner.partnerId, values.serviceCode, originalPartnerReferenceNo, originalReferenceNo, originalExternalId],
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
  const [latestTransactionStatus, transactionStatusDesc] = LATEST_STATUS[known.state];
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
    latestTransactionStatus,
    transactionStatusDesc,
  });
}
