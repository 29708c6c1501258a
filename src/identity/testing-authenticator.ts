/**
 * For tests: an authenticator in software. It makes ES256 keys and signs as WebAuthn L3 §6 says, so that what the platform checks is
 * real; every part of an answer can be spoilt on purpose.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Assertion, Attestation } from './proof.schema.ts';

const UP = 0x01;
const UV = 0x04;
const ATTESTED = 0x40;

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>;

/** RFC 8949, as much of it as an authenticator writes. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, item]) => [cbor(key), cbor(item)])]);
}

function head(major: number, n: number): Buffer {
  if (n < 24) return Buffer.of((major << 5) | n);
  if (n < 256) return Buffer.of((major << 5) | 24, n);
  return Buffer.of((major << 5) | 25, n >> 8, n & 255);
}

/** RFC 9053 §7.1.1: an EC2 key on P-256 for ES256. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  return cbor(
    new Map<number, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const b64 = (bytes: Buffer): string => bytes.toString('base64url');

/** What goes wrong on purpose. */
export interface Spoilt {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly userVerified?: boolean;
  readonly counter?: number;
  /** Signed by another key than the registered one. */
  readonly otherKey?: boolean;
}

type Options = { readonly challenge: string; readonly [name: string]: unknown };

export interface SoftAuthenticator {
  readonly credentialId: string;
  create(options: Options, spoilt?: Spoilt): Attestation;
  get(options: Options, spoilt?: Spoilt): Assertion;
  /** The same key in other hands, which counts on from where it was copied. */
  copy(): SoftAuthenticator;
}

interface State {
  readonly id: Buffer;
  readonly keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  counter: number;
  userHandle: string;
}

/** `counts`: whether it tells how often it has signed; synced passkeys do not. */
export function softAuthenticator(origin: string, { counts = true } = {}): SoftAuthenticator {
  const state: State = {
    id: randomBytes(32),
    keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    counter: 0,
    userHandle: '',
  };
  return authenticator(state, origin, counts);
}

function authenticator(state: State, origin: string, counts: boolean): SoftAuthenticator {
  const rpIdOf = (options: Options): string => {
    const rp = options.rp as { id?: string } | undefined;
    return rp?.id ?? (options.rpId as string | undefined) ?? new URL(origin).hostname;
  };
  const authData = (options: Options, flags: number, attested: Buffer, spoilt: Spoilt): Buffer => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(spoilt.counter ?? (counts ? state.counter : 0));
    const verified = spoilt.userVerified === false ? 0 : UV;
    return Buffer.concat([sha256(spoilt.rpId ?? rpIdOf(options)), Buffer.of(flags | UP | verified), counter, attested]);
  };
  const clientData = (type: string, options: Options, spoilt: Spoilt): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: spoilt.challenge ?? options.challenge,
        origin: spoilt.origin ?? origin,
        crossOrigin: false,
      }),
    );
  return {
    credentialId: b64(state.id),
    create(options, spoilt = {}) {
      const user = options.user as { id?: string } | undefined;
      state.userHandle = user?.id ?? '';
      const length = Buffer.alloc(2);
      length.writeUInt16BE(state.id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, state.id, coseKey(state.keys.publicKey)]);
      const attestation = cbor(
        new Map<string, Cbor>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData(options, ATTESTED, attested, spoilt)],
        ]),
      );
      return {
        id: b64(state.id),
        rawId: b64(state.id),
        type: 'public-key',
        response: {
          clientDataJSON: b64(clientData('webauthn.create', options, spoilt)),
          attestationObject: b64(attestation),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      };
    },
    get(options, spoilt = {}) {
      if (counts) state.counter += 1;
      const data = authData(options, 0, Buffer.alloc(0), spoilt);
      const client = clientData('webauthn.get', options, spoilt);
      const { privateKey } = spoilt.otherKey ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : state.keys;
      return {
        id: b64(state.id),
        rawId: b64(state.id),
        type: 'public-key',
        response: {
          clientDataJSON: b64(client),
          authenticatorData: b64(data),
          signature: b64(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
          userHandle: state.userHandle,
        },
        clientExtensionResults: {},
      };
    },
    copy: () => authenticator({ ...state }, origin, counts),
  };
}
