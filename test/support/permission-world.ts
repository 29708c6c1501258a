/** The real API over two offices of everything, asked as anybody without signing in. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { fromHex, openCore } from '../../src/core.ts';
import { remember } from '../../src/identity/request.ts';
import { matrix } from '../../src/permission/matrix.ts';
import { openPool } from '../../src/platform/database.ts';
import type { App } from '../../src/platform/http/app.ts';
import { trialSecrets } from '../../src/platform/secrets.ts';
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { fillOffices, type OfficeHolder } from './offices.ts';
import { factsOf, readableTables } from './ownership.ts';
import type { Trial, Tried } from './permission-cells.ts';

export interface GuardedWorld extends Trial {
  readonly database: TestDatabase;
  summary(tried: Tried): string;
  close(): Promise<void>;
}

const WHO = 'x-test-person';

export async function startGuarded(options: { readonly plant?: (app: App) => void } = {}): Promise<GuardedWorld> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'digipay-guarded-'));
  const leave = async () => {
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  };
  try {
    return await guardedOn(database, home, leave, options.plant);
  } catch (error) {
    // A server left running would keep the test alive.
    await leave();
    throw error;
  }
}

async function guardedOn(
  database: TestDatabase,
  home: string,
  leave: () => Promise<void>,
  plant: (app: App) => void = () => {},
): Promise<GuardedWorld> {
  const env = {
    DIGIPAY_SECRETS: join(home, 'secrets.json'),
    DIGIPAY_KEYS: pathToFileURL(join(home, 'keys.json')).href,
    DIGIPAY_PUBLIC_URL: 'http://127.0.0.1',
    DIGIPAY_SERVE_DATABASE: database.serveUrl,
    DIGIPAY_IDENTITY_DATABASE: database.identityUrl,
    DIGIPAY_DEMO: '1',
  };
  const secrets = trialSecrets(env.DIGIPAY_SECRETS);
  const core = await openCore({ databaseUrl: database.serveUrl, poolSize: 2, keys: env.DIGIPAY_KEYS, secrets });
  const owner = openPool(database.ownerUrl, 1);
  const offices = await fillOffices(core.committer, fromHex(secrets.emailKey));
  const facts = await factsOf(owner, await readableTables(owner));
  await Promise.all([core.close(), owner.end()]);
  const people = new Map(offices.people.map((who) => [who.asker.personId, who.asker]));
  const app = await buildServe({
    settings: settingsOf('serve', env),
    webDir: null,
    authenticate: async (request) => {
      // What a session would tell of itself, for acts on one's own sessions.
      remember(request, randomUUID(), null);
      return people.get(String(request.headers[WHO])) ?? null;
    },
    perMinute: 100_000,
    logTo: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });
  plant(app);
  await app.ready();
  return {
    app,
    world: { offices, facts },
    permissions: matrix,
    as: (who: OfficeHolder) => ({ [WHO]: who.asker.personId }),
    database,
    summary: ({ routes, cells, byAnswer, faults }) =>
      `${cells} cells (${routes} routes × ${offices.people.length + 1} askers × their objects): ${Object.entries(
        byAnswer,
      )
        .map(([answer, count]) => `${count} ${answer}`)
        .join(', ')}; ${faults.length} differ from the matrix`,
    async close() {
      await app.close();
      await leave();
    },
  };
}
