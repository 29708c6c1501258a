/**
 * The whole platform for one test: demo world, sandbox bank, `serve` and `work` in this process, on one real PostgreSQL. The
 * clock of the sign-in can be moved, since a one-time code serves once in thirty seconds.
 */
import { randomUUID } from 'node:crypto';
import { fromHex, openCore } from '../../src/core.ts';
import { totpSecretOf } from '../../src/demo/secrets.ts';
import { DEMO_PASSWORD, seedDemo } from '../../src/demo/seed.ts';
import { createIdentity } from '../../src/identity/identity.ts';
import { codeAt, STEP_SECONDS } from '../../src/identity/totp.ts';
import type { Codec } from '../../src/journal/codec.ts';
import type { Committer } from '../../src/journal/commit.ts';
import { openPool, type Pool } from '../../src/platform/database.ts';
import type { App } from '../../src/platform/http/app.ts';
import { freePort } from '../../src/platform/postgres.ts';
import type { TrialSecrets } from '../../src/platform/secrets.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox.ts';
import { buildServe, type ServeOptions } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';
import { startWork } from '../../src/work.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { trialEnv } from './trial-env.ts';

export interface World {
  readonly app: App;
  /** Where `serve` listens, for browsers. */
  readonly url: string;
  readonly bankUrl: string;
  readonly secrets: TrialSecrets;
  readonly database: TestDatabase;
  /** Reads everything, as `work` does. */
  readonly pool: Pool;
  readonly codec: Codec;
  readonly committer: Committer;
  /** Settings for processes of one's own. */
  readonly env: Readonly<Record<string, string>>;
  /** The clock of sign-in, and the way to move it on. */
  now(): Date;
  pass(seconds: number): void;
  /** A code that has not been used yet: the clock moves on by one step. */
  freshCode(email: string): string;
  signIn(email: string): Promise<Client>;
  close(): Promise<void>;
}

export interface Client {
  readonly cookie: string;
  get<T = Json>(path: string): Promise<T>;
  /** Throws with the problem when it is refused. */
  post<T = Json>(path: string, body?: object, key?: string): Promise<T>;
  /** The answer whatever it is. */
  send(method: 'GET' | 'POST', path: string, body?: object, key?: string): Promise<{ status: number; body: Json }>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of an API under test
export type Json = any;

export interface WorldOptions {
  /** Without it payments stay where people left them. */
  readonly work?: boolean;
  readonly bank?: boolean;
  /** How long the bank keeps in clearing what it does not pay at once. */
  readonly pendingMs?: number;
  /** Terms of the bank that are wanted otherwise: its fees. */
  readonly bankTerms?: SandboxOptions['terms'];
  /** After which a reference that the bank does not know is given up. */
  readonly graceMs?: number;
  readonly webDir?: string | null;
  /** The name by which browsers come; passkeys are made for names, never for numbers (WebAuthn L3 §5.1.3). */
  readonly host?: 'localhost';
  /** Further settings, which may depend on where `serve` will listen. */
  readonly settings?: (url: string) => Promise<Readonly<Record<string, string>>>;
  readonly serve?: Pick<ServeOptions, 'perMinute' | 'logTo' | 'clock'>;
  /** A fault put into the API on purpose: a control. */
  readonly plant?: (app: App, databaseUrl: string) => void;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const database = await testDatabase();
  const trial = await trialEnv(database, options.host);
  const { secrets, url, port, bankUrl, bankPort, bankDatabase } = trial;
  const mailPort = await freePort();
  const env = {
    ...trial.env,
    DIGIPAY_MAILBOX_PORT: String(mailPort),
    DIGIPAY_SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    DIGIPAY_DEMO: '1',
    ...(options.graceMs === undefined ? {} : { DIGIPAY_GRACE_MS: String(options.graceMs) }),
    ...(await options.settings?.(url)),
  };
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  await seed(database, secrets, env.DIGIPAY_KEYS, clock);
  const bank =
    options.bank === false
      ? null
      : await startSandbox({
          databaseUrl: bankDatabase,
          port: bankPort,
          secrets,
          platformUrl: url,
          ...(options.pendingMs === undefined ? {} : { pendingMs: options.pendingMs }),
          ...(options.bankTerms === undefined ? {} : { terms: options.bankTerms }),
        });
  const app = await buildServe({
    settings: settingsOf('serve', env),
    identityClock: clock,
    webDir: options.webDir ?? null,
    ...options.serve,
  });
  options.plant?.(app, database.serveUrl);
  await app.listen({ port, host: '127.0.0.1' });
  const work = options.work === false ? null : await startWork({ settings: settingsOf('work', env) });
  const core = await openCore({ databaseUrl: database.workUrl, poolSize: 3, keys: env.DIGIPAY_KEYS, secrets });

