/**
 * Sessions. The cookie holds a random token; the table holds its hash. Tokens change on the way: a new one is offered every quarter of an
 * hour, and the old one is worth nothing soon after the new one was first used. Whoever brings an old one later has a copy that they
 * should not have, and every session of the person ends (NIST SP 800-63B-4 §5; ASVS 5.0 V7).
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { ownerOfPerson } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { agentFamily } from './agent.ts';
import { askerFrom, HELD, type HeldRow } from './asker.store.ts';
import { type IdentityDeps, inTransaction } from './deps.ts';
import type { From } from './from.ts';

/** SP 800-63B-4 §2.2.3 (AAL2): at most twenty-four hours in all; twelve are a long day at the office. How long idle: the profile. */
export const LONGEST_MS = 12 * 60 * 60_000;
/** A session's last use is written at most this often. */
const SEEN_EVERY_MS = 60_000;
const ROTATE_MS = 15 * 60_000;
/** Requests that were under way with the old token when the new one was first used. */
export const OVERLAP_MS = 60_000;
/** An offer whose answer was lost on the way is made again. */
const OFFER_AGAIN_MS = 60_000;
/** Oldest first out (ASVS 7.1.2). */
const MOST_SESSIONS = 10;
const TOKEN_BYTES = 32;
const MAX_AGENT_CHARS = 200;

export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export interface Resumed {
  readonly asker: Asker;
  readonly sessionId: string;
  /** To be put into the cookie; null while the old token goes on. */
  readonly renewed: string | null;
}

interface TokenRow extends HeldRow {
  readonly session_id: string;
  readonly made_at: Date;
  readonly used_at: Date | null;
  readonly replaced_at: Date | null;
  readonly seen_at: Date;
  readonly offered_at: Date | null;
  readonly agent_key: string;
}

const agentKey = ({ keyed }: IdentityDeps, sessionId: string, agent: string): string =>
  keyed('agent', sessionId, agentFamily(agent));

export const sessionBody = (id: string, personId: string) =>
  ({ table: 'identity.session', id, column: 'body', owner: ownerOfPerson(personId) }) as const;

/** Takes what admits the person, in the transaction in which the session is made; false when it is gone. */
export type Admits = (db: Queryable) => Promise<boolean>;

/**
 * A new session; answers its token. `factor`: what it was opened with, or `oidc:…`. Null when `admits` says no: whoever ends all sessions
 * at the same moment ends this one, or it is not made.
 */
