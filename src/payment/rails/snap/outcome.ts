/**
 * What an answer means. Pure. The table follows SNAP's response codes and the rule of the payment journey: the HTTP
 * class alone decides nothing, and whatever is not certain is `unknown` and asked about.
 */
import type { CallOutcome } from '../ports/outcome.ts';
import { isListed, parseResponseCode, type ResponseCode } from './response-codes.ts';
import type { ServiceCode } from './services.ts';
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

/** Done with the answer: money has moved, or what was asked for exists or is gone. */
const EXECUTES_AT_ONCE: ReadonlySet<string> = new Set<ServiceCode>(
  '17 18 27 31 33 50 57 58 65 67 69 77 78 91'.split(' ') as ServiceCode[],
);
/** Only opened or accepted; what becomes of it is asked later. Success here says no more than that it exists. */
const OPENS: ReadonlySet<string> = new Set<ServiceCode>(['47', '54', '63']);
/** Inconsistent Request on these says that the first request went through. */
const INCONSISTENT_MEANS_DONE: ReadonlySet<string> = new Set(['17', '18', '22', '23', '25', '33', '58', '67', '78']);
/** Nothing was executed. */
const REFUSING_STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 429]);

/** Where the bank's own reference stands, by service; elsewhere in referenceNo or originalReferenceNo. */
const REFERENCE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  '27': ['trxId', 'virtualAccountNo'],
  '31': ['trxId', 'virtualAccountNo'],
  '33': ['referenceNo', 'paymentRequestId', 'partnerReferenceNo'],
  '47': ['referenceNo', 'partnerReferenceNo'],
  '58': ['refundNo'],
  '65': ['captureNo'],
  '67': ['voidNo'],
  '69': ['refundNo'],
  '78': ['refundNo'],
};
const USUAL_REFERENCE = ['referenceNo', 'originalReferenceNo'];
const TIME_FIELDS = [
  'transactionDate',
  'paidTime',
  'captureTime',
  'voidTime',
  'refundTime',
  'cancelTime',
  'trxDateTime',
];

/** The code of an answer whose HTTP status agrees with it, or null. */
export function codeOf(exchange: Exchange & { kind: 'answered' }): ResponseCode | null {
  const code = parseResponseCode(exchange.body?.responseCode);
  return code !== null && code.http === exchange.httpStatus ? code : null;
}

/**
 * Outcome of a call that asks the bank to do something. The called service decides, not the service digits of the
 * code: banks give some rails codes of their own. `earlierUnknown`: an earlier request under this reference was never
 * answered; a refusal now may be of the second (funds are short because the first was paid) and proves nothing.
 */
export function callOutcome(service: string, exchange: Exchange, earlierUnknown = false): RawOutcome {
  if (exchange.kind === 'not_sent') return exchange;
  if (exchange.kind === 'lost') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null) return { kind: 'unknown', message: unreadable(exchange) };
  if (!isListed(code)) return { kind: 'unknown', message: `${code.text} ${messageOf(exchange.body)}` };
  const referenceNo = referenceIn(service, exchange.body);

  if (code.http === 200) return accepted(service, exchange.body, referenceNo, exchange.bankTime);
  if (code.http === 202) return { kind: 'pending', referenceNo };
  if (code.http === 409 && code.case === '01') return { kind: 'confirm', code: code.text };
  if (code.http === 404 && code.case === '18' && INCONSISTENT_MEANS_DONE.has(service)) {
    return { kind: 'confirm', code: code.text };
  }
  if (REFUSING_STATUSES.has(code.http) && !earlierUnknown) {
    return { kind: 'refused', code: code.text, message: messageOf(exchange.body) };
  }
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
  const at = TIME_FIELDS.map((field) => textOf(body, field)).find((text) => text !== null);
  const success: CallOutcome = { kind: 'success', referenceNo, bankTime: at ?? bankTime };
  if (EXECUTES_AT_ONCE.has(service) || OPENS.has(service)) return success;
  const status = textOf(body, 'transactionStatus');
  if (status === '00') return success;
  if (status === '05' || status === '06') return { kind: 'refused', code: status, message: messageOf(body) };
  return { kind: 'pending', referenceNo };
}

function referenceIn(service: string, body: Readonly<Record<string, unknown>>): string | null {
  const places = [body, vaEnvelope(body)].filter(isObject);
  for (const field of REFERENCE_FIELDS[service] ?? USUAL_REFERENCE) {
    for (const place of places) {
      const found = textOf(place, field);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The envelope of virtual accounts, in both spellings of the standard. */
export function vaEnvelope(body: Readonly<Record<string, unknown>>): unknown {
  return body.virtualAccountData ?? body.virtualAccountdata;
}

export function messageOf(body: Readonly<Record<string, unknown>>): string {
  return textOf(body, 'responseMessage') ?? '';
}

export function unreadable(exchange: Exchange & { kind: 'answered' }): string {
  const what = isObject(exchange.body) ? 'no valid responseCode' : 'no JSON object';
  return `HTTP ${exchange.httpStatus} with ${what}`;
}

/** The answer in a line, for logs and people: code and message, never fields. */
export function describe(exchange: Exchange): string {
  if (exchange.kind !== 'answered') return exchange.message;
  const code = codeOf(exchange)?.text ?? `HTTP ${exchange.httpStatus}`;
  return `${code} ${exchange.body === null ? '' : messageOf(exchange.body)}`.trim();
}
