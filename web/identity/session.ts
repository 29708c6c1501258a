import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answer, api, withKey } from '../shared/api/client.ts';
import { meQuery } from '../shared/api/me.ts';
import { dropTicket } from './ticket.ts';

/** First step: e-mail and password. A wrong pair and an unknown person get the same answer. */
export async function takeTicket(input: { email: string; password: string }, key: string): Promise<string> {
  return (await answer(api.POST('/api/v1/sign-in', { body: input, ...withKey(key) }), 'stay')).ticket;
}

/** Second step: the one-time code. The session then lives in a cookie that scripts cannot read. */
export function sendCode(input: { ticket: string; code: string }, key: string) {
  return answer(api.POST('/api/v1/sign-in/code', { body: input, ...withKey(key) }), 'stay');
}

/** After the second step: forget what another person left behind, learn who this is, go on. */
export function useEnter(): (path: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (path) => {
    dropTicket();
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
    await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    await navigate({ to: path });
  };
}
