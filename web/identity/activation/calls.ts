import { answer, api, withKey } from '../../shared/api/client.ts';
import type { paths } from '../../shared/api/schema.ts';
import { currentLanguage } from '../../shared/words/language.ts';

/** Who is invited. The language is part of the key, since the rules of passwords are sentences. */
export const invitationQuery = (token: string) => ({
  queryKey: ['activation', token, currentLanguage()],
  queryFn: () => answer(api.POST('/api/v1/activation/open', { body: { token } }), 'stay'),
  staleTime: Number.POSITIVE_INFINITY,
});

export type Invitation = Awaited<ReturnType<ReturnType<typeof invitationQuery>['queryFn']>>;

export const choosePassword = (body: { token: string; password: string }, key: string) =>
  answer(api.POST('/api/v1/activation/password', { body, ...withKey(key) }), 'stay');

export const beginPasskey = (token: string) =>
  answer(api.POST('/api/v1/activation/passkey', { body: { token } }), 'stay');

export const mailCode = (token: string) =>
  answer(api.POST('/api/v1/activation/email-code', { body: { token } }), 'stay');

/** What proves the second factor; with it the account is active and the session begins. */
export type FinishBody = paths['/api/v1/activation/finish']['post']['requestBody']['content']['application/json'];

export const finish = (body: FinishBody, key: string) =>
  answer(api.POST('/api/v1/activation/finish', { body, ...withKey(key) }), 'stay');
