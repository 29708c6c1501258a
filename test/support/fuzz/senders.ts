/** Everybody who may ask: nobody, and one person of each role with a session of their own. */
import { demoPeople } from '../../../src/demo/people.ts';
import type { World } from '../world.ts';

export interface Sender {
  readonly role: string;
  /** Signs in again when the session has ended, as a request may have done. */
  cookie(): Promise<string | null>;
}

export async function sendersOf(world: World): Promise<Sender[]> {
  const roles = new Map(demoPeople.map(({ person, assignment }) => [assignment.role, person.email]));
  const people = [...roles].map(([role, email]): Sender => {
    let held: string | null = null;
    return {
      role,
      async cookie() {
        if (held !== null) {
          const { statusCode } = await world.app.inject({ url: '/api/v1/me', headers: { cookie: held } });
          if (statusCode === 200) return held;
        }
        held = (await world.signIn(email)).cookie;
        return held;
      },
    };
  });
  return [{ role: 'nobody', cookie: async () => null }, ...people];
}
