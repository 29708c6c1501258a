/**
 * Attempts to sign in elsewhere. The browser holds one secret in a cookie that scripts cannot read; state, nonce and PKCE verifier are
 * derived from it under a key of ours. An answer that another browser brings, or that comes a second time, fits no attempt.
 */
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from '../../platform/database.ts';
import type { Attempt } from './provider.ts';

export const START_MS = 10 * 60_000;
const SECRET_BYTES = 32;

export interface Start {
  readonly id: string;
  readonly issuer: string;
  /** Who links an account; null when somebody signs in. */
  readonly personId: string | null;
}

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** 256 bits each (RFC 9700 §4.7.1, RFC 7636 §7.1). */
export function attemptOf(key: Buffer, secret: string): Attempt {
  const derived = (label: string) =>
    createHmac('sha256', key).update(`federated ${label}\n${secret}`).digest('base64url');
  return { state: derived('state'), nonce: derived('nonce'), verifier: derived('verifier') };
}

export async function keepStart(db: Queryable, secret: string, start: Omit<Start, 'id'>, now: Date): Promise<void> {
  await db.query('DELETE FROM identity.federated_start WHERE expires_at < $1', [now]);
  await db.query(
    'INSERT INTO identity.federated_start (id, hash, issuer, person_id, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [randomUUID(), hashOf(secret), start.issuer, start.personId, new Date(now.getTime() + START_MS)],
  );
}

export type Taken =
  | { readonly kind: 'fresh'; readonly start: Start }
  /** Served already; `first` the first time that is noticed. */
  | { readonly kind: 'replayed'; readonly start: Start; readonly first: boolean }
  | { readonly kind: 'unknown' };

interface Row {
  readonly id: string;
  readonly issuer: string;
  readonly person_id: string | null;
}

const startOf = (row: Row): Start => ({ id: row.id, issuer: row.issuer, personId: row.person_id });

/** An attempt serves once, whatever comes of it. */
export async function takeStart(db: Queryable, secret: string, now: Date): Promise<Taken> {
  const hash = hashOf(secret);
  const fresh = await db.query<Row>(
    `UPDATE identity.federated_start SET used_at = $2 WHERE hash = $1 AND used_at IS NULL AND expires_at > $2
     RETURNING id, issuer, person_id`,
    [hash, now],
  );
  if (fresh.rows[0]) return { kind: 'fresh', start: startOf(fresh.rows[0]) };
  const again = await db.query<Row & { first: boolean }>(
    `UPDATE identity.federated_start s SET replayed_at = coalesce(s.replayed_at, $2)
     FROM (SELECT id, replayed_at IS NULL AS first FROM identity.federated_start WHERE hash = $1 FOR UPDATE) AS was
     WHERE s.id = was.id AND s.used_at IS NOT NULL
     RETURNING s.id, s.issuer, s.person_id, was.first`,
    [hash, now],
  );
  const row = again.rows[0];
  return row ? { kind: 'replayed', start: startOf(row), first: row.first } : { kind: 'unknown' };
}
