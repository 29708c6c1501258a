import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { readAs } from '../../platform/database.ts';
import { SESSION_COOKIE } from '../identity.routes.ts';
import { FROM } from '../testing.ts';
import { FEDERATED_COOKIE } from './federation.routes.ts';
import { cookieOf, json, PUBLIC_URL, redirectUri, startFederation } from './testing-world.ts';

const federation = await startFederation();
const { world, owner, ministry, university, inject, begin, enter, link, events, whyRefused, me, refusedWith } =
  federation;

describe('sign-in through an institution', () => {
  after(() => federation.close());
  beforeEach(() => federation.fresh());

  it('lists the institutions, and asks the provider with PKCE, state, nonce and the exact redirect URI', async () => {
    assert.deepEqual((await inject({ url: '/api/v1/sign-in/federated' })).json(), [
      { id: 'kementerian', name: 'Lembaga kementerian' },
      { id: 'kampus', name: 'Lembaga kampus' },
    ]);
    const { url } = await begin('kementerian');
    const { searchParams: asked, origin } = new URL(url);
    assert.equal(origin, ministry.issuer);
    assert.equal(asked.get('redirect_uri'), redirectUri);
    assert.equal(asked.get('code_challenge_method'), 'S256');
    assert.equal(asked.get('scope'), 'openid email');
    for (const name of ['state', 'nonce', 'code_challenge']) assert.match(asked.get(name) ?? '', /^[\w-]{43}$/, name);
    assert.equal((await begin('kementerian')).url === url, false);
    const unknown = await inject({
      method: 'POST',
      url: '/api/v1/sign-in/federated/lain',
      headers: json,
      payload: '{}',
    });
    assert.equal(unknown.statusCode, 404);
  });

  it('keeps the attempt in a cookie that scripts cannot read and that goes to this path alone', async () => {
    const answer = await inject({
      method: 'POST',
      url: '/api/v1/sign-in/federated/kampus',
      headers: json,
      payload: '{}',
    });
    const flags = String(answer.headers['set-cookie']).split('; ').slice(1).toSorted();
    assert.deepEqual(flags, ['HttpOnly', 'Max-Age=600', 'Path=/api/v1/sign-in/federated', 'SameSite=Lax']);
    const { rows } = await world.pool.query<{ text: string }>('SELECT s::text AS text FROM identity.federated_start s');
    const secrets = [
      cookieOf(answer, FEDERATED_COOKIE).split('=')[1] ?? '',
      new URL(answer.json().url).searchParams.get('state') ?? '',
    ];
    for (const { text } of rows) for (const secret of secrets) assert.ok(!text.includes(secret));
  });

  it('behind TLS gives that cookie a name that only this host can set, and knows it again', async () => {
    const app = await federation.serve([federation.issuerOf('kementerian', ministry)], true);
    const headers = { ...json, 'user-agent': FROM.agent };
    const begun = await app.inject({
      method: 'POST',
      url: '/api/v1/sign-in/federated/kementerian',
      headers,
      payload: '{}',
    });
    const name = `__Host-${FEDERATED_COOKIE}`;
    assert.match(String(begun.headers['set-cookie']), new RegExp(`^${name}=[^;]{20,};.* Path=/;.* Secure`));
    assert.doesNotMatch(String(begun.headers['set-cookie']), /Domain/i);
    const answer = await ministry.walk(begun.json().url);
    const back = (cookie: string) =>
      app.inject({ url: `${answer.pathname}${answer.search}`, headers: { ...headers, cookie } });
    const value = cookieOf(begun, name).slice(name.length + 1);
    assert.equal((await back(`${FEDERATED_COOKIE}=${value}`)).headers.location, '/masuk#gagal=federated_expired');
    const known = await back(`${name}=${value}`);
    assert.match(String(known.headers.location), /federated_not_linked/);
    assert.match(String(known.headers['set-cookie']), new RegExp(`^${name}=;`));
    await app.close();
  });

  it('opens a session for a linked person when the provider says that it asked for two factors', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['pwd', 'mfa'] });
    const linked = await link(who, 'kementerian', ministry);
    assert.equal(linked.headers.location, '/keamanan#tertaut=kementerian');
    const { reply } = await enter('kementerian', ministry);
    assert.deepEqual([reply.statusCode, reply.headers.location], [303, '/']);
    const mine = await me(cookieOf(reply, SESSION_COOKIE));
    assert.equal(mine.json().person.id, who.person.id);
    const signedIn = (await events('identity.signed_in')).filter(({ personId }) => personId === who.person.id).at(-1);
    assert.equal(signedIn?.factor, 'oidc:kementerian');
    assert.deepEqual(
      (await events('identity.federation_linked'))
        .filter(({ personId }) => personId === who.person.id)
        .map(({ confirmed }) => confirmed),
      [true],
    );
  });

  it('asks for a factor of ours when the provider does not say that it asked for two', async () => {
    const who = await world.someone();
    for (const amr of [undefined, ['pwd'], ['pwd', 'otp']]) {
      ministry.be({ sub: `of ${who.person.id}`, ...(amr ? { amr } : {}) });
      if (!amr) await link(who, 'kementerian', ministry);
      const { reply } = await enter('kementerian', ministry);
      const page = new URL(String(reply.headers.location), PUBLIC_URL);
      assert.equal(page.pathname, '/masuk');
      assert.doesNotMatch(String(reply.headers['set-cookie']), new RegExp(SESSION_COOKIE));
      const asked = new URLSearchParams(page.hash.slice(1));
      assert.match(asked.get('faktor') ?? '', /totp/);
      const ticket = asked.get('tiket') ?? '';
      const step = (code: string) =>
        inject({
          method: 'POST',
          url: '/api/v1/sign-in/code',
          headers: json,
          payload: JSON.stringify({ ticket, code }),
        });
      assert.equal((await step(who.code(600))).json().code, 'code_wrong');
      world.pass(1);
      const done = await step(who.code());
      assert.equal(done.statusCode, 200, done.body);
      assert.equal((await me(cookieOf(done, SESSION_COOKIE))).json().person.id, who.person.id);
    }
  });

  it('refuses who is linked to nobody, whatever they call themselves', async () => {
    const who = await world.someone();
    // The campus has no domain of its own: its word about an address counts for nothing.
    university.be({ sub: randomUUID(), email: who.person.email, emailVerified: true, amr: ['mfa'] });
    refusedWith((await enter('kampus', university)).reply, 'federated_not_linked');
    assert.equal(await whyRefused(), 'not_linked');
  });

  it('finds a person by a verified address of a pinned domain, asks for a factor of ours each time, and holds on to the subject', async () => {
    const who = await world.someone();
    const [first, later] = [randomUUID(), randomUUID()];
    const account = { email: who.person.email.toUpperCase(), emailVerified: true, amr: ['mfa'] };
    for (const turn of [1, 2]) {
      ministry.be({ sub: first, ...account });
      const { reply } = await enter('kementerian', ministry);
      assert.match(
        String(reply.headers.location),
        /^\/masuk#tiket=/,
        `turn ${turn}: two factors there are not enough yet`,
      );
    }
    ministry.be({ sub: later, ...account });
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
    const linked = (await events('identity.federation_linked')).filter(({ personId }) => personId === who.person.id);
    assert.deepEqual(
      linked.map(({ confirmed }) => confirmed),
      [false],
    );
    // Confirmed with a factor of ours, two factors there are enough.
    ministry.be({ sub: first, ...account });
    await link(who, 'kementerian', ministry);
    assert.equal((await enter('kementerian', ministry)).reply.headers.location, '/');
  });

  it('believes no address that is not verified, or of another domain', async () => {
    const who = await world.someone();
    const { email } = who.person;
    for (const account of [
      { email },
      { email, emailVerified: false },
      { email: `x@${email}`, emailVerified: true },
      { email: email.replace('contoh.example', 'contoh.example.lain.example'), emailVerified: true },
      { email: email.replace('@', '@bukan.'), emailVerified: true },
      { email: 'tidak-ada@contoh.example', emailVerified: true },
    ]) {
      ministry.be({ sub: randomUUID(), amr: ['mfa'], ...account });
      refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
    }
    const { rows } = await world.pool.query('SELECT 1 FROM identity.federated_link WHERE person_id = $1', [
      who.person.id,
    ]);
    assert.equal(rows.length, 0);
  });

  it('lets in nobody who was let go', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    assert.equal((await enter('kementerian', ministry)).reply.headers.location, '/');
    await owner.query('UPDATE identity.person SET active = false WHERE id = $1', [who.person.id]);
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
    await owner.query('UPDATE identity.person SET active = true WHERE id = $1', [who.person.id]);
    await owner.query('UPDATE identity.assignment SET valid_to = $2 WHERE person_id = $1', [
      who.person.id,
      '2026-11-01',
    ]);
    refusedWith((await enter('kementerian', ministry)).reply, 'not_yours');
  });

  it('keeps the subject and the address readable nowhere', async () => {
    const who = await world.someone();
    const sub = `nip-198001012005011001-${randomUUID()}`;
    ministry.be({ sub, email: who.person.email, emailVerified: true, amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    await enter('kementerian', ministry);
    await world.committer.idle();
    const { rows: links } = await world.pool.query<{ text: string }>(
      'SELECT l::text AS text FROM identity.federated_link l',
    );
    const { rows: told } = await world.workPool.query<{ text: string }>(
      "SELECT convert_from(payload, 'UTF8') || convert_from(origin, 'UTF8') AS text FROM journal.event WHERE type LIKE 'identity.%'",
    );
    assert.ok(links.length > 0 && told.length > 0);
    const hex = Buffer.from(sub).toString('hex');
    for (const { text } of [...links, ...told])
      assert.ok(!text.includes(sub) && !text.includes(hex) && !text.includes(who.person.email));
  });

  it('keeps links and attempts from serve and work', async () => {
    for (const pool of [world.servePool, world.workPool]) {
      for (const table of ['federated_link', 'federated_start'])
        await assert.rejects(
          readAs(pool, {}, (db) => db.query(`SELECT 1 FROM identity.${table}`)),
          /permission denied/,
        );
    }
  });
});
