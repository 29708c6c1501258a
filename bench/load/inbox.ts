/** The busy office with `serve` in a process of its own, ready to be asked. */
import { join } from 'node:path';
import { fromHex, openCore } from '../../src/core.ts';
import { openPool, type Pool } from '../../src/platform/database.ts';
import { startProcess } from '../../test/support/processes.ts';
import { fillOffice, fillPast, type Looking, lookingAs, type Sizes } from './busy-office.ts';
import { read } from './reader.ts';
import { makeSurroundings } from './surroundings.ts';

export interface Inbox {
  readonly owner: Pool;
  readonly serve: { readonly pid: number };
  ask(who: Looking, path: string): Promise<string>;
  close(): Promise<void>;
}

export async function openInbox(sizes: Sizes, say: (line: string) => void): Promise<Inbox> {
  const { database, secrets, keys, env, url, close } = await makeSurroundings();
  const owner = openPool(database.ownerUrl, 2);
  const began = performance.now();
  const core = await openCore({ databaseUrl: database.serveUrl, poolSize: 4, keys, secrets });
  await fillOffice(core.committer, fromHex(secrets.emailKey), sizes.open);
  await core.close();
  await fillPast(owner, sizes);
  say(`  ${sizes.satkers.toLocaleString('en')} satker filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const script = join(import.meta.dirname, 'serve-as.ts');
  const serve = await startProcess('serve', { ...env, BENCH_ASKERS: JSON.stringify(lookingAs) }, script);
  return {
    owner,
    serve,
    ask: (who, path) => read(`${url}${path}`, { 'x-bench-asker': who }),
    async close() {
      await serve.stop();
      await owner.end();
      await close();
    },
  };
}
