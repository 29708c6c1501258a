/** Signing in: e-mail and password, then a second factor; or a passkey, which is both. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Asker } from '../platform/http/asker.ts';
import { subscriberOf } from '../platform/http/flood.ts';
import { agentWords } from './agent.ts';
import { readAsker, readPerson } from './asker.store.ts';
import { type IdentityDeps, inTransaction } from './deps.ts';
import { knownDevice, rememberedDevice } from './device.ts';
import { mailCode } from './factors/email-code.ts';
import { factorsOf } from './factors/factor.store.ts';
import { answeredPasskey, askPasskey, type Ceremony, ceremonyFor } from './factors/passkey.ts';
import { recoveryFactor, recoveryLeft } from './factors/recovery.ts';
import type { From } from './from.ts';
import { mailResetLink } from './link.ts';
import { hashPassword, isOutdated, nobodysHash, passwordMatches } from './password.ts';
import { emailKey } from './person.ts';
import { emailUseOf } from './policy.ts';
import type { Assertion } from './proof.schema.ts';
import { takeCode } from './proof.ts';
import { type Admits, hashOf, newToken, openSession } from './session.ts';
import type { FactorKind } from './sign-in.schema.ts';
import { claim, FREE_OF_PERSON, forgetOldTries, forgiven, OF_SOURCE, type Subject, withdraw } from './tries.ts';
import { unusedFor, used } from './unused.ts';

export interface SignedIn {
  readonly ok: true;
  readonly token: string;
  /** For the device cookie. */
  readonly device: string;
  readonly asker: Asker;
}

export interface Ticket {
  readonly ok: true;
  readonly ticket: string;
  readonly factors: readonly FactorKind[];
}

const TICKET_MS = 5 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** After so many wrong codes behind a right password the owner is told (ASVS 6.3.5). */
const TELL_AFTER = 5;
const RESET_FROM_EXPIRY = 'expired';

const sourceOf = ({ keyed }: IdentityDeps, what: string, from: From): string =>
  keyed('source', what, subscriberOf(from.address));

/** Whose tries a password counts as: a known device's alone, or the account's and the source's. */
function passwordSubjects(deps: IdentityDeps, key: string, from: From): { subjects: Subject[]; device: string | null } {
  const device = knownDevice(deps.keyed, key, deps.clock(), from.device);
  if (device !== null)
    return { device, subjects: [{ key: deps.keyed('tries', 'device', device, key), ...ofPerson(deps) }] };
  return {
    device,
    subjects: [
      { key: deps.keyed('tries', 'account', key), ...ofPerson(deps) },
      { key: sourceOf(deps, 'password', from), ...OF_SOURCE },
    ],
  };
}

const ofPerson = ({ profile }: IdentityDeps) => ({ free: FREE_OF_PERSON, pause: profile.pause });

const codeSubject = (deps: IdentityDeps, personId: string, device: string): Subject => ({
  key: deps.keyed('tries', 'code', personId, device),
  ...ofPerson(deps),
});

/** First step. Refusals: `credentials_wrong` whether the address is known or not, `too_many_tries`, `password_expired`. */
export async function signIn(
  deps: IdentityDeps,
  email: string,
  password: string,
  from: From,
): Promise<Ticket | Refusal> {
  const { pool, keys } = deps;
  const now = deps.clock();
  const key = emailKey(keys.email, email);
  const { subjects, device } = passwordSubjects(deps, key, from);
  const barred = await claim(pool, subjects, now);
  if (barred) return barred;
  const { rows } = await pool.query<{ person_id: string; password_hash: string; set_at: Date }>(
    `SELECT c.person_id, c.password_hash, c.set_at FROM identity.person p JOIN identity.credential c ON c.person_id = p.id
     WHERE p.email_key = $1 AND p.active`,
    [key],
  );
  const found = rows[0];
  // Nobody's hash is tried too, so that an unknown address takes as long.
  const right = await passwordMatches(password, found?.password_hash ?? nobodysHash);
  if (!found || !right) {
    deps.background.run(async () => {
      await forgetOldTries(pool, now);
      if (found) await refusedSignIn(deps, found.person_id, 'credentials_wrong', 'password', from);
    });
    return refuse('credentials_wrong');
  }
  await withdraw(pool, subjects);
  const { person_id: personId, password_hash: hash, set_at: setAt } = found;
  if (isOutdated(hash))
    await pool.query('UPDATE identity.credential SET password_hash = $2 WHERE person_id = $1 AND password_hash = $3', [
      personId,
      await hashPassword(password),
      hash,
    ]);
  const { maxAgeDays } = deps.profile;
  if (maxAgeDays !== null && now.getTime() - setAt.getTime() > maxAgeDays * DAY_MS) {
    deps.background.run(async () => {
      await mailResetLink(deps, personId, from.language);
      await refusedSignIn(deps, personId, 'password_expired', RESET_FROM_EXPIRY, from);
    });
    return refuse('password_expired', { days: maxAgeDays });
  }
  return giveTicket(deps, personId, device ?? '');
}

