import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import type { paths } from '../shared/api/schema.ts';

type Read<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Answer } } } };
}
  ? Answer
  : never;
type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Sent } } };
}
  ? Sent
  : never;

export type Appointment = Read<'/api/v1/people'>['items'][number];
export type AppointmentState = Appointment['state'];
export type Satker = Read<'/api/v1/satkers'>['items'][number];
export type Correction = Read<'/api/v1/corrections'>['items'][number];
export type Correctable = Correction['field'];

/** Who holds which office: of a satker or vendor, otherwise those the reader is there for. Past and planned ones too. */
export const peopleQuery = (satkerId?: string) =>
  queryOptions({
    queryKey: ['people', satkerId ?? 'own'],
    queryFn: () =>
      answer(
        api.GET('/api/v1/people', {
          params: { query: { when: 'all', ...(satkerId === undefined ? {} : { satkerId }) } },
        }),
      ),
  });

export const appointmentQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  });

export const appoint = (body: Body<'/api/v1/people'>, key: string) =>
  answer(api.POST('/api/v1/people', { body, ...withKey(key) }));

type Act = 'replace' | 'end' | 'standIn' | 'recall' | 'cancel' | 'invite' | 'endSessions' | 'resetFactors';

/** One act on one appointment. Every act has the same shape of path and answer. */
export const actOn =
  <A extends Act>(id: string, action: A) =>
  (body: Body<`/api/v1/people/{id}/${A}`>, key: string) => {
    const path = `/api/v1/people/{id}/${action}` as '/api/v1/people/{id}/cancel';
    return answer(api.POST(path, { params: { path: { id } }, body: body as never, ...withKey(key) }));
  };

/** After an act: whoever holds which office has moved, and with it what is missing. */
export function useRenewPeople(): () => void {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: ['people'] });
    void queries.invalidateQueries({ queryKey: ['satkers'] });
  };
}

export const satkersQuery = queryOptions({
  queryKey: ['satkers'],
  queryFn: () => answer(api.GET('/api/v1/satkers')),
});

export const satkerQuery = (id: string) =>
  queryOptions({
    queryKey: ['satkers', id],
    queryFn: () => answer(api.GET('/api/v1/satkers/{id}', { params: { path: { id } } })),
  });

export const setPaymentProfile = (id: string) => (body: Body<'/api/v1/satkers/{id}/setPaymentProfile'>, key: string) =>
  answer(api.POST('/api/v1/satkers/{id}/setPaymentProfile', { params: { path: { id } }, body, ...withKey(key) }));

export const correctionsQuery = (view: 'mine' | 'decide') =>
  queryOptions({
    queryKey: ['corrections', view],
    queryFn: () => answer(api.GET('/api/v1/corrections', { params: { query: { view } } })),
  });

export const askCorrection = (body: Body<'/api/v1/corrections'>, key: string) =>
  answer(api.POST('/api/v1/corrections', { body, ...withKey(key) }));

export const decideCorrection =
  <A extends 'approve' | 'reject' | 'withdraw'>(id: string, action: A) =>
  (body: Body<`/api/v1/corrections/{id}/${A}`>, key: string) => {
    const path = `/api/v1/corrections/{id}/${action}` as '/api/v1/corrections/{id}/withdraw';
    return answer(api.POST(path, { params: { path: { id } }, body: body as never, ...withKey(key) }));
  };

export function useRenewCorrections(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['corrections'] });
}

export const kppnsQuery = queryOptions({
  queryKey: ['kppns'],
  queryFn: () => answer(api.GET('/api/v1/kppns'), 'stay'),
});
