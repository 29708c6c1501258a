/** The processes of one run, on one real PostgreSQL: `serve`, `work` and `bank`, each to be killed, and the office they serve. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Core, fromHex, openCore } from '../../src/core.ts';
import { freePort } from '../../src/platform/postgres.ts';
import { trialSecrets } from '../../src/platform/secrets.ts';
import { testDatabase } from '../support/database.ts';
import { type Killable, startProcess } from '../support/processes.ts';
import type { Planted } from './controls.ts';
import { type ChaosOffice, fillBank, fillPlatform, officeOf } from './office.ts';
import { BANK_TIMEOUT_MS, type Victim } from './plan.ts';

export interface ChaosStage {
  readonly core: Core;
  readonly office: ChaosOffice;
  readonly url: string;
  readonly bankUrl: string;
  readonly bankDatabase: string;
  readonly processes: Readonly<Record<Victim, Killable>>;
  close(): Promise<void>;
}

const CONCURRENCY = 16;
/** Longer than the plan hides anything: a status for two seconds, a line for four. */
const GRACE_MS = 8_000;

export async function raise(satkers: number, planted: Planted): Promise<ChaosStage> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'digipay-chaos-'));
  const secretsFile = join(home, 'secrets.json');
  const secrets = trialSecrets(secretsFile);
  const bankDatabase = await database.another('bank');
  const [port, bankPort] = [await freePort(), await freePort()];
  const [url, bankUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${bankPort}`];
  const env = {
    DIGIPAY_SECRETS: secretsFile,
    DIGIPAY_KEYS: pathToFileURL(join(home, 'keys.json')).href,
    DIGIPAY_PUBLIC_URL: url,
    DIGIPAY_BANK_URL: bankUrl,
    DIGIPAY_OUTBOUND_RANGES: '127.0.0.0/8',
    DIGIPAY_SERVE_DATABASE: database.serveUrl,
    DIGIPAY_IDENTITY_DATABASE: database.identityUrl,
    DIGIPAY_WORK_DATABASE: database.workUrl,
    DIGIPAY_BANK_DATABASE: bankDatabase,
    DIGIPAY_BANK_PORT: String(bankPort),
    DIGIPAY_PORT: String(port),
    DIGIPAY_GRACE_MS: String(GRACE_MS),
    DIGIPAY_BANK_TIMEOUT_MS: String(BANK_TIMEOUT_MS),
    DIGIPAY_BANK_COOLDOWN_MS: '500',
    DIGIPAY_BANK_PENDING_MS: '1500',
    DIGIPAY_WORK_CONCURRENCY: String(CONCURRENCY),
  };
  const core = await openCore({ databaseUrl: database.workUrl, poolSize: 6, keys: env.DIGIPAY_KEYS, secrets });
  const office = officeOf(satkers);
  await fillPlatform(office, core.committer, fromHex(secrets.emailKey));
  const bank = await startProcess('bank', env);
  await fillBank(office, bankDatabase);
  const serve = await startProcess('serve', env, planted.serve);
  const work = await startProcess('work', env, planted.work);
  return {
    core,
    office,
    url,
    bankUrl,
    bankDatabase,
    processes: { serve, work, bank },
    async close() {
      for (const one of [work, serve, bank]) await one.stop();
      await core.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
