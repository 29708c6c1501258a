/** Identifiers: random ones are made at the edge, derived ones are pure. */
import { hash } from 'node:crypto';

/**
 * A UUID (version 8) that follows from a seed and a label. The same seed and label always give the same id, so a rule
 * can name what it makes without asking for randomness.
 */
export function derivedId(seed: string, label: string): string {
  return uuidFrom(hash('sha256', `${seed}\n${label}`, 'buffer'));
}

/** Formats the first 16 bytes as a UUID of version 8, variant 10. */
export function uuidFrom(bytes: Uint8Array): string {
  const b = Buffer.from(bytes.subarray(0, 16));
  b.writeUInt8((b.readUInt8(6) & 0x0f) | 0x80, 6);
  b.writeUInt8((b.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = b.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
