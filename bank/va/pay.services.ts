/** Paying a virtual account of the bank from an own account: 32 asks, 33 pays. Status by SNAP 36, service 33. */
import type { Account } from '../accounts/account.ts';
import { ACCOUNT_COLUMNS } from '../accounts/account.ts';
import { one, type Tx } from '../db/pool.ts';
import { snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { amount, moment, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { transferAnswer } from '../transfers/answer.ts';
import { executeTransfer, type SpecialPayee } from '../transfers/transfer.ts';
import { isAnswer, numberOf, numbers } from './fields.ts';
import { recordPayment, vaRemark } from './paid.ts';
import {
  lockVirtualAccount,
  paymentProblem,
  printedNumber,
  type VaNumber,
  type VirtualAccount,
  virtualAccount,
  wireNumbers,
} from './virtual-account.ts';

const sourceAccountNo = pattern(/^[0-9A-Z]{1,32}$/);

const inquiry = snapService({
  code: '32',
  path: '/transfer-va/inquiry-intrabank',
  fields: {
    ...numbers,
    partnerReferenceNo: optional(text(128)),
    sourceAccountNo: optional(sourceAccountNo),
    trxDateTime: optional(moment),
  },
  handle: async ({ bank, values }) => {
    const number = numberOf(values);
    if (isAnswer(number)) return number;
    const va = await virtualAccount(bank.db, number);
    if (va === null) return answer('invalidBill', '[not found]');
    const asked = leftToPay(va);
    const problem = paymentProblem(va, asked ?? va.totalAmount ?? 1n, bank.now());
    if (problem !== null) return answer(problem);
    return answer('successful', '', {
      virtualAccountData: {
        ...wireNumbers(va),
        virtualAccountName: va.name,
        ...(values.partnerReferenceNo === null ? {} : { partnerReferenceNo: values.partnerReferenceNo }),
        ...(asked === null ? {} : { totalAmount: snapAmount(asked) }),
        feeAmount: snapAmount(0n),
        virtualAccountTrxType: va.trxType,
      },
    });
  },
});

/** What the bill asks for; null when the payer chooses. */
function leftToPay(va: VirtualAccount): bigint | null {
  if (va.trxType === 'C') return va.totalAmount;
  return va.trxType === 'I' && va.totalAmount !== null ? va.totalAmount - va.paidAmount : null;
}

const payment = snapService({
  code: '33',
  path: '/transfer-va/payment-intrabank',
  fields: {
    ...numbers,
    partnerReferenceNo: required(text(64)),
    sourceAccountNo: required(sourceAccountNo),
    paidAmount: required(amount),
    trxDateTime: optional(moment),
  },
  handle: async ({ bank, partner, externalId, values }) => {
    const number = numberOf(values);
    if (isAnswer(number)) return number;
    const { partnerReferenceNo, paidAmount } = values;
    const va = await virtualAccount(bank.db, number);
    const at = values.trxDateTime ?? bank.now();
    const result = await executeTransfer(bank, {
      partnerId: partner.partnerId,
      partnerReferenceNo,
      externalId,
      service: '33',
      channel: 'VA',
      amount: paidAmount,
      sourceAccountNo: values.sourceAccountNo,
      beneficiaryBankCode: '',
      beneficiaryAccountNo: printedNumber(number),
      beneficiaryName: va?.name ?? '',
      remark: va === null ? '' : vaRemark(va),
      transactionDate: wibTimestamp(at),
      payee: payeeOf(number, paidAmount, bank.now),
    });
    return transferAnswer(partnerReferenceNo, result, ({ referenceNo, details }) => ({
      virtualAccountData: {
        ...wireNumbers(number),
        virtualAccountName: va?.name ?? '',
        partnerReferenceNo,
        paidAmount: snapAmount(paidAmount),
        trxDateTime: wibTimestamp(at),
        referenceNo: referenceNo.slice(-15),
        ...details,
      },
    }));
  },
});

function payeeOf(number: VaNumber, paidAmount: bigint, now: () => Date): SpecialPayee {
  let locked: VirtualAccount | null = null;
  return {
    find: async (tx) => {
      locked = await lockVirtualAccount(tx, number);
      if (locked === null) return { case: 'invalidBill', info: '[not found]' };
      const problem = paymentProblem(locked, paidAmount, now());
      return problem === null ? accountById(tx, locked.accountId) : { case: problem, info: '' };
    },
    paid: async (tx, referenceNo, at) => {
      if (locked === null) throw new Error('virtual account was not locked');
      const { paymentRequestId } = await recordPayment(tx, locked, paidAmount, referenceNo, at);
      return { paymentRequestId };
    },
  };
}

async function accountById(tx: Tx, id: bigint): Promise<Account> {
  const found = await tx.query<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE id = $1`, [id]);
  return one(found.rows);
}

export const vaPayServices: readonly SnapService[] = [inquiry, payment];
