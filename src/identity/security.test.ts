import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type App, createApp } from '../platform/http/app.ts';
import { identityPermissions } from './identity.permissions.ts';
import { authenticateBy, identityRoutes } from './identity.routes.ts';
import { mayChoose } from './password-change.ts';
import { FROM, type IdentityWorld, ORIGIN, PASSWORD, type Someone, startIdentity } from './testing.ts';
import { type SoftAuthenticator, softAuthenticator } from './testing-authenticator.ts';
import { codeAt } from './totp.ts';

const NEXT = 'gunung tinggi di selatan';
const CHROME = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36';

describe('one’s own security', () => {
  let world: IdentityWorld;
  let app: App;
  let who: Someone;
  /** Two browsers. */
  let here: string;
  let there: string;
  before(async () => {
    world = await startIdentity();
    const { identity } = world;
    app = await createApp({
      authenticate: authenticateBy(identity),
      permissions: identityPermissions,
      webDir: null,
      secure: false,
      log: false,
    });
    identityRoutes(app, { identity, secure: false, demo: false });
  });
  after(async () => {
    await app.close();
    await world.close();
  });
  beforeEach(async () => {
    who = await world.someone({ role: 'ADMIN_SATKER' });
    here = await enter();
    there = await enter();
    world.pass(0.5);
  });

  const headers = (cookie: string) => ({ 'x-digipay': '1', 'user-agent': CHROME, cookie });
  const post = (path: string, payload: object, cookie: string) =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, headers: headers(cookie), payload });
  const get = async (cookie: string) =>
    (await app.inject({ url: '/api/v1/security', headers: headers(cookie) })).json();
  const cookieIn = (answer: { headers: Record<string, unknown> }) =>
    String([answer.headers['set-cookie'] ?? ''].flat()[0]).split(';')[0] ?? '';
  const lives = async (cookie: string) =>
    (await app.inject({ url: '/api/v1/me', headers: headers(cookie) })).statusCode === 200;
  const enter = async () => {
    world.pass(0.5);
    const { ticket } = (await post('/sign-in', { email: who.person.email, password: PASSWORD }, '')).json();
    return cookieIn(await post('/sign-in/code', { ticket, code: who.code() }, ''));
  };
  const proof = () => ({ code: who.code() });
  const subjects = async () => (await world.mails(who)).map(({ subject }) => subject);
  const types = async () => (await world.events(who)).map(({ type }) => type);

  it('shows factors and sessions in words, and which session this is', async () => {
    const view = await get(here);
    assert.deepEqual(
      view.factors.map(({ kind, label }: { kind: string; label: string }) => [kind, label]),
      [['totp', 'Aplikasi autentikator']],
    );
    assert.deepEqual(
      view.sessions.map(({ agent, address }: { agent: string; address: string }) => [agent, address]),
      [
        ['Chrome di Android', '127.0.0.1'],
        ['Chrome di Android', '127.0.0.1'],
      ],
    );
    assert.equal(view.sessions.filter((one: { here: boolean }) => one.here).length, 1);
    assert.deepEqual([view.recoveryLeft, view.mayUseEmail, view.mayActByEmail], [0, true, false]);
    const { rows } = await world.pool.query<{ text: string }>('SELECT address || agent AS text FROM identity.session');
    assert.deepEqual(new Set(rows.map(({ text }) => text)), new Set(['']), 'nothing of it in the open columns');
  });

  it('signs out there, and only what is one’s own', async () => {
    const other = (await get(there)).sessions.find((one: { here: boolean }) => one.here).id;
    const stranger = await world.someone();
    await world.signIn(stranger);
    const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM identity.session WHERE person_id = $1', [
      stranger.person.id,
    ]);
    assert.equal((await post(`/security/sessions/${rows[0]?.id}/end`, {}, here)).statusCode, 404);
    assert.equal((await post(`/security/sessions/${other}/end`, {}, here)).statusCode, 204);
    assert.deepEqual([await lives(here), await lives(there)], [true, false]);
  });

  it('signs out everywhere else', async () => {
    const third = await enter();
    assert.equal((await post('/security/sessions/end-others', {}, here)).statusCode, 204);
    assert.deepEqual([await lives(here), await lives(there), await lives(third)], [true, false, false]);
    assert.ok((await types()).includes('identity.sessions_ended'));
  });

  it('changes the password with the present one and a fresh code; the others are out, this one has a new token', async () => {
    const done = await post('/security/password', { current: PASSWORD, password: NEXT, proof: proof() }, here);
    assert.equal(done.statusCode, 200, done.body);
    const fresh = cookieIn(done);
    assert.notEqual(fresh, here);
    assert.deepEqual([await lives(fresh), await lives(there)], [true, false]);
    world.pass(2);
    assert.equal(await lives(here), false, 'the token before the change');
    assert.equal((await post('/sign-in', { email: who.person.email, password: PASSWORD }, '')).statusCode, 401);
    assert.ok((await subjects()).includes('Kata sandi Anda diganti'));
    assert.ok((await types()).includes('identity.password_changed'));
  });

  it('refuses a change with a wrong password, a used code, a code of another act, or the same password again', async () => {
    const change = (over: object) =>
      post('/security/password', { current: PASSWORD, password: NEXT, proof: proof(), ...over }, here);
    assert.equal((await change({ current: 'salah' })).json().code, 'password_wrong');
    assert.equal((await change({ password: PASSWORD })).json().code, 'password_used_before');
    assert.equal((await change({ password: 'password12345' })).json().code, 'password_common');
    assert.equal((await change({ proof: { code: '000000' } })).json().code, 'code_wrong');
    const used = proof();
    assert.equal((await post('/security/recovery-codes', { proof: used }, here)).statusCode, 200);
    assert.equal((await change({ proof: used })).json().code, 'code_used');
    assert.equal((await change({ proof: undefined })).statusCode, 422);
    assert.ok((await types()).includes('identity.proof_refused'));
    assert.equal((await post('/sign-in', { email: who.person.email, password: PASSWORD }, '')).statusCode, 200);
  });

  it('does not let a session guess the present password', async () => {
    const outcomes: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const body = { current: `salah-${n}`, password: NEXT, proof: proof() };
      outcomes.push((await post('/security/password', body, here)).statusCode);
    }
    assert.deepEqual(outcomes, [422, 422, 422, 429, 429, 429]);
  });

  it('adds an app and removes the old one, but never the last', async () => {
    const [{ id }] = (await get(here)).factors;
    assert.equal((await post(`/security/totp/${id}/remove`, { proof: proof() }, here)).json().code, 'last_factor');
    const offer = (await post('/security/totp/begin', {}, here)).json();
    const code = () => codeAt(offer.secret, world.clock());
    const wrong = { code: '000000', label: 'HP baru', proof: proof() };
    assert.equal((await post('/security/totp/finish', wrong, here)).json().code, 'code_wrong');
    const done = await post('/security/totp/finish', { code: code(), label: 'HP baru', proof: proof() }, here);
    assert.equal(done.statusCode, 200, done.body);
    here = cookieIn(done);
    assert.equal(await lives(there), false);
    world.pass(0.5);
    const removed = await post(`/security/totp/${id}/remove`, { proof: { code: code() } }, here);
    assert.equal(removed.statusCode, 200, removed.body);
    here = cookieIn(removed);
    assert.deepEqual(
      (await get(here)).factors.map(({ label }: { label: string }) => label),
      ['HP baru'],
    );
    world.pass(0.5);
    const { ticket } = (await post('/sign-in', { email: who.person.email, password: PASSWORD }, '')).json();
    assert.equal((await post('/sign-in/code', { ticket, code: who.code() }, '')).json().code, 'code_wrong');
    assert.ok((await subjects()).includes('Cara masuk baru ditambahkan'));
    assert.ok((await subjects()).includes('Cara masuk dihapus'));
    for (const type of ['identity.factor_added', 'identity.factor_removed']) assert.ok((await types()).includes(type));
  });

  it('leaves one factor when two are removed at the same moment', async () => {
    const offer = (await post('/security/totp/begin', {}, here)).json();
    const added = { code: codeAt(offer.secret, world.clock()), label: 'B', proof: proof() };
    here = cookieIn(await post('/security/totp/finish', added, here));
    world.pass(0.5);
    const [one, two] = (await get(here)).factors;
    const outcomes = await Promise.all([
      post(`/security/totp/${one.id}/remove`, { proof: { code: codeAt(offer.secret, world.clock()) } }, here),
      post(`/security/totp/${two.id}/remove`, { proof: proof() }, here),
    ]);
    const { rowCount } = await world.pool.query('SELECT 1 FROM identity.factor WHERE person_id = $1', [who.person.id]);
    assert.equal(rowCount, 1, outcomes.map(({ statusCode }) => statusCode).join());
  });

  describe('and a passkey', () => {
    let key: SoftAuthenticator;
    const addPasskey = async (label = 'Laptop kantor') => {
      key = softAuthenticator(ORIGIN);
      const { ceremony, options } = (await post('/security/passkeys/begin', {}, here)).json();
      const response = key.create(options);
      const done = await post('/security/passkeys/finish', { ceremony, response, label, proof: proof() }, here);
      if (done.statusCode === 200) here = cookieIn(done);
      world.pass(0.5);
      return done;
    };
    const signed = async (act: object) => {
      const { ceremony, options } = (await post('/step-up/passkey', act, here)).json();
      return { ceremony, response: key.get(options) };
    };

    it('is added, shown, used to sign in, and removed with a proof signed for that removal alone', async () => {
      assert.equal((await addPasskey()).statusCode, 200);
      const passkey = (await get(here)).factors.find(({ kind }: { kind: string }) => kind === 'passkey');
      assert.equal(passkey.label, 'Laptop kantor');
      const begun = (await post('/sign-in/passkey/options', {}, '')).json();
      const body = { ceremony: begun.ceremony, response: key.get(begun.options) };
      assert.equal((await post('/sign-in/passkey', body, '')).statusCode, 200);
      const other = await signed({ act: 'security.passkey.remove', target: 'b7f3b9f0-0000-4000-8000-000000000000' });
      const url = `/security/passkeys/${passkey.id}/remove`;
      assert.equal((await post(url, { proof: other }, here)).json().code, 'code_for_other');
      const right = await signed({ act: 'security.passkey.remove', target: passkey.id });
      assert.equal((await post(url, { proof: right }, here)).statusCode, 200);
    });

    it('is not added twice, nor to a second person, nor without the person verified', async () => {
      await addPasskey();
      const { ceremony, options } = (await post('/security/passkeys/begin', {}, here)).json();
      assert.deepEqual(
        options.excludeCredentials.map(({ id }: { id: string }) => id),
        [key.credentialId],
      );
      const again = { ceremony, response: key.create(options), label: 'Dua', proof: proof() };
      assert.equal((await post('/security/passkeys/finish', again, here)).json().code, 'passkey_wrong');
      world.pass(0.5);
      const begun = (await post('/security/passkeys/begin', {}, here)).json();
      const careless = softAuthenticator(ORIGIN).create(begun.options, { userVerified: false });
      const body = { ceremony: begun.ceremony, response: careless, label: 'Tiga', proof: proof() };
      assert.equal((await post('/security/passkeys/finish', body, here)).json().code, 'passkey_wrong');
    });

    it('confirms a change of password', async () => {
      await addPasskey();
      const body = { current: PASSWORD, password: NEXT, proof: await signed({ act: 'security.password' }) };
      assert.equal((await post('/security/password', body, here)).statusCode, 200);
    });
  });

  it('makes recovery codes anew, and the old ones are worth nothing', async () => {
    const first = (await post('/security/recovery-codes', { proof: proof() }, here)).json().codes;
    world.pass(0.5);
    const { rows } = await world.pool.query('SELECT 1 FROM identity.session WHERE person_id = $1', [who.person.id]);
    assert.equal(rows.length, 1, 'this session alone');
    here = await enter();
    world.pass(0.5);
    const second = (await post('/security/recovery-codes', { proof: proof() }, here)).json().codes;
    assert.equal(first.length, 10);
    const { ticket } = (await post('/sign-in', { email: who.person.email, password: PASSWORD }, '')).json();
    const use = (code: string) => post('/sign-in/code', { ticket, code, factor: 'recovery' }, '');
    assert.equal((await use(first[0])).json().code, 'code_wrong');
    assert.equal((await use(second[0])).statusCode, 200);
  });

  it('lets who has lost the app replace it, confirmed by a recovery code', async () => {
    const { codes } = (await post('/security/recovery-codes', { proof: proof() }, here)).json();
    here = await enter();
    const offer = (await post('/security/totp/begin', {}, here)).json();
    const body = { code: codeAt(offer.secret, world.clock()), label: 'HP baru', proof: { code: codes[0] } };
    assert.equal((await post('/security/totp/finish', body, here)).statusCode, 200);
    const act = { personId: who.person.id, proof: { code: codes[1] }, digest: 'pay', command: 'c' };
    assert.equal((await world.identity.takeProof(act))?.code, 'code_wrong', 'a payment it does not confirm');
  });

  it('lets the admin forbid mailed codes for the office, with a proof, and writes it down', async () => {
    const read = async (cookie: string) =>
      (await app.inject({ url: '/api/v1/office/factor-policy', headers: headers(cookie) })).json();
    assert.deepEqual(await read(here), { email: 'SIGN_IN', ceiling: 'SIGN_IN' });
    const set = (email: string) => post('/office/factor-policy', { email, proof: proof() }, here);
    assert.deepEqual((await set('FORBIDDEN')).json(), { email: 'FORBIDDEN', ceiling: 'SIGN_IN' });
    world.pass(0.5);
    assert.deepEqual((await set('ALL')).json(), { email: 'SIGN_IN', ceiling: 'SIGN_IN' }, 'never above the operator');
    assert.equal((await types()).filter((type) => type === 'identity.factor_policy_set').length, 2);
    who = await world.someone();
    const cookie = await enter();
    const refused = await app.inject({ url: '/api/v1/office/factor-policy', headers: headers(cookie) });
    assert.equal(refused.statusCode, 403);
  });
});

