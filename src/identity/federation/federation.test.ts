import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { InjectOptions } from 'fastify';
import { SignJWT } from 'jose';
import { openPool, type Pool, readAs } from '../../platform/database.ts';
import { type App, createApp } from '../../platform/http/app.ts';
import { identityPermissions } from '../identity.permissions.ts';
import { authenticateBy, identityRoutes, SESSION_COOKIE } from '../identity.routes.ts';
import { FROM, type IdentityWorld, type Someone, startIdentity } from '../testing.ts';
import { federationPermissions } from './federation.permissions.ts';
import { CALLBACK_PATH, FEDERATED_COOKIE, federationRoutes } from './federation.routes.ts';
import { createFederation } from './federation.ts';
import type { Issuer } from './issuers.ts';
import { createProviders, type Fetch } from './provider.ts';
import { startProvider, type TestProvider } from './testing-provider.ts';

const PUBLIC_URL = 'http://127.0.0.1:8080';
const redirectUri = `${PUBLIC_URL}${CALLBACK_PATH}`;

/** The claims of a token, changed, and signed again in some way. */
type Forge = (claims: Record<string, unknown>) => Promise<string>;

describe('sign-in through an institution', () => {
  let world: IdentityWorld;
  let app: App;
  let owner: Pool;
  let ministry: TestProvider;
  let university: TestProvider;
  let forge: Forge | null = null;
  let called: string[] = [];
  let silent = false;
  /** Attempts are limited by address. */
  let visitor = 0;
  /** Changes what a provider says of itself. */
  let pretend: Record<string, string> | null = null;

  const outbound: Fetch = async (url, options) => {
    called.push(url);
    if (silent) throw new TypeError('fetch failed');
    const response = await fetch(url, options as RequestInit);
    if (pretend && url.includes('/.well-known/'))
      return Response.json({ ...((await response.json()) as object), ...pretend });
    if (!forge || !new URL(url).pathname.endsWith('/token')) return response;
    const tokens = (await response.json()) as { id_token: string };
    const claims = JSON.parse(Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString());
    return Response.json({ ...tokens, id_token: await forge(claims) });
  };

  const issuerOf = (id: string, provider: TestProvider, over: Partial<Issuer> = {}): Issuer => ({
    id,
    name: `Lembaga ${id}`,
    issuer: provider.issuer,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    clientSecretFile: '',
    clientAuthentication: 'client_secret_basic',
    signingAlgorithm: 'RS256',
    hosts: [],
    emailDomains: [],
    secondFactor: { acr: [], amr: ['mfa'] },
    maxAgeSeconds: 600,
    ...over,
  });

  async function serve(issuers: readonly Issuer[]): Promise<App> {
    const { pool, committer, clock, identity } = world;
    const key = Buffer.alloc(32, 5);
    const federation = createFederation({
      pool,
      issuers,
      providers: createProviders({ issuers, redirectUri, fetch: outbound, clock }),
      keys: { email: key, federation: key },
      identity,
      clock,
    });
    const built = await createApp({
      authenticate: authenticateBy(identity),
      permissions: { ...identityPermissions, ...federationPermissions },
      webDir: null,
      secure: false,
      log: false,
    });
    identityRoutes(built, { identity, secure: false, demo: false });
    federationRoutes(built, {
      federation,
      committer,
      clock,
      secure: false,
      identity,
    });
    return built;
  }

  before(async () => {
    world = await startIdentity();
    owner = openPool(world.database.ownerUrl, 1);
    [ministry, university] = await Promise.all([startProvider({ redirectUri }), startProvider({ redirectUri })]);
    app = await serve([
      issuerOf('kementerian', ministry, { emailDomains: ['contoh.example'] }),
      issuerOf('kampus', university),
    ]);
  });
  after(async () => {
    await app.close();
    await owner.end();
    await Promise.all([ministry.close(), university.close(), world.close()]);
  });
  beforeEach(() => {
    visitor += 1;
    [forge, called, silent, pretend] = [null, [], false, null];
  });

  /** A session belongs to the kind of browser that opened it. */
  const inject = (asked: InjectOptions) =>
    app.inject({
      remoteAddress: `192.0.2.${visitor}`,
      ...asked,
      headers: { 'user-agent': FROM.agent, ...asked.headers },
    });
  const json = { 'x-digipay': '1', 'content-type': 'application/json' };

  /** Begins; answers the address of the provider and what the browser keeps. */
  async function begin(issuer: string): Promise<{ url: string; cookie: string }> {
    const answer = await inject({
      method: 'POST',
      url: `/api/v1/sign-in/federated/${issuer}`,
      headers: json,
      payload: '{}',
    });
    assert.equal(answer.statusCode, 200, answer.body);
    return { url: answer.json().url, cookie: cookieOf(answer, FEDERATED_COOKIE) };
  }

  const back = (answer: URL, cookie: string) =>
    inject({ url: `${answer.pathname}${answer.search}`, headers: cookie === '' ? {} : { cookie } });

  async function enter(issuer: string, provider: TestProvider) {
    const { url, cookie } = await begin(issuer);
    const answer = await provider.walk(url);
    return { answer, cookie, reply: await back(answer, cookie) };
  }

  const ask = (cookie: string, path: string, payload: object) =>
    inject({
      method: 'POST',
      url: `/api/v1/security/federated/${path}`,
      headers: { ...json, cookie },
      payload: JSON.stringify(payload),
    });

  /** Asks what is to be confirmed, then again with a code. */
  async function confirmedBy(who: Someone, cookie: string, path: string, code = who.code()) {
    const first = await ask(cookie, path, {});
    assert.equal(first.statusCode, 200, first.body);
    const { digest } = first.json().confirm;
    return ask(cookie, path, { stepUp: { digest, code } });
  }

  /** A full sign-in of ours, then the account at the institution is linked. */
  async function link(who: Someone, issuer: string, provider: TestProvider) {
    const cookie = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    world.pass(1);
    const asked = await confirmedBy(who, cookie, issuer);
    assert.equal(asked.statusCode, 200, asked.body);
    return back(await provider.walk(asked.json().url), cookieOf(asked, FEDERATED_COOKIE));
  }

  async function events(type: string): Promise<Record<string, unknown>[]> {
    await world.committer.idle();
    const { rows } = await world.workPool.query<{ text: string; person_id: string | null }>(
      "SELECT convert_from(substr(payload, 2), 'UTF8') AS text, person_id FROM journal.event WHERE type = $1 ORDER BY seq",
      [type],
    );
    return rows.map(({ text, person_id }) => ({ ...JSON.parse(text), personId: person_id }));
  }

  const whyRefused = async () => (await events('identity.federation_refused')).at(-1)?.why;
  const me = (cookie: string) => inject({ url: '/api/v1/me', headers: { cookie } });
  const refusedWith = (reply: { headers: Record<string, unknown>; statusCode: number }, code: string) => {
    assert.equal(reply.statusCode, 303);
    assert.match(String(reply.headers.location), new RegExp(`^/masuk#gagal=${code}(&|$)`));
    assert.doesNotMatch(String(reply.headers['set-cookie']), new RegExp(SESSION_COOKIE));
  };

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

  it('takes an answer once, from the browser that asked, within ten minutes', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    const good = await enter('kementerian', ministry);
    assert.equal(good.reply.headers.location, '/');
    const before = (await events('identity.federation_refused')).length;
    for (let n = 0; n < 3; n += 1) refusedWith(await back(good.answer, good.cookie), 'federated_expired');
    const replays = (await events('identity.federation_refused')).slice(before);
    assert.deepEqual(
      replays.map(({ why }) => why),
      ['replayed'],
      'written down once',
    );

    const { url, cookie } = await begin('kementerian');
    const answer = await ministry.walk(url);
    refusedWith(await back(answer, ''), 'federated_expired');
    const other = await begin('kementerian');
    refusedWith(await back(answer, other.cookie), 'federated_refused');
    assert.equal(await whyRefused(), 'state');
    assert.equal((await back(answer, cookie)).headers.location, '/', 'the browser that asked is served all the same');

    const late = await begin('kementerian');
    const lateAnswer = await ministry.walk(late.url);
    world.pass(10.1);
    refusedWith(await back(lateAnswer, late.cookie), 'federated_expired');
  });

  it('gives a code that was used, or is for another attempt, no second life', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    const good = await enter('kementerian', ministry);
    const stolen = await (async () => {
      const { url } = await begin('kementerian');
      return ministry.walk(url);
    })();
    for (const code of [good.answer.searchParams.get('code'), stolen.searchParams.get('code')]) {
      const { url, cookie } = await begin('kementerian');
      const mixed = await ministry.walk(url);
      mixed.searchParams.set('code', code ?? '');
      refusedWith(await back(mixed, cookie), 'federated_refused');
      assert.equal(await whyRefused(), 'invalid_grant', 'PKCE: a code belongs to the attempt it was made for');
    }
  });

  it('notices an answer of another issuer, with and without its name', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    for (const [iss, why] of [
      [university.issuer, 'OAUTH_INVALID_RESPONSE'],
      [null, 'OAUTH_INVALID_RESPONSE'],
    ] as const) {
      const { url, cookie } = await begin('kementerian');
      const answer = await ministry.walk(url);
      if (iss === null) answer.searchParams.delete('iss');
      else answer.searchParams.set('iss', iss);
      called = [];
      refusedWith(await back(answer, cookie), 'federated_refused');
      assert.equal(await whyRefused(), why);
      assert.deepEqual(called, [], 'the code was shown to nobody');
    }
  });

  it('refuses an error, a doubled parameter and an answer without a code', async () => {
    for (const [change, why] of [
      [(to: URL) => to.searchParams.set('error', 'access_denied'), 'access_denied'],
      [(to: URL) => to.searchParams.append('code', 'another'), 'OAUTH_INVALID_RESPONSE'],
      [(to: URL) => to.searchParams.delete('code'), 'OAUTH_INVALID_RESPONSE'],
      [(to: URL) => to.searchParams.append('state', 'x'), 'OAUTH_INVALID_RESPONSE'],
    ] as const) {
      const { url, cookie } = await begin('kementerian');
      const answer = await ministry.walk(url);
      change(answer);
      refusedWith(await back(answer, cookie), 'federated_refused');
      assert.equal(await whyRefused(), why);
    }
  });

  describe('reads an ID token to the letter:', () => {
    let who: Someone;
    let sub: string;
    before(async () => {
      who = await world.someone();
      sub = randomUUID();
      ministry.be({ sub, amr: ['mfa'] });
      await link(who, 'kementerian', ministry);
    });
    beforeEach(() => ministry.be({ sub, amr: ['mfa'] }));

    const signed =
      (change: (claims: Record<string, unknown>) => object): Forge =>
      (claims) =>
        new SignJWT({ ...claims, ...change(claims) })
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(ministry.privateKey);
    const bare = (header: object, claims: object) =>
      [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const hmac = (key: string | Buffer, header: object, claims: object) => {
      const said = bare(header, claims);
      return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`;
    };

    const forged: readonly (readonly [string, () => Forge, string])[] = [
      ['another nonce', () => signed(() => ({ nonce: 'x'.repeat(43) })), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['no nonce', () => signed(() => ({ nonce: undefined })), 'OAUTH_INVALID_RESPONSE'],
      ['another issuer', () => signed(() => ({ iss: university.issuer })), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['another audience', () => signed(() => ({ aud: 'other-client' })), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
      ['two audiences', () => signed(({ aud }) => ({ aud: [aud, 'other-client'], azp: aud })), 'several_audiences'],
      [
        'a past',
        () => signed(() => ({ exp: Math.floor(Date.now() / 1000) - 600 })),
        'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
      ],
      [
        'a sign-in long ago',
        () => signed(() => ({ auth_time: Math.floor(Date.now() / 1000) - 9_000 })),
        'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
      ],
      ['no time of sign-in', () => signed(() => ({ auth_time: undefined })), 'OAUTH_INVALID_RESPONSE'],
      [
        'no signature (alg none)',
        () => async (claims) => `${bare({ alg: 'none' }, claims)}.`,
        'OAUTH_INVALID_RESPONSE',
      ],
      [
        'no signature under the right algorithm',
        () => async (claims) => `${bare({ alg: 'RS256', kid: 'one' }, claims)}.`,
        'OAUTH_INVALID_RESPONSE',
      ],
      [
        'HS256 by the public key',
        () => async (claims) => hmac(ministry.publicPem, { alg: 'HS256', kid: 'one' }, claims),
        'OAUTH_INVALID_RESPONSE',
      ],
      [
        'HS256 by the client secret',
        () => async (claims) => hmac(ministry.clientSecret, { alg: 'HS256' }, claims),
        'OAUTH_INVALID_RESPONSE',
      ],
      [
        'the key of somebody else',
        () => (claims) =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'RS256', kid: 'one' })
            .sign(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
        'OAUTH_INVALID_RESPONSE',
      ],
      [
        'a key that it brings itself',
        () => (claims) =>
          new SignJWT(claims)
            .setProtectedHeader({ alg: 'RS256', jwk: university.publicJwk, kid: 'one' })
            .sign(university.privateKey),
        'OAUTH_INVALID_RESPONSE',
      ],
    ];
    for (const [name, make, why] of forged) {
      it(`refuses ${name}`, async () => {
        forge = make();
        refusedWith((await enter('kementerian', ministry)).reply, 'federated_refused');
        assert.equal(await whyRefused(), why);
      });
    }

    it('and takes the same forgery when nothing is changed (control)', async () => {
      forge = signed(() => ({}));
      assert.equal((await enter('kementerian', ministry)).reply.headers.location, '/');
    });
  });

  it('links an account to one person, and a person to one account at an institution', async () => {
    const [one, two] = [await world.someone(), await world.someone()];
    const [first, second] = [randomUUID(), randomUUID()];
    ministry.be({ sub: first, amr: ['mfa'] });
    assert.match(String((await link(one, 'kementerian', ministry)).headers.location), /tertaut/);
    refusedWith(await link(two, 'kementerian', ministry), 'federated_other_person');
    ministry.be({ sub: second, amr: ['mfa'] });
    assert.match(String((await link(one, 'kementerian', ministry)).headers.location), /tertaut/);
    ministry.be({ sub: first, amr: ['mfa'] });
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
  });

  it('ends the other sessions of whoever links or unlinks, and tells them by mail', async () => {
    const who = await world.someone();
    const elsewhere = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    assert.equal((await me(elsewhere)).statusCode, 200);
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    assert.equal((await me(elsewhere)).statusCode, 401);
    const cookie = cookieOf((await enter('kementerian', ministry)).reply, SESSION_COOKIE);
    const other = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    world.pass(1);
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink')).json().done, true);
    assert.deepEqual([(await me(cookie)).statusCode, (await me(other)).statusCode], [200, 401]);
    await world.identity.idle();
    const { rows } = await owner.query<{ text: string }>(
      "SELECT convert_from(body, 'UTF8') AS text FROM mail.outbox WHERE person_id = $1",
      [who.person.id],
    );
    assert.equal(rows.filter(({ text }) => text.includes('Lembaga kementerian')).length, 2);
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

  it('links and unlinks only with a fresh factor for exactly that', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    const cookie = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    const other = (await ask(cookie, 'kampus/unlink', {})).json().confirm;
    const asked = (await ask(cookie, 'kementerian/unlink', {})).json();
    assert.equal(asked.done, false);
    assert.deepEqual(asked.confirm.says, [{ what: 'institution', value: 'Lembaga kementerian' }]);
    world.pass(1);
    const code = who.code();
    const foreign = await ask(cookie, 'kementerian/unlink', { stepUp: { digest: other.digest, code } });
    assert.equal(foreign.json().code, 'code_for_other');
    const spent = await world.identity.takeProof({
      personId: who.person.id,
      proof: { code },
      digest: 'another act',
      command: 'x',
    });
    assert.equal(spent, null);
    for (const path of ['kementerian', 'kementerian/unlink'])
      assert.equal((await confirmedBy(who, cookie, path, code)).json().code, 'code_used');
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink', who.code(600))).json().code, 'code_wrong');
    const listed = await inject({ url: '/api/v1/security/federated', headers: { cookie } });
    assert.deepEqual(
      listed.json().map((own: { issuer: string }) => own.issuer),
      ['kementerian'],
    );
    world.pass(1);
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink')).json().done, true);
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
    world.pass(1);
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink')).statusCode, 404);
    for (const url of ['/api/v1/security/federated/kementerian', '/api/v1/security/federated/kementerian/unlink']) {
      const stranger = await inject({ method: 'POST', url, headers: json, payload: '{}' });
      assert.equal(stranger.statusCode, 401);
    }
  });

  it('says that a silent provider is silent, and comes back by itself', async () => {
    const fresh = await serve([issuerOf('kementerian', ministry)]);
    const ask = () =>
      fresh.inject({ method: 'POST', url: '/api/v1/sign-in/federated/kementerian', headers: json, payload: '{}' });
    silent = true;
    const answer = await ask();
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'federated_unreachable']);
    silent = false;
    assert.equal((await ask()).statusCode, 200);
    await fresh.close();
  });

  it('refuses a provider that is not who it says, or does not name itself among several', async () => {
    const start = async (issuers: readonly Issuer[], id: string) => {
      const built = await serve(issuers);
      const url = `/api/v1/sign-in/federated/${id}`;
      const answer = await built.inject({ method: 'POST', url, headers: json, payload: '{}' });
      await built.close();
      return answer.statusCode === 200 ? 'ok' : answer.json().code;
    };
    const old = await startProvider({ redirectUri, namesItself: false });
    const alone = issuerOf('lama', old);
    assert.equal(await start([alone], 'lama'), 'ok', 'alone it cannot be mixed up');
    assert.equal(await start([alone, issuerOf('kampus', university)], 'lama'), 'federated_refused');
    await old.close();
    assert.equal(await start([issuerOf('kampus', university)], 'kampus'), 'ok');
    for (const said of [
      { issuer: ministry.issuer },
      { authorization_endpoint: `${ministry.issuer}/auth` },
      { code_challenge_methods_supported: ['plain'] },
    ]) {
      pretend = said as Record<string, string>;
      assert.equal(await start([issuerOf('kampus', university)], 'kampus'), 'federated_refused', JSON.stringify(said));
    }
  });

  it('calls no endpoint outside the hosts of the provider, whatever its metadata say', async () => {
    const main = app;
    for (const name of ['token_endpoint', 'jwks_uri', 'userinfo_endpoint']) {
      pretend = { [name]: `${university.issuer}/inside` };
      app = await serve([issuerOf('kementerian', ministry, { emailDomains: ['contoh.example'] })]);
      ministry.be({ sub: randomUUID(), email: 'a@contoh.example', emailVerified: true, amr: ['mfa'] });
      refusedWith((await enter('kementerian', ministry)).reply, 'federated_refused');
      assert.equal(await whyRefused(), 'foreign_endpoint', name);
      assert.deepEqual(
        called.filter((url) => url.startsWith(university.issuer)),
        [],
        name,
      );
      await app.close();
      app = main;
    }
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

function cookieOf(answer: { headers: Record<string, unknown> }, name: string): string {
  const all = [answer.headers['set-cookie']].flat().map(String);
  return all.find((line) => line.startsWith(`${name}=`))?.split(';')[0] ?? '';
}
