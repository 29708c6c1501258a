/** Everybody who may ask: nobody, and one person of each role with a session of their own. */
import { demoPeople } from '../../../src/demo/people.ts';
import { DEMO_PASSWORD } from '../../../src/demo/seed.ts';
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
        held = await signIn(world, email);
        return held;
      },
    };
  });
  return [{ role: 'nobody', cookie: async () => null }, ...people];
}

let lines = 0;

/** From another line each time, since one line may not sign in without end. */
async function signIn(world: World, email: string): Promise<string> {
  lines += 1;
  const remoteAddress = `172.${16 + (lines >> 16)}.${(lines >> 8) & 255}.${lines & 255}`;
  const post = async (path: string, body: object) =>
    world.app.inject({ method: 'POST', url: path, headers: { 'x-digipay': '1' }, payload: body, remoteAddress });
  const first = await post('/api/v1/sign-in', { email, password: DEMO_PASSWORD });
  const { ticket } = first.json();
  const second = await post('/api/v1/sign-in/code', { ticket, code: world.freshCode(email) });
  if (second.statusCode !== 200) throw new Error(`${email} cannot sign in: ${first.body} ${second.body}`);
  return String(second.headers['set-cookie']).split(';')[0] ?? '';
}
