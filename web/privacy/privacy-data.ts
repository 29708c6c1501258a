import { queryOptions } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { paths } from '../shared/api/schema.ts';

export type OwnData = paths['/api/v1/privacy']['get']['responses'][200]['content']['application/json'];

/** What is kept about the person, why and how long, and their request for erasure. */
export const ownDataQuery = queryOptions({
  queryKey: ['privacy'],
  queryFn: () => answer(api.GET('/api/v1/privacy')),
});

/** Where the browser fetches the copy as a file. */
export const COPY_PATH = '/api/v1/privacy/copy';

export const askErasure = (reason: string, key: string) =>
  answer(api.POST('/api/v1/privacy/erasure', { ...withKey(key), body: { reason } }));

export const withdrawErasure = (_: undefined, key: string) =>
  answer(api.POST('/api/v1/privacy/erasure/withdraw', { ...withKey(key), body: {} }));