/** As after the right password: for the second step alone. */
export async function giveTicket(deps: IdentityDeps, personId: string, device: string): Promise<Ticket> {
  const now = deps.clock();
  const ticket = newToken();
  await deps.pool.query('DELETE FROM identity.ticket WHERE expires_at < $1', [now]);
  await deps.pool.query('INSERT INTO identity.ticket (hash, person_id, expires_at, device) VALUES ($1, $2, $3, $4)', [
    hashOf(ticket),
    personId,
    new Date(now.getTime() + TICKET_MS),
    device,
  ]);
  return { ok: true, ticket, factors: await waysOf(deps, personId) };
}

/** With which factors the second step may be taken, the one that withstands most first. */
async function waysOf(deps: IdentityDeps, personId: string): Promise<FactorKind[]> {
  const kinds = (await factorsOf(deps, personId)).map(({ kind }) => kind);
  const open: { readonly [K in FactorKind]: boolean } = {
    passkey: kinds.includes('passkey'),
    totp: kinds.includes('totp'),
    email: (await emailUseOf(deps, personId)) !== 'FORBIDDEN',
    recovery: (await recoveryLeft(deps.pool, personId)) > 0,
  };
  return (Object.keys(open) as FactorKind[]).filter((kind) => open[kind]);
}

interface Held {
  readonly personId: string;
  readonly emailKey: string;
  readonly device: string;
  readonly digest: string;
}

const ticketDigest = (ticket: string): string => `sign-in ${hashOf(ticket).toString('hex')}`;

async function ticketHeld(deps: IdentityDeps, ticket: string): Promise<Held | null> {
  const { rows } = await deps.pool.query<{ person_id: string; email_key: string; device: string }>(
    `SELECT t.person_id, p.email_key, t.device FROM identity.ticket t JOIN identity.person p ON p.id = t.person_id
     WHERE t.hash = $1 AND t.expires_at > $2 AND p.active`,
    [hashOf(ticket), deps.clock()],
  );
  const row = rows[0];
  return row
    ? { personId: row.person_id, emailKey: row.email_key, device: row.device, digest: ticketDigest(ticket) }
    : null;
}

/** Mails a code for this sign-in. Refusals: `ticket_expired`, `email_code_forbidden`. */
export async function mailSignInCode(deps: IdentityDeps, ticket: string, from: From): Promise<Refusal | null> {
  const held = await ticketHeld(deps, ticket);
  if (!held) return refuse('ticket_expired');
  if ((await emailUseOf(deps, held.personId)) === 'FORBIDDEN') return refuse('email_code_forbidden');
  await mailCode(deps, held.personId, held.digest, { kind: 'sign-in-code', language: from.language });
  return null;
}

/** Second step by a code. Refusals: `ticket_expired`, `code_wrong`, `code_used`, `too_many_tries`, `email_code_forbidden`, `not_yours`. */
export async function signInCode(
  deps: IdentityDeps,
  ticket: string,
  given: { readonly code: string; readonly factor: 'totp' | 'email' | 'recovery' },
  from: From,
): Promise<SignedIn | Refusal> {
  const held = await ticketHeld(deps, ticket);
  if (!held) return refuse('ticket_expired');
  let tries = 0;
  const subject = {
    ...codeSubject(deps, held.personId, held.device),
    counted(failures: number) {
      tries = failures;
    },
  };
  const refusal = await secondFactor(deps, held, given, subject);
  if (refusal) {
    deps.background.run(async () => {
      await refusedSignIn(deps, held.personId, refusal.code, given.factor, from);
      if (refusal.code === 'code_wrong' && tries === TELL_AFTER)
        await deps.post.write(held.personId, { kind: 'codes-guessed', at: deps.post.at(deps.clock()) });
    });
    return refusal;
  }
  return enter(deps, held.personId, given.factor, from, { admits: takeTicket(deps, hashOf(ticket)) });
}

async function secondFactor(
  deps: IdentityDeps,
  held: Held,
  { code, factor }: { readonly code: string; readonly factor: 'totp' | 'email' | 'recovery' },
  subject: Subject,
): Promise<Refusal | null> {
  const { personId, digest } = held;
  if (factor === 'recovery') return recoveryFactor(deps, personId, code, subject);
  if (factor === 'email' && (await emailUseOf(deps, personId)) === 'FORBIDDEN') return refuse('email_code_forbidden');
  return takeCode(deps, { personId, digest, command: digest }, code, { subject, kinds: [factor] });
}

const refusedSignIn = (deps: IdentityDeps, personId: string, code: string, step: string, from: From): Promise<void> =>
  deps.note({ type: 'identity.sign_in_refused', personId, payload: { code, step }, from });

const ANYBODY = 'sign-in';

