/** The first time: an invitation by mail, a password, a factor, and recovery codes. Nothing counts until the factor is proven. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { latestOffice, type PersonRead, readPerson } from './asker.store.ts';
import { type IdentityDeps, inTransaction } from './deps.ts';
import { mailCode } from './factors/email-code.ts';
import { addPasskey, addTotp } from './factors/factor.store.ts';
import { type Ceremony, madePasskey, offerPasskey } from './factors/passkey.ts';
import { makeRecoveryCodes } from './factors/recovery.ts';
import type { From } from './from.ts';
import { type LinkHeld, linkHeld, takeLink } from './link.ts';
import { hashPassword } from './password.ts';
import { keepPassword, mayChoose } from './password-change.ts';
import { profileWords } from './password-words.ts';
import { emailUseOf } from './policy.ts';
import type { Attestation } from './proof.schema.ts';
import { spendTotp, takeCode } from './proof.ts';
import { endSessions } from './session.ts';
import { enter, type SignedIn } from './sign-in.ts';
import { openSecret, sealSecret, stepOf } from './totp.ts';
import { newTotpSecret, type TotpOffer, totpOffer } from './totp-offer.ts';
import { claim, FREE_OF_PERSON, forgiven } from './tries.ts';

export interface Opened {
  readonly name: string;
  readonly email: string;
  readonly office: string;
  readonly role: string;
  readonly profile: { readonly minLength: number; readonly rules: string[] };
  readonly mayUseEmail: boolean;
}

type Invited = { readonly held: LinkHeld; readonly person: PersonRead };

async function invited(deps: IdentityDeps, token: string): Promise<Invited | null> {
  const held = await linkHeld(deps, token, 'activation');
  const person = held && (await readPerson(deps.pool, deps.codec, held.personId));
  return held && person ? { held, person } : null;
}

/** Who was invited, and what their password must be like. Refusal: `link_expired`. */
export async function openActivation(
  deps: IdentityDeps,
  token: string,
  language: 'id' | 'en',
): Promise<Opened | Refusal> {
  const found = await invited(deps, token);
  if (!found) return refuse('link_expired');
  const { person } = found;
  const office = await latestOffice(deps.pool, deps.codec, person.id);
  return {
    name: person.name,
    email: person.email,
    office: office?.name ?? '',
    role: office?.role ?? '',
    profile: profileWords(deps.profile, language),
    mayUseEmail: (await emailUseOf(deps, person.id)) !== 'FORBIDDEN',
  };
}

/** Keeps the chosen password with the link and offers an authenticator app; may be repeated until it is finished. */
export async function choosePassword(
  deps: IdentityDeps,
  token: string,
  password: string,
): Promise<{ readonly totp: TotpOffer } | Refusal> {
  const found = await invited(deps, token);
  if (!found) return refuse('link_expired');
  const { held, person } = found;
  const refusal = await mayChoose(deps, person.id, password);
  if (refusal) return refusal;
  const secret = newTotpSecret();
  await deps.pool.query('UPDATE identity.link SET password_hash = $2, totp_secret = $3 WHERE hash = $1', [
    held.hash,
    await hashPassword(password),
    sealSecret(deps.keys.totp, person.id, secret),
  ]);
  return { totp: totpOffer(secret, person.email) };
}

const digestOfLink = ({ hash }: LinkHeld): string => `activation ${hash.toString('hex')}`;

export async function beginActivationPasskey(deps: IdentityDeps, token: string): Promise<Ceremony | Refusal> {
  const found = await invited(deps, token);
  return found ? offerPasskey(deps, found.person, digestOfLink(found.held)) : refuse('link_expired');
}

export async function mailActivationCode(deps: IdentityDeps, token: string, from: From): Promise<Refusal | null> {
  const found = await invited(deps, token);
  if (!found) return refuse('link_expired');
  const { held, person } = found;
  if ((await emailUseOf(deps, person.id)) === 'FORBIDDEN') return refuse('email_code_forbidden');
  await mailCode(deps, person.id, digestOfLink(held), { kind: 'activation-code', language: from.language });
  return null;
}

