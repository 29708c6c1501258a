/**
 * The bank's business clock. It is real time until a simulation sets it; then it runs on from the moment it was set to,
 * also after a restart.
 */
import type { Db } from './db/pool.ts';

export interface Clock {
  now(): Date;
  /** Null returns to real time. */
  set(at: Date | null): Promise<void>;
}

/** `real` is what the clock shows when nobody has set it. */
export async function openClock(db: Db, real: () => Date): Promise<Clock> {
  const found = await db.query<{ offsetMs: bigint }>('SELECT offset_ms AS "offsetMs" FROM bank.clock');
  let offsetMs = Number(found.rows[0]?.offsetMs ?? 0n);
  return {
    now: () => new Date(real().getTime() + offsetMs),
    set: async (at) => {
      const next = at === null ? 0 : at.getTime() - real().getTime();
      await db.query(
        `INSERT INTO bank.clock (singleton, offset_ms, moved_back) VALUES (true, $1, $2)
         ON CONFLICT (singleton) DO UPDATE SET offset_ms = EXCLUDED.offset_ms,
           moved_back = bank.clock.moved_back OR EXCLUDED.moved_back`,
        [next, next < offsetMs],
      );
      offsetMs = next;
    },
  };
}
