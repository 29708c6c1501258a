/**
 * Recovery codes: ten, shown once, each good once. 120 random bits, so that a plain hash would do (ASVS 5.0 6.5.2; NIST SP 800-63B-4
 * §3.1.2); kept as a hash under a key that is not in the database, bound to the person.
 */
import { randomBytes } from 'node:crypto';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Queryable } from '../../platform/database.ts';
import type { IdentityDeps } from '../deps.ts';
import { claim, forgiven, type Subject } from '../tries.ts';

const CODES = 10;
const CHARS = 24;
/** Crockford's letters and digits: none that reads like another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function newCode(): string {
  const chars = [...randomBytes(CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return chars.match(/.{4}/g)?.join('-') ?? '';
}

/** As it was meant: without spaces and dashes, with the letters that are mistaken put right. */
export const asMeant = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/U/g, 'V');

const hashed = ({ keyed }: IdentityDeps, personId: string, code: string): Buffer =>
  Buffer.from(keyed('recovery', personId, asMeant(code)), 'hex');

/** New ones in the place of all before. */
export async function makeRecoveryCodes(deps: IdentityDeps, db: Queryable, personId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode);
  await db.query('DELETE FROM identity.recovery_code WHERE person_id = $1', [personId]);
  await db.query(
    'INSERT INTO identity.recovery_code (hash, person_id, made_at) SELECT hash, $2, $3 FROM unnest($1::bytea[]) AS hash',
    [codes.map((code) => hashed(deps, personId, code)), personId, deps.clock()],
  );
  return codes;
}

/** True once for each code. */
async function spendRecoveryCode(deps: IdentityDeps, personId: string, code: string): Promise<boolean> {
  const { rowCount } = await deps.pool.query('DELETE FROM identity.recovery_code WHERE hash = $1 AND person_id = $2', [
    hashed(deps, personId, code),
    personId,
  ]);
  return rowCount === 1;
}

export async function recoveryLeft(db: Queryable, personId: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM identity.recovery_code WHERE person_id = $1',
    [personId],
  );
  return rows[0]?.n ?? 0;
}

/** Null when the recovery code holds; it is used up. Refusals: `code_wrong`, `too_many_tries`. */
export async function recoveryFactor(
  deps: IdentityDeps,
  personId: string,
  code: string,
  subject: Subject,
): Promise<Refusal | null> {
  const barred = await claim(deps.pool, [subject], deps.clock());
  if (barred) return barred;
  if (!(await spendRecoveryCode(deps, personId, code))) return refuse('code_wrong');
  await forgiven(deps.pool, subject);
  deps.background.run(async () => {
    const left = await recoveryLeft(deps.pool, personId);
    await deps.note({ type: 'identity.recovery_code_used', personId, payload: { left } });
    await deps.post.write(personId, {
      kind: 'recovery-code-used',
      left: String(left),
      at: deps.post.at(deps.clock()),
    });
  });
  return null;
}
