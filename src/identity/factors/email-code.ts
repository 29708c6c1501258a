/** A code that is mailed: six digits, ten minutes, once, for one thing (ASVS 5.0 6.5.4, 6.5.5, 6.6.2). */
import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Letter, MailLanguage } from '../../mail/letter.ts';
import type { IdentityDeps } from '../deps.ts';

export const EMAIL_CODE_MS = 10 * 60_000;
const DIGITS = 6;
/** Of one person in an hour, whatever they are for: a mailbox is not to be flooded. */
const MOST_AN_HOUR = 10;
const HOUR_MS = 60 * 60_000;

type Kind = Extract<Letter, { code: string }>['kind'];

const hashed = ({ keyed }: IdentityDeps, id: string, code: string): Buffer =>
  Buffer.from(keyed('email-code', id, code), 'hex');

/** Mails a code for `digest`; the one before it for the same thing is worth nothing any more. Silent when there were too many. */
export async function mailCode(
  deps: IdentityDeps,
  personId: string,
  digest: string,
  letter: { readonly kind: Kind; readonly language?: MailLanguage | undefined },
): Promise<void> {
  const now = deps.clock();
  await deps.pool.query('DELETE FROM identity.email_code WHERE made_at < $1', [new Date(now.getTime() - HOUR_MS)]);
  const { rows } = await deps.pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM identity.email_code WHERE person_id = $1',
    [personId],
  );
  if ((rows[0]?.n ?? 0) >= MOST_AN_HOUR) return;
  const id = randomUUID();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  await deps.pool.query('UPDATE identity.email_code SET expires_at = $3 WHERE person_id = $1 AND digest = $2', [
    personId,
    digest,
    now,
  ]);
  await deps.pool.query(
    'INSERT INTO identity.email_code (id, person_id, hash, digest, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, personId, hashed(deps, id, code), digest, now, new Date(now.getTime() + EMAIL_CODE_MS)],
  );
  await deps.post.write(personId, { kind: letter.kind, code }, { language: letter.language, livesMs: EMAIL_CODE_MS });
}

/** The id of the mailed code that was typed, or null. Whether it served already is for the caller to ask. */
export async function mailedCode(
  deps: IdentityDeps,
  personId: string,
  digest: string,
  code: string,
): Promise<string | null> {
  const { rows } = await deps.pool.query<{ id: string; hash: Buffer }>(
    'SELECT id, hash FROM identity.email_code WHERE person_id = $1 AND digest = $2 AND expires_at > $3',
    [personId, digest, deps.clock()],
  );
  return rows.find(({ id, hash }) => timingSafeEqual(hash, hashed(deps, id, code)))?.id ?? null;
}
