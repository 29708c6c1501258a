import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import { sendPhotos } from '../shared/api/photos.ts';
import type { components, paths } from '../shared/api/schema.ts';
import { unconfirmed } from '../shared/api/unconfirmed.ts';

export type BillSummary = components['schemas']['CardBillSummary'];
export type Bill = components['schemas']['CardBill'];
export type BillLine = Bill['items'][number];
export type Usage = components['schemas']['CardUsage'];
type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;

export const billsQuery = queryOptions({
  queryKey: ['cardBills'],
  queryFn: () => answer(api.GET('/api/v1/card-bills')),
});

const AGAIN_MS = 2_000;

/** Asked again while the bank is at work. */
export const billQuery = (id: string) =>
  queryOptions({
    queryKey: ['cardBills', id],
    queryFn: () => answer(api.GET('/api/v1/card-bills/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => (data?.state === 'PAYING' ? AGAIN_MS : false),
  });

export const usageQuery = queryOptions({
  queryKey: ['cardUsage'],
  queryFn: () => answer(api.GET('/api/v1/card-usage')),
});

export const budgetQuery = queryOptions({
  queryKey: ['budget', 'lines'],
  queryFn: () => answer(api.GET('/api/v1/budget/lines')),
});

const TOUCHED = ['payment', 'order', 'cardBills', 'cardUsage', 'cards', 'tasks', 'payments', 'budget'];

export function useRenewCards(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const key of TOUCHED) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export type BillAct =
  | 'document'
  | 'link'
  | 'verify'
  | 'dispute'
  | 'personal'
  | 'reconsider'
  | 'repay'
  | 'confirmRepaid'
  | 'rejectRepaid'
  | 'issueDpt'
  | 'finish'
  | 'recordSpp'
  | 'recordSpm'
  | 'recordSp2d'
  | 'pay';

/** Every act has the same shape of path and answer. */
export const sendBillAct = (id: string, act: BillAct, body: object, key: string): Promise<Bill> =>
  answer(
    api.POST(`/api/v1/card-bills/{id}/${act}` as '/api/v1/card-bills/{id}/pay', {
      params: { path: { id } },
      body: body as never,
      ...withKey(key),
    }),
  );

export const billAct = (id: string, act: BillAct) => (body: object, key: string) =>
  unconfirmed(sendBillAct(id, act, body, key));

export const fetchBills = (_: object, key: string) =>
  unconfirmed(answer(api.POST('/api/v1/card-bills/fetch', { body: {} as never, ...withKey(key) })));

export const registerCard = (body: Body<'/api/v1/cards'>, key: string) =>
  unconfirmed(answer(api.POST('/api/v1/cards', { body, ...withKey(key) })));

export const changeCard = (id: string) => (body: Body<'/api/v1/cards/{id}/change'>, key: string) =>
  unconfirmed(answer(api.POST('/api/v1/cards/{id}/change', { params: { path: { id } }, body, ...withKey(key) })));

/** The holder hands in a receipt: photos first, then what they prove. */
export const documentLine =
  (id: string) =>
  async ({ photos, ...said }: { photos: readonly File[] }, key: string) =>
    unconfirmed(
      sendBillAct(
        id,
        'document',
        { ...said, photos: await sendPhotos('/api/v1/card-bills/{id}/receipts', id, photos) },
        key,
      ),
    );
