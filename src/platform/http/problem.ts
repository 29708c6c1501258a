/** Refusals as RFC 9457 problems: a status, a code, and a sentence that a person can act on. */
import { isRefusal, type Refusal } from '../../kernel/decision.ts';
import { refusalSentence } from '../../kernel/refusal.ts';
import type { RefusalCode } from '../../kernel/refusal-codes.ts';

export interface FieldFault {
  /** Name of the field on the form: `needDate`, `lines.0.quantity`. */
  readonly path: string;
  readonly message: string;
}

/** Thrown by routes to answer with a refusal. */
export class Refused extends Error {
  readonly refusal: Refusal;
  readonly errors: readonly FieldFault[];

  constructor(refusal: Refusal, errors: readonly FieldFault[] = []) {
    super(refusal.code);
    this.name = 'Refused';
    this.refusal = refusal;
    this.errors = errors;
  }
}

/** What was decided; throws Refused when it was a refusal. */
export function orRefused<T>(outcome: T | Refusal): T {
  if (isRefusal(outcome)) throw new Refused(outcome);
  return outcome;
}

const STATUS: { readonly [C in RefusalCode]?: number } = {
  not_signed_in: 401,
  credentials_wrong: 401,
  ticket_expired: 401,
  passkey_wrong: 401,
  password_expired: 403,
  account_unused: 403,
  link_expired: 410,
  data_erased: 410,
  federated_expired: 401,
  federated_refused: 401,
  service_key_invalid: 401,
  federated_not_linked: 403,
  federated_other_person: 403,
  foreign_request: 403,
  not_your_role: 403,
  not_yours: 403,
  not_assigned_to_you: 403,
  same_person: 403,
  not_found: 404,
  not_possible_now: 409,
  not_your_turn: 409,
  already_done: 409,
  moved_on: 409,
  key_reused: 409,
  body_too_large: 413,
  too_many_tries: 429,
  too_many_requests: 429,
  input_invalid: 422,
  unexpected: 500,
  federated_unreachable: 503,
};
/** A rule of the domain said no to well-formed input. */
const UNPROCESSABLE = 422;

export const statusOf = (code: RefusalCode): number => STATUS[code] ?? UNPROCESSABLE;

export const problemType = 'application/problem+json';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: RefusalCode;
  /** What a person reads to support; the log has it too. */
  readonly reference: string;
  readonly errors: readonly FieldFault[];
}

const TITLES = { id: 'Permintaan tidak dapat dijalankan', en: 'The request cannot be carried out' } as const;

export function problemOf(
  refusal: Refusal,
  language: 'id' | 'en',
  reference: string,
  errors: readonly FieldFault[] = [],
): Problem {
  return {
    type: `/problems/${refusal.code}`,
    title: TITLES[language],
    status: statusOf(refusal.code),
    detail: refusalSentence(refusal, language),
    code: refusal.code,
    reference,
    errors,
  };
}
