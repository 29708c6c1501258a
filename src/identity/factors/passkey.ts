/**
 * Passkeys (WebAuthn L3): made so that they are found without a name, and always with the person verified by the device. What is signed
 * is a hash of a random nonce and of what it is for, so that an answer serves that sign-in or that act and no other.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { inPassing } from '../../platform/database.ts';
import type { IdentityDeps, RelyingParty } from '../deps.ts';
import type { Assertion, Attestation } from '../proof.schema.ts';
import { countPasskey, type Passkey, type PasskeyHeld, passkeyById, passkeysOf } from './factor.store.ts';

const CEREMONY_MS = 5 * 60_000;
const NONCE_BYTES = 32;
/** EdDSA, ES256, RS256 (RFC 9053, RFC 8812): what authenticators that are sold can do. */
const ALGORITHMS = [-8, -7, -257];

export interface Ceremony {
  readonly ceremony: string;
  readonly options: { readonly challenge: string; readonly [name: string]: unknown };
}

interface CeremonyRow {
  readonly person_id: string | null;
  readonly nonce: Buffer;
  readonly digest: string;
}

type Purpose = 'sign-in' | 'act' | 'register';

/** Passkeys belong to a name, never to a number: on this machine the name is `localhost`. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const url = new URL(publicUrl);
  const numbered = /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[');
  const origins = [url.origin];
  if (numbered) {
    url.hostname = 'localhost';
    origins.push(url.origin);
  }
  return { id: url.hostname, name: 'Digipay Satu', origins };
}

const challengeOf = (nonce: Buffer, digest: string): Buffer =>
  createHash('sha256').update('digipay passkey 1\n').update(nonce).update(digest).digest();

async function begin(deps: IdentityDeps, purpose: Purpose, personId: string | null, digest: string) {
  const now = deps.clock();
  const [id, nonce] = [randomUUID(), randomBytes(NONCE_BYTES)];
  await deps.pool.query('DELETE FROM identity.ceremony WHERE expires_at < $1', [now]);
  await inPassing(
    deps.pool,
    `INSERT INTO identity.ceremony (id, purpose, person_id, nonce, digest, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, purpose, personId, nonce, digest, new Date(now.getTime() + CEREMONY_MS)],
  );
  return { id, challenge: Uint8Array.from(challengeOf(nonce, digest)) };
}

/** `personId` null: whoever holds a passkey for this site may answer. */
export async function askPasskey(
  deps: IdentityDeps,
  purpose: 'sign-in' | 'act',
  personId: string | null,
  digest: string,
): Promise<Ceremony> {
  const held = personId === null ? [] : await passkeysOf(deps, personId);
  const { id, challenge } = await begin(deps, purpose, personId, digest);
  const options = await generateAuthenticationOptions({
    rpID: deps.relyingParty.id,
    challenge,
    userVerification: 'required',
    timeout: CEREMONY_MS,
    ...(personId === null
      ? {}
      : {
          allowCredentials: held.map(({ passkey }) => ({
            id: passkey.credentialId,
            transports: [...passkey.transports],
          })),
        }),
  });
  return { ceremony: id, options: { ...options } };
}

