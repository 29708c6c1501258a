/** Virtual accounts of a partner: 27 makes one, 30 reads, 26 tells what was paid, 31 removes. */
import { contractAccount } from '../accounts/account.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { amount, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { isAnswer, numberOf, numbers } from './fields.ts';
import { vaPayServices } from './pay.services.ts';
import {
  insertVirtualAccount,
  lockVirtualAccount,
  type NewVirtualAccount,
  paymentsOf,
  registerCompany,
  type TrxType,
  type VaPayment,
  type VirtualAccount,
  virtualAccount,
  wireNumbers,
} from './virtual-account.ts';

/** The bank answers with no more of a trxId than this. */
const TRX_ID_ECHO = 32;

const create = snapService({
  code: '27',
  path: '/transfer-va/create-va',
  fields: {
    ...numbers,
    virtualAccountName: required(text(255)),
    virtualAccountEmail: optional(text(255)),
    virtualAccountPhone: optional(text(30)),
    trxId: required(text(64)),
    totalAmount: optional(amount),
    virtualAccountTrxType: optional(pattern(/^[COIMLNX]$/)),
    expiredDate: optional(moment),
    additionalInfo: optional(object),
  },
  handle: async ({ bank, partner, values }) => {
    const number = numberOf(values);
    if (isAnswer(number)) return number;
    const trxType = (values.virtualAccountTrxType ?? 'C') as TrxType;
    if (trxType !== 'O' && values.totalAmount === null) return answer('missingField', 'totalAmount');
    const now = bank.now();
    if (values.expiredDate !== null && values.expiredDate <= now) return answer('invalidFormat', 'expiredDate');
    const made: NewVirtualAccount = {
      ...number,
      name: values.virtualAccountName,
      email: values.virtualAccountEmail ?? '',
      phone: values.virtualAccountPhone ?? '',
      trxId: values.trxId,
      totalAmount: values.totalAmount,
      trxType,
      expiresAt: values.expiredDate,
      additionalInfo: values.additionalInfo ?? {},
    };
    return inTransaction(bank.db, async (tx) => {
      const accountId = await creditedAccount(tx, partner.partnerId, values.additionalInfo?.accountNo);
      if (accountId === null) return answer('invalidAccount', '[additionalInfo.accountNo]');
      const company = await registerCompany(tx, number.partnerServiceId, partner.partnerId, accountId);
      if (company.partnerId !== partner.partnerId) return answer('invalidBill', '[partnerServiceId]');
      if (await insertVirtualAccount(tx, made, now)) {
        const va = await virtualAccount(tx, number);
        return answer('successful', '', { virtualAccountData: dataOf(va ?? { ...made, updatedAt: now }) });
      }
      const earlier = await virtualAccount(tx, number);
      const isSame = earlier?.trxId === made.trxId && earlier.totalAmount === made.totalAmount;
      return isSame ? answer('duplicate', '[trxId]') : answer('inconsistent', '[virtualAccountNo]');
    });
  },
});

/**
 * A company code belongs to one account. Its first virtual account says to which (`additionalInfo.accountNo`); without
 * that it is the oldest account of the contract.
 */
async function creditedAccount(tx: Tx, partnerId: string, accountNo: unknown): Promise<bigint | null> {
  if (typeof accountNo === 'string') return (await contractAccount(tx, partnerId, accountNo))?.id ?? null;
  const oldest = await tx.query<{ id: bigint }>(
    'SELECT id FROM bank.account WHERE partner_id = $1 ORDER BY id LIMIT 1',
    [partnerId],
  );
  return oldest.rows[0]?.id ?? null;
}

const inquiry = snapService({
  code: '30',
  path: '/transfer-va/inquiry-va',
  fields: { ...numbers, trxId: optional(text(64)) },
  handle: async ({ bank, partner, values }) => {
    const number = numberOf(values);
    if (isAnswer(number)) return number;
    const va = await virtualAccount(bank.db, number);
    if (va === null || va.partnerId !== partner.partnerId) return answer('invalidBill', '[not found]');
    if (values.trxId !== null && values.trxId !== va.trxId) return answer('invalidBill', '[trxId]');
    const [last] = await paymentsOf(bank.db, va.id);
    return answer('successful', '', {
      virtualAccountData: {
        ...dataOf(va),
        ...(last === undefined ? {} : { paymentDate: wibTimestamp(last.paidAt) }),
      },
    });
  },
});

