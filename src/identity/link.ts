/** Links in mails: the token is in the part of the address that no server sees; the table holds its hash. Each works once. */
import type { MailLanguage } from '../mail/letter.ts';
import type { Queryable } from '../platform/database.ts';
import type { IdentityDeps } from './deps.ts';
import { hashOf, newToken } from './session.ts';

export const ACTIVATION_MS = 72 * 60 * 60_000;
export const RESET_MS = 30 * 60_000;
/** Pages of the web app. */
const PAGES = { activation: '/aktivasi', reset: '/atur-ulang' } as const;
type LinkKind = keyof typeof PAGES;

export interface LinkHeld {
  readonly hash: Buffer;
  readonly personId: string;
  /** Chosen on the way, kept until a factor is proven. */
  readonly passwordHash: string | null;
  readonly totpSecret: Buffer | null;
}

/** A new link in the place of those before; answers its address. */
export async function makeLink(deps: IdentityDeps, personId: string, kind: LinkKind): Promise<string> {
  const now = deps.clock();
  const token = newToken();
  await deps.pool.query('DELETE FROM identity.link WHERE expires_at < $1 OR (person_id = $2 AND kind = $3)', [
    now,
    personId,
    kind,
  ]);
  await deps.pool.query(
    'INSERT INTO identity.link (hash, person_id, kind, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [hashOf(token), personId, kind, now, new Date(now.getTime() + (kind === 'reset' ? RESET_MS : ACTIVATION_MS))],
  );
  return `${deps.publicUrl}${PAGES[kind]}#${token}`;
}

/** Null when it is unknown, used, too old, or the person is not active. */
export async function linkHeld(deps: IdentityDeps, token: string, kind: LinkKind): Promise<LinkHeld | null> {
  const { rows } = await deps.pool.query<{
    hash: Buffer;
    person_id: string;
    password_hash: string | null;
    totp_secret: Buffer | null;
  }>(
    `SELECT l.hash, l.person_id, l.password_hash, l.totp_secret FROM identity.link l
     JOIN identity.person p ON p.id = l.person_id AND p.active
     WHERE l.hash = $1 AND l.kind = $2 AND l.expires_at > $3`,
    [hashOf(token), kind, deps.clock()],
  );
  const row = rows[0];
  return row
    ? { hash: row.hash, personId: row.person_id, passwordHash: row.password_hash, totpSecret: row.totp_secret }
    : null;
}

/** True for whoever is first. */
export async function takeLink(db: Queryable, hash: Buffer): Promise<boolean> {
  const { rowCount } = await db.query('DELETE FROM identity.link WHERE hash = $1', [hash]);
  return rowCount === 1;
}

export async function mailResetLink(
  deps: IdentityDeps,
  personId: string,
  language: MailLanguage | undefined,
): Promise<void> {
  const link = await makeLink(deps, personId, 'reset');
  await deps.post.write(personId, { kind: 'reset', link }, { language, livesMs: RESET_MS });
}
