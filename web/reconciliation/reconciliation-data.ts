import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { components, paths } from '../shared/api/schema.ts';
import { unconfirmed } from '../shared/api/unconfirmed.ts';
import { currentLanguage } from '../shared/words/language.ts';

export type Proof = components['schemas']['ReconciliationProof'];
export type Line = components['schemas']['StatementLine'];
export type Month = components['schemas']['AccountMonth'];
export type MonthProof = components['schemas']['AccountMonthProof'];
export type StatementFile =
  paths['/api/v1/statements/files']['get']['responses'][200]['content']['application/json']['items'][number];

const AGAIN_MS = 15_000;
/** While a file is taken over. */
const SOON_MS = 1_500;

export const proofQuery = () =>
  queryOptions({
    queryKey: ['cash', 'proof', currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/reconciliation/proof')),
    refetchInterval: AGAIN_MS,
  });

export const linesQuery = (view: 'open' | 'all', cursor: string) =>
  queryOptions({
    queryKey: ['cash', 'lines', view, cursor],
    queryFn: () =>
      answer(
        api.GET('/api/v1/reconciliation/lines', { params: { query: cursor === '' ? { view } : { view, cursor } } }),
      ),
  });

export const monthsQuery = queryOptions({
  queryKey: ['cash', 'months'],
  queryFn: () => answer(api.GET('/api/v1/reconciliation/months')),
});

export const monthQuery = (bookId: string, period: string) =>
  queryOptions({
    queryKey: ['cash', 'month', bookId, period, currentLanguage()],
    queryFn: () =>
      answer(api.GET('/api/v1/reconciliation/months/{bookId}/{period}', { params: { path: { bookId, period } } })),
  });

const WORKING: readonly StatementFile['state'][] = ['RECEIVED', 'CHECKING', 'IMPORTING'];

export const filesQuery = (cursor: string) =>
  queryOptions({
    queryKey: ['cash', 'files', cursor, currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/statements/files', { params: { query: cursor === '' ? {} : { cursor } } })),
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ state }) => WORKING.includes(state)) === true ? SOON_MS : false,
  });

export function useRenewCash(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const key of ['cash', 'payments', 'payment', 'tasks']) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export const askRead = (_: object, key: string) =>
  answer(api.POST('/api/v1/reconciliation/read', { ...withKey(key) } as never)) as Promise<object>;

/** `PAYMENT/<id>` and `EXPECTED/<id>` say what it is; anything else is a kind of line. */
export const explainLine = (id: string) => (body: { what: string; reason: string }, key: string) => {
  const [kind = '', ...rest] = body.what.split('/');
  const params = { path: { id } };
  const { reason } = body;
  return unconfirmed(
    kind === 'PAYMENT' || kind === 'EXPECTED'
      ? answer(
          api.POST('/api/v1/reconciliation/lines/{id}/match', {
            params,
            body: { kind, id: rest.join('/'), reason },
            ...withKey(key),
          }),
        )
      : answer(
          api.POST('/api/v1/reconciliation/lines/{id}/classify', {
            params,
            body: { class: kind as Line['choices'][number], reason },
            ...withKey(key),
          }),
        ),
  );
};

export const undoLine = (id: string) => (body: { reason: string }, key: string) =>
  unconfirmed(
    answer(api.POST('/api/v1/reconciliation/lines/{id}/undo', { params: { path: { id } }, body, ...withKey(key) })),
  );

export const actOnMonth =
  ({ bookId, period }: MonthProof, act: 'sign' | 'close' | 'sendBack') =>
  (body: object, key: string): Promise<MonthProof> =>
    answer(
      // Every act has the same shape of path and answer.
      api.POST(
        `/api/v1/reconciliation/months/{bookId}/{period}/${act}` as '/api/v1/reconciliation/months/{bookId}/{period}/sendBack',
        {
          params: { path: { bookId, period } },
          body: body as never,
          ...withKey(key),
        },
      ),
    );

export async function sendStatement(file: File): Promise<{ id: string; isNew: boolean }> {
  const form = new FormData();
  form.append('file', file);
  return answer(
    // The description of this address has no body: it is multipart, with one field `file`.
    api.POST('/api/v1/statements/files', {
      body: form as never,
      bodySerializer: () => form,
      ...withKey(crypto.randomUUID()),
    } as never),
  ) as Promise<{ id: string; isNew: boolean }>;
}