export type FirstFactor =
  | { readonly code: string }
  | { readonly emailCode: string }
  | { readonly ceremony: string; readonly response: Attestation; readonly label: string };

export interface Activated {
  readonly ok: true;
  readonly person: { readonly id: string; readonly name: string };
  readonly recoveryCodes: readonly string[];
  /** Null when the office begins later: they are activated, and may sign in then. */
  readonly signedIn: SignedIn | null;
}

/** Refusals: `link_expired`, `not_possible_now` before a password is chosen, `code_wrong`, `passkey_wrong`, `email_code_forbidden`. */
export async function finishActivation(
  deps: IdentityDeps,
  token: string,
  factor: FirstFactor,
  from: From,
): Promise<Activated | Refusal> {
  const found = await invited(deps, token);
  if (!found) return refuse('link_expired');
  const { held, person } = found;
  const { passwordHash } = held;
  if (passwordHash === null) return refuse('not_possible_now', { state: 'Aktivasi' });
  const proven = await provenFactor(deps, held, factor);
  if ('ok' in proven) return proven;
  const codes = await inTransaction(deps.pool, async (db) => {
    if (!(await takeLink(db, held.hash))) return null;
    // Whatever was there before an administrator began anew.
    await endSessions(db, person.id);
    await db.query('DELETE FROM identity.factor WHERE person_id = $1', [person.id]);
    await keepPassword(deps, db, person.id, passwordHash);
    // A password without the factor would stay behind: nothing of it is kept.
    if (!(await proven.add(db))) throw new HeldAlready();
    return makeRecoveryCodes(deps, db, person.id);
  }).catch((error: unknown) => {
    if (error instanceof HeldAlready) return 'held' as const;
    throw error;
  });
  if (codes === null) return refuse('link_expired');
  if (codes === 'held') return refuse('passkey_wrong');
  await deps.note({ type: 'identity.activated', personId: person.id, payload: { factor: proven.kind }, from });
  const entered = await enter(deps, person.id, proven.kind, from, { quiet: true });
  return {
    ok: true,
    person: { id: person.id, name: person.name },
    recoveryCodes: codes,
    signedIn: entered.ok ? entered : null,
  };
}

/** Somebody has this passkey. */
class HeldAlready extends Error {}

interface Proven {
  readonly kind: 'totp' | 'passkey' | 'email';
  /** False when somebody holds it already. */
  add(db: Parameters<typeof addTotp>[1]): Promise<boolean>;
}

async function provenFactor(deps: IdentityDeps, held: LinkHeld, factor: FirstFactor): Promise<Proven | Refusal> {
  const { personId } = held;
  const digest = digestOfLink(held);
  if ('ceremony' in factor) {
    const { ceremony, response, label } = factor;
    const made = await madePasskey(deps, { ceremony, response, personId, digest });
    if (!made) return refuse('passkey_wrong');
    return { kind: 'passkey', add: (db) => addPasskey(deps, db, personId, { ...made, label: label || 'Kunci sandi' }) };
  }
  const subject = { key: deps.keyed('tries', 'activation', personId), free: FREE_OF_PERSON };
  if ('emailCode' in factor) {
    if ((await emailUseOf(deps, personId)) === 'FORBIDDEN') return refuse('email_code_forbidden');
    const purpose = { personId, digest, command: digest };
    const refusal = await takeCode(deps, purpose, factor.emailCode, { subject, kinds: ['email'] });
    return refusal ?? { kind: 'email', add: async () => true };
  }
  const barred = await claim(deps.pool, [subject], deps.clock());
  if (barred) return barred;
  const { totpSecret } = held;
  const secret = totpSecret && openSecret(deps.keys.totp, personId, totpSecret);
  const step = secret === null ? null : stepOf(secret, factor.code, deps.clock());
  if (!secret || step === null) return refuse('code_wrong');
  await forgiven(deps.pool, subject);
  return {
    kind: 'totp',
    async add(db) {
      const id = await addTotp(deps, db, personId, { secret, label: 'Aplikasi autentikator' });
      await spendTotp(db, { id, step }, { personId, digest, command: digest }, deps.clock());
      return true;
    },
  };
}
