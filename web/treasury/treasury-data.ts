import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { components, paths } from '../shared/api/schema.ts';
import { unconfirmed } from '../shared/api/unconfirmed.ts';

export type Replenishment = components['schemas']['Replenishment'];
export type ReplenishmentSummary = components['schemas']['ReplenishmentSummary'];
export type Spent = paths['/api/v1/replenishments/spent']['get']['responses'][200]['content']['application/json'];
export type Kind = Replenishment['kind'];

export const spentQuery = queryOptions({
  queryKey: ['replenishments', 'spent'],
  queryFn: () => answer(api.GET('/api/v1/replenishments/spent')),
});

export const replenishmentsQuery = (cursor: string) =>
  queryOptions({
    queryKey: ['replenishments', 'list', cursor],
    queryFn: () => answer(api.GET('/api/v1/replenishments', { params: { query: cursor === '' ? {} : { cursor } } })),
  });

export const replenishmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['replenishments', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/replenishments/{id}', { params: { path: { id } } })),
  });

export function useRenewTreasury(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const key of ['replenishments', 'budget', 'tasks']) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export interface Asked {
  readonly kind: Kind;
  readonly amount?: string;
  readonly approval?: { readonly number: string; readonly date: string };
}

export const askReplenishment = (body: Asked, key: string) =>
  unconfirmed(answer(api.POST('/api/v1/replenishments', { body: body as never, ...withKey(key) })));

export const replenishmentAct = (id: string, act: string) => (body: object, key: string) =>
  unconfirmed(
    answer(
      // Every act has the same shape of path and answer.
      api.POST(`/api/v1/replenishments/{id}/${act}` as '/api/v1/replenishments/{id}/withdraw', {
        params: { path: { id } },
        body: body as never,
        ...withKey(key),
      }),
    ),
  );
