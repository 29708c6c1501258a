/** Takes a fresh proof: right, used for nothing else, and then bound to what it was taken for. */
import { createHash } from 'node:crypto';
import type { Actor } from '../journal/commit.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Queryable } from '../platform/database.ts';
import type { IdentityDeps } from './deps.ts';
import { mailedCode } from './factors/email-code.ts';
import { factorsOf, factorUsed, totpsOf } from './factors/factor.store.ts';
import { answeredPasskey, type NotAnswered } from './factors/passkey.ts';
import { recoveryFactor } from './factors/recovery.ts';
import { emailUseOf } from './policy.ts';
import type { Assertion, Proof } from './proof.schema.ts';
import { stepOf } from './totp.ts';
import { claim, FREE_OF_PERSON, forgiven, type Subject, withdraw } from './tries.ts';

/** What a proof is taken for. */
export interface Purpose {
  readonly personId: string;
  /** Hash of what the proof confirms: document, payee, amount, act, office. */
  readonly digest: string;
  /** The command it is taken for; a retry of it passes with the same proof. */
  readonly command: string;
  /** The digest that the person was shown, where the client says it: another one is refused as `code_for_other`. */
  readonly seen?: string | undefined;
  /** Who asks, for the journal. */
  readonly by?: Actor | undefined;
  /** A change of one's own security: whoever has lost every factor may confirm it with a recovery code, or with a mailed one. */
  readonly own?: boolean | undefined;
}

export type CodeAsked = Purpose & { readonly code: string };
export type ProofAsked = Purpose & { readonly proof: Proof };

/** Proofs older than this can no longer be brought again: codes of thirty seconds, mailed ones and passkeys of ten minutes. */
const KEEP_USES_MS = 60 * 60_000;

/**
 * Null when the proof holds. Refusals: `code_wrong`, `code_used`, `code_for_other`, `passkey_wrong`, `too_many_tries` {seconds}. Each of
 * them is in the journal as `identity.proof_refused`.
 */
export async function takeProof(deps: IdentityDeps, asked: ProofAsked): Promise<Refusal | null> {
  const { personId, digest, command, proof } = asked;
  const way = 'code' in proof ? 'code' : 'passkey';
  const outcome =
    asked.seen !== undefined && asked.seen !== digest
      ? { refusal: refuse('code_for_other'), reason: 'shown-another' }
      : 'code' in proof
        ? await takeActCode(deps, asked, proof.code)
        : await takePasskey(deps, { personId, digest, command }, proof);
  if (outcome === null) return null;
  const { refusal, reason } = outcome;
  deps.background.run(() =>
    deps.note({
      type: 'identity.proof_refused',
      personId,
      payload: { code: refusal.code, reason, way, digest },
      actor: asked.by,
    }),
  );
  return refusal;
}

interface NotTaken {
  readonly refusal: Refusal;
  /** For the journal. */
  readonly reason: string;
}

/** Codes of acts are counted apart from those of sign-in: whoever knows a password cannot bar the acts of its owner. */
async function takeActCode(deps: IdentityDeps, purpose: Purpose, code: string): Promise<NotTaken | null> {
  const { personId, own = false } = purpose;
  const subject = { key: deps.keyed('tries', 'act', personId), free: FREE_OF_PERSON };
  const recovery = own && !/^\d{6}$/.test(code);
  const kinds: CodeTry['kinds'] = (await mayActByEmail(deps, personId, own)) ? ['totp', 'email'] : ['totp'];
  const refusal = recovery
    ? await recoveryFactor(deps, personId, code, subject)
    : await takeCode(deps, purpose, code, { subject, kinds });
  return refusal && { refusal, reason: refusal.code };
}

/** Where the office allows it; and for one's own security when there is nothing else yet and mailed codes open the door anyway. */
export async function mayActByEmail(deps: IdentityDeps, personId: string, own: boolean): Promise<boolean> {
  const use = await emailUseOf(deps, personId);
  if (use === 'ALL' || use === 'FORBIDDEN' || !own) return use === 'ALL';
  return (await factorsOf(deps, personId)).length === 0;
}

export interface CodeTry {
  readonly subject: Subject;
  /** What the code may be. */
  readonly kinds: readonly ('totp' | 'email')[];
}

