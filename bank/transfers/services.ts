/** SNAP 17 (same bank), 18 (other bank), 22 (RTGS) and 23 (SKN). */
import type { Bank } from '../bank.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { amount, list, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { type Taken, transferAnswer } from './answer.ts';
import { FEE_TYPE, type FeeType, interbankChannel } from './channel.ts';
import { clears } from './complete.ts';
import { executeTransfer, type TransferRequest, type TransferResult } from './transfer.ts';
import { triggerOf } from './triggers.ts';

const feeType = optional(pattern(FEE_TYPE));
const transferFields = {
  partnerReferenceNo: required(text(64)),
  amount: required(amount),
  beneficiaryAccountNo: required(pattern(/^[0-9A-Z]{1,34}$/)),
  sourceAccountNo: required(pattern(/^[0-9A-Z]{1,19}$/)),
  transactionDate: required(moment),
  remark: optional(text(50)),
  customerReference: optional(text(30)),
  currency: optional(pattern(/^IDR$/)),
  beneficiaryEmail: optional(text(50)),
  feeType,
  originatorInfos: optional(list),
  additionalInfo: optional(object),
};
const otherBankFields = {
  ...transferFields,
  beneficiaryAccountName: required(text(100)),
  beneficiaryBankCode: required(pattern(/^(\d{3}|\d{7}|[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?)$/)),
  beneficiaryBankName: optional(text(50)),
  beneficiaryAddress: optional(text(100)),
};
const clearingFields = {
  ...otherBankFields,
  // 1 Indonesia, 2 abroad.
  beneficiaryCustomerResidence: required(pattern(/^[12]$/)),
  // 1 individual, 2 corporation, 3 government.
  beneficiaryCustomerType: required(pattern(/^[123]$/)),
  senderCustomerResidence: optional(pattern(/^[12]$/)),
  senderCustomerType: optional(pattern(/^[123]$/)),
  kodepos: optional(text(10)),
  senderPhone: optional(text(20)),
  receiverPhone: optional(text(20)),
};

export const transferIntrabank = snapService({
  code: '17',
  path: '/transfer-intrabank',
  fields: transferFields,
  handle: ({ bank, partner, externalId, values }) =>
    perform(bank, values, {
      partnerId: partner.partnerId,
      externalId,
      service: '17',
      channel: 'INTRABANK',
      beneficiaryBankCode: '',
      beneficiaryName: '',
      ...orderOf(values),
    }),
});

export const transferInterbank = snapService({
  code: '18',
  path: '/transfer-interbank',
  fields: otherBankFields,
  handle: ({ bank, partner, externalId, values }) =>
    perform(bank, values, {
      partnerId: partner.partnerId,
      externalId,
      service: '18',
      channel: interbankChannel(values.beneficiaryBankCode, values.additionalInfo?.transferType),
      beneficiaryBankCode: values.beneficiaryBankCode,
      beneficiaryName: values.beneficiaryAccountName,
      ...orderOf(values),
    }),
});

export const transferRtgs = clearingService('22', '/transfer-rtgs');
export const transferSkn = clearingService('23', '/transfer-skn');

function clearingService(code: '22' | '23', path: string): SnapService {
  return snapService({
    code,
    path,
    fields: clearingFields,
    handle: ({ bank, partner, externalId, values }) =>
      perform(bank, values, {
        partnerId: partner.partnerId,
        externalId,
        service: code,
        channel: code === '22' ? 'RTGS' : 'SKN',
        beneficiaryBankCode: values.beneficiaryBankCode,
        beneficiaryName: values.beneficiaryAccountName,
        ...orderOf(values),
      }),
  });
}

interface OrderValues {
  readonly partnerReferenceNo: string;
  readonly amount: bigint;
  readonly beneficiaryAccountNo: string;
  readonly sourceAccountNo: string;
  readonly transactionDate: Date;
  readonly remark: string | null;
  readonly feeType: string | null;
  readonly customerReference: string | null;
  readonly originatorInfos: readonly unknown[] | null;
}

function orderOf(values: OrderValues) {
  const { partnerReferenceNo, beneficiaryAccountNo, sourceAccountNo } = values;
  return {
    partnerReferenceNo,
    amount: values.amount,
    beneficiaryAccountNo,
    sourceAccountNo,
    transactionDate: wibTimestamp(values.transactionDate),
    remark: values.remark ?? '',
    feeType: (values.feeType ?? 'OUR') as FeeType,
  };
}

async function perform(bank: Bank, values: OrderValues, request: TransferRequest): Promise<Answer> {
  const lost = triggerOf(request.beneficiaryAccountNo)?.answerLost;
  if (lost === 'not executed, 504') return answer('timeout');
  const result = await executeTransfer(bank, request);
  if (lost !== undefined && (result.kind === 'done' || (clears(request.service) && result.kind === 'pending'))) {
    return { ...answer('timeout'), dropConnection: lost === 'executed, connection cut' };
  }
  return answerOf(request, values, result);
}

function answerOf(request: TransferRequest, values: OrderValues, result: TransferResult): Answer {
  const isClearing = clears(request.service);
  const fields = (taken: Taken) => ({
    amount: snapAmount(request.amount),
    currency: 'IDR',
    beneficiaryAccountNo: request.beneficiaryAccountNo,
    ...(isClearing ? { beneficiaryAccountName: request.beneficiaryName } : {}),
    ...(request.beneficiaryBankCode === '' ? {} : { beneficiaryBankCode: request.beneficiaryBankCode }),
    ...(values.customerReference === null ? {} : { customerReference: values.customerReference }),
    sourceAccountNo: request.sourceAccountNo,
    ...(request.service === '17' ? {} : { traceNo: taken.traceNo }),
    transactionDate: request.transactionDate,
    ...(isClearing ? statusFields(taken.kind === 'done') : {}),
    ...(values.originatorInfos === null ? {} : { originatorInfos: values.originatorInfos }),
  });
  return transferAnswer(request.partnerReferenceNo, result, fields, isClearing);
}

function statusFields(done: boolean) {
  return { transactionStatus: done ? '00' : '03', transactionStatusDesc: done ? 'Success' : 'Pending' };
}
