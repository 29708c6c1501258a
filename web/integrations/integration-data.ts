import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { paths } from '../shared/api/schema.ts';

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;

export type Integration =
  paths['/api/v1/service-keys']['get']['responses'][200]['content']['application/json']['items'][number];
export type NewIntegration = Body<'/api/v1/service-keys'>;
/** After a command; `key` stands in the first answer and never again. */
export type KeyAnswer = paths['/api/v1/service-keys']['post']['responses'][200]['content']['application/json'];

export const integrationsQuery = queryOptions({
  queryKey: ['integrations'],
  queryFn: () => answer(api.GET('/api/v1/service-keys')),
});

export const createKey = (body: NewIntegration, key: string) =>
  answer(api.POST('/api/v1/service-keys', { body, ...withKey(key) }));

export const rotateKey = (id: string) => (body: Body<'/api/v1/service-keys/{id}/rotate'>, key: string) =>
  answer(api.POST('/api/v1/service-keys/{id}/rotate', { params: { path: { id } }, body, ...withKey(key) }));

/** Needs no proof, so that a leak is stopped quickly. */
export const revokeKey = (id: string) => async (body: { reason: string }, key: string) => {
  await answer(api.POST('/api/v1/service-keys/{id}/revoke', { params: { path: { id } }, body, ...withKey(key) }));
  return { confirm: null };
};

export function useRenewIntegrations(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['integrations'] });
}

/** Offices that the centre may make a key for; vendors: those that were active lately. */
export const officesQuery = queryOptions({
  queryKey: ['integrations', 'offices'],
  queryFn: async () => {
    const [satkers, vendors, kppns] = await Promise.all([
      answer(api.GET('/api/v1/satkers')),
      answer(api.GET('/api/v1/vendors', { params: { query: { state: 'ACTIVE' } } })),
      answer(api.GET('/api/v1/kppns')),
    ]);
    return {
      SATKER: satkers.items.map(({ id, code, name }) => ({ value: id, label: `${name} (${code})` })),
      VENDOR: vendors.items.map(({ id, name }) => ({ value: id, label: name })),
      KPPN: kppns.items.map(({ code, name }) => ({ value: code, label: name })),
    };
  },
});
