/**
 * Port to whatever holds the key-encryption keys (KEK): a file, OpenBao or Vault, an HSM. A KEK never leaves it as far as the
 * store can help it; data keys go in and come out. Several versions live side by side: the current one wraps, all unwrap.
 */
import type { KeyOwner } from '../journal/owner.ts';
import { keyIdBytes, lengthPrefixed } from './seal.ts';

export interface ToWrap {
  /** 32 bytes. */
  readonly key: Buffer;
  /** What the wrapped key is bound to; unwrapping asks for the same. */
  readonly context: Buffer;
}

export interface Wrapped {
  /** Name of the key-encryption key and its version, as the store gives it: `file:2`. */
  readonly kek: string;
  readonly wrapped: Buffer;
}

export type ToUnwrap = Wrapped & { readonly context: Buffer };

export interface KeyStore {
  readonly name: string;
  /** The KEK that `wrap` uses now. */
  currentKek(): Promise<string>;
  wrap(items: readonly ToWrap[]): Promise<Wrapped[]>;
  /** One answer for each: the key, or why it is refused. Throws KeyStoreFailed when the store does not answer at all. */
  unwrap(items: readonly ToUnwrap[]): Promise<(Buffer | Error)[]>;
  /** Makes the next KEK version and answers its name; not every store lets the program do that. */
  newKek?(): Promise<string>;
  close?(): Promise<void>;
}

/** Binds a wrapped data key to its id and its owner, so that one owner's key cannot be put in the place of another's. */
export function wrapContext(id: string, owner: KeyOwner): Buffer {
  return lengthPrefixed(['digipay data key', keyIdBytes(id), owner.kind, owner.id]);
}