  const pass = (seconds: number) => {
    ahead += seconds * 1000;
  };
  const freshCode = (email: string) => {
    pass(STEP_SECONDS);
    return codeAt(totpSecretOf(Buffer.from(secrets.demoKey, 'hex'), email), clock());
  };
  return {
    app,
    url,
    bankUrl,
    secrets,
    database,
    pool: core.pool,
    codec: core.codec,
    committer: core.committer,
    env,
    now: clock,
    pass,
    freshCode,
    signIn: (email) => signIn(app, email, freshCode),
    async close() {
      await work?.stop();
      await app.close();
      await bank?.close();
      await core.close();
      await database.drop();
      trial.remove();
    },
  };
}

async function seed(database: TestDatabase, secrets: TrialSecrets, keyStore: string, clock: () => Date): Promise<void> {
  const core = await openCore({ databaseUrl: database.serveUrl, poolSize: 2, keys: keyStore, secrets });
  const identityPool = openPool(database.identityUrl, 2);
  const keys = { email: fromHex(secrets.emailKey), totp: fromHex(secrets.totpKey) };
  await seedDemo({
    db: core.pool,
    committer: core.committer,
    identity: createIdentity({ pool: identityPool, codec: core.codec, keys, clock }),
    keys: { email: keys.email, demo: fromHex(secrets.demoKey) },
    clock,
    say: () => {},
  });
  await identityPool.end();
  await core.close();
}

async function signIn(app: App, email: string, freshCode: (email: string) => string): Promise<Client> {
  const first = await call(app, '', 'POST', '/api/v1/sign-in', { email, password: DEMO_PASSWORD });
  const second = await call(app, '', 'POST', '/api/v1/sign-in/code', {
    ticket: first.body.ticket,
    code: freshCode(email),
  });
  if (second.status !== 200) throw new Error(`${email} cannot sign in: ${JSON.stringify(second.body)}`);
  const { cookie } = second;
  const send: Client['send'] = (method, path, body, key) => call(app, cookie, method, path, body, key);
  const must = async (method: 'GET' | 'POST', path: string, body?: object, key?: string) => {
    const { status, body: answer } = await send(method, path, body, key);
    if (status >= 400) throw new Error(`${email} ${method} ${path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    cookie,
    send,
    get: (path) => must('GET', path),
    post: (path, body = {}, key) => must('POST', path, body, key),
  };
}

async function call(
  app: App,
  cookie: string,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  key: string = randomUUID(),
) {
  const response = await app.inject({
    method,
    url: path,
    headers: {
      cookie,
      'x-digipay': '1',
      'idempotency-key': key,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  });
  const text = response.body;
  const json = String(response.headers['content-type']).includes('json') && text !== '';
  return {
    status: response.statusCode,
    body: (json ? JSON.parse(text) : text) as Json,
    cookie: String(response.headers['set-cookie'] ?? '').split(';')[0] ?? '',
  };
}

/** Waits until something holds; real processes take the time they take. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((go) => setTimeout(go, 100));
  }
}