export async function openSession(
  deps: IdentityDeps,
  personId: string,
  factor: string,
  from: From,
  admits: Admits = async () => true,
): Promise<string | null> {
  const now = deps.clock();
  const [id, token] = [randomUUID(), newToken()];
  const origin = { address: from.address, agent: from.agent.slice(0, MAX_AGENT_CHARS) };
  const body = await deps.codec.encode(origin, sessionBody(id, personId));
  const admitted = await inTransaction(deps.pool, async (db) => {
    if (!(await admits(db))) return false;
    await db.query(
      `DELETE FROM identity.session WHERE seen_at < $1 OR created_at < $2 OR id IN (
         SELECT s.id FROM identity.session s WHERE s.person_id = $3 ORDER BY s.seen_at DESC OFFSET $4)`,
      [
        new Date(now.getTime() - deps.profile.idleMs),
        new Date(now.getTime() - LONGEST_MS),
        personId,
        MOST_SESSIONS - 1,
      ],
    );
    await db.query(
      `INSERT INTO identity.session (hash, id, person_id, created_at, seen_at, agent_key, factor, body)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [hashOf(token), id, personId, now, agentKey(deps, id, from.agent), factor, body],
    );
    await db.query('INSERT INTO identity.session_token (hash, session_id, made_at, used_at) VALUES ($1, $2, $3, $3)', [
      hashOf(token),
      id,
      now,
    ]);
    return true;
  });
  return admitted ? token : null;
}

/**
 * Who a token stands for; null when it stands for nobody: unknown, idle or open for too long, brought by another kind of browser, a copy,
 * or the person holds no office today. `from` is null where nothing is known of the request.
 */
export async function resumeSession(deps: IdentityDeps, token: string, from: From | null): Promise<Resumed | null> {
  const now = deps.clock();
  const hash = hashOf(token);
  const { rows } = await deps.pool.query<TokenRow>(
    `SELECT t.session_id, t.made_at, t.used_at, t.replaced_at, s.seen_at, s.offered_at, s.agent_key, ${HELD}
     FROM identity.session_token t
     JOIN identity.session s ON s.id = t.session_id
     JOIN identity.person p ON p.id = s.person_id AND p.active
     JOIN identity.assignment a ON a.person_id = p.id
     WHERE t.hash = $1 AND s.seen_at > $2 AND s.created_at > $3
     ORDER BY a.valid_from DESC`,
    [hash, new Date(now.getTime() - deps.profile.idleMs), new Date(now.getTime() - LONGEST_MS)],
  );
  const row = rows[0];
  if (!row) return null;
  if (row.replaced_at && now.getTime() - row.replaced_at.getTime() > OVERLAP_MS) {
    await stolen(deps, row.person_id, from, now);
    return null;
  }
  if (from && row.agent_key !== agentKey(deps, row.session_id, from.agent)) {
    await endSession(deps.pool, row.session_id);
    await deps.note({
      type: 'identity.session_refused',
      personId: row.person_id,
      payload: { reason: 'agent', session: row.session_id },
      from,
    });
    return null;
  }
  const asker = await askerFrom(deps.codec, rows, now);
  if (!asker) return null;
  if (row.used_at === null) await firstUsed(deps.pool, row.session_id, hash, now);
  if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS)
    await deps.pool.query('UPDATE identity.session SET seen_at = $2 WHERE id = $1', [row.session_id, now]);
  const due = row.replaced_at === null && now.getTime() - row.made_at.getTime() > ROTATE_MS;
  const renewed = due && offerable(row, now) ? await offer(deps.pool, row.session_id, now) : null;
  return { asker, sessionId: row.session_id, renewed };
}

const offerable = ({ offered_at }: TokenRow, now: Date): boolean =>
  offered_at === null || now.getTime() - offered_at.getTime() > OFFER_AGAIN_MS;

/** The others of its session end with the first use of a token. */
async function firstUsed(db: Queryable, sessionId: string, hash: Buffer, now: Date): Promise<void> {
  await db.query(
    `UPDATE identity.session_token SET used_at = CASE WHEN hash = $2 THEN $3 ELSE used_at END,
       replaced_at = CASE WHEN hash = $2 THEN replaced_at ELSE coalesce(replaced_at, $3) END
     WHERE session_id = $1`,
    [sessionId, hash, now],
  );
}

/** A new token for whoever asks first; null for those who ask at the same moment. */
async function offer(db: Queryable, sessionId: string, now: Date): Promise<string | null> {
  const token = newToken();
  const { rowCount } = await db.query(
    `WITH won AS (
       UPDATE identity.session SET offered_at = $2 WHERE id = $1 AND (offered_at IS NULL OR offered_at < $3) RETURNING id
     ) INSERT INTO identity.session_token (hash, session_id, made_at) SELECT $4, id, $2 FROM won`,
    [sessionId, now, new Date(now.getTime() - OFFER_AGAIN_MS), hashOf(token)],
  );
  return rowCount === 1 ? token : null;
}

/** After a change of what protects the account: a new token at once, the old one ends. */
export async function changeToken(deps: IdentityDeps, sessionId: string): Promise<string> {
  const [token, now] = [newToken(), deps.clock()];
  await deps.pool.query('INSERT INTO identity.session_token (hash, session_id, made_at) VALUES ($1, $2, $3)', [
    hashOf(token),
    sessionId,
    now,
  ]);
  await firstUsed(deps.pool, sessionId, hashOf(token), now);
  return token;
}

async function stolen(deps: IdentityDeps, personId: string, from: From | null, now: Date): Promise<void> {
  const ended = await endSessions(deps.pool, personId);
  // Whoever brings it again finds nothing; it is told once.
  if (ended === 0) return;
  await deps.note({ type: 'identity.session_stolen', personId, payload: { ended }, from: from ?? undefined });
  deps.background.run(() => deps.post.write(personId, { kind: 'session-stolen', at: deps.post.at(now) }));
}

export async function endSession(db: Queryable, sessionId: string): Promise<void> {
  await db.query('DELETE FROM identity.session WHERE id = $1', [sessionId]);
}

export async function endToken(db: Queryable, token: string): Promise<void> {
  await db.query(
    'DELETE FROM identity.session WHERE id IN (SELECT session_id FROM identity.session_token WHERE hash = $1)',
    [hashOf(token)],
  );
}

/** All sessions of a person but one, and every sign-in or linking that is half done. Answers how many ended. */
export async function endSessions(db: Queryable, personId: string, but: string | null = null): Promise<number> {
  await db.query('DELETE FROM identity.ticket WHERE person_id = $1', [personId]);
  await db.query('DELETE FROM identity.federated_start WHERE person_id = $1', [personId]);
  const { rowCount } = await db.query(
    'DELETE FROM identity.session WHERE person_id = $1 AND id IS DISTINCT FROM $2::uuid',
    [personId, but],
  );
  return rowCount ?? 0;
}
