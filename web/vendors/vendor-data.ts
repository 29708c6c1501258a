import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { paths } from '../shared/api/schema.ts';

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;

export type VendorSummary =
  paths['/api/v1/vendors']['get']['responses'][200]['content']['application/json']['items'][number];
export type Vendor = paths['/api/v1/vendors/{id}']['get']['responses'][200]['content']['application/json'];
export type VendorState = Vendor['state'];

/** One page of registrations, newest first; `state` '' is every state, `cursor` '' the first page. */
export const vendorsQuery = (state: VendorState | '', cursor = '') =>
  queryOptions({
    queryKey: ['vendors', 'list', state, cursor],
    queryFn: () =>
      answer(
        api.GET('/api/v1/vendors', {
          params: { query: { ...(state === '' ? {} : { state }), ...(cursor === '' ? {} : { cursor }) } },
        }),
      ),
  });

export const vendorQuery = (id: string) =>
  queryOptions({
    queryKey: ['vendors', id],
    queryFn: () => answer(api.GET('/api/v1/vendors/{id}', { params: { path: { id } } })),
  });

export const ownVendorQuery = queryOptions({
  queryKey: ['vendors', 'own'],
  queryFn: () => answer(api.GET('/api/v1/vendors/own')),
});

export const inviteVendor = (body: Body<'/api/v1/vendors'>, key: string) =>
  answer(api.POST('/api/v1/vendors', { body, ...withKey(key) }));

export const registerVendor = (body: Body<'/api/v1/vendors/register'>) =>
  answer(api.POST('/api/v1/vendors/register', { body }), 'stay');

type ActionOf<Path> = Path extends `/api/v1/vendors/{id}/${infer Action}` ? Action : never;
export type VendorAction = ActionOf<keyof paths>;

/** One act on one registration. Every act has the same shape of path and answer. */
export const actOnVendor =
  <A extends VendorAction>(id: string, action: A) =>
  (body: Body<`/api/v1/vendors/{id}/${A}`>, key: string) => {
    const path = `/api/v1/vendors/{id}/${action}` as '/api/v1/vendors/{id}/submit';
    return answer(api.POST(path, { params: { path: { id } }, body: body as never, ...withKey(key) }));
  };

/**
 * After an act every list and every view of a registration is asked for again. What the act answered is shown at once, so that the
 * next press is never made on the state before it.
 */
export function useRenewVendors(): (done?: { readonly confirm?: unknown; readonly vendor?: Vendor | null }) => void {
  const queries = useQueryClient();
  return (done) => {
    const vendor = done?.vendor;
    if (vendor) {
      queries.setQueryData(vendorQuery(vendor.id).queryKey, vendor);
      queries.setQueryData(ownVendorQuery.queryKey, (before) => (before?.id === vendor.id ? vendor : before));
    }
    void queries.invalidateQueries({ queryKey: ['vendors'] });
  };
}
