/** The processes of the platform and its bank, real ones, with a market of offices and shops in them. */
import { join } from 'node:path';
import { fromHex, openCore } from '../../src/core.ts';
import { createIdentity } from '../../src/identity/identity.ts';
import { openPool, type Pool } from '../../src/platform/database.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { startProcess } from '../../test/support/processes.ts';
import { trialEnv } from '../../test/support/trial-env.ts';
import type { Watched } from '../harness/processes.ts';
import { postmaster } from './books.ts';
import { fillBank, fillMarket, marketOf, type Role } from './market.ts';
import type { Shopper } from './shopper.ts';
import { arrive } from './visitors.ts';

export interface Platform {
  readonly url: string;
  readonly database: TestDatabase;
  /** Superuser's, past row-level security: for checks alone. */
  readonly owner: Pool;
  readonly bankDatabase: string;
  readonly shoppers: readonly Shopper[];
  /** `serve`, `work` and PostgreSQL: what a purchase costs. */
  readonly watched: readonly Watched[];
  readonly serve: { readonly pid: number };
  readonly work: { readonly pid: number };
  close(): Promise<void>;
}

export async function startPlatform(stalls: number): Promise<Platform> {
  const database = await testDatabase();
  const trial = await trialEnv(database);
  const { secrets, url, bankDatabase } = trial;
  const env = {
    ...trial.env,
    DIGIPAY_WORK_CONCURRENCY: '16',
  };
  const owner = openPool(database.ownerUrl, 2);
  const market = marketOf(stalls);
  const bank = await startProcess('bank', env);
  await fillBank(market, bankDatabase);
  const core = await openCore({ databaseUrl: database.serveUrl, poolSize: 4, keys: env.DIGIPAY_KEYS, secrets });
  const identityPool = openPool(database.identityUrl, 4);
  const keys = { email: fromHex(secrets.emailKey), totp: fromHex(secrets.totpKey) };
  await fillMarket(market, core.committer, keys.email);
  const identity = createIdentity({
    pool: identityPool,
    codec: core.codec,
    keys,
    clock: () => new Date(),
    publicUrl: url,
  });
  const shoppers: Shopper[] = [];
  for (const stall of market) {
    const people: Record<string, unknown> = {};
    for (const [role, { person }] of Object.entries(stall.people)) people[role] = await arrive(identity, person, url);
    shoppers.push({ stall, people: people as Record<Role, Awaited<ReturnType<typeof arrive>>> });
  }
  await core.close();
  await identityPool.end();
  const serve = await startProcess('serve', env, join(import.meta.dirname, 'serve.ts'));
  const work = await startProcess('work', env);
  return {
    url,
    database,
    owner,
    bankDatabase,
    shoppers,
    serve,
    work,
    watched: [
      { name: 'serve', pid: serve.pid },
      { name: 'work', pid: work.pid },
      { name: 'postgres', pid: await postmaster(owner), withChildren: true },
    ],
    async close() {
      for (const one of [work, serve, bank]) await one.stop();
      await owner.end();
      await database.drop();
      trial.remove();
    },
  };
}
