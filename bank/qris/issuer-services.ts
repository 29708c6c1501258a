/** SNAP 48 (what does a code ask for), 50 (pay it) and 53 (was it paid): the issuer's side of QRIS. */
import { contractAccount } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { cardByToken } from '../cards/card.ts';
import { referenceNo } from '../references.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { amount, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { bankName } from './bank-names.ts';
import { evidenceOf } from './notice.ts';
import { paymentOfPartner } from './paid.ts';
import { type Payer, payCode, scan } from './pay.ts';

const reference = text(64);
const MAX_CONTENT = 512;

const decode = snapService({
  code: '48',
  path: '/qr/qr-mpm-decode',
  fields: {
    partnerReferenceNo: optional(reference),
    qrContent: required(text(MAX_CONTENT)),
    scanTime: required(moment),
  },
  handle: async ({ bank, values }) => {
    const scanned = await scan(bank.db, values.qrContent);
    if (!scanned.ok) return answer(scanned.case, scanned.info);
    const { code, merchant } = scanned;
    return answer('successful', '', {
      referenceNo: referenceNo(bank.now()),
      ...(values.partnerReferenceNo === null ? {} : { partnerReferenceNo: values.partnerReferenceNo }),
      merchantName: code.merchantName,
      merchantCategory: code.mcc,
      merchantLocation: code.city,
      merchantInfos: code.merchantAccounts.map(({ pan }) => ({
        merchantPAN: pan,
        acquirerName: bankName(pan.slice(5, 8)),
      })),
      ...(code.amount === null ? {} : { transactionAmount: snapAmount(code.amount) }),
      ...(code.tip === null || code.tip === 0n ? {} : { feeAmount: snapAmount(code.tip) }),
      additionalInfo: {
        pointOfInitiation: code.isDynamic ? '12' : '11',
        nmid: merchant.nmid,
        criteria: merchant.criteria,
        postcode: code.postcode,
        ...(code.billNo === null ? {} : { billNo: code.billNo }),
        ...(code.reference === null ? {} : { reference: code.reference }),
        ...(code.terminalId === null ? {} : { terminalId: code.terminalId }),
      },
    });
  },
});

/**
 * The standard leaves open which code is paid and from what. Both travel in additionalInfo: `qrContent`, and
 * `sourceAccountNo` (an account under the contract) or `bankCardToken`; a card also needs the holder's code in `otp`.
 */
const pay = snapService({
  code: '50',
  path: '/qr/qr-mpm-payment',
  fields: {
    partnerReferenceNo: required(reference),
    amount: optional(amount),
    otp: optional(text(8)),
    additionalInfo: required(object),
  },
  handle: async ({ bank, partner, externalId, values }) => {
    const { qrContent } = values.additionalInfo;
    if (typeof qrContent !== 'string') return answer('missingField', 'additionalInfo.qrContent');
    const { partnerId } = partner;
    const { partnerReferenceNo } = values;
    const earlier = await paymentOfPartner(bank.db, partnerId, partnerReferenceNo, null);
    if (earlier !== null) {
      const same = values.amount === null || values.amount === earlier.amount;
      return same
        ? answer('duplicate', '', { referenceNo: earlier.referenceNo, partnerReferenceNo })
        : answer('inconsistent');
    }
    const payer = await payerOf(bank, partnerId, values.additionalInfo, values.otp);
    if ('case' in payer) return payer;
    const paid = await payCode(bank, {
      content: qrContent,
      payer,
      amount: values.amount,
      afterExpiry: false,
      issuerSide: { partnerId, partnerReferenceNo, externalId },
    });
    if (!paid.ok) {
      // Two requests with one reference at once: the other has just paid.
      const other =
        paid.case === 'paidBill' ? await paymentOfPartner(bank.db, partnerId, partnerReferenceNo, null) : null;
      if (other === null) return answer(paid.case, paid.info);
      return answer('duplicate', '', { referenceNo: other.referenceNo, partnerReferenceNo });
    }
    return answer('successful', '', {
      referenceNo: paid.referenceNo,
      partnerReferenceNo,
      transactionDate: wibTimestamp(paid.paidAt),
      amount: snapAmount(paid.amount),
      additionalInfo: {
        issuerReferenceNumber: paid.rrn,
        approvalCode: paid.approvalCode,
        merchantName: paid.merchantName,
      },
    });
  },
});

const status = snapService({
  code: '53',
  path: '/qr/qr-mpm-status',
  fields: {
    originalPartnerReferenceNo: optional(reference),
    originalReferenceNo: optional(reference),
    serviceCode: required(pattern(/^50$/)),
  },
  handle: async ({ bank, partner, values }) => {
    const { originalPartnerReferenceNo: ours, originalReferenceNo: theirs } = values;
    if (ours === null && theirs === null) return answer('missingField', 'originalPartnerReferenceNo');
    const paid = await paymentOfPartner(bank.db, partner.partnerId, ours, theirs);
    if (paid === null) return answer('notFound');
    return answer('successful', '', {
      originalReferenceNo: paid.referenceNo,
      ...(ours === null ? {} : { originalPartnerReferenceNo: ours }),
      serviceCode: '50',
      latestTransactionStatus: '00',
      transactionStatusDesc: 'Success',
      paidTime: wibTimestamp(paid.paidAt),
      amount: snapAmount(paid.amount),
      additionalInfo: evidenceOf(paid, { terminalId: '' }),
    });
  },
});

export const issuerServices: readonly SnapService[] = [decode, pay, status];

async function payerOf(
  bank: Bank,
  partnerId: string,
  info: Readonly<Record<string, unknown>>,
  otp: string | null,
): Promise<Payer | Answer> {
  const { bankCardToken, sourceAccountNo } = info;
  if (typeof sourceAccountNo === 'string') {
    const account = await contractAccount(bank.db, partnerId, sourceAccountNo);
    return account === null
      ? answer('invalidAccount', '[sourceAccountNo]')
      : { kind: 'account', accountId: account.id };
  }
  if (typeof bankCardToken !== 'string') return answer('missingField', 'additionalInfo.bankCardToken');
  const card = await cardByToken(bank.db, bankCardToken);
  if (card === null) return answer('invalidAccount', '[bankCardToken]');
  // Without a code of its own the holder can confirm only in the issuer's app.
  if (card.fixedCode === null) return answer('notInContract', '[the holder pays in the app of the issuer]');
  if (otp === null) return answer('missingField', 'otp');
  return otp === card.fixedCode ? { kind: 'card', token: card.token } : answer('invalidOtp');
}
