/** Checks and keeps a new password. */
import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Queryable } from '../platform/database.ts';
import { latestOffice, readPerson } from './asker.store.ts';
import { commonPasswords } from './common-passwords.ts';
import type { IdentityDeps } from './deps.ts';
import { passwordMatches } from './password.ts';
import { checkPassword, normalised } from './password-rules.ts';

/** Null when this person may choose this password. Refusals: those of `checkPassword`, `password_breached`, `password_used_before`. */
export async function mayChoose(deps: IdentityDeps, personId: string, password: string): Promise<Refusal | null> {
  const { pool, codec, profile } = deps;
  const person = await readPerson(pool, codec, personId);
  const office = await latestOffice(pool, codec, personId);
  const context = [person?.name ?? '', person?.email ?? '', office?.name ?? ''];
  const refusal = checkPassword(password, profile, context, commonPasswords());
  if (refusal) return refusal;
  if (await deps.breached(normalised(password))) return refuse('password_breached');
  if (profile.history > 0 && (await wasUsed(deps, personId, password)))
    return refuse('password_used_before', { count: profile.history });
  return null;
}

/** The present one counts as the first of the last few. */
async function wasUsed({ pool, profile }: IdentityDeps, personId: string, password: string): Promise<boolean> {
  const { rows } = await pool.query<{ password_hash: string }>(
    `SELECT password_hash FROM (
       SELECT password_hash, set_at FROM identity.credential WHERE person_id = $1
       UNION ALL SELECT password_hash, set_at FROM identity.password_history WHERE person_id = $1) AS earlier
     ORDER BY set_at DESC LIMIT $2`,
    [personId, profile.history],
  );
  for (const { password_hash } of rows) if (await passwordMatches(password, password_hash)) return true;
  return false;
}

/**
 * Keeps the hash in the place of the one before, which goes into the history where the profile wants one. The first one begins the time
 * in which the account has to be used; a later one does not renew it.
 */
export async function keepPassword(deps: IdentityDeps, db: Queryable, personId: string, hash: string): Promise<void> {
  const { profile, clock } = deps;
  if (profile.history > 0) {
    await db.query(
      `INSERT INTO identity.password_history (id, person_id, password_hash, set_at)
       SELECT $2, person_id, password_hash, set_at FROM identity.credential WHERE person_id = $1`,
      [personId, randomUUID()],
    );
  }
  await db.query(
    `DELETE FROM identity.password_history WHERE person_id = $1 AND id NOT IN (
       SELECT id FROM identity.password_history WHERE person_id = $1 ORDER BY set_at DESC LIMIT $2)`,
    [personId, profile.history],
  );
  await db.query(
    `INSERT INTO identity.credential (person_id, password_hash, set_at, used_at) VALUES ($1, $2, $3, $3)
     ON CONFLICT (person_id) DO UPDATE SET password_hash = EXCLUDED.password_hash, set_at = EXCLUDED.set_at`,
    [personId, hash, clock()],
  );
}