export async function offerPasskey(
  deps: IdentityDeps,
  person: { readonly id: string; readonly name: string; readonly email: string },
  digest: string,
): Promise<Ceremony> {
  const held = await passkeysOf(deps, person.id);
  const { id, challenge } = await begin(deps, 'register', person.id, digest);
  const options = await generateRegistrationOptions({
    rpID: deps.relyingParty.id,
    rpName: deps.relyingParty.name,
    // Opaque: an authenticator may show it to whoever holds the device (WebAuthn L3 §14.6.1).
    userID: Uint8Array.from(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    userName: person.email,
    userDisplayName: person.name,
    challenge,
    attestationType: 'none',
    timeout: CEREMONY_MS,
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: held.map(({ passkey }) => ({ id: passkey.credentialId, transports: [...passkey.transports] })),
  });
  return { ceremony: id, options: { ...options } };
}

async function ceremonyRow(
  deps: IdentityDeps,
  id: string,
  purpose: Purpose,
  take: boolean,
): Promise<CeremonyRow | null> {
  const where = 'id = $1 AND purpose = $2 AND expires_at > $3';
  const { rows } = await deps.pool.query<CeremonyRow>(
    take
      ? `DELETE FROM identity.ceremony WHERE ${where} RETURNING person_id, nonce, digest`
      : `SELECT person_id, nonce, digest FROM identity.ceremony WHERE ${where}`,
    [id, purpose, deps.clock()],
  );
  return rows[0] ?? null;
}

/** What a ceremony was begun for, while it is open. */
export async function ceremonyFor(
  deps: IdentityDeps,
  id: string,
  purpose: Purpose,
): Promise<{ readonly personId: string | null; readonly digest: string } | null> {
  const row = await ceremonyRow(deps, id, purpose, false);
  return row && { personId: row.person_id, digest: row.digest };
}

export interface Answered {
  readonly held: PasskeyHeld;
  /** What the ceremony was begun for. */
  readonly digest: string;
}

/** Why an answer was not taken; for the journal, never for the one who sent it. */
export type NotAnswered = 'expired' | 'unknown' | 'other-person' | 'other-digest' | 'signature' | 'counter';

/**
 * Checks an answer against its ceremony, which is used up when `take`. With `digest` the challenge is computed from what is asked now:
 * what was signed for something else does not fit.
 */
export async function answeredPasskey(
  deps: IdentityDeps,
  asked: {
    readonly ceremony: string;
    readonly response: Assertion;
    readonly purpose: 'sign-in' | 'act';
    readonly personId: string | null;
    readonly digest: string | null;
    readonly take: boolean;
  },
): Promise<Answered | NotAnswered> {
  const row = await ceremonyRow(deps, asked.ceremony, asked.purpose, asked.take);
  if (!row) return 'expired';
  if (asked.digest !== null && asked.digest !== row.digest) return 'other-digest';
  const held = await passkeyById(deps, asked.response.id);
  if (!held) return 'unknown';
  const wanted = asked.personId ?? row.person_id;
  if (wanted !== null && held.personId !== wanted) return 'other-person';
  const handle = asked.response.response.userHandle;
  if (handle !== undefined && handle !== '' && !isHandleOf(handle, held.personId)) return 'other-person';
  const challenge = challengeOf(row.nonce, asked.digest ?? row.digest).toString('base64url');
  const result = await verifyAuthenticationResponse({
    response: asked.response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: [...deps.relyingParty.origins],
    expectedRPID: deps.relyingParty.id,
    requireUserVerification: true,
    credential: {
      id: held.passkey.credentialId,
      publicKey: Uint8Array.from(Buffer.from(held.passkey.publicKey, 'base64url')),
      // Compared below, in the same statement that writes it: the library cannot see two answers at the same moment.
      counter: 0,
    },
  }).catch(() => null);
  if (!result?.verified) return 'signature';
  const { newCounter } = result.authenticationInfo;
  if (!(await countPasskey(deps.pool, held.id, newCounter, deps.clock()))) return 'counter';
  return { held, digest: row.digest };
}

const isHandleOf = (handle: string, personId: string): boolean =>
  Buffer.from(handle, 'base64url').toString('hex') === personId.replaceAll('-', '');

/** A passkey that was made for this person and this digest; null when it was not. The ceremony is used up. */
export async function madePasskey(
  deps: IdentityDeps,
  asked: {
    readonly ceremony: string;
    readonly response: Attestation;
    readonly personId: string;
    readonly digest: string;
  },
): Promise<{ readonly passkey: Passkey; readonly counter: number } | null> {
  const row = await ceremonyRow(deps, asked.ceremony, 'register', true);
  if (!row || row.person_id !== asked.personId || row.digest !== asked.digest) return null;
  const result = await verifyRegistrationResponse({
    response: asked.response as unknown as RegistrationResponseJSON,
    expectedChallenge: challengeOf(row.nonce, row.digest).toString('base64url'),
    expectedOrigin: [...deps.relyingParty.origins],
    expectedRPID: deps.relyingParty.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!result?.verified) return null;
  const { credential, credentialBackedUp } = result.registrationInfo;
  return {
    passkey: {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      transports: credential.transports ?? [],
      backedUp: credentialBackedUp,
    },
    counter: credential.counter,
  };
}