describe('the PCI profile', () => {
  let world: IdentityWorld;
  before(async () => {
    world = await startIdentity({ passwordProfile: 'pci' });
  });
  after(() => world.close());

  it('asks for a new password after ninety days, and mails the link', async () => {
    const who = await world.someone();
    const from = { address: '192.0.2.9', agent: 'test' };
    world.pass(89 * 24 * 60);
    assert.ok((await world.identity.signIn(who.person.email, PASSWORD, from)).ok);
    world.pass(2 * 24 * 60);
    const late = await world.identity.signIn(who.person.email, PASSWORD, from);
    assert.ok(!late.ok);
    assert.deepEqual([late.code, late.params.days], ['password_expired', 90]);
    assert.equal((await world.mails(who)).at(-1)?.subject, 'Buat kata sandi baru');
    const wrong = await world.identity.signIn(who.person.email, 'salah', from);
    assert.equal(wrong.ok ? '' : wrong.code, 'credentials_wrong', 'who does not know it learns nothing');
  });

  it('makes a stranger wait half an hour after ten wrong tries', async () => {
    const who = await world.someone();
    const from = { address: '192.0.2.10', agent: 'test' };
    const waits: number[] = [];
    for (let n = 0; n < 24; n += 1) {
      const outcome = await world.identity.signIn(who.person.email, 'salah', from);
      if (outcome.ok || outcome.code !== 'too_many_tries') continue;
      waits.push(Number(outcome.params.seconds));
      world.pass(Number(outcome.params.seconds) / 60);
    }
    assert.deepEqual(waits.slice(5, 9), [32, 64, 1_800, 1_800]);
  });

  it('ends a session after a quarter of an hour without use', async () => {
    const token = await world.signIn(await world.someone());
    world.pass(14.9);
    assert.ok(await world.identity.session(token));
    world.pass(15.1);
    assert.equal(await world.identity.session(token), null);
  });

  it('lets nobody into an account that was not used for ninety days, until an administrator begins it anew', async () => {
    const day = 24 * 60;
    const who = await world.someone();
    const elsewhere = () => world.identity.openSession(who.person.id, FROM, 'oidc:contoh');
    world.pass(89 * day);
    assert.ok((await elsewhere()).ok, 'within the time, which begins again');
    world.pass(89 * day);
    assert.ok((await elsewhere()).ok);
    world.pass(91 * day);
    // A new password is no use: neither way in opens.
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    await world.identity.setCredential(who.person.id, PASSWORD, secret);
    const first = await world.identity.signIn(who.person.email, PASSWORD, FROM);
    assert.ok(first.ok);
    const second = await world.identity.signInCode(first.ticket, codeAt(secret, world.clock()), FROM);
    assert.deepEqual([second.ok ? '' : second.code, (await elsewhere()).ok], ['account_unused', false]);
    const refused = (await world.events(who)).filter(({ type }) => type === 'identity.sign_in_refused');
    assert.deepEqual(refused.at(-1)?.payload, { code: 'account_unused', step: 'unused' });
    await world.identity.resetFactors(who.person.id);
    await world.identity.setCredential(who.person.id, PASSWORD, secret);
    assert.ok((await elsewhere()).ok, 'begun anew');
  });

  it('refuses the last four, and takes the fifth again', async () => {
    const { deps } = world.identity;
    const who = await world.someone();
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    for (let n = 1; n <= 4; n += 1) {
      world.pass(1);
      await world.identity.setCredential(who.person.id, `sungai besar ke-${n}`, secret);
    }
    for (let n = 1; n <= 4; n += 1)
      assert.equal((await mayChoose(deps, who.person.id, `sungai besar ke-${n}`))?.code, 'password_used_before');
    assert.equal((await mayChoose(deps, who.person.id, 'kata-sandi-contoh-1')) ?? 'ok', 'ok');
    world.pass(1);
    await world.identity.setCredential(who.person.id, 'sungai besar ke-5', secret);
    assert.equal(await mayChoose(deps, who.person.id, 'sungai besar ke-1'), null);
    const { rows } = await world.pool.query('SELECT 1 FROM identity.password_history WHERE person_id = $1', [
      who.person.id,
    ]);
    assert.equal(rows.length, 4, 'no more than needed');
  });
});
