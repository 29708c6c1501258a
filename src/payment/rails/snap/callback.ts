/**
 * What a bank sends to the platform (SNAP 25, 52, 56, 75, 76, and 73 for a token of ours): checks in the order of a SNAP server, over
 * the raw bytes. What is admitted here is a hint only: money is confirmed by status.
 */
import type { BankNotice, NoticeService } from '../ports/notice.ts';
import type { CallbackTokens } from './callback-token.ts';
import { noticeIn } from './notice-body.ts';
import { tokenStringToSign, transactionStringToSign, verifyHmac, verifyRsa } from './signature.ts';
import { isObject, parseSnapTime } from './wire.ts';

export interface NoticeRequest {
  readonly method: string;
  /** Path and query as the bank called them, before any proxy rewrites. */
  readonly endpointUrl: string;
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly rawBody: Uint8Array;
}

/** How the platform knows one bank. */
export interface BankTrust {
  /** X-PARTNER-ID under which the bank knows the platform. */
  readonly partnerId: string;
  readonly bankPublicKeyPem: string;
  /** How far the bank's clock may be off; 300 seconds unless told. */
  readonly skewSeconds?: number;
  /** For banks that sign with HMAC and a token of ours (type 1); without it only type 2 is taken. */
  readonly symmetric?: {
    /** The bank at the platform: X-CLIENT-KEY when it asks for a token, and the secret it signs with. */
    readonly clientId: string;
    readonly clientSecret: string;
    readonly tokens: CallbackTokens;
  };
}

export interface NoticeTrust extends BankTrust {
  /** SNAP service of the endpoint. */
  readonly service: NoticeService;
  readonly now: Date;
}

/** An HTTP answer in SNAP form. */
export interface NoticeAnswer {
  readonly httpStatus: number;
  readonly body: {
    readonly responseCode: string;
    readonly responseMessage: string;
    readonly [field: string]: unknown;
  };
}

type Body = Readonly<Record<string, unknown>>;
type Refused = { readonly ok: false; readonly answer: NoticeAnswer };
export type Admission = { readonly ok: true; readonly body: Body; readonly externalId: string } | Refused;
export type NoticeVerdict = { readonly ok: true; readonly notice: BankNotice; readonly externalId: string } | Refused;

const MAX_BODY_BYTES = 1_048_576;
const SKEW_SECONDS = 300;
const REQUIRED_HEADERS = ['X-TIMESTAMP', 'X-SIGNATURE', 'X-PARTNER-ID', 'X-EXTERNAL-ID', 'CHANNEL-ID'] as const;
const TOKEN_HEADERS = ['X-TIMESTAMP', 'X-SIGNATURE', 'X-CLIENT-KEY'] as const;
const TOKEN_SERVICE = '73';

type Refuse = (http: number, code: string, message: string) => Refused;

const refuserOf =
  (service: string): Refuse =>
  (http, code, message) => ({ ok: false, answer: noticeAnswer(service, http, code, message) });

/** A message of the bank: signed by it, in time, and a JSON object. Its fields are read by `notice-body.ts`. */
export function admitCallback(request: NoticeRequest, trust: NoticeTrust): Admission {
  const refuse = refuserOf(trust.service);
  const refused = headersRefused(request, REQUIRED_HEADERS, refuse);
  if (refused) return refused;
  const externalId = headerOf(request, 'X-EXTERNAL-ID');
  if (!/^\d{1,36}$/.test(externalId)) return refuse(400, '01', 'Invalid Field Format X-EXTERNAL-ID');
  if (headerOf(request, 'X-PARTNER-ID') !== trust.partnerId) return refuse(401, '00', 'Unauthorized. [Unknown client]');
  const unauthorized = tokenRefused(request, trust, refuse) ?? lateRefused(request, trust, refuse);
  if (unauthorized) return unauthorized;
  if (!isSigned(request, trust)) return refuse(401, '00', 'Unauthorized. [Signature]');
  const body = parseBody(request.rawBody);
  return body === null ? refuse(400, '00', 'Bad Request') : { ok: true, body, externalId };
}

/** A notice (52, 56, 75, 76): admitted, with its fields. */
export function verifyBankNotice(request: NoticeRequest, trust: NoticeTrust): NoticeVerdict {
  const admission = admitCallback(request, trust);
  if (!admission.ok) return admission;
  const refuse = refuserOf(trust.service);
  const notice = noticeIn(trust.service, admission.body);
  if ('missing' in notice) return refuse(400, '02', `Invalid Mandatory Field ${notice.missing}`);
  if ('malformed' in notice) return refuse(400, '01', `Invalid Field Format ${notice.malformed}`);
  return { ok: true, notice, externalId: admission.externalId };
}

