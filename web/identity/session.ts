import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answer, api, withKey } from '../shared/api/client.ts';
import { meQuery } from '../shared/api/me.ts';
import type { FactorKind, PasskeyAnswer } from '../shared/factor/factor.ts';
import type { Begun } from '../shared/factor/use-ceremony.ts';
import { dropTicket } from './ticket.ts';

/** Handed over by the first step, with the ways that the second takes. */
export interface FirstStep {
  readonly ticket: string;
  readonly factors: readonly FactorKind[];
}

/** First step: e-mail and password. A wrong pair and an unknown person get the same answer. */
export function firstStep(input: { email: string; password: string }, key: string): Promise<FirstStep> {
  return answer(api.POST('/api/v1/sign-in', { body: input, ...withKey(key) }), 'stay');
}

/** Second step: a code. The session then lives in a cookie that scripts cannot read. */
export function sendCode(input: { ticket: string; code: string; factor?: 'totp' | 'email' | 'recovery' }, key: string) {
  return answer(api.POST('/api/v1/sign-in/code', { body: { factor: 'totp', ...input }, ...withKey(key) }), 'stay');
}

/** Has a code mailed for the second step. */
export function mailCode(ticket: string): Promise<unknown> {
  return answer(api.POST('/api/v1/sign-in/email-code', { body: { ticket } }), 'stay');
}

/** What a passkey has to sign: with a ticket as the second step, without one as the only step. */
export function beginPasskey(ticket?: string): Promise<Begun> {
  return answer(api.POST('/api/v1/sign-in/passkey/options', { body: ticket === undefined ? {} : { ticket } }), 'stay');
}

export function sendPasskey(input: PasskeyAnswer, key: string) {
  return answer(api.POST('/api/v1/sign-in/passkey', { body: input, ...withKey(key) }), 'stay');
}

/** After the last step: forget what another person left behind, learn who this is, go on. */
export function useEnter(): (path: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (path) => {
    dropTicket();
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
    await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    await navigate({ to: path });
  };
}
