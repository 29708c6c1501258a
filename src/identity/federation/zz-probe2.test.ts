import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { openPool } from '../../platform/database.ts';
import { beginActivationPasskey, choosePassword, finishActivation } from '../activation.ts';
import { SESSION_COOKIE } from '../identity.routes.ts';
import { makeLink } from '../link.ts';
import { resetPassword } from '../reset.ts';
import { beginPasskey, finishPasskey, newRecoveryCodes } from '../security.ts';
import { setPolicy } from '../step-up.ts';
import { FROM, PASSWORD } from '../testing.ts';
import { softAuthenticator } from '../testing-authenticator.ts';
import { codeAt } from '../totp.ts';
import { cookieOf, startFederation } from './testing-world.ts';

const f = await startFederation();
const { world, ministry, enter, link, me } = f;
const log = (...a: unknown[]) => console.log('PROBE', ...a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x))));
const self = async (who: any) => {
  const token = await world.signIn(who);
  const r = await world.identity.resume(token, FROM);
  return { asker: r!.asker, sessionId: r!.sessionId, from: FROM };
};
describe('probe', () => {
  after(() => f.close());
  it('A federated link survives resetFactors', async () => {
    f.fresh();
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['pwd', 'mfa'] });
    await link(who, 'kementerian', ministry);
    await world.identity.resetFactors(who.person.id);
    const { reply } = await enter('kementerian', ministry);
    const mine = await me(cookieOf(reply, SESSION_COOKIE));
    log('A', reply.headers.location as string, mine.statusCode, mine.json().person?.id === who.person.id);
  });
  it('B office policy by a recovery code', async () => {
    const who = await world.someone({ role: 'ADMIN_SATKER' });
    const s = await self(who);
    world.pass(1);
    const made = await newRecoveryCodes(world.identity.deps, s, { code: who.code() });
    const codes = (made as any).codes;
    const s2 = { ...s };
    log('B', await setPolicy(world.identity.deps, s2, 'FORBIDDEN', { code: codes[0] }));
  });
  it('K activation with a passkey that somebody holds', async () => {
    const { deps } = world.identity;
    const a = await world.someone();
    const s = await self(a);
    world.pass(1);
    const key = softAuthenticator('http://localhost:8080');
    const c = (await beginPasskey(deps, s)) as any;
    const done = await finishPasskey(deps, s, {
      ceremony: c.ceremony,
      response: key.create(c.options),
      label: 'x',
      proof: { code: a.code() },
    });
    log('K first', (done as any).ok);
    const b = await world.appointed();
    const url = await makeLink(deps, b.person.id, 'activation');
    const token = url.split('#')[1]!;
    await choosePassword(deps, token, 'sebuah kalimat panjang sekali');
    const c2 = (await beginActivationPasskey(deps, token)) as any;
    const r = await finishActivation(
      deps,
      token,
      { ceremony: c2.ceremony, response: key.create(c2.options), label: 'y' },
      FROM,
    );
    const { rows } = await world.pool.query(
      'SELECT (SELECT count(*)::int FROM identity.credential WHERE person_id=$1) AS cred, (SELECT count(*)::int FROM identity.factor WHERE person_id=$1) AS factors, (SELECT count(*)::int FROM identity.link WHERE person_id=$1) AS links',
      [b.person.id],
    );
    log('K', r, rows[0]);
  });
  it('BB the first code of an activation serves again', async () => {
    const { deps } = world.identity;
    const b = await world.appointed();
    const token = (await makeLink(deps, b.person.id, 'activation')).split('#')[1]!;
    const chosen = (await choosePassword(deps, token, 'sebuah kalimat panjang sekali')) as any;
    const code = codeAt(chosen.totp.secret, world.clock());
    const r = (await finishActivation(deps, token, { code }, FROM)) as any;
    const t = (await world.identity.signIn(b.person.email, 'sebuah kalimat panjang sekali', FROM)) as any;
    const again = await world.identity.signInCode(t.ticket, code, FROM);
    log('BB', r.ok, (again as any).ok, (again as any).code ?? '');
  });
  it('TT a sign-in under way survives a password reset', async () => {
    const { deps } = world.identity;
    const who = await world.someone();
    world.pass(1);
    const first = (await world.identity.signIn(who.person.email, PASSWORD, FROM)) as any;
    const owner = openPool(world.database.ownerUrl, 1);
    const c = await owner.connect();
    await c.query('BEGIN');
    await c.query('LOCK TABLE identity.session_token IN SHARE MODE');
    const late = world.identity.signInCode(first.ticket, who.code(), FROM);
    await new Promise((go) => setTimeout(go, 600));
    const token = (await makeLink(deps, who.person.id, 'reset')).split('#')[1]!;
    world.pass(1);
    const reset = resetPassword(deps, token, 'sebuah kalimat panjang sekali', { code: who.code() }, FROM);
    await new Promise((go) => setTimeout(go, 2500));
    await c.query('COMMIT');
    c.release();
    await owner.end();
    const [signed, changed] = [(await late) as any, (await reset) as any];
    log(
      'TT',
      signed.ok,
      changed.ok,
      'session alive:',
      signed.ok ? (await world.identity.resume(signed.token, FROM)) !== null : false,
    );
  });
});