/** The bank asks for a token of ours (SNAP 73), with which it signs later messages by HMAC. */
export function grantCallbackToken(
  request: NoticeRequest,
  trust: BankTrust & { readonly now: Date },
): { readonly ok: true; readonly answer: NoticeAnswer } | Refused {
  const refuse = refuserOf(TOKEN_SERVICE);
  const refused = headersRefused(request, TOKEN_HEADERS, refuse);
  if (refused) return refused;
  const { symmetric } = trust;
  const clientKey = headerOf(request, 'X-CLIENT-KEY');
  if (symmetric === undefined || clientKey !== symmetric.clientId) {
    return refuse(401, '00', 'Unauthorized. [Unknown client]');
  }
  const late = lateRefused(request, trust, refuse);
  if (late) return late;
  const signed = tokenStringToSign(clientKey, headerOf(request, 'X-TIMESTAMP'));
  if (!verifyRsa(trust.bankPublicKeyPem, signed, headerOf(request, 'X-SIGNATURE'))) {
    return refuse(401, '00', 'Unauthorized. [Signature]');
  }
  const body = parseBody(request.rawBody);
  if (body === null) return refuse(400, '00', 'Bad Request');
  const grant = body.grantType ?? body.grant_type;
  if (grant === undefined || grant === '') return refuse(400, '02', 'Invalid Mandatory Field grantType');
  if (grant !== 'client_credentials') return refuse(400, '01', 'Invalid Field Format grantType');
  const { token, seconds } = symmetric.tokens.issue(clientKey, trust.now);
  const fields = { accessToken: token, tokenType: 'Bearer', expiresIn: String(seconds) };
  return { ok: true, answer: noticeAnswer(TOKEN_SERVICE, 200, '00', 'Successful', fields) };
}

/** `200xx00`: stored. Also the answer to a repeated notice. */
export function noticeAccepted(service: string, fields: Body = {}): NoticeAnswer {
  return noticeAnswer(service, 200, '00', 'Successful', fields);
}

/** `404xx01`: no payment with this reference. */
export function noticeUnknownReference(service: string): NoticeAnswer {
  return noticeAnswer(service, 404, '01', 'Transaction Not Found');
}

export function noticeAnswer(
  service: string,
  httpStatus: number,
  code: string,
  responseMessage: string,
  fields: Body = {},
): NoticeAnswer {
  return { httpStatus, body: { ...fields, responseCode: `${httpStatus}${service}${code}`, responseMessage } };
}

function headersRefused(request: NoticeRequest, required: readonly string[], refuse: Refuse): Refused | null {
  if (!/^application\/json\s*(;|$)/i.test(headerOf(request, 'Content-Type'))) {
    return refuse(400, '01', 'Invalid Field Format Content-Type');
  }
  if (request.rawBody.byteLength > MAX_BODY_BYTES) return refuse(400, '00', 'Bad Request');
  const missing = required.find((name) => headerOf(request, name) === '');
  if (missing !== undefined) return refuse(400, '02', `Invalid Mandatory Field ${missing}`);
  if (parseSnapTime(headerOf(request, 'X-TIMESTAMP')) === null) {
    return refuse(400, '01', 'Invalid Field Format X-TIMESTAMP');
  }
  return null;
}

function lateRefused(
  request: NoticeRequest,
  { now, skewSeconds = SKEW_SECONDS }: BankTrust & { readonly now: Date },
  refuse: Refuse,
): Refused | null {
  const sentAt = parseSnapTime(headerOf(request, 'X-TIMESTAMP'));
  const off = Math.abs((sentAt?.getTime() ?? 0) - now.getTime());
  return off > skewSeconds * 1000 ? refuse(401, '00', 'Unauthorized. [X-TIMESTAMP]') : null;
}

/** With an Authorization header the message is of type 1 and must carry a token of ours; without it, of type 2. */
function tokenRefused(request: NoticeRequest, { symmetric, now }: NoticeTrust, refuse: Refuse): Refused | null {
  const token = bearerOf(request);
  if (token === null) return null;
  return symmetric?.tokens.isValid(token, symmetric.clientId, now) ? null : refuse(401, '01', 'Invalid Token (B2B)');
}

function isSigned(request: NoticeRequest, { symmetric, bankPublicKeyPem }: NoticeTrust): boolean {
  const { method, endpointUrl, rawBody } = request;
  const timestamp = headerOf(request, 'X-TIMESTAMP');
  const signature = headerOf(request, 'X-SIGNATURE');
  const accessToken = bearerOf(request);
  if (accessToken === null) {
    const signed = transactionStringToSign({ method, endpointUrl, body: rawBody, timestamp });
    return verifyRsa(bankPublicKeyPem, signed, signature);
  }
  if (symmetric === undefined) return false;
  const signed = transactionStringToSign({ method, endpointUrl, accessToken, body: rawBody, timestamp });
  return verifyHmac(symmetric.clientSecret, signed, signature);
}

/** Null without an Authorization header; empty when it holds something else than a bearer token. */
function bearerOf(request: NoticeRequest): string | null {
  const header = headerOf(request, 'Authorization');
  if (header === '') return null;
  return /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '';
}

function headerOf(request: NoticeRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return typeof value === 'string' ? value.trim() : '';
}

function parseBody(raw: Uint8Array): Body | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
