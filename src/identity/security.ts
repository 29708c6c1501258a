/** A person's own security: what they sign in with, where they are signed in, and changes of both, each with a fresh proof. */
import { randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { agentWords } from './agent.ts';
import { readPerson } from './asker.store.ts';
import { type IdentityDeps, inTransaction } from './deps.ts';
import { addPasskey, addTotp, type FactorHeld, factorsOf, removeFactor } from './factors/factor.store.ts';
import { type Ceremony, madePasskey, offerPasskey } from './factors/passkey.ts';
import { makeRecoveryCodes, recoveryLeft } from './factors/recovery.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { keepPassword, mayChoose } from './password-change.ts';
import { profileWords } from './password-words.ts';
import { emailUseOf } from './policy.ts';
import type { Attestation, Proof } from './proof.schema.ts';
import { spendTotp } from './proof.ts';
import { digestOfAct, noted, proven, type Self } from './self.ts';
import { changeToken, endSession, endSessions, sessionBody } from './session.ts';
import { openSecret, sealSecret, stepOf } from './totp.ts';
import { newTotpSecret, type TotpOffer, totpOffer } from './totp-offer.ts';
import { claim, FREE_OF_PERSON, forgiven } from './tries.ts';

/** The token with which the session goes on. */
export interface Changed {
  readonly ok: true;
  readonly token: string;
}

const OFFER_MS = 10 * 60_000;

export async function securityOf(deps: IdentityDeps, { asker, sessionId }: Self, language: 'id' | 'en') {
  const { personId } = asker;
  const [factors, left, sessions, use] = await Promise.all([
    factorsOf(deps, personId),
    recoveryLeft(deps.pool, personId),
    sessionsOf(deps, personId, sessionId, language),
    emailUseOf(deps, personId),
  ]);
  const { rows } = await deps.pool.query<{ set_at: Date }>(
    'SELECT set_at FROM identity.credential WHERE person_id = $1',
    [personId],
  );
  return {
    factors: factors.map(({ kind, id, label, addedAt, lastUsedAt }) => ({
      kind,
      id,
      label,
      addedAt: addedAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    recoveryLeft: left,
    sessions,
    passwordSetAt: rows[0]?.set_at.toISOString() ?? null,
    mayUseEmail: use !== 'FORBIDDEN',
    mayActByEmail: use === 'ALL',
    profile: profileWords(deps.profile, language),
  };
}

async function sessionsOf(deps: IdentityDeps, personId: string, here: string, language: 'id' | 'en') {
  const { rows } = await deps.pool.query<{ id: string; created_at: Date; seen_at: Date; body: Buffer | null }>(
    'SELECT id, created_at, seen_at, body FROM identity.session WHERE person_id = $1 ORDER BY seen_at DESC, id',
    [personId],
  );
  return Promise.all(
    rows.map(async ({ id, created_at, seen_at, body }) => {
      const origin =
        body && (await deps.codec.decode<{ address: string; agent: string }>(body, sessionBody(id, personId)));
      return {
        id,
        agent: agentWords(origin?.agent ?? '', language),
        address: origin?.address ?? '',
        since: created_at.toISOString(),
        lastSeen: seen_at.toISOString(),
        here: id === here,
      };
    }),
  );
}

/** Refusal: `not_found` when it is not theirs. */
export async function endOwnSession(deps: IdentityDeps, self: Self, id: string): Promise<Refusal | null> {
  const { personId } = self.asker;
  const { rowCount } = await deps.pool.query('SELECT 1 FROM identity.session WHERE id = $1 AND person_id = $2', [
    id,
    personId,
  ]);
  if (rowCount !== 1) return refuse('not_found');
  await endSession(deps.pool, id);
  await noted(deps, self, 'identity.sessions_ended', { ended: 1, why: 'asked' });
  return null;
}

export async function endOtherSessions(deps: IdentityDeps, self: Self): Promise<void> {
  const ended = await endSessions(deps.pool, self.asker.personId, self.sessionId);
  await noted(deps, self, 'identity.sessions_ended', { ended, why: 'asked' });
}

/** Refusals: `password_wrong`, `too_many_tries`, those of a new password, those of a proof. */
export async function changePassword(
  deps: IdentityDeps,
  self: Self,
  asked: { readonly current: string; readonly password: string; readonly proof: Proof },
): Promise<Changed | Refusal> {
  const { personId } = self.asker;
  const subject = { key: deps.keyed('tries', 'change', personId), free: FREE_OF_PERSON };
  const barred = await claim(deps.pool, [subject], deps.clock());
  if (barred) return barred;
  const { rows } = await deps.pool.query<{ password_hash: string }>(
    'SELECT password_hash FROM identity.credential WHERE person_id = $1',
    [personId],
  );
  const current = rows[0]?.password_hash;
  if (current === undefined || !(await passwordMatches(asked.current, current))) return refuse('password_wrong');
  await forgiven(deps.pool, subject);
  if (await passwordMatches(asked.password, current)) return refuse('password_used_before', { count: 1 });
  const refusal =
    (await mayChoose(deps, personId, asked.password)) ??
    (await proven(deps, self, 'security.password', '', asked.proof));
  if (refusal) return refusal;
  const hash = await hashPassword(asked.password);
  await inTransaction(deps.pool, (db) => keepPassword(deps, db, personId, hash));
  await noted(deps, self, 'identity.password_changed', { how: 'changed' });
  deps.background.run(() => deps.post.write(personId, { kind: 'password-changed', at: deps.post.at(deps.clock()) }));
  return goOn(deps, self);
}

/** Every other session ends, and this one goes on under another token. */
async function goOn(deps: IdentityDeps, { asker, sessionId }: Self): Promise<Changed> {
  await endSessions(deps.pool, asker.personId, sessionId);
  return { ok: true, token: await changeToken(deps, sessionId) };
}

export async function beginTotp(deps: IdentityDeps, { asker }: Self): Promise<TotpOffer | Refusal> {
  const person = await readPerson(deps.pool, deps.codec, asker.personId);
  if (!person) return refuse('not_found');
  const [secret, now] = [newTotpSecret(), deps.clock()];
  await inTransaction(deps.pool, async (db) => {
    await db.query("DELETE FROM identity.ceremony WHERE person_id = $1 AND purpose = 'totp'", [person.id]);
    await db.query(
      `INSERT INTO identity.ceremony (id, purpose, person_id, nonce, digest, expires_at) VALUES ($1, 'totp', $2, $3, '', $4)`,
      [randomUUID(), person.id, sealSecret(deps.keys.totp, person.id, secret), new Date(now.getTime() + OFFER_MS)],
    );
  });
  return totpOffer(secret, person.email);
}

/** Refusals: `link_expired` when none was offered, `code_wrong` for the new app, those of a proof by what is there already. */
export async function finishTotp(
  deps: IdentityDeps,
  self: Self,
  asked: { readonly code: string; readonly label: string; readonly proof: Proof },
): Promise<Changed | Refusal> {
  const { personId } = self.asker;
  const now = deps.clock();
  const { rows } = await deps.pool.query<{ id: string; nonce: Buffer }>(
    "SELECT id, nonce FROM identity.ceremony WHERE person_id = $1 AND purpose = 'totp' AND expires_at > $2",
    [personId, now],
  );
  const offered = rows[0];
  if (!offered) return refuse('link_expired');
  const secret = openSecret(deps.keys.totp, personId, offered.nonce);
  const step = stepOf(secret, asked.code, now);
  if (step === null) return refuse('code_wrong');
  const refusal = await proven(deps, self, 'security.totp.add', '', asked.proof);
  if (refusal) return refusal;
  await inTransaction(deps.pool, async (db) => {
    await db.query('DELETE FROM identity.ceremony WHERE id = $1', [offered.id]);
    const id = await addTotp(deps, db, personId, { secret, label: asked.label });
    const digest = digestOfAct(personId, 'security.totp.add', id);
    await spendTotp(db, { id, step }, { personId, digest, command: digest }, now);
  });
  return added(deps, self, 'totp', asked.label);
}

async function added(deps: IdentityDeps, self: Self, kind: FactorHeld['kind'], label: string): Promise<Changed> {
  const { personId } = self.asker;
  await noted(deps, self, 'identity.factor_added', { kind });
  deps.background.run(() => deps.post.write(personId, { kind: 'factor-added', label, at: deps.post.at(deps.clock()) }));
  return goOn(deps, self);
}

export async function beginPasskey(deps: IdentityDeps, { asker }: Self): Promise<Ceremony | Refusal> {
  const person = await readPerson(deps.pool, deps.codec, asker.personId);
  if (!person) return refuse('not_found');
  return offerPasskey(deps, person, digestOfAct(person.id, 'security.passkey.add'));
}

/** Refusals: `passkey_wrong`, `already_done` when somebody holds it, those of a proof. */
export async function finishPasskey(
  deps: IdentityDeps,
  self: Self,
  asked: { readonly ceremony: string; readonly response: Attestation; readonly label: string; readonly proof: Proof },
): Promise<Changed | Refusal> {
  const { personId } = self.asker;
  const { ceremony, response, label } = asked;
  const refusal = await proven(deps, self, 'security.passkey.add', '', asked.proof);
  if (refusal) return refusal;
  const digest = digestOfAct(personId, 'security.passkey.add');
  const made = await madePasskey(deps, { ceremony, response, personId, digest });
  if (!made || !(await addPasskey(deps, deps.pool, personId, { ...made, label }))) return refuse('passkey_wrong');
  return added(deps, self, 'passkey', label);
}

/** Refusals: `not_found`, `last_factor`, those of a proof. */
export async function removeOwnFactor(
  deps: IdentityDeps,
  self: Self,
  factor: { readonly id: string; readonly kind: FactorHeld['kind'] },
  proof: Proof,
): Promise<Changed | Refusal> {
  const { personId } = self.asker;
  const held = await factorsOf(deps, personId);
  if (!held.some(({ id, kind }) => id === factor.id && kind === factor.kind)) return refuse('not_found');
  if (held.length === 1) return refuse('last_factor');
  const act = factor.kind === 'totp' ? 'security.totp.remove' : 'security.passkey.remove';
  const refusal = await proven(deps, self, act, factor.id, proof);
  if (refusal) return refusal;
  const removed = await inTransaction(deps.pool, (db) => removeFactor(deps, db, personId, factor));
  if (removed === null) return refuse('not_found');
  if (removed === 'last') return refuse('last_factor');
  const { label } = removed;
  await noted(deps, self, 'identity.factor_removed', { kind: factor.kind });
  deps.background.run(() =>
    deps.post.write(personId, { kind: 'factor-removed', label, at: deps.post.at(deps.clock()) }),
  );
  return goOn(deps, self);
}

/** New codes in the place of the old ones; shown once. */
export async function newRecoveryCodes(
  deps: IdentityDeps,
  self: Self,
  proof: Proof,
): Promise<(Changed & { readonly codes: readonly string[] }) | Refusal> {
  const { personId } = self.asker;
  const refusal = await proven(deps, self, 'security.recovery-codes', '', proof);
  if (refusal) return refusal;
  const codes = await inTransaction(deps.pool, (db) => makeRecoveryCodes(deps, db, personId));
  await noted(deps, self, 'identity.recovery_codes_made');
  deps.background.run(() => deps.post.write(personId, { kind: 'recovery-codes-made', at: deps.post.at(deps.clock()) }));
  return { ...(await goOn(deps, self)), codes };
}
