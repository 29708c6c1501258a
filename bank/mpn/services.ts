/** The bank's own products for taxes: 92 makes a billing code, 90 reads it, 91 pays it. Status by SNAP 36, service 91. */
import { internalAccount } from '../accounts/booking.ts';
import { snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { amount, moment, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { transferAnswer } from '../transfers/answer.ts';
import { executeTransfer, type SpecialPayee } from '../transfers/transfer.ts';
import { billingByCode, billingStatus, createBilling, lockBilling, markPaid } from './billing.ts';

const billingCode = pattern(/^[0-3]\d{14}$/);

const inquiry = snapService({
  code: '90',
  path: '/mpn/inquiry',
  fields: { billingCode: required(billingCode) },
  handle: async ({ bank, values }) => {
    const billing = await billingByCode(bank.db, values.billingCode);
    if (billing === null) return answer('invalidBill', '[billingCode]');
    const { taxpayerName, taxpayerNpwp, kap, kjs, period, ntpn, ntb } = billing;
    return answer('successful', '', {
      billingCode: billing.billingCode,
      taxpayerName,
      taxpayerNpwp,
      kap,
      kjs,
      period,
      amount: snapAmount(billing.amount),
      expiresAt: wibTimestamp(billing.expiresAt),
      billingStatus: billingStatus(billing, bank.now()),
      ...(ntpn === null ? {} : { ntpn, ntb }),
    });
  },
});

const payment = snapService({
  code: '91',
  path: '/mpn/payment',
  fields: {
    partnerReferenceNo: required(text(64)),
    billingCode: required(billingCode),
    amount: required(amount),
    sourceAccountNo: required(pattern(/^[0-9A-Z]{1,19}$/)),
    transactionDate: required(moment),
  },
  handle: async ({ bank, partner, externalId, values }) => {
    const { partnerReferenceNo } = values;
    const result = await executeTransfer(bank, {
      partnerId: partner.partnerId,
      partnerReferenceNo,
      externalId,
      service: '91',
      channel: 'MPN',
      amount: values.amount,
      sourceAccountNo: values.sourceAccountNo,
      beneficiaryBankCode: '',
      beneficiaryAccountNo: values.billingCode,
      beneficiaryName: 'Kas Negara',
      remark: `MPN ${values.billingCode}`,
      transactionDate: wibTimestamp(values.transactionDate),
      payee: stateTreasury(values.billingCode, values.amount, bank.now),
    });
    return transferAnswer(partnerReferenceNo, result, ({ details }) => ({
      ...details,
      billingCode: values.billingCode,
      amount: snapAmount(values.amount),
    }));
  },
});

/** Pays a billing code whole, once, in time. */
function stateTreasury(code: string, sum: bigint, now: () => Date): SpecialPayee {
  return {
    find: async (tx, source) => {
      const billing = await lockBilling(tx, code);
      if (billing === null) return { case: 'invalidBill', info: '[billingCode]' };
      const status = billingStatus(billing, now());
      if (status === 'PAID') return { case: 'paidBill', info: '' };
      if (status === 'EXPIRED') return { case: 'expiredBill', info: '[expired]' };
      if (billing.amount !== sum) return { case: 'invalidAmount', info: '' };
      return internalAccount(tx, source.bankCode, 'KASNEGARA');
    },
    paid: async (tx, _referenceNo, at) => ({ ...(await markPaid(tx, code, at)), paidTime: wibTimestamp(at) }),
  };
}

const billing = snapService({
  code: '92',
  path: '/mpn/billing',
  fields: {
    taxpayerNpwp: required(pattern(/^\d{15,16}$/)),
    taxpayerName: required(text(100)),
    kap: required(pattern(/^\d{6}$/)),
    kjs: required(pattern(/^\d{3}$/)),
    // 00 stands for a deposit without a month of its own.
    period: required(pattern(/^(0\d|1[0-2])20\d{2}$/)),
    amount: required(amount),
    description: optional(text(150)),
  },
  handle: async ({ bank, partner, values }) => {
    const description = values.description ?? '';
    const created = await createBilling(bank.db, partner.partnerId, { ...values, description }, bank.now());
    return answer('successful', '', {
      billingCode: created.billingCode,
      amount: snapAmount(values.amount),
      expiresAt: wibTimestamp(created.expiresAt),
    });
  },
});

export const mpnServices: readonly SnapService[] = [inquiry, payment, billing];
