/**
 * What an answer means. Pure. The table follows SNAP's response codes and the rule of the payment journey: the HTTP
 * class alone decides nothing, and whatever is not certain is `unknown` and asked about.
 */
import type { CallOutcome, StatusOutcome } from '../port.ts';
import { isObject, textOf } from './wire.ts';

/** What one HTTP exchange gave. */
export type Exchange =
  | {
      readonly kind: 'answered';
      readonly httpStatus: number;
      /** X-TIMESTAMP of the answer. */
      readonly bankTime: string | null;
      /** Null when the body is not a JSON object. */
      readonly body: Readonly<Record<string, unknown>> | null;
    }
  /** Nothing left this machine, or the bank cannot have read the request. */
  | { readonly kind: 'not_sent'; readonly message: string }
  /** The request may have arrived; its answer did not. */
  | { readonly kind: 'lost'; readonly message: string };

/** `confirm`: the bank says the reference was used by an earlier request; only status tells what became of it. */
export type RawOutcome = CallOutcome | { readonly kind: 'confirm'; readonly code: string };

export interface ResponseCode {
  /** Seven digits as received. */
  readonly text: string;
  readonly http: number;
  readonly service: string;
  readonly case: string;
}

const CODE = /^(\d{3})(\d{2})(\d{2})$/;
/** Money moves at once on these; on others 200 only opens something (54) or carries its own status. */
const EXECUTES_AT_ONCE: ReadonlySet<string> = new Set(['17', '18', '33', '57', '58', '78']);
/** Inconsistent Request on these says that the first request went through. */
const INCONSISTENT_MEANS_DONE: ReadonlySet<string> = new Set(['17', '18', '22', '23', '25', '33', '58', '67', '78']);
const REFUSING_STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 429]);

/** Splits a response code. Null unless it is exactly seven digits (a bare number is tolerated, SNAP sample of 30/35). */
export function parseResponseCode(value: unknown): ResponseCode | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const match = CODE.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return null;
  return { text, http: Number(match[1]), service: match[2], case: match[3] };
}

/** The code of an answer whose HTTP status agrees with it, or null. */
export function codeOf(exchange: Exchange & { kind: 'answered' }): ResponseCode | null {
  const code = parseResponseCode(exchange.body?.responseCode);
  return code !== null && code.http === exchange.httpStatus ? code : null;
}

/**
 * Outcome of a call that asks the bank to do something. The called service decides, not the service digits of the
 * code: banks give some rails codes of their own.
 */
export function callOutcome(service: string, exchange: Exchange): RawOutcome {
  if (exchange.kind === 'not_sent') return exchange;
  if (exchange.kind === 'lost') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null) return { kind: 'unknown', message: unreadable(exchange) };
  const referenceNo = textOf(exchange.body, 'referenceNo') ?? textOf(exchange.body, 'originalReferenceNo');

  if (code.http === 200 && code.case === '00') return accepted(service, exchange.body, referenceNo, exchange.bankTime);
  if (code.http === 202 && code.case === '00') return { kind: 'pending', referenceNo };
  if (code.http === 409 && code.case === '01') return { kind: 'confirm', code: code.text };
  if (code.http === 404 && code.case === '18' && INCONSISTENT_MEANS_DONE.has(service)) {
    return { kind: 'confirm', code: code.text };
  }
  if (REFUSING_STATUSES.has(code.http)) return { kind: 'refused', code: code.text, message: messageOf(exchange.body) };
  return { kind: 'unknown', message: `${code.text} ${messageOf(exchange.body)}` };
}

function accepted(
  service: string,
  body: Readonly<Record<string, unknown>>,
  referenceNo: string | null,
  bankTime: string | null,
): CallOutcome {
  // Without the bank's own reference there is nothing to prove the success with: ask.
  if (referenceNo === null) return { kind: 'pending', referenceNo };
  const success: CallOutcome = { kind: 'success', referenceNo, bankTime: textOf(body, 'transactionDate') ?? bankTime };
  if (EXECUTES_AT_ONCE.has(service) || service === '54') return success;
  const status = textOf(body, 'transactionStatus');
  if (status === '00') return success;
  if (status === '05' || status === '06') return { kind: 'refused', code: status, message: messageOf(body) };
  return { kind: 'pending', referenceNo };
}

/**
 * Outcome of a status enquiry (36, 55). The response code speaks of the enquiry, latestTransactionStatus of the
 * transaction. 404xx01 and status 07 are `not_found`: not yet proof that nothing was paid.
 */
export function statusOutcome(exchange: Exchange): StatusOutcome {
  if (exchange.kind !== 'answered') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null) return { kind: 'unknown', message: unreadable(exchange) };
  if (code.http === 404 && code.case === '01') return { kind: 'not_found' };
  if (code.http !== 200 || code.case !== '00') {
    return { kind: 'unknown', message: `${code.text} ${messageOf(exchange.body)}` };
  }
  return latestStatus(exchange.body, exchange.bankTime);
}

function latestStatus(body: Readonly<Record<string, unknown>>, bankTime: string | null): StatusOutcome {
  const latest = textOf(body, 'latestTransactionStatus');
  switch (latest) {
    case '00': {
      const referenceNo = textOf(body, 'originalReferenceNo') ?? textOf(body, 'referenceNumber');
      if (referenceNo === null) return { kind: 'unknown', message: 'success without a bank reference' };
      const at = textOf(body, 'paidTime') ?? textOf(body, 'transactionDate') ?? bankTime;
      return { kind: 'success', referenceNo, bankTime: at };
    }
    case '01':
    case '02':
    case '03':
      return { kind: 'pending' };
    // Refunded, cancelled, failed: the payee does not have the money.
    case '04':
    case '05':
    case '06':
      return {
        kind: 'failed',
        code: failureCode(body) ?? latest,
        message: textOf(body, 'transactionStatusDesc') ?? '',
      };
    case '07':
      return { kind: 'not_found' };
    default:
      return { kind: 'unknown', message: `latestTransactionStatus ${latest ?? 'missing'}` };
  }
}

/** Which refusal ended the transaction, when the bank says so. */
function failureCode(body: Readonly<Record<string, unknown>>): string | null {
  const code = parseResponseCode(body.originalResponseCode ?? body.previousResponseCode);
  return code !== null && code.http >= 400 ? code.text : null;
}

function messageOf(body: Readonly<Record<string, unknown>>): string {
  return textOf(body, 'responseMessage') ?? '';
}

function unreadable(exchange: Exchange & { kind: 'answered' }): string {
  const what = isObject(exchange.body) ? 'no valid responseCode' : 'no JSON object';
  return `HTTP ${exchange.httpStatus} with ${what}`;
}
