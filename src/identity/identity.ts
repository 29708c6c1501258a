/** Sign-in by password and one-time code, and the session that follows. Uses the identity role's own connections. */
import { createHash, randomBytes } from 'node:crypto';
import type { Codec } from '../journal/codec.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Pool } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { type CodeAsked, takeCode } from './code-check.ts';
import { hashPassword, nobodysHash, passwordMatches } from './password.ts';
import { type AssignmentRow, nameOf, officeOf } from './person.store.ts';
import { emailKey, inOffice } from './person.ts';
import { sealSecret } from './totp.ts';
import { addressSubject, claim, forgetOldTries, forgiven, withdraw } from './tries.ts';

export interface IdentityOptions {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly keys: { readonly email: Buffer; readonly totp: Buffer };
  readonly clock: () => Date;
}

export interface From {
  readonly address: string;
  readonly agent: string;
}

export interface SignedIn {
  readonly ok: true;
  readonly token: string;
  readonly asker: Asker;
}

export interface Identity {
  /** First step. `personId` tells the journal whom a refusal was about; null for an unknown address. */
  signIn(email: string, password: string, from: From): Promise<{ ok: true; ticket: string } | (Refusal & Known)>;
  signInCode(ticket: string, code: string, from: From): Promise<SignedIn | (Refusal & Known)>;
  session(token: string): Promise<Asker | null>;
  signOut(token: string): Promise<void>;
  /** Null when the code holds for exactly this digest and command. */
  takeCode(asked: CodeAsked): Promise<Refusal | null>;
  setCredential(personId: string, password: string, totpSecretBase32: string): Promise<void>;
}

interface Known {
  readonly personId: string | null;
}

