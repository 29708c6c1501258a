/** Takes a one-time code: right, used for nothing else, and then bound to what it was taken for. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Pool } from '../platform/database.ts';
import { openSecret, STEP_SECONDS, stepOf } from './totp.ts';
import { claim, forgiven, triesLeft, withdraw } from './tries.ts';

export interface CodeAsked {
  readonly personId: string;
  readonly code: string;
  /** Hash of what the code confirms: document, payee, amount, act, office. */
  readonly digest: string;
  /** The command it is taken for; a retry of it passes with the same code. */
  readonly command: string;
}

/** Steps older than this can no longer be typed. */
const KEEP_STEPS = 10;

/** Null when the code holds. Refusals: `code_wrong` with the tries left, `code_used`, `too_many_tries`. */
export async function takeCode(db: Pool, totpKey: Buffer, asked: CodeAsked, now: Date): Promise<Refusal | null> {
  const { personId, code, digest, command } = asked;
  const subject = `code:${personId}`;
  const barred = await claim(db, [subject], now);
  if (barred) return barred;
  const { rows } = await db.query<{ totp_secret: Buffer }>(
    'SELECT totp_secret FROM identity.credential WHERE person_id = $1',
    [personId],
  );
  const sealed = rows[0]?.totp_secret;
  const step = sealed ? stepOf(openSecret(totpKey, personId, sealed), code, now) : null;
  if (step === null) return refuse('code_wrong', { left: await triesLeft(db, subject, now) });
  const used = await db.query<{ digest: string; command: string }>(
    `INSERT INTO identity.code_use AS u (person_id, step, digest, command) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, step) DO UPDATE SET digest = u.digest RETURNING digest, command`,
    [personId, step, digest, command],
  );
  const row = used.rows[0];
  if (row?.digest !== digest || row.command !== command) {
    // A right code that served already was not guessed.
    await withdraw(db, [subject], now);
    return refuse('code_used');
  }
  const oldest = Math.floor(now.getTime() / 1000 / STEP_SECONDS) - KEEP_STEPS;
  await db.query('DELETE FROM identity.code_use WHERE person_id = $1 AND step < $2', [personId, oldest]);
  await forgiven(db, subject);
  return null;
}
