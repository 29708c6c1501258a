/** SNAP 63 to 69: authorise on the hosted page, capture, void, refund; and 58, the refund of a sale. */
import { snapAmount } from '../rupiah.ts';
import { type Answer, answer } from '../snap/answer.ts';
import { amount, list, moment, object, optional, pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { parseTimestamp, wibTimestamp } from '../time.ts';
import {
  capture,
  type Operation,
  type OperationResult,
  operationOf,
  refund,
  refundsOf,
  voidAuthorisation,
} from './operation.ts';
import { openPage, orderOf } from './page-order.ts';
import { statusFields } from './services.ts';
import { isRunning, partnerSession } from './session.ts';

const reference = text(64);
const originals = { originalPartnerReferenceNo: required(reference), originalReferenceNo: required(reference) };

/**
 * The standard has no field for the card, the vendor and the way back: they travel as in 54, in fields of their own or in
 * additionalInfo. Success says that the page is open; whether the holder has authorised, 64 and 56 tell.
 */
const authorise = snapService({
  code: '63',
  path: '/auth/payment',
  fields: {
    partnerReferenceNo: required(reference),
    merchantId: required(reference),
    title: required(text(256)),
    amount: required(amount),
    mcc: optional(pattern(/^\d{4}$/)),
    bankCardToken: optional(text(128)),
    urlParams: optional(list),
    validUpTo: optional(moment),
    additionalInfo: required(object),
  },
  handle: async ({ bank, partner, externalId, values }) => {
    const info = values.additionalInfo;
    const bankCardToken = values.bankCardToken ?? info.bankCardToken;
    if (typeof bankCardToken !== 'string') return answer('missingField', 'bankCardToken');
    const urlParams = values.urlParams ?? (Array.isArray(info.urlParams) ? info.urlParams : []);
    const validUpTo = values.validUpTo ?? (typeof info.validUpTo === 'string' ? parseTimestamp(info.validUpTo) : null);
    const order = await orderOf(bank, {
      kind: 'AUTH',
      partnerId: partner.partnerId,
      externalId,
      partnerReferenceNo: values.partnerReferenceNo,
      bankCardToken,
      amount: values.amount,
      urlParams,
      validUpTo,
      mcc: values.mcc,
      additionalInfo: { description: values.title, ...info },
    });
    if ('case' in order) return order;
    const { session, webRedirectUrl, isNew, isSame } = await openPage(bank, order);
    const fields = {
      referenceNo: session.referenceNo,
      partnerReferenceNo: session.partnerReferenceNo,
      // Mandatory in the standard, which knows no page between: the moment the bank took the request.
      paidTime: wibTimestamp(session.createdAt),
    };
    const open = { ...fields, additionalInfo: { webRedirectUrl } };
    if (isNew) return answer('successful', '', open);
    if (!isSame) return answer('inconsistent');
    const waits = isRunning(session) && session.validUntil > bank.now();
    return waits ? answer('inProgress', '', open) : answer('duplicate', '', fields);
  },
});

const authoriseStatus = snapService({
  code: '64',
  path: '/auth/query',
  fields: {
    originalPartnerReferenceNo: optional(reference),
    // As the published sample spells it.
    originalpartnerReferenceNo: optional(reference),
    originalReferenceNo: optional(reference),
  },
  handle: async ({ bank, partner, values }) => {
    const partnerReferenceNo = values.originalPartnerReferenceNo ?? values.originalpartnerReferenceNo;
    if (partnerReferenceNo === null && values.originalReferenceNo === null) {
      return answer('missingField', 'originalPartnerReferenceNo');
    }
    const { partnerId } = partner;
    const session = await partnerSession(bank, 'AUTH', partnerId, partnerReferenceNo, values.originalReferenceNo);
    if (session === null) return answer('notFound');
    const fields = statusFields('63', session, await refundsOf(bank.db, session.id));
    return answer('successful', '', {
      ...fields,
      amount: snapAmount(session.amount),
      additionalInfo: {
        ...(fields.additionalInfo ?? {}),
        state: session.state,
        heldAmount: snapAmount(session.held),
        capturedAmount: snapAmount(session.captured),
        refundedAmount: snapAmount(session.refunded),
        ...(session.authorisedUntil === null ? {} : { authorisedUntil: wibTimestamp(session.authorisedUntil) }),
      },
    });
  },
});

const captureAuthorised = snapService({
  code: '65',
  path: '/auth/capture',
  fields: {
    ...originals,
    partnerCaptureNo: required(reference),
    merchantId: required(reference),
    title: required(text(256)),
    captureAmount: optional(amount),
    lastCapture: optional(text(8)),
  },
  handle: async ({ bank, partner, values }) => {
    const result = await capture(bank, {
      ...operationOrder(partner.partnerId, 'AUTH', values),
      partnerNo: values.partnerCaptureNo,
      amount: values.captureAmount,
      note: values.title,
      isLast: isYes(values.lastCapture),
    });
    return answerTo(result, captureFields);
  },
});

const captureStatus = snapService({
  code: '66',
  path: '/auth/capture-query',
  fields: { originalPartnerReferenceNo: optional(reference), partnerCaptureNo: required(reference) },
  handle: async ({ bank, partner, values }) => {
    const found = await operationOf(bank.db, partner.partnerId, 'CAPTURE', values.partnerCaptureNo);
    if (found === null) return answer('notFound');
    return answer('successful', '', { ...captureFields(found), latestCaptureStatus: 'SUCCESS', ...DONE });
  },
});

const voidAuthorised = snapService({
  code: '67',
  path: '/auth/void',
  fields: {
    ...originals,
    partnerVoidNo: required(reference),
    merchantId: required(reference),
    voidAmount: optional(amount),
    // All that is left is what is voided without an amount, so this adds nothing.
    voidRemainingAmount: optional(text(8)),
    reason: optional(text(256)),
  },
  handle: async ({ bank, partner, values }) => {
    const result = await voidAuthorisation(bank, {
      ...operationOrder(partner.partnerId, 'AUTH', values),
      partnerNo: values.partnerVoidNo,
      amount: values.voidAmount,
      note: values.reason ?? '',
    });
    return answerTo(result, voidFields);
  },
});

const voidStatus = snapService({
  code: '68',
  path: '/auth/void-query',
  fields: { originalPartnerReferenceNo: optional(reference), partnerVoidNo: required(reference) },
  handle: async ({ bank, partner, values }) => {
    const found = await operationOf(bank.db, partner.partnerId, 'VOID', values.partnerVoidNo);
    if (found === null) return answer('notFound');
    return answer('successful', '', { ...voidFields(found), latestVoidStatus: 'SUCCESS', ...DONE });
  },
});

const refundFieldsOfRequest = {
  originalPartnerReferenceNo: required(reference),
  originalReferenceNo: optional(reference),
  originalCaptureNo: optional(reference),
  partnerRefundNo: required(reference),
  refundAmount: optional(amount),
  reason: optional(text(256)),
};

const refundCaptured = refundService('69', '/auth/refund', 'AUTH');
const refundSale = refundService('58', '/debit/refund', 'SALE');

function refundService(code: '58' | '69', path: string, sessionKind: 'SALE' | 'AUTH'): SnapService {
  return snapService({
    code,
    path,
    fields: refundFieldsOfRequest,
    handle: async ({ bank, partner, values }) => {
      const result = await refund(bank, {
        ...operationOrder(partner.partnerId, sessionKind, values),
        partnerNo: values.partnerRefundNo,
        amount: values.refundAmount,
        captureNo: sessionKind === 'AUTH' ? values.originalCaptureNo : null,
        note: values.reason ?? '',
      });
      return answerTo(result, (operation) => ({
        refundNo: operation.bankNo,
        partnerRefundNo: operation.partnerNo,
        refundAmount: snapAmount(operation.amount),
        refundTime: wibTimestamp(operation.doneAt),
      }));
    },
  });
}

export const authorisationServices: readonly SnapService[] = [
  authorise,
  authoriseStatus,
  captureAuthorised,
  captureStatus,
  voidAuthorised,
  voidStatus,
  refundCaptured,
  refundSale,
];

/** What the queries add, as 55 and 36 say it. */
const DONE = { latestTransactionStatus: '00', transactionStatusDesc: 'Success' };

function operationOrder(
  partnerId: string,
  sessionKind: 'SALE' | 'AUTH',
  values: { readonly originalPartnerReferenceNo: string; readonly originalReferenceNo: string | null },
) {
  const { originalPartnerReferenceNo: partnerReferenceNo, originalReferenceNo: referenceNo } = values;
  return { partnerId, sessionKind, partnerReferenceNo, referenceNo };
}

/** A repeated request finds what was done: 409xx01 with its numbers. */
function answerTo(
  result: OperationResult,
  fieldsOf: (operation: Operation) => Readonly<Record<string, unknown>>,
): Answer {
  if (result.kind === 'refused') return answer(result.case, result.info);
  return answer(result.kind === 'done' ? 'successful' : 'duplicate', '', {
    originalPartnerReferenceNo: result.session.partnerReferenceNo,
    originalReferenceNo: result.session.referenceNo,
    originalExternalId: result.session.externalId,
    ...fieldsOf(result.operation),
  });
}

function captureFields(operation: Operation) {
  return {
    captureNo: operation.bankNo,
    partnerCaptureNo: operation.partnerNo,
    captureAmount: snapAmount(operation.amount),
    captureTime: wibTimestamp(operation.doneAt),
  };
}

function voidFields(operation: Operation) {
  return {
    voidNo: operation.bankNo,
    partnerVoidNo: operation.partnerNo,
    voidAmount: snapAmount(operation.amount),
    voidTime: wibTimestamp(operation.doneAt),
  };
}

function isYes(text: string | null): boolean {
  return text !== null && /^(y|yes|true|1)$/i.test(text);
}
