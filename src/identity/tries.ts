/** Counts wrong tries: after a few of them nobody may try for a while, whoever they are. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { clock } from '../kernel/time.ts';
import type { Queryable } from '../platform/database.ts';

const MAX_TRIES = 5;
/** An office shares one address, so an address may fail more often than a person. */
const MAX_TRIES_OF_ADDRESS = 50;
const WINDOW_MS = 15 * 60_000;

/** Subject of an address, as opposed to a person's. */
export const addressSubject = (address: string): string => `address:${address}`;

const mostOf = (subject: string): number => (subject.startsWith('address:') ? MAX_TRIES_OF_ADDRESS : MAX_TRIES);

/** `too_many_tries` while one of the subjects has used up its tries. */
export async function locked(db: Queryable, subjects: readonly string[], now: Date): Promise<Refusal | null> {
  const since = new Date(now.getTime() - WINDOW_MS);
  const { rows } = await db.query<{ subject: string; tries: number; first: Date }>(
    'SELECT subject, count(*)::int AS tries, min(at) AS first FROM identity.failure WHERE subject = ANY($1) AND at > $2 GROUP BY subject',
    [subjects, since],
  );
  const full = rows.find((row) => row.tries >= mostOf(row.subject));
  return full
    ? refuse('too_many_tries', { at: `${clock(new Date(full.first.getTime() + WINDOW_MS), 'WIB')} WIB` })
    : null;
}

/** Writes the failure down; answers how many tries the first subject has left. */
export async function failed(db: Queryable, subjects: readonly string[], now: Date): Promise<number> {
  const since = new Date(now.getTime() - WINDOW_MS);
  await db.query('DELETE FROM identity.failure WHERE at < $1', [since]);
  await db.query('INSERT INTO identity.failure (subject, at) SELECT s, $2 FROM unnest($1::text[]) AS s', [
    subjects,
    now,
  ]);
  const { rows } = await db.query<{ tries: number }>(
    'SELECT count(*)::int AS tries FROM identity.failure WHERE subject = $1 AND at > $2',
    [subjects[0], since],
  );
  return Math.max(0, MAX_TRIES - (rows[0]?.tries ?? 0));
}

export async function forgiven(db: Queryable, subject: string): Promise<void> {
  await db.query('DELETE FROM identity.failure WHERE subject = $1', [subject]);
}
