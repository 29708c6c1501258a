import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { components } from '../shared/api/schema.ts';
import { unconfirmed } from '../shared/api/unconfirmed.ts';

export type Withholding = components['schemas']['Withholding'];
export type TaxDeposit = components['schemas']['TaxDeposit'];
export type TaxView = 'owed' | 'slips' | 'report' | 'done' | 'all';

export const withholdingsQuery = (view: TaxView) =>
  queryOptions({
    queryKey: ['taxes', 'withholdings', view],
    queryFn: () => answer(api.GET('/api/v1/taxes/withholdings', { params: { query: { view } } })),
  });

export const depositsQuery = (cursor: string) =>
  queryOptions({
    queryKey: ['taxes', 'deposits', cursor],
    queryFn: () => answer(api.GET('/api/v1/taxes/deposits', { params: { query: cursor === '' ? {} : { cursor } } })),
  });

const AGAIN_MS = 2_000;
const UNDER_WAY: readonly TaxDeposit['state'][] = ['DRAFTED', 'PAYING'];

/** Asked again while the bank is at work. */
export const depositQuery = (id: string) =>
  queryOptions({
    queryKey: ['taxes', 'deposit', id],
    queryFn: () => answer(api.GET('/api/v1/taxes/deposits/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && UNDER_WAY.includes(data.state) && data.trouble === '' ? AGAIN_MS : false,
  });

export function useRenewTaxes(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const key of ['taxes', 'payments', 'tasks']) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export const draftDeposit = (body: { withholdingIds: string[]; period: string }, key: string) =>
  unconfirmed(answer(api.POST('/api/v1/taxes/deposits', { body, ...withKey(key) })));

export const reportTaxes = (body: { withholdingIds: string[]; period: string }, key: string) =>
  unconfirmed(answer(api.POST('/api/v1/taxes/report', { body, ...withKey(key) })));

export const recordSlip = (id: string) => (body: { number: string; date: string }, key: string) =>
  unconfirmed(
    answer(
      api.POST('/api/v1/taxes/withholdings/{id}/slip', {
        params: { path: { id } },
        body: body as never,
        ...withKey(key),
      }),
    ),
  );

export const closeOutsideCard = (id: string) => (body: { ntpn: string; date: string; note: string }, key: string) =>
  unconfirmed(
    answer(
      api.POST('/api/v1/taxes/withholdings/{id}/closeOutsideCard', {
        params: { path: { id } },
        body: body as never,
        ...withKey(key),
      }),
    ),
  );

type DepositAct = 'recordBilling' | 'pay' | 'recordNtpn' | 'withdraw';

export const depositAct = (id: string, act: DepositAct) => (body: object, key: string) =>
  unconfirmed(
    answer(
      // Every act has the same shape of path and answer.
      api.POST(`/api/v1/taxes/deposits/{id}/${act}` as '/api/v1/taxes/deposits/{id}/pay', {
        params: { path: { id } },
        body: body as never,
        ...withKey(key),
      }),
    ),
  );