const TICKET_MS = 5 * 60_000;
const IDLE_MS = 60 * 60_000;
const LONGEST_MS = 12 * 60 * 60_000;
/** A session's last use is written at most this often. */
const SEEN_EVERY_MS = 60_000;
const TOKEN_BYTES = 32;
const MAX_AGENT_CHARS = 200;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export function createIdentity({ pool, codec, keys, clock }: IdentityOptions): Identity {
  async function signIn(email: string, password: string, from: From) {
    const now = clock();
    const subjects = [emailKey(keys.email, email), addressSubject(from.address)];
    const barred = await claim(pool, subjects, now);
    if (barred) return { ...barred, personId: null };
    const { rows } = await pool.query<{ person_id: string; password_hash: string }>(
      `SELECT c.person_id, c.password_hash FROM identity.person p JOIN identity.credential c ON c.person_id = p.id
       WHERE p.email_key = $1 AND p.active`,
      [subjects[0]],
    );
    const found = rows[0];
    // Nobody's hash is tried too, so that an unknown address takes as long.
    const right = await passwordMatches(password, found?.password_hash ?? nobodysHash);
    if (!found || !right) {
      await forgetOldTries(pool, now);
      return { ...refuse('credentials_wrong'), personId: found?.person_id ?? null };
    }
    await withdraw(pool, subjects, now);
    const ticket = newToken();
    await pool.query('DELETE FROM identity.ticket WHERE expires_at < $1', [now]);
    await pool.query('INSERT INTO identity.ticket (hash, person_id, expires_at) VALUES ($1, $2, $3)', [
      hashOf(ticket),
      found.person_id,
      new Date(now.getTime() + TICKET_MS),
    ]);
    return { ok: true as const, ticket };
  }

  async function signInCode(ticket: string, code: string, from: From) {
    const now = clock();
    const { rows } = await pool.query<{ person_id: string; email_key: string }>(
      `SELECT t.person_id, p.email_key FROM identity.ticket t JOIN identity.person p ON p.id = t.person_id
       WHERE t.hash = $1 AND t.expires_at > $2 AND p.active`,
      [hashOf(ticket), now],
    );
    const held = rows[0];
    if (!held) return { ...refuse('ticket_expired'), personId: null };
    const command = hashOf(ticket).toString('hex');
    const personId = held.person_id;
    const refusal = await takeCode(pool, keys.totp, { personId, code, digest: 'sign-in', command }, now);
    if (refusal) return { ...refusal, personId };
    const used = await pool.query('DELETE FROM identity.ticket WHERE hash = $1', [hashOf(ticket)]);
    if (used.rowCount !== 1) return { ...refuse('ticket_expired'), personId };
    await forgiven(pool, held.email_key);
    await pool.query('DELETE FROM identity.session WHERE seen_at < $1 OR created_at < $2', [
      new Date(now.getTime() - IDLE_MS),
      new Date(now.getTime() - LONGEST_MS),
    ]);
    const token = newToken();
    await pool.query(
      'INSERT INTO identity.session (hash, person_id, created_at, seen_at, address, agent) VALUES ($1, $2, $3, $3, $4, $5)',
      [hashOf(token), personId, now, from.address, from.agent.slice(0, MAX_AGENT_CHARS)],
    );
    const asker = await session(token);
    return asker ? { ok: true as const, token, asker } : { ...refuse('not_yours'), personId };
  }

  /** Null when it does not exist, was idle or open for too long, or the person holds no office today. */
  async function session(token: string): Promise<Asker | null> {
    const now = clock();
    const hash = hashOf(token);
    const { rows } = await pool.query<SessionRow>(
      `SELECT s.seen_at, p.id AS person_id, p.body AS person_body, a.id AS assignment_id, a.role, a.office_kind, a.satker_id,
              a.vendor_id, a.valid_from::text, a.valid_to::text, a.body AS assignment_body
       FROM identity.session s
       JOIN identity.person p ON p.id = s.person_id AND p.active
       JOIN identity.assignment a ON a.person_id = p.id
       WHERE s.hash = $1 AND s.seen_at > $2 AND s.created_at > $3
       ORDER BY a.valid_from DESC`,
      [hash, new Date(now.getTime() - IDLE_MS), new Date(now.getTime() - LONGEST_MS)],
    );
    const offices = await Promise.all(rows.map(async (row) => ({ row, office: await officeOf(codec, row) })));
    const held = offices.find(({ row, office }) => inOffice(row, office.zone, now));
    if (!held) return null;
    const { row, office } = held;
    if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MS)
      await pool.query('UPDATE identity.session SET seen_at = $2 WHERE hash = $1', [hash, now]);
    return askerFrom(row, office, await nameOf(codec, row.person_id, row.person_body));
  }

  return {
    signIn,
    signInCode,
    session,
    async signOut(token) {
      await pool.query('DELETE FROM identity.session WHERE hash = $1', [hashOf(token)]);
    },
    takeCode: (asked) => takeCode(pool, keys.totp, asked, clock()),
    async setCredential(personId, password, totpSecretBase32) {
      await pool.query(
        `INSERT INTO identity.credential (person_id, password_hash, totp_secret, set_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, totp_secret = EXCLUDED.totp_secret,
           set_at = EXCLUDED.set_at`,
        [personId, await hashPassword(password), sealSecret(keys.totp, personId, totpSecretBase32), clock()],
      );
      // Whoever had the old proof is out, also on the way in.
      await pool.query('DELETE FROM identity.session WHERE person_id = $1', [personId]);
      await pool.query('DELETE FROM identity.ticket WHERE person_id = $1', [personId]);
    },
  };
}

interface SessionRow extends AssignmentRow {
  readonly seen_at: Date;
  readonly person_id: string;
  readonly person_body: Buffer;
  readonly role: string;
  readonly office_kind: Asker['officeKind'];
  readonly satker_id: string | null;
  readonly vendor_id: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

function askerFrom(row: SessionRow, office: { officeName: string; zone: Asker['zone'] }, name: string): Asker {
  return {
    personId: row.person_id,
    assignmentId: row.assignment_id,
    name,
    role: row.role,
    satkerId: row.satker_id,
    vendorId: row.vendor_id,
    officeCode: null,
    officeName: office.officeName,
    officeKind: row.office_kind,
    zone: office.zone,
  };
}
