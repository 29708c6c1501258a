/** The room of sign-in: who somebody is, and how they prove it. Uses the identity role's own connections. */
import type { Codec } from '../journal/codec.ts';
import type { Actor, Committer } from '../journal/commit.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { createOutbox, type MailQueue } from '../mail/outbox.ts';
import type { Pool } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { createBackground } from './background.ts';
import { breachedIn, neverBreached } from './common-passwords.ts';
import { type IdentityDeps, inTransaction } from './deps.ts';
import { addTotp } from './factors/factor.store.ts';
import { relyingPartyOf } from './factors/passkey.ts';
import type { From } from './from.ts';
import { type IdentityKeys, keyedBy } from './keys.ts';
import { disable, invite, resetFactors } from './life.ts';
import { createNotes } from './notes.ts';
import { hashPassword } from './password.ts';
import { keepPassword } from './password-change.ts';
import { type PasswordProfile, passwordProfiles } from './password-rules.ts';
import { createPost } from './post.ts';
import { type CodeAsked, type ProofAsked, takeProof } from './proof.ts';
import type { EmailUse } from './security.schema.ts';
import { endSessions, endToken, type Resumed, resumeSession } from './session.ts';
import { enter, giveTicket, type SignedIn, signIn, signInCode, type Ticket } from './sign-in.ts';

export type { From } from './from.ts';
export type { SignedIn } from './sign-in.ts';

export interface IdentityOptions {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly keys: IdentityKeys;
  readonly clock: () => Date;
  /** Writes what happens into the journal. Without one (a seed) nothing is written down. */
  readonly committer?: Committer | undefined;
  /** Where people reach the platform: links in mails, and the name that passkeys are made for. */
  readonly publicUrl?: string | undefined;
  readonly passwordProfile?: PasswordProfile['name'] | undefined;
  /** Folder of the range files of Pwned Passwords. */
  readonly breachedDir?: string | undefined;
  /** What an office may allow of mailed codes at most. */
  readonly emailCeiling?: EmailUse | undefined;
  readonly mail?: MailQueue | undefined;
  readonly warn?: ((message: string) => void) | undefined;
}

export interface Identity {
  /** For the pieces of this room. */
  readonly deps: IdentityDeps;
  /** First step. */
  signIn(email: string, password: string, from: From): Promise<Ticket | Refusal>;
  /** Second step by a code. */
  signInCode(
    ticket: string,
    code: string,
    from: From,
    factor?: 'totp' | 'email' | 'recovery',
  ): Promise<SignedIn | Refusal>;
  /** Who a token stands for; `renewed` is the token with which the session goes on, when there is a new one. */
  resume(token: string, from: From): Promise<Resumed | null>;
  session(token: string): Promise<Asker | null>;
  signOut(token: string): Promise<void>;
  /** Null when the proof holds for exactly this digest and command; `code` and `proof` alike. */
  takeCode(asked: CodeAsked | ProofAsked): Promise<Refusal | null>;
  takeProof(asked: ProofAsked): Promise<Refusal | null>;
  /** Sets what somebody signs in with, without asking. For the invented people of a trial. */
  setCredential(personId: string, password: string, totpSecretBase32: string): Promise<void>;
  /** Mails an invitation. `by`: who asked for it, for the journal. */
  invite(personId: string, by?: Actor): Promise<{ mailed: true }>;
  /** Ends every session at once. */
  disable(personId: string, by?: Actor): Promise<{ ended: number }>;
  /** Password and factors are gone; the person is mailed a link to choose new ones. */
  resetFactors(personId: string, by?: Actor): Promise<{ mailed: true }>;
  /** A session for a person whose two factors were proven elsewhere (`via`: `oidc:<issuer>`). Refusal: `not_yours`. */
  openSession(personId: string, from: From, via: string): Promise<SignedIn | Refusal>;
  /** A ticket for a person whose first factor was proven elsewhere. Refusal: `not_yours`. */
  openSecondStep(personId: string, from: From, via: string): Promise<Ticket | Refusal>;
  /** Waits for what is done after answers. */
  idle(): Promise<void>;
}

const TRIAL_URL = 'http://localhost:8080';

/** Throws when the folder of breached passwords is not there. */
export function createIdentity(options: IdentityOptions): Identity {
  const { pool, codec, keys, clock, publicUrl = TRIAL_URL, committer = null } = options;
  const warn = options.warn ?? ((message: string) => console.error(message));
  const background = createBackground(warn);
  const deps: IdentityDeps = {
    pool,
    codec,
    clock,
    keys,
    keyed: keyedBy(keys),
    note: createNotes(committer, clock),
    post: createPost(pool, codec, options.mail ?? createOutbox(pool, codec), clock),
    background,
    publicUrl: new URL(publicUrl).origin,
    relyingParty: relyingPartyOf(publicUrl),
    profile: passwordProfiles[options.passwordProfile ?? 'nist'],
    breached: options.breachedDir === undefined ? neverBreached : breachedIn(options.breachedDir),
    emailCeiling: options.emailCeiling ?? 'SIGN_IN',
  };
  return {
    deps,
    signIn: (email, password, from) => signIn(deps, email, password, from),
    signInCode: (ticket, code, from, factor = 'totp') => signInCode(deps, ticket, { code, factor }, from),
    resume: (token, from) => resumeSession(deps, token, from),
    session: async (token) => (await resumeSession(deps, token, null))?.asker ?? null,
    signOut: (token) => endToken(pool, token),
    takeCode: (asked) => takeProof(deps, 'proof' in asked ? asked : { ...asked, proof: { code: asked.code } }),
    takeProof: (asked) => takeProof(deps, asked),
    setCredential: (personId, password, secret) => setCredential(deps, personId, password, secret),
    invite: (personId, by) => invite(deps, personId, by),
    disable: (personId, by) => disable(deps, personId, by),
    resetFactors: (personId, by) => resetFactors(deps, personId, by),
    openSession: (personId, from, via) => enter(deps, personId, via, from),
    async openSecondStep(personId, from, via) {
      const { rowCount } = await pool.query('SELECT 1 FROM identity.person WHERE id = $1 AND active', [personId]);
      if (rowCount !== 1) return refuse('not_yours');
      await deps.note({ type: 'identity.first_step_elsewhere', personId, payload: { via }, from });
      return giveTicket(deps, personId, '');
    },
    idle: () => background.idle(),
  };
}

async function setCredential(deps: IdentityDeps, personId: string, password: string, secret: string): Promise<void> {
  const hash = await hashPassword(password);
  await inTransaction(deps.pool, async (db) => {
    await keepPassword(deps, db, personId, hash);
    await db.query("DELETE FROM identity.factor WHERE person_id = $1 AND kind = 'totp'", [personId]);
    await addTotp(deps, db, personId, { secret, label: 'Aplikasi autentikator' });
    // Whoever had the old proof is out, also on the way in.
    await endSessions(db, personId);
  });
}
