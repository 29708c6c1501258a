/** The processes of one run, on one real PostgreSQL: `serve`, `work` and `bank`, each to be killed, and the office they serve. */
import { type Core, fromHex, openCore } from '../../src/core.ts';
import { testDatabase } from '../support/database.ts';
import { type Killable, startProcess } from '../support/processes.ts';
import { trialEnv } from '../support/trial-env.ts';
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
  const trial = await trialEnv(database);
  const { secrets, url, bankUrl, bankDatabase } = trial;
  const env = {
    ...trial.env,
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
      trial.remove();
    },
  };
}
