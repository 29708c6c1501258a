/** SNAP 54 (open the hosted page), 55 (status), 57 (cancel) for card payments. */
import { customerAccount } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer, responseMessage } from '../snap/answer.ts';
import { amount, isObject, list, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { cardByToken } from './card.ts';
import { cancelSession } from './payment.ts';
import { isRunning, LATEST_STATUS, openSession, partnerSession, type Session, type SessionOrder } from './session.ts';

const DEFAULT_LIFE_MS = 900_000;
const LONGEST_LIFE_MS = 86_400_000;
const MAX_URL_LENGTH = 512;
const STATUS_TEXT = {
  OPEN: 'Initiated',
  CHALLENGED: 'Paying',
  PAID: 'Success',
  DECLINED: 'Failed',
  EXPIRED: 'Expired',
  CANCELLED: 'Canceled',
} as const;

/** The vendor and the text of the purchase travel in additionalInfo: the standard has no field for them. */
export const cardPayment = snapService({
  code: '54',
  path: '/debit/payment-host-to-host',
  fields: {
    partnerReferenceNo: required(text(64)),
    bankCardToken: required(text(128)),
    amount: required(amount),
    urlParams: required(list),
    validUpTo: optional(moment),
    additionalInfo: required(object),
  },
  handle: async ({ bank, partner, externalId, values }) => {
    const info = values.additionalInfo;
    const returnUrl = returnUrlOf(values.urlParams);
    if (returnUrl === null) return answer('invalidFormat', 'urlParams');
    const { beneficiaryBankCode, beneficiaryAccountNo } = info;
    if (typeof beneficiaryBankCode !== 'string' || typeof beneficiaryAccountNo !== 'string') {
      return answer('missingField', 'additionalInfo.beneficiaryAccountNo');
    }
    const now = bank.now();
    const validUntil = values.validUpTo ?? new Date(now.getTime() + DEFAULT_LIFE_MS);
    if (validUntil <= now || validUntil.getTime() - now.getTime() > LONGEST_LIFE_MS) {
      return answer('invalidFormat', 'validUpTo');
    }
    const card = await cardByToken(bank.db, values.bankCardToken);
    if (card === null) return answer('invalidAccount', '[bankCardToken]');
    const vendor = await customerAccount(bank.db, beneficiaryBankCode, beneficiaryAccountNo);
    if (vendor === null) return answer('invalidAccount', '[beneficiaryAccountNo]');
    return open(bank, {
      partnerId: partner.partnerId,
      partnerReferenceNo: values.partnerReferenceNo,
      externalId,
      cardToken: card.token,
      vendorId: vendor.id,
      amount: values.amount,
      description: typeof info.description === 'string' ? info.description.slice(0, 150) : '',
      returnUrl,
      validUntil,
    });
  },
});

async function open(bank: Bank, order: SessionOrder): Promise<Answer> {
  const { session, isNew } = await openSession(bank, order);
  const fields = {
    referenceNo: session.referenceNo,
    partnerReferenceNo: session.partnerReferenceNo,
    webRedirectUrl: `${bank.publicUrl}/kartu/${session.secret}`,
  };
  if (isNew) return answer('successful', '', fields);
  const same =
    session.amount === order.amount && session.cardToken === order.cardToken && session.vendorId === order.vendorId;
  if (!same) return answer('inconsistent');
  if (isRunning(session) && session.validUntil > bank.now()) return answer('inProgress', '', fields);
  return answer('duplicate', '', { referenceNo: session.referenceNo, partnerReferenceNo: session.partnerReferenceNo });
}

export const cardStatus = snapService({
  code: '55',
  path: '/debit/status',
  fields: {
    originalPartnerReferenceNo: optional(text(64)),
    originalReferenceNo: optional(text(64)),
    serviceCode: required(pattern(/^54$/)),
    amount: optional(amount),
  },
  handle: async ({ bank, partner, values }) => {
    const { originalPartnerReferenceNo, originalReferenceNo } = values;
    if (originalPartnerReferenceNo === null && originalReferenceNo === null) {
      return answer('missingField', 'originalPartnerReferenceNo');
    }
    const session = await partnerSession(bank, partner.partnerId, originalPartnerReferenceNo, originalReferenceNo);
    return session === null ? answer('notFound') : answer('successful', '', statusFields(session));
  },
});

export const cardCancel = snapService({
  code: '57',
  path: '/debit/cancel',
  fields: { originalPartnerReferenceNo: required(text(64)), reason: optional(text(256)) },
  handle: async ({ bank, partner, values }) => {
    const session = await partnerSession(bank, partner.partnerId, values.originalPartnerReferenceNo, null);
    if (session === null) return answer('notFound');
    const after = await cancelSession(bank, session.id, 'Dibatalkan oleh platform');
    if (after.state === 'PAID') return answer('notAllowedNow', '[already paid]');
    if (after.state !== 'CANCELLED') return answer('invalidStatus', `[${STATUS_TEXT[after.state]}]`);
    return answer('successful', '', {
      originalPartnerReferenceNo: after.partnerReferenceNo,
      originalReferenceNo: after.referenceNo,
      originalExternalId: after.externalId,
      cancelTime: wibTimestamp(after.finishedAt ?? bank.now()),
    });
  },
});

function statusFields(session: Session): Readonly<Record<string, unknown>> {
  return {
    originalReferenceNo: session.referenceNo,
    originalPartnerReferenceNo: session.partnerReferenceNo,
    originalExternalId: session.externalId,
    serviceCode: '54',
    latestTransactionStatus: LATEST_STATUS[session.state],
    transactionStatusDesc: session.statusText || STATUS_TEXT[session.state],
    ...(session.responseCode === ''
      ? {}
      : {
          originalResponseCode: session.responseCode,
          originalResponseMessage: session.statusText || responseMessage('successful'),
        }),
    transAmount: snapAmount(session.amount),
    ...(session.approvalCode === null || session.finishedAt === null
      ? {}
      : {
          approvalCode: session.approvalCode,
          paidTime: wibTimestamp(session.finishedAt),
          additionalInfo: { rrn: session.rrn },
        }),
  };
}

/** The page to which the holder's browser goes back: http or https, nothing that runs. */
function returnUrlOf(params: readonly unknown[]): string | null {
  const found = params.find((param) => isObject(param) && param.type === 'PAY_RETURN');
  if (!isObject(found) || typeof found.url !== 'string' || found.url.length > MAX_URL_LENGTH) return null;
  const url = URL.parse(found.url);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
