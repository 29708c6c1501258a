/** Counts tries: after a few wrong ones nobody may try for a while, whoever they are. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { clock } from '../kernel/time.ts';
import type { Pool, Queryable } from '../platform/database.ts';

const MAX_TRIES = 5;
/** An office shares one address, so an address may fail more often than a person. */
const MAX_TRIES_OF_ADDRESS = 50;
const WINDOW_MS = 15 * 60_000;

/** Subject of an address, as opposed to a person's. */
export const addressSubject = (address: string): string => `address:${address}`;

const mostOf = (subject: string): number => (subject.startsWith('address:') ? MAX_TRIES_OF_ADDRESS : MAX_TRIES);

/**
 * Writes a try down before it is judged, or answers `too_many_tries` when one of the subjects has used up its own. Claims
 * of a subject go one after another, so that guesses sent at the same moment to any process count each other. A try that
 * turns out right is taken back with `withdraw` or `forgiven`.
 */
export async function claim(pool: Pool, subjects: readonly string[], now: Date): Promise<Refusal | null> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // In the order of the locks, or two of them could wait for each other.
    await client.query(
      `SELECT pg_advisory_xact_lock(lock)
       FROM (SELECT hashtextextended(s, 0) AS lock FROM unnest($1::text[]) AS s ORDER BY lock) AS ordered`,
      [subjects],
    );
    const full = (await counts(client, subjects, now)).find(({ subject, tries }) => tries >= mostOf(subject));
    if (!full) {
      await client.query('INSERT INTO identity.failure (subject, at) SELECT s, $2 FROM unnest($1::text[]) AS s', [
        subjects,
        now,
      ]);
    }
    await client.query('COMMIT');
    client.release();
    return full ? refuse('too_many_tries', { at: clock(new Date(full.first.getTime() + WINDOW_MS), 'WIB') }) : null;
  } catch (error) {
    // The connection is in an unknown state: closed, not returned.
    client.release(true);
    throw error;
  }
}

/** Takes back the try that was claimed at that instant. */
export async function withdraw(db: Queryable, subjects: readonly string[], claimedAt: Date): Promise<void> {
  await db.query('DELETE FROM identity.failure WHERE subject = ANY($1) AND at = $2', [subjects, claimedAt]);
}

/** How many tries a person has left. */
export async function triesLeft(db: Queryable, subject: string, now: Date): Promise<number> {
  const tries = (await counts(db, [subject], now))[0]?.tries ?? 0;
  return Math.max(0, mostOf(subject) - tries);
}

export async function forgiven(db: Queryable, subject: string): Promise<void> {
  await db.query('DELETE FROM identity.failure WHERE subject = $1', [subject]);
}

/** Tries that no longer count. */
export async function forgetOldTries(db: Queryable, now: Date): Promise<void> {
  await db.query('DELETE FROM identity.failure WHERE at <= $1', [windowStart(now)]);
}

const windowStart = (now: Date): Date => new Date(now.getTime() - WINDOW_MS);

async function counts(db: Queryable, subjects: readonly string[], now: Date) {
  const { rows } = await db.query<{ subject: string; tries: number; first: Date }>(
    'SELECT subject, count(*)::int AS tries, min(at) AS first FROM identity.failure WHERE subject = ANY($1) AND at > $2 GROUP BY subject',
    [subjects, windowStart(now)],
  );
  return rows;
}
