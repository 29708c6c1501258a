import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { startWorld, type World } from '../../test/support/world.ts';
import { totpSecretOf } from '../demo/secrets.ts';
import { DEMO_PASSWORD } from '../demo/seed.ts';
import { openSecret, sealSecret } from './totp.ts';

const EMAIL = 'hendra@balai-contoh.example';

describe('sign-in', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ work: false, bank: false });
  });
  after(() => world.close());

  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      url: path,
      headers: { 'x-digipay': '1', 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    });
  const ticket = async (email = EMAIL): Promise<string> =>
    (await post('/api/v1/sign-in', { email, password: DEMO_PASSWORD })).json().ticket;

  it('takes password and code, and gives a cookie that scripts and other sites cannot use', async () => {
    const answer = await post('/api/v1/sign-in/code', { ticket: await ticket(), code: world.freshCode(EMAIL) });
    assert.equal(answer.json().person.name, 'Hendra Wibisana');
    const cookie = String([answer.headers['set-cookie']].flat()[0]);
    for (const flag of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.match(cookie, new RegExp(flag));
    const me = await world.app.inject({ url: '/api/v1/me', headers: { cookie: cookie.split(';')[0] ?? '' } });
    assert.equal(me.json().role, 'KPA');
    assert.equal((await world.app.inject({ url: '/api/v1/me' })).statusCode, 401);
  });

  it('finds the person whatever the case of the letters, and ends a session', async () => {
    const client = await world
      .signIn(EMAIL.toUpperCase().replace('@BALAI-CONTOH.EXAMPLE', '@balai-contoh.example'))
      .catch(() => null);
    const signed = client ?? (await world.signIn(EMAIL));
    assert.equal((await signed.send('POST', '/api/v1/sign-out')).status, 204);
    assert.equal((await signed.send('GET', '/api/v1/me')).status, 401);
  });

  it('says the same of an unknown address and of a wrong password', async () => {
    const unknown = await post('/api/v1/sign-in', { email: 'siapa@tidak-ada.example', password: 'x' });
    const wrong = await post('/api/v1/sign-in', { email: 'rina@balai-contoh.example', password: 'salah' });
    assert.deepEqual([unknown.statusCode, unknown.json().detail], [wrong.statusCode, wrong.json().detail]);
    assert.equal(wrong.statusCode, 401);
  });

  it('takes a code once, and a ticket once', async () => {
    const email = 'budi@balai-contoh.example';
    const [first, second] = [await ticket(email), await ticket(email)];
    const code = world.freshCode(email);
    assert.equal((await post('/api/v1/sign-in/code', { ticket: first, code })).statusCode, 200);
    assert.equal((await post('/api/v1/sign-in/code', { ticket: second, code })).json().code, 'code_used');
    assert.equal(
      (await post('/api/v1/sign-in/code', { ticket: first, code: world.freshCode(email) })).json().code,
      'ticket_expired',
    );
  });

  it('makes a person wait after three wrong tries, also with the right password', async () => {
    const email = 'siti@balai-contoh.example';
    for (let i = 0; i < 5; i += 1) await post('/api/v1/sign-in', { email, password: 'salah' });
    const right = await post('/api/v1/sign-in', { email, password: DEMO_PASSWORD });
    assert.equal(right.statusCode, 429);
    assert.match(right.json().detail, /Coba lagi dalam \d+ detik/);
  });

  it('writes sign-ins and refusals of known people into the journal', async () => {
    const { rows } = await world.pool.query(
      "SELECT type, count(*)::int AS times FROM journal.event WHERE type LIKE 'identity.%' GROUP BY type",
    );
    const times = Object.fromEntries(rows.map((row) => [row.type, row.times]));
    assert.ok(times['identity.signed_in'] > 0);
    assert.ok(times['identity.sign_in_refused'] >= 3);
    assert.ok(times['identity.signed_out'] > 0);
  });

  it('keeps proofs from the roles of the application', async () => {
    for (const url of [world.database.serveUrl, world.database.workUrl]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      for (const table of ['credential', 'factor', 'session', 'session_token', 'ticket', 'proof_use', 'recovery_code'])
        await assert.rejects(client.query(`SELECT * FROM identity.${table}`), /permission denied/);
      await client.end();
    }
  });

  it('binds the secret of an authenticator to its person', () => {
    const key = Buffer.alloc(32, 9);
    const secret = totpSecretOf(key, EMAIL);
    const sealed = sealSecret(key, 'one', secret);
    assert.equal(openSecret(key, 'one', sealed), secret);
    assert.throws(() => openSecret(key, 'other', sealed));
  });
});
