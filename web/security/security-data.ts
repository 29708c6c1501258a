import { useQueryClient } from '@tanstack/react-query';
import { answer, api, withKey } from '../shared/api/client.ts';
import { type Command, useCommand } from '../shared/api/command.ts';
import type { paths } from '../shared/api/schema.ts';

export { type Security, securityQuery } from '../shared/factor/step-up-calls.ts';

type Change = 'password' | 'totp/finish' | 'passkeys/finish' | 'recovery-codes';
type Body<C extends Change> = paths[`/api/v1/security/${C}`]['post']['requestBody']['content']['application/json'];
type Answer<C extends Change> = paths[`/api/v1/security/${C}`]['post']['responses'][200]['content']['application/json'];

/** One change of one's own security; afterwards the page of it is asked for again. */
export function useChange<C extends Change>(
  change: C,
  onDone: (answer: Answer<C>) => void,
): Command<Body<C>, Answer<C>> {
  const renew = useRenew();
  return useCommand(
    (body: Body<C>, key: string): Promise<Answer<C>> => {
      // Every change has the same shape of path; the types of its body and answer are those of the change.
      const path = `/api/v1/security/${change}` as '/api/v1/security/password';
      return answer(api.POST(path, { body: body as never, ...withKey(key) })) as Promise<Answer<C>>;
    },
    (done) => {
      renew();
      onDone(done);
    },
  );
}

/** After a change: factors, devices and the way in have moved. */
export function useRenew(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: ['security'] });
}
