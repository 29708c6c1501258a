/**
 * Notifications from the bank (SNAP 56 and its kin), signed with the bank's RSA key and without a token. Checks follow
 * the order of a SNAP server. What is admitted here is a hint only: money is confirmed by status.
 */
import type { BankNotice } from '../port.ts';
import { transactionStringToSign, verifyRsa } from './signature.ts';
import { fromSnapAmount, isObject, parseSnapTime, textOf } from './wire.ts';

export interface NoticeRequest {
  readonly method: string;
  /** Path and query as the bank called them, before any proxy rewrites. */
  readonly endpointUrl: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Uint8Array;
}

export interface NoticeTrust {
  /** SNAP service of the endpoint: 52, 56, 75, 76. */
  readonly service: string;
  /** X-PARTNER-ID under which the bank knows the platform. */
  readonly partnerId: string;
  readonly bankPublicKeyPem: string;
  readonly now: Date;
}

/** An HTTP answer in SNAP form. */
export interface NoticeAnswer {
  readonly httpStatus: number;
  readonly body: { readonly responseCode: string; readonly responseMessage: string };
}

export type NoticeVerdict =
  | { readonly ok: true; readonly notice: BankNotice; readonly externalId: string }
  | { readonly ok: false; readonly answer: NoticeAnswer };

const MAX_BODY_BYTES = 1_048_576;
const SKEW_MS = 300_000;
const REQUIRED_HEADERS = ['X-TIMESTAMP', 'X-SIGNATURE', 'X-PARTNER-ID', 'X-EXTERNAL-ID', 'CHANNEL-ID'] as const;

export function verifyBankNotice(request: NoticeRequest, trust: NoticeTrust): NoticeVerdict {
  const refuse = (http: number, code: string, message: string): NoticeVerdict => ({
    ok: false,
    answer: noticeAnswer(trust.service, http, code, message),
  });

  if (!/^application\/json\s*(;|$)/i.test(headerOf(request, 'Content-Type'))) {
    return refuse(400, '01', 'Invalid Field Format Content-Type');
  }
  if (request.rawBody.byteLength > MAX_BODY_BYTES) return refuse(400, '00', 'Bad Request');
  const missing = REQUIRED_HEADERS.find((name) => headerOf(request, name) === '');
  if (missing !== undefined) return refuse(400, '02', `Invalid Mandatory Field ${missing}`);
  const timestamp = headerOf(request, 'X-TIMESTAMP');
  const sentAt = parseSnapTime(timestamp);
  if (sentAt === null) return refuse(400, '01', 'Invalid Field Format X-TIMESTAMP');
  const externalId = headerOf(request, 'X-EXTERNAL-ID');
  if (!/^\d{1,36}$/.test(externalId)) return refuse(400, '01', 'Invalid Field Format X-EXTERNAL-ID');
  if (headerOf(request, 'X-PARTNER-ID') !== trust.partnerId) return refuse(401, '00', 'Unauthorized. [Unknown client]');
  if (Math.abs(sentAt.getTime() - trust.now.getTime()) > SKEW_MS)
    return refuse(401, '00', 'Unauthorized. [X-TIMESTAMP]');

  const { method, endpointUrl, rawBody } = request;
  const signed = transactionStringToSign({ method, endpointUrl, body: rawBody, timestamp });
  if (!verifyRsa(trust.bankPublicKeyPem, signed, headerOf(request, 'X-SIGNATURE'))) {
    return refuse(401, '00', 'Unauthorized. [Signature]');
  }

  const body = parseBody(rawBody);
  if (body === null) return refuse(400, '00', 'Bad Request');
  const notice = noticeOf(body);
  if ('missing' in notice) return refuse(400, '02', `Invalid Mandatory Field ${notice.missing}`);
  if (body.amount !== undefined && body.amount !== null && notice.amount === null) {
    return refuse(400, '01', 'Invalid Field Format amount');
  }
  return { ok: true, notice, externalId };
}

/** `200xx00`: stored. Also the answer to a repeated notice. */
export function noticeAccepted(service: string): NoticeAnswer {
  return noticeAnswer(service, 200, '00', 'Successful');
}

/** `404xx01`: no payment with this reference. */
export function noticeUnknownReference(service: string): NoticeAnswer {
  return noticeAnswer(service, 404, '01', 'Transaction Not Found');
}

function noticeAnswer(service: string, httpStatus: number, code: string, responseMessage: string): NoticeAnswer {
  return { httpStatus, body: { responseCode: `${httpStatus}${service}${code}`, responseMessage } };
}

function noticeOf(body: Readonly<Record<string, unknown>>): BankNotice | { readonly missing: string } {
  const partnerReferenceNo = textOf(body, 'originalPartnerReferenceNo');
  const referenceNo = textOf(body, 'originalReferenceNo');
  const latestTransactionStatus = textOf(body, 'latestTransactionStatus');
  if (referenceNo === null) return { missing: 'originalReferenceNo' };
  if (latestTransactionStatus === null) return { missing: 'latestTransactionStatus' };
  // Optional in the standard, but our banks echo it and nothing else names the payment for certain.
  if (partnerReferenceNo === null) return { missing: 'originalPartnerReferenceNo' };
  return { partnerReferenceNo, referenceNo, latestTransactionStatus, amount: fromSnapAmount(body.amount) };
}

function headerOf(request: NoticeRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return typeof value === 'string' ? value.trim() : '';
}

function parseBody(raw: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
