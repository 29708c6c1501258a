/** The check order of a SNAP server, from headers to a parsed body. The first failing check answers. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Bank } from '../bank.ts';
import { parseTimestamp } from '../time.ts';
import { type Answer, answer } from './answer.ts';
import { isObject } from './fields.ts';
import { claimExternalId, type Partner, partnerByClient, partnerById, tokenIsValid } from './partners.ts';
import { hmacMatches, rsaMatches, stringToSign, tokenStringToSign } from './signature.ts';

export interface SnapRequest {
  readonly method: string;
  /** Path and query of the request line, behind any stripped public prefix. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

type Refused = { readonly ok: false; readonly answer: Answer };
type Body = Readonly<Record<string, unknown>>;

export type Admission =
  | { readonly ok: true; readonly partner: Partner; readonly externalId: string; readonly body: Body }
  | Refused;
export type TokenAdmission = { readonly ok: true; readonly partner: Partner; readonly body: Body } | Refused;

/** A request older or newer than this is refused. */
const SKEW_MS = 300_000;
const EXTERNAL_ID = /^\d{1,36}$/;
const CHANNEL_ID = /^[0-9A-Za-z]{1,5}$/;
const BEARER = /^Bearer +(\S+)$/i;
const TRANSACTION_HEADERS = ['X-TIMESTAMP', 'X-SIGNATURE', 'X-PARTNER-ID', 'X-EXTERNAL-ID', 'CHANNEL-ID'] as const;
const TOKEN_HEADERS = ['X-TIMESTAMP', 'X-CLIENT-KEY', 'X-SIGNATURE'] as const;

/** Checks of a transaction request with symmetric signature. */
export async function admit(bank: Bank, request: SnapRequest): Promise<Admission> {
  const missing = TRANSACTION_HEADERS.find((name) => header(request, name) === '');
  if (missing !== undefined) return refused(answer('missingField', missing));

  const timestamp = header(request, 'X-TIMESTAMP');
  const sentAt = parseTimestamp(timestamp);
  if (sentAt === null) return refused(answer('invalidFormat', 'X-TIMESTAMP'));
  const externalId = header(request, 'X-EXTERNAL-ID');
  if (!EXTERNAL_ID.test(externalId)) return refused(answer('invalidFormat', 'X-EXTERNAL-ID'));
  if (!CHANNEL_ID.test(header(request, 'CHANNEL-ID'))) return refused(answer('invalidFormat', 'CHANNEL-ID'));

  const partner = await partnerById(bank.db, header(request, 'X-PARTNER-ID'));
  if (partner === null) return refused(answer('unauthorized', '[Unknown client]'));

  const authorization = header(request, 'Authorization');
  if (authorization === '') return refused(answer('tokenNotFound'));
  const accessToken = BEARER.exec(authorization)?.[1];
  const now = bank.wireNow();
  if (accessToken === undefined || !(await tokenIsValid(bank.db, partner, accessToken, now))) {
    return refused(answer('invalidToken'));
  }
  if (isSkewed(sentAt, now)) return refused(answer('unauthorized', '[X-TIMESTAMP]'));

  const signed = stringToSign({
    method: request.method,
    endpointUrl: publicPath(bank, request.url),
    accessToken,
    body: request.body,
    timestamp,
  });
  if (!hmacMatches(partner.clientSecret, signed, header(request, 'X-SIGNATURE'))) {
    return refused(answer('unauthorized', '[Signature]'));
  }
  if (!bank.buckets.take(partner.partnerId, now.getTime())) return refused(answer('tooManyRequests'));
  if (!(await claimExternalId(bank.db, partner, externalId, now))) return refused(answer('conflict'));

  const body = parseBody(request.body);
  return body === null ? refused(answer('badRequest')) : { ok: true, partner, externalId, body };
}

/** Checks of a token request with the partner's RSA signature. */
export async function admitToken(bank: Bank, request: SnapRequest): Promise<TokenAdmission> {
  const missing = TOKEN_HEADERS.find((name) => header(request, name) === '');
  if (missing !== undefined) return refused(answer('missingField', missing));
  const timestamp = header(request, 'X-TIMESTAMP');
  const sentAt = parseTimestamp(timestamp);
  if (sentAt === null) return refused(answer('invalidFormat', 'X-TIMESTAMP'));

  const partner = await partnerByClient(bank.db, header(request, 'X-CLIENT-KEY'));
  if (partner === null) return refused(answer('unauthorized', '[Unknown client]'));
  if (isSkewed(sentAt, bank.wireNow())) return refused(answer('unauthorized', '[X-TIMESTAMP]'));
  const signed = tokenStringToSign(partner.clientId, timestamp);
  if (!rsaMatches(partner.publicKeyPem, signed, header(request, 'X-SIGNATURE'))) {
    return refused(answer('unauthorized', '[Signature]'));
  }
  const body = parseBody(request.body);
  return body === null ? refused(answer('badRequest')) : { ok: true, partner, body };
}

function refused(given: Answer): Refused {
  return { ok: false, answer: given };
}

function header(request: SnapRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return typeof value === 'string' ? value.trim() : '';
}

function isSkewed(sentAt: Date, now: Date): boolean {
  return Math.abs(sentAt.getTime() - now.getTime()) > SKEW_MS;
}

/** Behind a proxy that strips a prefix, the partner signs the public path. */
function publicPath(bank: Bank, url: string): string {
  return new URL(bank.publicUrl).pathname.replace(/\/$/, '') + url;
}

function parseBody(raw: Uint8Array): Body | null {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