/** A code of six digits, for an act or a sign-in. Not written into the journal here. */
export async function takeCode(
  deps: IdentityDeps,
  purpose: Pick<Purpose, 'personId' | 'digest' | 'command'>,
  code: string,
  { subject, kinds }: CodeTry,
): Promise<Refusal | null> {
  const now = deps.clock();
  const barred = await claim(deps.pool, [subject], now);
  if (barred) return barred;
  const right =
    (kinds.includes('totp') ? await rightTotp(deps, purpose.personId, code) : null) ??
    (kinds.includes('email') ? await rightEmailCode(deps, purpose, code) : null);
  if (right === null) return refuse('code_wrong');
  if (!(await servesOnce(deps.pool, right.proof, purpose, now))) {
    // A right code that served already was not guessed.
    await withdraw(deps.pool, [subject]);
    return refuse('code_used');
  }
  await forgiven(deps.pool, subject);
  if (right.factorId !== null) await factorUsed(deps.pool, right.factorId, now);
  return null;
}

interface RightCode {
  /** Names this code of this factor among all. */
  readonly proof: string;
  readonly factorId: string | null;
}

/** Every app is tried, so that which one was right does not show in the time. */
async function rightTotp(deps: IdentityDeps, personId: string, code: string): Promise<RightCode | null> {
  const now = deps.clock();
  const found = (await totpsOf(deps, personId)).map(({ id, secret }) => ({ id, step: stepOf(secret, code, now) }));
  const right = found.find(({ step }) => step !== null);
  return right ? { proof: totpProof(right), factorId: right.id } : null;
}

interface TotpStep {
  /** Of the factor. */
  readonly id: string;
  readonly step: number | null;
}

const totpProof = ({ id, step }: TotpStep): string => `totp:${id}:${step}`;

/** The code with which an authenticator app was added has served: it confirms nothing else (RFC 6238 §5.2). */
export const spendTotp = (
  db: Queryable,
  code: TotpStep,
  purpose: Pick<Purpose, 'personId' | 'digest' | 'command'>,
  now: Date,
): Promise<boolean> => servesOnce(db, totpProof(code), purpose, now);

async function rightEmailCode(
  deps: IdentityDeps,
  { personId, digest }: Pick<Purpose, 'personId' | 'digest'>,
  code: string,
): Promise<RightCode | null> {
  const id = await mailedCode(deps, personId, digest, code);
  return id === null ? null : { proof: `email:${id}`, factorId: null };
}

/** Whether a proof serves this and nothing else: it did not serve yet, or exactly this command comes again. */
async function servesOnce(
  db: Queryable,
  proof: string,
  { personId, digest, command }: Pick<Purpose, 'personId' | 'digest' | 'command'>,
  now: Date,
): Promise<boolean> {
  const { rows } = await db.query<{ digest: string; command: string }>(
    `INSERT INTO identity.proof_use AS u (proof, person_id, digest, command, made_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (proof) DO UPDATE SET digest = u.digest RETURNING digest, command`,
    [proof, personId, digest, command, now],
  );
  await db.query('DELETE FROM identity.proof_use WHERE made_at < $1', [new Date(now.getTime() - KEEP_USES_MS)]);
  return rows[0]?.digest === digest && rows[0].command === command;
}

const REASONS: { readonly [R in NotAnswered]: 'code_for_other' | 'passkey_wrong' } = {
  expired: 'passkey_wrong',
  unknown: 'passkey_wrong',
  'other-person': 'passkey_wrong',
  'other-digest': 'code_for_other',
  signature: 'passkey_wrong',
  counter: 'passkey_wrong',
};

/** A retry brings the same answer for the same command; it is not checked again, since the passkey has counted on. */
async function takePasskey(
  deps: IdentityDeps,
  purpose: Pick<Purpose, 'personId' | 'digest' | 'command'>,
  { ceremony, response }: { readonly ceremony: string; readonly response: Assertion },
): Promise<NotTaken | null> {
  const proof = `passkey:${ceremony}`;
  const answer = createHash('sha256').update(JSON.stringify(response)).digest('hex');
  const bound = { ...purpose, command: `${purpose.command} ${answer}` };
  const { rows } = await deps.pool.query<{ digest: string; command: string }>(
    'SELECT digest, command FROM identity.proof_use WHERE proof = $1 AND person_id = $2',
    [proof, purpose.personId],
  );
  const used = rows[0];
  if (used)
    return used.digest === bound.digest && used.command === bound.command
      ? null
      : { refusal: refuse('code_used'), reason: 'code_used' };
  const asked = {
    ceremony,
    response,
    purpose: 'act',
    personId: purpose.personId,
    digest: purpose.digest,
    take: false,
  } as const;
  const answered = await answeredPasskey(deps, asked);
  if (typeof answered === 'string') return { refusal: refuse(REASONS[answered]), reason: answered };
  if (await servesOnce(deps.pool, proof, bound, deps.clock())) return null;
  return { refusal: refuse('code_used'), reason: 'code_used' };
}
