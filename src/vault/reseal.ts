/**
 * Seals anew, with the current data key of its owner, what retired keys have sealed: in batches, by compare and swap, while
 * everybody reads and writes. The journal stays as it was written; its keys are kept and only wrapped anew.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binding } from '../journal/codec.ts';
import type { Queryable } from '../platform/database.ts';
import { KeyDestroyed, SealRefused } from './errors.ts';
import { createKeyRing, type KeyRing, MAX_AGE_MS } from './key-ring.ts';
import { finishWork, type KeyWork, moveWork, takeUpWork } from './key-work.ts';
import type { KeysDeps } from './rotation.ts';
import { keyIdOf, seal, unseal } from './seal.ts';

export interface ResealOptions {
  /**
   * So long after a rotation may a process still write with the key before: its cache and a commit under way. The last look at
   * every table begins after it.
   */
  readonly settleMs?: number;
  /** Between two looks at every table. */
  readonly pauseMs?: number;
}

export interface Resealed {
  readonly done: number;
  /** Rows whose bytes do not open: left as they are. */
  readonly broken: readonly string[];
}

const SLACK_MS = 30_000;
const PAUSE_MS = 5_000;
const BATCH = 200;

interface Place {
  readonly tbl: string;
  readonly content: Binding['column'];
}

export async function reseal(deps: KeysDeps, options: ResealOptions = {}): Promise<Resealed> {
  const { db, store, say } = deps;
  const { settleMs = MAX_AGE_MS + SLACK_MS, pauseMs = PAUSE_MS } = options;
  const work = await takeUpWork(db, 'RESEAL', 'all');
  if (work.done > 0) say(`going on after ${work.done} rows`);
  const ring = createKeyRing(db, store);
  const { rows: places } = await db.query<Place>('SELECT tbl, content FROM platform.resealable ORDER BY tbl, content');
  for (;;) {
    const settled = await untilSettled(db, settleMs);
    const broken = new Set<string>();
    let changed = 0;
    let stale = 0;
    for (const place of places) {
      const seen = await resealTable(db, ring, work, place, broken);
      changed += seen.changed;
      stale += seen.stale;
      if (seen.stale > 0) say(`${place.tbl}: ${seen.changed} rows sealed anew`);
    }
    // Nothing was left to do but what cannot be opened, and nobody can have added anything since.
    if (stale === broken.size && settled <= 0) {
      const { done } = await finishWork(db, work);
      return { done, broken: [...broken] };
    }
    ring.forget();
    if (changed === 0) await sleep(settled > 0 ? Math.min(settled, pauseMs) : pauseMs);
  }
}

/** Milliseconds until a rotation is so long ago that nobody writes with the key before it. */
async function untilSettled(db: Queryable, settleMs: number): Promise<number> {
  const { rows } = await db.query<{ ms: number | null }>(
    `SELECT $1 - extract(epoch FROM clock_timestamp() - max(created_at))::float8 * 1000 AS ms
     FROM platform.data_key WHERE version > 1`,
    [settleMs],
  );
  return rows[0]?.ms ?? 0;
}

async function resealTable(
  db: Queryable,
  ring: KeyRing,
  work: KeyWork,
  { tbl, content }: Place,
  broken: Set<string>,
): Promise<{ stale: number; changed: number }> {
  let [stale, changed] = [0, 0];
  let after: string | null = null;
  for (;;) {
    const { rows }: { rows: { id: string; content: Buffer }[] } = await db.query(
      'SELECT id, content FROM journal.stale_rows($1, $2, $3, $4)',
      [tbl, content, after, BATCH],
    );
    const last = rows.at(-1);
    if (!last) return { stale, changed };
    after = last.id;
    stale += rows.length;
    const anew = await Promise.all(
      rows.map(async (row) => {
        const binding = { table: tbl, id: row.id, column: content };
        try {
          const key = await ring.byId(keyIdOf(row.content, binding));
          if (!key) return null;
          const plain = unseal(key, row.content, binding);
          const fresh = seal(await ring.toSeal(key.owner), plain, binding);
          plain.fill(0);
          return { ...row, fresh };
        } catch (error) {
          // Its key was destroyed in the meantime: the next look does not find it any more.
          if (error instanceof KeyDestroyed) return null;
          if (!(error instanceof SealRefused)) throw error;
          broken.add(`${tbl} ${row.id}`);
          return null;
        }
      }),
    );
    const ready = anew.filter((row) => row !== null);
    const { rows: swapped } = await db.query<{ n: number }>('SELECT journal.reseal($1, $2, $3, $4, $5) AS n', [
      tbl,
      content,
      ready.map((row) => row.id),
      ready.map((row) => row.content),
      ready.map((row) => row.fresh),
    ]);
    const n = swapped[0]?.n ?? 0;
    changed += n;
    await moveWork(db, work, n);
  }
}
