/** For tests of this room: two institutions, the platform before them, and what a browser does between the two. */
import assert from 'node:assert/strict';
import type { InjectOptions } from 'fastify';
import { openPool, type Pool } from '../../platform/database.ts';
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

export const PUBLIC_URL = 'http://127.0.0.1:8080';
export const redirectUri = `${PUBLIC_URL}${CALLBACK_PATH}`;

/** The claims of a token, changed, and signed again in some way. */
export type Forge = (claims: Record<string, unknown>) => Promise<string>;

/** What goes wrong on the way to the providers, and what was called there. */
export interface Way {
  forge: Forge | null;
  /** Changes what a provider says of itself. */
  pretend: Record<string, unknown> | null;
  silent: boolean;
  called: string[];
}

export const json = { 'x-digipay': '1', 'content-type': 'application/json' };

export async function startFederation() {
  const world: IdentityWorld = await startIdentity();
  const owner: Pool = openPool(world.database.ownerUrl, 1);
  const [ministry, university] = await Promise.all([startProvider({ redirectUri }), startProvider({ redirectUri })]);
  const way: Way = { forge: null, pretend: null, silent: false, called: [] };
  /** Attempts are limited by address. */
  let visitor = 0;

  const outbound: Fetch = async (url, options) => {
    way.called.push(url);
    if (way.silent) throw new TypeError('fetch failed');
    const response = await fetch(url, options as RequestInit);
    if (way.pretend && url.includes('/.well-known/'))
      return Response.json({ ...((await response.json()) as object), ...way.pretend });
    if (!way.forge || !new URL(url).pathname.endsWith('/token')) return response;
    const tokens = (await response.json()) as { id_token: string };
    const claims = JSON.parse(Buffer.from(tokens.id_token.split('.')[1] ?? '', 'base64url').toString());
    return Response.json({ ...tokens, id_token: await way.forge(claims) });
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

  async function serve(issuers: readonly Issuer[], secure = false): Promise<App> {
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
      secure,
      log: false,
    });
    identityRoutes(built, { identity, secure, demo: false });
    federationRoutes(built, {
      federation,
      committer,
      clock,
      secure,
      identity,
    });
    return built;
  }

  const standard = [
    issuerOf('kementerian', ministry, { emailDomains: ['contoh.example'] }),
    issuerOf('kampus', university),
  ];
  let app = await serve(standard);

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

  return {
    world,
    owner,
    ministry,
    university,
    way,
    issuerOf,
    serve,
    inject,
    begin,
    back,
    enter,
    ask,
    confirmedBy,
    link,
    events,
    whyRefused,
    me,
    refusedWith,
    /** Another visitor, and nothing goes wrong on the way. */
    fresh() {
      visitor += 1;
      Object.assign(way, { forge: null, pretend: null, silent: false, called: [] });
    },
    /** Another set of institutions while `work` is done. */
    async instead(issuers: readonly Issuer[], work: () => Promise<void>) {
      const before = app;
      app = await serve(issuers);
      await work();
      await app.close();
      app = before;
    },
    async close() {
      await app.close();
      await owner.end();
      await Promise.all([ministry.close(), university.close(), world.close()]);
    },
  };
}

export function cookieOf(answer: { headers: Record<string, unknown> }, name: string): string {
  const all = [answer.headers['set-cookie']].flat().map(String);
  return all.find((line) => line.startsWith(`${name}=`))?.split(';')[0] ?? '';
}
