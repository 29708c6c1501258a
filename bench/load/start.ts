/** Processes started one by one on a prepared database, with the demo's offices in it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fromHex, openCore } from '../../src/core.ts';
import { openPool } from '../../src/platform/database.ts';
import { type Killable, startProcess } from '../../test/support/processes.ts';
import { residentMb } from '../harness/processes.ts';
import { fillMarket, marketOf } from './market.ts';
import { read } from './reader.ts';
import { makeSurroundings } from './surroundings.ts';

export type Name = 'serve' | 'work' | 'bank';

/** `serve` without its bound on the requests of one address. */
export const UNBOUNDED = join(import.meta.dirname, 'serve.ts');
const STALLS = 40;
const LOOK_MS = 5;
const PATIENCE_MS = 30_000;

export interface StartWorld {
  readonly url: string;
  /** Starts it; `ms` until `serve` gives its first answer, or the others say that they are ready. */
  start(name: Name, script?: string): Promise<{ readonly process: Killable; readonly ms: number }>;
  /** Throws when what was started and killed left something behind that it should not. */
  verify(): Promise<string>;
  close(): Promise<void>;
}

export async function openStart(): Promise<StartWorld> {
  const { database, secrets, keys, env, url, close } = await makeSurroundings();
  const owner = openPool(database.ownerUrl, 1);
  const core = await openCore({ databaseUrl: database.serveUrl, poolSize: 4, keys, secrets });
  await fillMarket(marketOf(STALLS), core.committer, fromHex(secrets.emailKey));
  await core.close();
  // Its tables are made at its first start, which is not the usual one.
  await (await startProcess('bank', env)).stop();
  let started = 0;
  return {
    url,
    async start(name, script) {
      const began = performance.now();
      const starting = startProcess(name, env, script);
      const answered = name === 'serve' ? firstAnswer(`${url}/api/v1/products?q=tinta`) : starting;
      await Promise.all([starting, answered]);
      started += 1;
      return { process: await starting, ms: performance.now() - began };
    },
    async verify() {
      const { rows } = await owner.query<{ products: number; faults: number }>(
        'SELECT (SELECT count(*)::int FROM catalogue.product) AS products, (SELECT count(*)::int FROM ledger.verify()) AS faults',
      );
      const { products, faults } = rows[0] ?? { products: 0, faults: 0 };
      if (products !== STALLS || faults > 0) throw new Error(`${products} products, ${faults} faults of the ledger`);
      return `${started} starts, each answered; ${products} products as before; ledger balanced`;
    },
    async close() {
      await owner.end();
      await close();
    },
  };
}

/** Asks until somebody answers with 200: as whoever waits for the page does. */
async function firstAnswer(url: string): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    const answered = await read(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (performance.now() > until) throw new Error(`${url} did not answer`);
    await pause(LOOK_MS);
  }
}

/** Node alone, which says that it runs: what no program of this kind can be faster or smaller than. */
export async function bareProcess(): Promise<{ readonly ms: number; readonly mb: number }> {
  const began = performance.now();
  const script = "process.send('ready'); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  await once(child, 'message');
  const ms = performance.now() - began;
  await pause(500);
  const mb = residentMb(child.pid ?? 0);
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  return { ms, mb };
}