const status = snapService({
  code: '26',
  path: '/transfer-va/status',
  fields: {
    ...numbers,
    inquiryRequestId: optional(text(128)),
    paymentRequestId: optional(text(128)),
  },
  handle: async ({ bank, partner, values }) => {
    const number = numberOf(values);
    if (isAnswer(number)) return number;
    const va = await virtualAccount(bank.db, number);
    if (va === null || va.partnerId !== partner.partnerId) return answer('invalidBill', '[not found]');
    const all = await paymentsOf(bank.db, va.id);
    const wanted = values.paymentRequestId;
    const payments = wanted === null ? all : all.filter((payment) => payment.paymentRequestId === wanted);
    const told = payments.map((payment) => paymentData(va, payment, values.inquiryRequestId));
    const unpaid = { ...wireNumbers(va), inquiryRequestId: values.inquiryRequestId ?? '' };
    const [only, another] = told;
    return answer('successful', '', { virtualAccountData: another === undefined ? (only ?? unpaid) : told });
  },
});

const remove = snapService({
  code: '31',
  path: '/transfer-va/delete-va',
  method: 'DELETE',
  fields: { ...numbers, trxId: optional(text(64)) },
  handle: async ({ bank, partner, values }) => {
    const number = numberOf(values);
    if (isAnswer(number)) return number;
    return inTransaction(bank.db, async (tx): Promise<Answer> => {
      const va = await lockVirtualAccount(tx, number);
      if (va === null || va.partnerId !== partner.partnerId) return answer('invalidBill', '[not found]');
      if (values.trxId !== null && values.trxId !== va.trxId) return answer('invalidBill', '[trxId]');
      await tx.query('UPDATE bank.virtual_account SET deleted_at = $2 WHERE id = $1', [va.id, bank.now()]);
      return answer('successful', '', { virtualAccountData: { ...wireNumbers(va), trxId: va.trxId.slice(0, 12) } });
    });
  },
});

function dataOf(va: NewVirtualAccount & Partial<Pick<VirtualAccount, 'updatedAt'>>) {
  return {
    ...wireNumbers(va),
    virtualAccountName: va.name,
    ...(va.email === '' ? {} : { virtualAccountEmail: va.email }),
    ...(va.phone === '' ? {} : { virtualAccountPhone: va.phone }),
    trxId: va.trxId.slice(0, TRX_ID_ECHO),
    ...(va.totalAmount === null ? {} : { totalAmount: snapAmount(va.totalAmount) }),
    virtualAccountTrxType: va.trxType,
    ...(va.expiresAt === null ? {} : { expiredDate: wibTimestamp(va.expiresAt) }),
    ...(va.updatedAt === undefined ? {} : { lastUpdateDate: wibTimestamp(va.updatedAt) }),
    additionalInfo: va.additionalInfo,
  };
}

function paymentData(va: VirtualAccount, payment: VaPayment, inquiryRequestId: string | null) {
  return {
    ...wireNumbers(va),
    inquiryRequestId: inquiryRequestId ?? '',
    paymentRequestId: payment.paymentRequestId,
    paidAmount: snapAmount(payment.amount),
    ...(va.totalAmount === null ? {} : { totalAmount: snapAmount(va.totalAmount) }),
    trxDateTime: wibTimestamp(payment.paidAt),
    transactionDate: wibTimestamp(payment.paidAt),
    referenceNo: payment.referenceNo,
    paymentFlagStatus: '00',
    paymentFlagReason: { english: 'Success', indonesia: 'Sukses' },
  };
}

export const vaServices: readonly SnapService[] = [create, inquiry, status, remove, ...vaPayServices];
