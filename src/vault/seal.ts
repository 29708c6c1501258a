/**
 * Sealed bytes and what they are bound to. AES-256-GCM with a random 96-bit IV and a 128-bit tag (NIST SP 800-38D):
 *
 *     0x02 | data key id (16) | IV (12) | ciphertext | tag (16)
 *
 * The associated data name the place: format, key, owner, table, row and column, each with its length in front, so that
 * no two places give the same bytes.
 */
import { type KeyObject, randomFillSync } from 'node:crypto';
import type { Binding } from '../journal/codec.ts';
import type { KeyOwner } from '../journal/owner.ts';
import { SealRefused } from './errors.ts';
import { gcmOpen, gcmSeal, IV_BYTES, TAG_BYTES } from './gcm.ts';

/** A data key in use. The bytes are in a KeyObject, which neither JSON nor a log prints. */
export interface DataKey {
  readonly id: string;
  readonly owner: KeyOwner;
  readonly key: KeyObject;
}

export const SEALED = 0x02;
const KEY_ID_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES;

/** Joins parts so that the parts can be told from the result: each with its length in four bytes in front. */
export function lengthPrefixed(parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

type Place = Pick<Binding, 'table' | 'id' | 'column'>;

function associatedData(key: DataKey, place: Place): Buffer {
  const { owner } = key;
  return lengthPrefixed([
    Buffer.of(SEALED),
    keyIdBytes(key.id),
    owner.kind,
    owner.id,
    place.table,
    place.id,
    place.column,
  ]);
}

/** Random bytes fetched for many IVs at once; each is used once. */
const pool = Buffer.alloc(IV_BYTES * 512);
let used = pool.length;

function freshIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const iv = Buffer.from(pool.subarray(used, used + IV_BYTES));
  used += IV_BYTES;
  return iv;
}

export function seal(key: DataKey, plain: Uint8Array, place: Place): Buffer {
  const iv = freshIv();
  const sealed = gcmSeal({ key: key.key, iv, aad: associatedData(key, place) }, plain);
  return Buffer.concat([Buffer.of(SEALED), keyIdBytes(key.id), iv, sealed]);
}

/** Id of the data key that sealed these bytes, not proven yet. Throws SealRefused when they are no sealed bytes. */
export function keyIdOf(bytes: Uint8Array, binding: Binding): string {
  if (bytes[0] !== SEALED) throw new SealRefused(binding, `not sealed (first byte ${bytes[0]})`);
  if (bytes.length < HEAD_BYTES + TAG_BYTES) throw new SealRefused(binding, 'too short');
  return uuidOf(bytes.subarray(1, 1 + KEY_ID_BYTES));
}

/** Throws SealRefused unless these bytes were sealed with this key for this place. */
export function unseal(key: DataKey, bytes: Uint8Array, binding: Binding): Buffer {
  const iv = bytes.subarray(1 + KEY_ID_BYTES, HEAD_BYTES);
  try {
    return gcmOpen({ key: key.key, iv, aad: associatedData(key, binding) }, bytes.subarray(HEAD_BYTES));
  } catch {
    throw new SealRefused(binding, 'changed, or sealed for another place');
  }
}

export function keyIdBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
