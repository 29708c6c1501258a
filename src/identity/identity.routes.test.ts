import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type App, createApp } from '../platform/http/app.ts';
import { identityPermissions } from './identity.permissions.ts';
import { authenticateBy, identityRoutes } from './identity.routes.ts';
import { type IdentityWorld, PASSWORD, type Someone, startIdentity } from './testing.ts';

describe('sign-in over HTTP', () => {
  let world: IdentityWorld;
  let app: App;
  /** While set, the journal does not answer. */
  let busy: Promise<void> | null = null;
  before(async () => {
    world = await startIdentity({
      journal: (committer) => ({
        ...committer,
        async commit(request) {
          await busy;
          return committer.commit(request);
        },
      }),
    });
    const { identity } = world;
    app = await createApp({
      authenticate: authenticateBy(identity, true),
      permissions: identityPermissions,
      webDir: null,
      secure: true,
      log: false,
    });
    identityRoutes(app, { identity, secure: true, demo: false });
  });
  after(async () => {
    await app.close();
    await world.close();
  });

  const cookiesOf = (answer: { headers: Record<string, unknown> }) => [answer.headers['set-cookie']].flat().map(String);
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, headers: { 'x-digipay': '1', ...headers }, payload });
  const enter = async (who: Someone) => {
    world.pass(0.5);
    const { ticket } = (await post('/api/v1/sign-in', { email: who.person.email, password: PASSWORD })).json();
    return post('/api/v1/sign-in/code', { ticket, code: who.code() });
  };

  it('gives a cookie that travels over TLS only, is out of reach of scripts and other sites, and ends with the browser', async () => {
    const [session, device] = cookiesOf(await enter(await world.someone()));
    const [name = '', ...flags] = (session ?? '').split('; ');
    assert.match(name, /^__Host-digipay_session=[\w-]{43}$/);
    assert.deepEqual(flags.toSorted(), ['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    assert.match(device ?? '', /^__Host-digipay_device=.*; Max-Age=15552000; .*HttpOnly; Secure; SameSite=Strict$/);
  });

  it('takes the cookie back at sign-out, and the token is worth nothing any more', async () => {
    const cookie = cookiesOf(await enter(await world.someone()))[0]?.split(';')[0] ?? '';
    const out = await post('/api/v1/sign-out', {}, { cookie });
    assert.equal(out.statusCode, 204);
    assert.match(String(out.headers['set-cookie']), /^__Host-digipay_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    assert.equal((await app.inject({ url: '/api/v1/me', headers: { cookie } })).statusCode, 401);
  });

  it('ends the session whose cookie comes along when somebody signs in anew', async () => {
    const who = await world.someone();
    const [former] = cookiesOf(await enter(who)).map((one) => one.split(';')[0] ?? '');
    const headers = { cookie: former ?? '' };
    assert.equal((await app.inject({ url: '/api/v1/me', headers })).statusCode, 200);
    world.pass(0.5);
    const { ticket } = (await post('/api/v1/sign-in', { email: who.person.email, password: PASSWORD }, headers)).json();
    const anew = await post('/api/v1/sign-in/code', { ticket, code: who.code() }, headers);
    assert.equal(anew.statusCode, 200);
    assert.equal((await app.inject({ url: '/api/v1/me', headers })).statusCode, 401);
    const [now] = cookiesOf(anew).map((one) => one.split(';')[0] ?? '');
    assert.equal((await app.inject({ url: '/api/v1/me', headers: { cookie: now ?? '' } })).statusCode, 200);
  });

  it('refuses known people without waiting for the journal, which strangers never reach', async () => {
    const { email } = (await world.someone()).person;
    const journal = Promise.withResolvers<void>();
    busy = journal.promise;
    const known = await post('/api/v1/sign-in', { email, password: 'salah' });
    const unknown = await post('/api/v1/sign-in', { email: 'tidak-ada@contoh.example', password: 'salah' });
    assert.deepEqual({ ...known.json<object>(), reference: '' }, { ...unknown.json<object>(), reference: '' });
    journal.resolve();
    busy = null;
    await world.identity.idle();
    await world.committer.idle();
    const { rows } = await world.workPool.query("SELECT 1 FROM journal.event WHERE type = 'identity.sign_in_refused'");
    assert.equal(rows.length, 1, 'the refusal is in the journal all the same');
  });

  it('writes neither address, password nor code into the journal', async () => {
    const who = await world.someone();
    await post('/api/v1/sign-in', { email: who.person.email, password: 'kata-sandi-salah' });
    await enter(who);
    await world.committer.idle();
    const { rows } = await world.workPool.query<{ text: string }>(
      "SELECT convert_from(payload, 'UTF8') AS text FROM journal.event WHERE type LIKE 'identity.sign%'",
    );
    assert.ok(rows.length >= 2);
    for (const { text } of rows) {
      for (const secret of [who.person.email, PASSWORD, 'kata-sandi-salah', who.code()])
        assert.ok(!text.includes(secret));
    }
  });

  it('says how long to wait, in both languages and to programs', async () => {
    const { email } = (await world.someone()).person;
    for (let n = 0; n < 3; n += 1) await post('/api/v1/sign-in', { email, password: 'salah' });
    const ask = (language: string) =>
      post('/api/v1/sign-in', { email, password: PASSWORD }, { 'accept-language': language });
    const answer = await ask('id');
    assert.deepEqual([answer.statusCode, answer.headers['retry-after']], [429, '1']);
    assert.match(answer.json().detail, /Coba lagi dalam 1 detik\.$/);
    assert.match((await ask('en')).json().detail, /again in 1 seconds\.$/);
  });

  it('refuses what is no e-mail, no password, no ticket and no code with the field that is wrong', async () => {
    for (const [url, body, field] of [
      ['/api/v1/sign-in', { email: 'a', password: 'x' }, 'email'],
      ['/api/v1/sign-in', { email: 'a@b.example', password: 'x'.repeat(257) }, 'password'],
      ['/api/v1/sign-in/code', { ticket: 'x'.repeat(43), code: '12345' }, 'code'],
      ['/api/v1/sign-in/code', { ticket: 7, code: '123456' }, 'ticket'],
    ] as const) {
      const answer = (await post(url, body)).json();
      assert.deepEqual([answer.status, answer.errors[0].path], [422, field]);
    }
    const invented = await post('/api/v1/sign-in/code', { ticket: 'x'.repeat(43), code: '123456' });
    assert.deepEqual([invented.statusCode, invented.json().code], [401, 'ticket_expired']);
  });

  it('takes a ticket for five minutes', async () => {
    const who = await world.someone();
    const { ticket } = (await post('/api/v1/sign-in', { email: who.person.email, password: PASSWORD })).json();
    world.pass(5.1);
    assert.equal((await post('/api/v1/sign-in/code', { ticket, code: who.code() })).json().code, 'ticket_expired');
  });
});