/** A passkey as the second step of a ticket, or as the only one. Refusal: `ticket_expired`. */
export async function beginPasskeySignIn(deps: IdentityDeps, ticket: string | undefined): Promise<Ceremony | Refusal> {
  if (ticket === undefined) return askPasskey(deps, 'sign-in', null, ANYBODY);
  const held = await ticketHeld(deps, ticket);
  return held ? askPasskey(deps, 'sign-in', held.personId, held.digest) : refuse('ticket_expired');
}

/** Refusals: `passkey_wrong` whatever was wrong with it, `ticket_expired`, `too_many_tries`, `not_yours`. */
export async function signInPasskey(
  deps: IdentityDeps,
  ceremony: string,
  response: Assertion,
  from: From,
): Promise<SignedIn | Refusal> {
  // A signature cannot be guessed: only the work of checking is bounded, and apart from passwords.
  const subject = { key: sourceOf(deps, 'passkey', from), ...OF_SOURCE };
  const barred = await claim(deps.pool, [subject], deps.clock());
  if (barred) return barred;
  const begun = await ceremonyFor(deps, ceremony, 'sign-in');
  const asked = { ceremony, response, purpose: 'sign-in', personId: null, digest: null, take: true } as const;
  const answered = await answeredPasskey(deps, asked);
  if (typeof answered === 'string') {
    const { personId } = begun ?? {};
    if (personId)
      deps.background.run(() => refusedSignIn(deps, personId, 'passkey_wrong', `passkey ${answered}`, from));
    return refuse('passkey_wrong');
  }
  await withdraw(deps.pool, [subject]);
  const { held, digest } = answered;
  const ticket = digest === ANYBODY ? null : Buffer.from(digest.slice(ANYBODY.length + 1), 'hex');
  const admits = ticket === null ? stillHolds(held.id) : takeTicket(deps, ticket);
  return enter(deps, held.personId, 'passkey', from, { admits });
}

/** Whoever is faster with the same ticket is in. */
const takeTicket =
  (deps: IdentityDeps, hash: Buffer): Admits =>
  async (db) => {
    const { rowCount } = await db.query('DELETE FROM identity.ticket WHERE hash = $1 AND expires_at > $2', [
      hash,
      deps.clock(),
    ]);
    return rowCount === 1;
  };

/** A passkey that is taken away meanwhile opens nothing. */
const stillHolds =
  (factorId: string): Admits =>
  async (db) => {
    const { rowCount } = await db.query('SELECT FROM identity.factor WHERE id = $1 FOR SHARE', [factorId]);
    return rowCount === 1;
  };

/**
 * A session for a person whose factors are proven. Refusals: `not_yours` without an office today, `account_unused`, `ticket_expired`
 * when `admits` says no. Tells the person when the device is new.
 */
export async function enter(
  deps: IdentityDeps,
  personId: string,
  factor: string,
  from: From,
  { quiet = false, admits }: { readonly quiet?: boolean; readonly admits?: Admits } = {},
): Promise<SignedIn | Refusal> {
  const now = deps.clock();
  const person = await readPerson(deps.pool, deps.codec, personId);
  const asker = await readAsker(deps.pool, deps.codec, personId, now);
  if (!person || !asker) return refuse('not_yours');
  const unused = await unusedFor(deps, personId);
  if (unused) {
    deps.background.run(() => refusedSignIn(deps, personId, unused.code, 'unused', from));
    return unused;
  }
  const { subjects, device } = passwordSubjects(deps, person.emailKey, from);
  const token = await openSession(deps, personId, factor, from, admits);
  if (token === null) return refuse('ticket_expired');
  await used(deps, personId);
  await forgiven(deps.pool, ...subjects.slice(0, 1), codeSubject(deps, personId, device ?? ''));
  const isNew = device === null;
  await deps.note({ type: 'identity.signed_in', personId, payload: { factor, newDevice: isNew }, by: asker, from });
  if (isNew && !quiet) {
    const { language = 'id' } = from;
    const letter = {
      kind: 'new-device',
      agent: agentWords(from.agent, language),
      address: from.address,
      at: deps.post.at(now, language),
    } as const;
    deps.background.run(() => deps.post.write(personId, letter, { language }));
  }
  return { ok: true, token, device: rememberedDevice(deps.keyed, person.emailKey, now, from.device), asker };
}

/** An account at an institution opens the door as well as a factor of ours does. */
const PROOFS = [
  'factor',
  'recovery_code',
  'email_code',
  'ceremony',
  'ticket',
  'session',
  'link',
  'federated_start',
  'federated_link',
  'credential',
] as const;

/** Every proof of a person is gone, also what was half done with it. */
export async function forgetProofs(deps: IdentityDeps, personId: string): Promise<void> {
  await inTransaction(deps.pool, async (db) => {
    for (const table of PROOFS) await db.query(`DELETE FROM identity.${table} WHERE person_id = $1`, [personId]);
  });
}
