import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import type { components } from '../api/schema.ts';
import { currentLanguage } from '../words/language.ts';
import type { Confirms, FactorKind } from './factor.ts';
import type { Begun } from './use-ceremony.ts';

export type Security = components['schemas']['Security'];

/** One's own factors and devices. The language is part of the key, since devices are named in words. */
export const securityQuery = () =>
  queryOptions({
    queryKey: ['security', currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/security')),
  });

/** What may confirm an act of this person, in the order in which it is offered. */
export function actFactors(security: Pick<Security, 'factors' | 'mayActByEmail'>): FactorKind[] {
  const has = (kind: 'totp' | 'passkey') => security.factors.some((factor) => factor.kind === kind);
  return [
    ...(has('totp') ? (['totp'] as const) : []),
    ...(has('passkey') ? (['passkey'] as const) : []),
    ...(security.mayActByEmail ? (['email'] as const) : []),
  ];
}

/** What a passkey has to sign so that it serves this act alone. */
export function beginStepUp(confirms: Confirms): Promise<Begun> {
  return answer(api.POST('/api/v1/step-up/passkey', { body: confirms }));
}

/** Has a code mailed that serves this act alone. */
export function mailStepUp(confirms: Confirms): Promise<unknown> {
  return answer(api.POST('/api/v1/step-up/email-code', { body: confirms }));
}
