import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';
import { currentLanguage } from '../words/language.ts';
import { type Confirms, FACTORS, type FactorKind } from './factor.ts';
import type { Begun } from './use-ceremony.ts';

export type Security = components['schemas']['Security'];

/** One's own factors and devices. The language is part of the key, since devices are named in words. */
export const securityQuery = () =>
  queryOptions({
    queryKey: ['security', currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/security')),
  });

/**
 * What may confirm an act, in the order in which it is offered. Changes of one's own security also take what is left to somebody
 * who has lost the rest: a recovery code, or a mailed code where there is nothing else yet.
 */
export function actFactors(security: Security, confirms: Confirms): FactorKind[] {
  const own = 'act' in confirms;
  const has = (kind: 'totp' | 'passkey') => security.factors.some((factor) => factor.kind === kind);
  const byEmail = security.mayActByEmail || (own && security.mayUseEmail && security.factors.length === 0);
  const open = {
    totp: has('totp'),
    passkey: has('passkey'),
    email: byEmail,
    recovery: own && security.recoveryLeft > 0,
  };
  return FACTORS.filter((kind) => open[kind]);
}

/** What a passkey has to sign so that it serves this act alone. */
export function beginStepUp(confirms: Confirms): Promise<Begun> {
  return answer(api.POST('/api/v1/step-up/passkey', { body: confirms }));
}

/** Has a code mailed that serves this act alone. */
export function mailStepUp(confirms: Confirms): Promise<unknown> {
  return answer(api.POST('/api/v1/step-up/email-code', { body: confirms }));
}
