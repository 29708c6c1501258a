/**
 * The one place where the payload of an event and the body of a row become bytes and come back. Encryption enters here
 * and nowhere else: `binding` names what the bytes belong to, so that they cannot be moved to another row or owner.
 */
import type { Plain } from '../kernel/decision.ts';
import type { KeyOwner } from './owner.ts';

export interface Binding {
  /** `schema.table` or `journal.event`. */
  readonly table: string;
  readonly id: string;
  readonly column: 'body' | 'payload' | 'origin' | 'response';
  /** Needed to write. When reading it is checked against whose key sealed the bytes. */
  readonly owner?: KeyOwner | undefined;
}

/** What is written always says whose it is. */
export type OwnedBinding = Binding & { readonly owner: KeyOwner };

export interface Codec {
  /** As `encode`, at once; null when a key has to be fetched first. */
  encodeNow(value: Plain, binding: OwnedBinding): Buffer | null;
  encode(value: Plain, binding: OwnedBinding): Promise<Buffer>;
  decode<T>(bytes: Buffer, binding: Binding): Promise<T>;
}

/** First byte of what is not encrypted: plain UTF-8 JSON in which rupiah are `{"$":"digits"}`. */
export const PLAIN_JSON = 0x01;

export function packPlain(value: Plain): Buffer {
  return Buffer.from(JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? { $: v.toString() } : v)));
}

export function unpackPlain<T>(bytes: Buffer): T {
  return JSON.parse(bytes.toString('utf8'), (_key, v) => (isRupiah(v) ? BigInt(v.$) : v)) as T;
}

/** For tests of other rooms, and the catalogue: no encryption. */
export const plainCodec: Codec = {
  encodeNow: plainBytes,
  encode: async (value) => plainBytes(value),
  async decode<T>(bytes: Buffer, binding: Binding) {
    if (bytes[0] !== PLAIN_JSON) throw new Error(`${binding.table} ${binding.id}: unknown encoding ${bytes[0]}`);
    return unpackPlain<T>(bytes.subarray(1));
  },
};

function plainBytes(value: Plain): Buffer {
  return Buffer.concat([Buffer.of(PLAIN_JSON), packPlain(value)]);
}

function isRupiah(v: unknown): v is { $: string } {
  return typeof v === 'object' && v !== null && '$' in v && typeof v.$ === 'string' && Object.keys(v).length === 1;
}
