/** A forgotten password: a link by mail, and a factor all the same. Mail alone opens nothing. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { subscriberOf } from '../platform/http/flood.ts';
import { type IdentityDeps, inTransaction } from './deps.ts';
import { rememberedDevice } from './device.ts';
import { factorsOf } from './factors/factor.store.ts';
import { answeredPasskey, askPasskey, type Ceremony } from './factors/passkey.ts';
import { recoveryFactor, recoveryLeft } from './factors/recovery.ts';
import type { From } from './from.ts';
import { invite } from './life.ts';
import { type LinkHeld, linkHeld, mailResetLink, takeLink } from './link.ts';
import { hashPassword } from './password.ts';
import { keepPassword, mayChoose } from './password-change.ts';
import { emailKey } from './person.ts';
import type { Assertion } from './proof.schema.ts';
import { takeCode } from './proof.ts';
import { endSessions } from './session.ts';
import type { FactorKind } from './sign-in.schema.ts';
import { claim, FREE_OF_PERSON, OF_SOURCE } from './tries.ts';

/**
 * Mails a link if somebody is known by that address, after the answer was given: neither the answer nor its time tells. Asked too often,
 * nothing is mailed. Who was invited and never came gets the invitation again.
 */
export function forgotten(deps: IdentityDeps, email: string, from: From): void {
  deps.background.run(async () => {
    const key = emailKey(deps.keys.email, email);
    const asked = [
      { key: deps.keyed('tries', 'forgotten', key), free: FREE_OF_PERSON },
      { key: deps.keyed('source', 'forgotten', subscriberOf(from.address)), ...OF_SOURCE },
    ];
    if (await claim(deps.pool, asked, deps.clock())) return;
    const { rows } = await deps.pool.query<{ id: string; activated: boolean }>(
      `SELECT p.id, EXISTS (SELECT FROM identity.credential c WHERE c.person_id = p.id) AS activated
       FROM identity.person p WHERE p.email_key = $1 AND p.active`,
      [key],
    );
    const person = rows[0];
    if (!person) return;
    await deps.note({ type: 'identity.password_reset_asked', personId: person.id, from });
    if (person.activated) await mailResetLink(deps, person.id, from.language);
    else await invite(deps, person.id);
  });
}

const digestOfLink = ({ hash }: LinkHeld): string => `reset ${hash.toString('hex')}`;

/** What the page of a link needs. Never `email`: the link came that way. Refusal: `link_expired`. */
export async function openReset(deps: IdentityDeps, token: string): Promise<{ factors: FactorKind[] } | Refusal> {
  const held = await linkHeld(deps, token, 'reset');
  if (!held) return refuse('link_expired');
  const kinds = new Set<FactorKind>((await factorsOf(deps, held.personId)).map(({ kind }) => kind));
  if ((await recoveryLeft(deps.pool, held.personId)) > 0) kinds.add('recovery');
  return { factors: [...kinds] };
}

export async function beginPasskeyReset(deps: IdentityDeps, token: string): Promise<Ceremony | Refusal> {
  const held = await linkHeld(deps, token, 'reset');
  return held ? askPasskey(deps, 'act', held.personId, digestOfLink(held)) : refuse('link_expired');
}

export type ResetProof = { readonly code: string } | { readonly ceremony: string; readonly response: Assertion };

/**
 * Sets the password and ends every session. Answers what the device cookie holds from now on: whoever came this far is no stranger.
 * Refusals: `link_expired`, those of a password, of a code and of a passkey.
 */
export async function resetPassword(
  deps: IdentityDeps,
  token: string,
  password: string,
  proof: ResetProof,
  from: From,
): Promise<{ readonly ok: true; readonly device: string } | Refusal> {
  const held = await linkHeld(deps, token, 'reset');
  if (!held) return refuse('link_expired');
  const { personId } = held;
  const refusal = (await mayChoose(deps, personId, password)) ?? (await factorHolds(deps, held, proof));
  if (refusal) {
    if (!refusal.code.startsWith('password_'))
      deps.background.run(() =>
        deps.note({
          type: 'identity.proof_refused',
          personId,
          payload: { code: refusal.code, way: 'reset' },
          from,
        }),
      );
    return refusal;
  }
  const hash = await hashPassword(password);
  const done = await inTransaction(deps.pool, async (db) => {
    if (!(await takeLink(db, held.hash))) return false;
    await keepPassword(deps, db, personId, hash);
    await endSessions(db, personId);
    return true;
  });
  if (!done) return refuse('link_expired');
  await deps.note({ type: 'identity.password_changed', personId, payload: { how: 'reset' }, from });
  deps.background.run(() => deps.post.write(personId, { kind: 'password-changed', at: deps.post.at(deps.clock()) }));
  const { rows } = await deps.pool.query<{ email_key: string }>('SELECT email_key FROM identity.person WHERE id = $1', [
    personId,
  ]);
  return { ok: true, device: rememberedDevice(deps.keyed, rows[0]?.email_key ?? '', deps.clock(), from.device) };
}

async function factorHolds(deps: IdentityDeps, held: LinkHeld, proof: ResetProof): Promise<Refusal | null> {
  const { personId } = held;
  const digest = digestOfLink(held);
  if ('ceremony' in proof) {
    const asked = { ...proof, purpose: 'act', personId, digest, take: true } as const;
    return typeof (await answeredPasskey(deps, asked)) === 'string' ? refuse('passkey_wrong') : null;
  }
  const subject = { key: deps.keyed('tries', 'reset', personId), free: FREE_OF_PERSON };
  return /^\d{6}$/.test(proof.code)
    ? takeCode(deps, { personId, digest, command: digest }, proof.code, { subject, kinds: ['totp'] })
    : recoveryFactor(deps, personId, proof.code, subject);
}
