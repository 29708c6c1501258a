import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import { draftsBelongTo, forgetPerson } from './left-behind.ts';
import { Problem } from './problem.ts';
import type { paths } from './schema.ts';

/** How long we trust who the person is before asking again. */
const ME_FRESH_MS = 5 * 60_000;

export type Me = paths['/api/v1/me']['get']['responses'][200]['content']['application/json'];

/** Who is signed in, in which role and for which office; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: ME_FRESH_MS,
  retry: false,
  queryFn: async (): Promise<Me | null> => {
    try {
      const me = await answer(api.GET('/api/v1/me'), 'stay');
      draftsBelongTo(me.person.id);
      return me;
    } catch (reason) {
      if (reason instanceof Problem && reason.status === 401) return null;
      throw reason;
    }
  },
});

/** The signed-in person; undefined while asking, null when nobody is signed in. */
export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data;
}

/** Ends the session and forgets everything this device held of it. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await answer(api.POST('/api/v1/sign-out'), 'stay').catch(() => undefined);
    queries.clear();
    forgetPerson();
    location.assign('/');
  };
}
