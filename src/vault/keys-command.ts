/** `digipay keys …`: what a keeper of keys does, with progress and one last line of figures. */
import { parseArgs } from 'node:util';
import type { KeyOwner } from '../journal/owner.ts';
import { nameOf } from './key-rows.ts';
import { latestWork } from './key-work.ts';
import { type ResealOptions, reseal } from './reseal.ts';
import { countUnder, destroyOwner, type KeysDeps, rotateData, rotateKek } from './rotation.ts';

export const keysUsage = `digipay keys <command>
  status                                    keys by state, by KEK, and work under way
  rotate-kek                                wraps every data key with a new key-encryption key; run again to go on
  rotate-data --all | --owner KIND:ID       new data keys; reseal then brings rows under them
  reseal                                    seals anew what retired data keys have sealed; run again to go on
  destroy --owner KIND:ID --confirm KIND:ID makes everything of this owner unreadable, for good
KIND is SATKER, VENDOR, PERSON or PLATFORM (PLATFORM:all).`;

/** Answers the exit code: 0, or 1 when it was refused or failed; then the last line says why. */
export async function keysCommand(
  args: readonly string[],
  deps: KeysDeps & { readonly reseal?: ResealOptions },
): Promise<number> {
  const { say } = deps;
  const began = performance.now();
  const end = (figures: string): number => {
    say(`done: ${figures}, ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    return 0;
  };
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        owner: { type: 'string' },
        confirm: { type: 'string' },
        all: { type: 'boolean', default: false },
      },
    });
    const owner = values.owner === undefined ? null : ownerNamed(values.owner);
    switch (positionals[0]) {
      case 'status':
        return end(await status(deps));
      case 'rotate-kek': {
        const { kek, done } = await rotateKek(deps);
        return end(`${done} data keys wrapped anew, ${await countUnder(deps.db, kek, true)} under ${kek}`);
      }
      case 'rotate-data': {
        if (values.all === (owner !== null)) throw new Error('say --all, or --owner KIND:ID');
        return end(`${await rotateData(deps, owner)} owners have a new data key`);
      }
      case 'reseal': {
        const { done, broken } = await reseal(deps, deps.reseal);
        if (broken.length === 0) return end(`${done} rows sealed anew, 0 broken`);
        for (const one of broken.slice(0, 20)) say(`does not open: ${one}`);
        say(`failed: ${done} rows sealed anew, ${broken.length} broken`);
        return 1;
      }
      case 'destroy': {
        if (!owner) throw new Error('say whose: --owner KIND:ID');
        if (owner.kind === 'PLATFORM') throw new Error('the platform’s own keys are not destroyed');
        if (values.confirm !== values.owner)
          throw new Error(`this cannot be undone; repeat: --confirm ${values.owner}`);
        const gone = await destroyOwner(deps, owner);
        return end(`${gone} keys of ${nameOf(owner)} destroyed; unreadable in every process within 60 s`);
      }
      default:
        say(keysUsage);
        return 1;
    }
  } catch (error) {
    say(`failed: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function ownerNamed(text: string): KeyOwner {
  const [, kind, id] = /^(SATKER|VENDOR|PERSON|PLATFORM):(.{1,100})$/.exec(text) ?? [];
  if (!kind || !id || (kind === 'PLATFORM' && id !== 'all')) throw new Error(`${text} names no owner: KIND:ID`);
  return { kind, id } as KeyOwner;
}

async function status({ db, store, say }: KeysDeps): Promise<string> {
  const current = await store.currentKek().catch((error: Error) => `none (${error.message})`);
  say(`key store ${store.name}, current key-encryption key ${current}`);
  const { rows } = await db.query<{ kind: string; state: string; kek: string; n: number }>(
    `SELECT owner_kind AS kind, state, CASE state WHEN 'DESTROYED' THEN '-' ELSE kek END AS kek, count(*)::int AS n
     FROM platform.data_key GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  for (const { kind, state, kek, n } of rows) say(`${kind} ${state} ${kek}: ${n}`);
  for (const work of await latestWork(db, 5))
    say(
      `${work.kind} ${work.target}: ${work.done} since ${work.startedAt.toISOString()}, ${work.finishedAt ? 'finished' : 'under way or stopped'}`,
    );
  return `${rows.reduce((sum, { n }) => sum + n, 0)} data keys`;
}
