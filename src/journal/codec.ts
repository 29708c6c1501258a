/**
 * The one place where the payload of an event and the body of a row become bytes and come back. Encryption enters here
 * and nowhere else: `binding` names what the bytes belong to, so that they cannot be moved to another row.
 */
import type { Plain } from '../kernel/decision.ts';

export interface Binding {
  /** `schema.table` or `journal.event`. */
  readonly table: string;
  readonly id: string;
  readonly column: 'body' | 'payload' | 'origin' | 'response';
}

export interface Codec {
  encode(value: Plain, binding: Binding): Buffer;
  decode<T>(bytes: Buffer, binding: Binding): T;
}

/** First byte of what this version writes: plain UTF-8 JSON in which rupiah are `{"$":"digits"}`. */
const plainJson = 0x01;

export const plainCodec: Codec = {
  encode(value) {
    return Buffer.concat([
      Buffer.of(plainJson),
      Buffer.from(JSON.stringify(value, (_key, v) => (typeof v === 'bigint' ? { $: v.toString() } : v))),
    ]);
  },
  decode<T>(bytes: Buffer, binding: Binding) {
    if (bytes[0] !== plainJson) throw new Error(`${binding.table} ${binding.id}: unknown encoding ${bytes[0]}`);
    return JSON.parse(bytes.toString('utf8', 1), (_key, v) => (isRupiah(v) ? BigInt(v.$) : v)) as T;
  },
};

function isRupiah(v: unknown): v is { $: string } {
  return typeof v === 'object' && v !== null && '$' in v && typeof v.$ === 'string' && Object.keys(v).length === 1;
}
