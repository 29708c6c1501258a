/**
 * Counts wrong tries and makes each next one wait longer (NIST SP 800-63B-4 §3.2.2; ASVS 5.0 6.3.1). Nothing is ever locked: what is
 * counted apart for a known device or a passkey goes on while a stranger waits.
 */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Pool, Queryable } from '../platform/database.ts';

/** For whom or what tries are counted: a keyed hash, and how many wrong ones cost nothing. */
export interface Subject {
  readonly key: string;
  readonly free: number;
  /** One wrong try is forgiven each time that this passes without another; otherwise all of them after a day. */
  readonly forgiveMs?: number;
  /** After so many a longer wait, where a profile asks for one. */
  readonly pause?: Pause | null;
  /** Told how many wrong tries there are with this one: each number once, however many are made at the same moment. */
  readonly counted?: (failures: number) => void;
}

export interface Pause {
  readonly after: number;
  readonly ms: number;
}

const FIRST_DELAY_MS = 1_000;
export const LONGEST_DELAY_MS = 15 * 60_000;
/** Wrong tries are forgotten after a day without another. */
const REMEMBER_MS = 24 * 60 * 60_000;

/** A person mistypes twice. */
export const FREE_OF_PERSON = 2;
/** An office shares one address, so an address may fail more often than a person, and is forgiven sooner. */
export const OF_SOURCE = { free: 30, forgiveMs: 60_000 } as const;

/** How long after the last of so many wrong tries the next one may be made: one second, doubling, up to a quarter of an hour. */
export function delayAfter(failures: number, free: number, pause: Pause | null = null): number {
  if (failures <= free) return 0;
  if (pause !== null && failures >= pause.after) return pause.ms;
  return Math.min(FIRST_DELAY_MS * 2 ** (failures - free - 1), LONGEST_DELAY_MS);
}

/**
 * Writes a try down before it is judged, or answers `too_many_tries` with the seconds to wait. Claims of a subject go one after
 * another, so that guesses sent at the same moment to any process count each other. A try that turns out right is taken back with
 * `withdraw`, or all of them with `forgiven`.
 */
export async function claim(pool: Pool, subjects: readonly Subject[], now: Date): Promise<Refusal | null> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const keys = subjects.map(({ key }) => key);
    // In the order of the locks, or two of them could wait for each other.
    await client.query(
      `SELECT pg_advisory_xact_lock(lock)
       FROM (SELECT hashtextextended(s, 0) AS lock FROM unnest($1::text[]) AS s ORDER BY lock) AS ordered`,
      [keys],
    );
    const counted = await counts(client, subjects, now);
    const wait = Math.max(...counted.map((one) => one.wait));
    if (wait <= 0) {
      await client.query(
        `INSERT INTO identity.tries AS t (subject, failures, last_at)
         SELECT s, f, $3 FROM unnest($1::text[], $2::int[]) AS u (s, f)
         ON CONFLICT (subject) DO UPDATE SET last_at = EXCLUDED.last_at, failures = EXCLUDED.failures`,
        [keys, counted.map(({ failures }) => failures + 1), now],
      );
    }
    await client.query('COMMIT');
    client.release();
    if (wait <= 0) subjects.forEach((subject, n) => void subject.counted?.((counted[n]?.failures ?? 0) + 1));
    return wait > 0 ? refuse('too_many_tries', { seconds: Math.ceil(wait / 1000) }) : null;
  } catch (error) {
    // The connection is in an unknown state: closed, not returned.
    client.release(true);
    throw error;
  }
}

/** Wrong tries that still count, and how long is left to wait after them. */
async function counts(db: Queryable, subjects: readonly Subject[], now: Date) {
  const { rows } = await db.query<{ subject: string; failures: number; last_at: Date }>(
    'SELECT subject, failures, last_at FROM identity.tries WHERE subject = ANY($1)',
    [subjects.map(({ key }) => key)],
  );
  return subjects.map(({ key, free, forgiveMs, pause }) => {
    const row = rows.find(({ subject }) => subject === key);
    if (!row) return { failures: 0, wait: 0 };
    // The clocks of two machines differ a little.
    const passed = Math.max(0, now.getTime() - row.last_at.getTime());
    const forgivenNow = forgiveMs === undefined ? 0 : Math.floor(passed / forgiveMs);
    const failures = passed > REMEMBER_MS ? 0 : Math.max(0, row.failures - forgivenNow);
    return { failures, wait: Math.max(0, delayAfter(row.failures, free, pause) - passed) };
  });
}

/** Takes back one claimed try. */
export async function withdraw(db: Queryable, subjects: readonly Subject[]): Promise<void> {
  await db.query('UPDATE identity.tries SET failures = greatest(failures - 1, 0) WHERE subject = ANY($1)', [
    subjects.map(({ key }) => key),
  ]);
}

export async function forgiven(db: Queryable, ...subjects: readonly Subject[]): Promise<void> {
  await db.query('DELETE FROM identity.tries WHERE subject = ANY($1)', [subjects.map(({ key }) => key)]);
}

/** Tries that no longer count. */
export async function forgetOldTries(db: Queryable, now: Date): Promise<void> {
  await db.query('DELETE FROM identity.tries WHERE last_at <= $1', [new Date(now.getTime() - REMEMBER_MS)]);
}
