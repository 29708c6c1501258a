/** Notices about transfers by clearing: SKN (75) and RTGS (76). */
import type { Tx } from '../db/pool.ts';
import { queueNotice } from '../notices/outbox.ts';
import { snapAmount } from '../rupiah.ts';

export interface Told {
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly externalId: string;
  readonly service: string;
  readonly amount: bigint;
  readonly beneficiaryName: string;
  readonly beneficiaryAccountNo: string;
  readonly beneficiaryBankCode: string;
  readonly sourceAccountNo: string;
  readonly transactionDate: string;
  readonly traceNo: string;
}

const NOTICES: Readonly<Record<string, '75' | '76'>> = { '23': '75', '22': '76' };
const LONGEST_EXTERNAL_ID = 19;

/** Queues the notice when the transfer went by clearing; `rejected` says why the money did not stay with the payee. */
export async function notifyClearing(tx: Tx, told: Told, at: Date, rejected: string | null): Promise<void> {
  const service = NOTICES[told.service];
  if (service === undefined) return;
  await queueNotice(tx, {
    partnerId: told.partnerId,
    service,
    at,
    body: {
      originalPartnerReferenceNo: told.partnerReferenceNo,
      originalReferenceNo: told.referenceNo,
      ...(told.externalId.length <= LONGEST_EXTERNAL_ID ? { originalExternalId: told.externalId } : {}),
      latestTransactionStatus: rejected === null ? '00' : '06',
      amount: snapAmount(told.amount),
      beneficiaryAccountName: told.beneficiaryName,
      beneficiaryAccountNo: told.beneficiaryAccountNo,
      beneficiaryBankCode: told.beneficiaryBankCode,
      sourceAccountNo: told.sourceAccountNo,
      transactionDate: told.transactionDate,
      additionalInfo: {
        traceNo: told.traceNo,
        ...(rejected === null ? {} : { rejectStatusID: rejected, rejectStatusEN: rejected }),
      },
    },
  });
}
