/** What the bank says of an earlier transaction (36, 51, 53, 55, 64, 66, 68). Pure. */
import type { CallOutcome, StatusOutcome } from '../ports/outcome.ts';
import { codeOf, type Exchange, messageOf, unreadable } from './outcome.ts';
import { isListed, parseResponseCode } from './response-codes.ts';
import { fromSnapAmount, textOf } from './wire.ts';

/**
 * Outcome of a status enquiry. The response code speaks of the enquiry, latestTransactionStatus of the transaction. 404xx01 and
 * status 07 are `not_found`: not yet proof that nothing was paid.
 */
export function statusOutcome(exchange: Exchange): StatusOutcome {
  if (exchange.kind !== 'answered') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null) return { kind: 'unknown', message: unreadable(exchange) };
  if (code.http === 404 && code.case === '01') return { kind: 'not_found' };
  if (code.http !== 200 || !isListed(code)) {
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

/** Of a capture or void (66, 68): INIT, SUCCESS, FAILED in `field`; `number` holds the bank's reference of it. */
export function stepStatus(exchange: Exchange, field: string, number: string): StatusOutcome {
  const asked = statusOutcome(exchange);
  if (exchange.kind !== 'answered' || exchange.body === null || codeOf(exchange)?.http !== 200) return asked;
  const referenceNo = textOf(exchange.body, number) ?? textOf(exchange.body, 'originalReferenceNo');
  switch (textOf(exchange.body, field)) {
    case 'SUCCESS':
      return referenceNo === null
        ? { kind: 'unknown', message: 'success without a bank reference' }
        : { kind: 'success', referenceNo, bankTime: exchange.bankTime };
    case 'INIT':
      return { kind: 'pending' };
    case 'FAILED':
      return {
        kind: 'failed',
        code: failureCode(exchange.body) ?? '06',
        message: textOf(exchange.body, 'transactionStatusDesc') ?? '',
      };
    default:
      return asked;
  }
}

/** A status that speaks of another amount is about another payment: nobody may post on it. */
export function sameAmount(outcome: StatusOutcome, exchange: Exchange, field: string, expected: bigint): StatusOutcome {
  if (outcome.kind !== 'success' || exchange.kind !== 'answered') return outcome;
  const given = exchange.body?.[field];
  if (given === undefined || fromSnapAmount(given) === expected) return outcome;
  return { kind: 'unknown', message: 'the bank reports another amount under this reference' };
}

/** After "this reference was already used": only a status of success is success; all else is asked about again. */
export function confirmed(earlier: StatusOutcome, code: string): CallOutcome {
  switch (earlier.kind) {
    case 'success':
      return earlier;
    case 'unknown':
      return { kind: 'unknown', message: `${code}; ${earlier.message}` };
    default:
      return { kind: 'pending', referenceNo: null };
  }
}
