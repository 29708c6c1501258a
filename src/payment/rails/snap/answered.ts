/** Enquiries that move no money, in the words of the ports. */
import type { Answered, CallOutcome } from '../ports/outcome.ts';
import { callOutcome, codeOf, describe, type Exchange, messageOf, type RawOutcome } from './outcome.ts';
import { isListed } from './response-codes.ts';
import type { ServiceCode } from './services.ts';

type Body = Readonly<Record<string, unknown>>;

/**
 * What `read` makes of a good answer. A 404, or a 403 about the thing asked for, is `not_found` with its code; everything else,
 * and what `read` cannot make sense of, is `unknown`.
 */
export function answered<T extends object>(exchange: Exchange, read: (body: Body) => T | null): Answered<T> {
  if (exchange.kind !== 'answered') return { kind: 'unknown', message: exchange.message };
  const code = codeOf(exchange);
  if (code === null || exchange.body === null || !isListed(code)) {
    return { kind: 'unknown', message: describe(exchange) };
  }
  if (code.http === 404) return { kind: 'not_found', code: code.text, message: messageOf(exchange.body) };
  if (code.http !== 200) return { kind: 'unknown', message: describe(exchange) };
  const found = read(exchange.body);
  return found === null
    ? { kind: 'unknown', message: `${code.text} with fields missing` }
    : { kind: 'found', ...found };
}

/** For calls of which no status says more: a reference that was used before is in progress until something else tells. */
export function orPending(outcome: RawOutcome): CallOutcome {
  return outcome.kind === 'confirm' ? { kind: 'pending', referenceNo: null } : outcome;
}

/** The outcome of a call, and the same body for what else stands in it; null when there is none. */
export function outcomeOf(service: ServiceCode, exchange: Exchange): { raw: RawOutcome; body: Body | null } {
  return {
    raw: callOutcome(service, exchange),
    body: exchange.kind === 'answered' ? exchange.body : null,
  };
}
