import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { paths } from '../api/schema.ts';

export type DemoAnswer = paths['/api/v1/demo']['get']['responses'][200]['content']['application/json'];
export type DemoPerson = DemoAnswer['people'][number];

/** Codes change every 30 seconds; asked a little more often than that. */
const ASK_EVERY_MS = 10_000;
const NOT_FOUND = 404;

/** Null where there is no demo: a real instance does not know this address. */
export async function fetchDemo(): Promise<DemoAnswer | null> {
  try {
    return await answer(api.GET('/api/v1/demo'), 'stay');
  } catch (reason) {
    if (reason instanceof Problem && reason.status === NOT_FOUND) return null;
    throw reason;
  }
}

export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: fetchDemo,
  refetchInterval: (query) => (query.state.data ? ASK_EVERY_MS : false),
});
