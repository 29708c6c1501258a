/** Which account at a provider is which person. OpenID Connect Core 1.0 §5.7: issuer and subject together, never an address. */
import { createHmac } from 'node:crypto';
import type { Pool, Queryable } from '../../platform/database.ts';
import { emailKey } from '../person.ts';

export interface Link {
  readonly personId: string;
  /** By a factor of ours. */
  readonly confirmed: boolean;
}

/** A subject is found without being kept readable: some providers use the NIP. */
export const subjectKey = (key: Buffer, issuer: string, subject: string): Buffer =>
  createHmac('sha256', key).update(`federated subject\n${issuer}\n${subject}`).digest();

/** The link of a subject to somebody who is still active; marks it as used. */
export async function linkOf(db: Queryable, issuer: string, subject: Buffer, now: Date): Promise<Link | null> {
  const { rows } = await db.query<{ person_id: string; confirmed: boolean }>(
    `UPDATE identity.federated_link l SET last_used_at = $3 FROM identity.person p
     WHERE l.issuer = $1 AND l.subject_key = $2 AND p.id = l.person_id AND p.active
     RETURNING l.person_id, l.confirmed_at IS NOT NULL AS confirmed`,
    [issuer, subject, now],
  );
  const row = rows[0];
  return row ? { personId: row.person_id, confirmed: row.confirmed } : null;
}

export interface NewLink {
  readonly issuer: string;
  readonly subject: Buffer;
  readonly personId: string;
}

/**
 * The person has confirmed it: replaces what they had at this issuer. False when the account is another person's, or they are no longer
 * active.
 */
export async function confirmLink(pool: Pool, { issuer, subject, personId }: NewLink, now: Date): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `DELETE FROM identity.federated_link WHERE issuer = $1 AND person_id = $3 AND subject_key <> $2
       AND NOT EXISTS (SELECT FROM identity.federated_link o WHERE o.issuer = $1 AND o.subject_key = $2 AND o.person_id <> $3)`,
      [issuer, subject, personId],
    );
    const { rowCount } = await client.query(
      `INSERT INTO identity.federated_link AS l (issuer, subject_key, person_id, linked_at, confirmed_at)
       SELECT $1, $2, p.id, $4, $4 FROM identity.person p WHERE p.id = $3 AND p.active
       ON CONFLICT (issuer, subject_key) DO UPDATE SET confirmed_at = EXCLUDED.confirmed_at
       WHERE l.person_id = EXCLUDED.person_id`,
      [issuer, subject, personId, now],
    );
    await client.query(rowCount === 1 ? 'COMMIT' : 'ROLLBACK');
    client.release();
    return rowCount === 1;
  } catch (error) {
    // The connection is in an unknown state: closed, not returned.
    client.release(true);
    throw error;
  }
}

/**
 * Links by an address that the provider has verified, unconfirmed, and only when the person has no account at this issuer yet: whoever
 * gets the address later is another subject. Null when nobody fits.
 */
export async function linkByEmail(
  db: Queryable,
  key: Buffer,
  { issuer, subject, email }: { issuer: string; subject: Buffer; email: string },
  now: Date,
): Promise<Link | null> {
  const { rows } = await db.query<{ person_id: string }>(
    `INSERT INTO identity.federated_link (issuer, subject_key, person_id, linked_at, last_used_at)
     SELECT $1, $2, p.id, $4, $4 FROM identity.person p WHERE p.email_key = $3 AND p.active
     ON CONFLICT DO NOTHING RETURNING person_id`,
    [issuer, subject, emailKey(key, email), now],
  );
  return rows[0] ? { personId: rows[0].person_id, confirmed: false } : null;
}

export interface OwnLink {
  readonly issuer: string;
  readonly linkedAt: string;
  readonly confirmed: boolean;
  readonly lastUsedAt: string | null;
}

export async function linksOf(db: Queryable, personId: string): Promise<OwnLink[]> {
  const { rows } = await db.query<{ issuer: string; linked_at: Date; confirmed: boolean; last_used_at: Date | null }>(
    `SELECT issuer, linked_at, confirmed_at IS NOT NULL AS confirmed, last_used_at FROM identity.federated_link
     WHERE person_id = $1 ORDER BY linked_at`,
    [personId],
  );
  return rows.map((row) => ({
    issuer: row.issuer,
    linkedAt: row.linked_at.toISOString(),
    confirmed: row.confirmed,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Whether there was one. */
export async function unlink(db: Queryable, issuer: string, personId: string): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM identity.federated_link WHERE issuer = $1 AND person_id = $2', [
    issuer,
    personId,
  ]);
  return rowCount === 1;
}
