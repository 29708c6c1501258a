/** SNAP 54 (open the hosted page), 55 (status), 57 (cancel) for card payments. */
import { snapAmount } from '../rupiah.ts';
import { answer, responseMessage } from '../snap/answer.ts';
import { amount, list, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { type Operation, refundsOf } from './operation.ts';
import { openPage, orderOf } from './page-order.ts';
import { cancelSession } from './payment.ts';
import { evidenceOf, isRunning, LATEST_STATUS, partnerSession, type Session } from './session.ts';

const STATUS_TEXT: Readonly<Record<Session['state'], string>> = {
  OPEN: 'Initiated',
  CHALLENGED: 'Paying',
  PAID: 'Success',
  AUTHORISED: 'Authorised',
  CAPTURED: 'Captured',
  VOIDED: 'Canceled',
  LAPSED: 'Lapsed',
  DECLINED: 'Failed',
  EXPIRED: 'Expired',
  CANCELLED: 'Canceled',
};

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
    const order = await orderOf(bank, { ...values, kind: 'SALE', mcc: null, partnerId: partner.partnerId, externalId });
    if ('case' in order) return order;
    const { session, webRedirectUrl, isNew, isSame } = await openPage(bank, order);
    const fields = { referenceNo: session.referenceNo, partnerReferenceNo: session.partnerReferenceNo };
    if (isNew) return answer('successful', '', { ...fields, webRedirectUrl });
    if (!isSame) return answer('inconsistent');
    const waits = isRunning(session) && session.validUntil > bank.now();
    return waits ? answer('inProgress', '', { ...fields, webRedirectUrl }) : answer('duplicate', '', fields);
  },
});

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
    const { partnerId } = partner;
    const session = await partnerSession(bank, 'SALE', partnerId, originalPartnerReferenceNo, originalReferenceNo);
    if (session === null) return answer('notFound');
    const refunds = session.refunded === 0n ? [] : await refundsOf(bank.db, session.id);
    return answer('successful', '', statusFields('54', session, refunds));
  },
});

export const cardCancel = snapService({
  code: '57',
  path: '/debit/cancel',
  fields: { originalPartnerReferenceNo: required(text(64)), reason: optional(text(256)) },
  handle: async ({ bank, partner, values }) => {
    const session = await partnerSession(bank, 'SALE', partner.partnerId, values.originalPartnerReferenceNo, null);
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

const REFUNDED = '04';

/** What 55 and 64 tell of a session. */
export function statusFields(
  serviceCode: '54' | '63',
  session: Session,
  refunds: readonly Operation[],
): Readonly<Record<string, unknown>> {
  const isRefunded = session.captured > 0n && session.refunded === session.captured;
  return {
    originalReferenceNo: session.referenceNo,
    originalPartnerReferenceNo: session.partnerReferenceNo,
    originalExternalId: session.externalId,
    serviceCode,
    latestTransactionStatus: isRefunded ? REFUNDED : LATEST_STATUS[session.state],
    transactionStatusDesc: isRefunded ? 'Refunded' : session.statusText || STATUS_TEXT[session.state],
    ...(session.responseCode === ''
      ? {}
      : {
          originalResponseCode: session.responseCode,
          originalResponseMessage: session.statusText || responseMessage('successful'),
        }),
    transAmount: snapAmount(session.amount),
    ...(refunds.length === 0 ? {} : { refundHistory: refunds.map(refundFields) }),
    ...(session.approvalCode === null || session.finishedAt === null
      ? {}
      : { approvalCode: session.approvalCode, paidTime: wibTimestamp(session.finishedAt) }),
    ...(session.transStatus === null ? {} : { additionalInfo: evidenceOf(session) }),
  };
}

function refundFields(refund: Operation): Readonly<Record<string, unknown>> {
  return {
    refundNo: refund.bankNo,
    partnerRefundNo: refund.partnerNo,
    refundAmount: snapAmount(refund.amount),
    refundStatus: '00',
    refundDate: wibTimestamp(refund.doneAt),
    reason: refund.note,
  };
}
