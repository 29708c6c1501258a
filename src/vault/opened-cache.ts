/**
 * What was opened lately. Rows are read again and again within a request and between requests, mostly unchanged; opening them is the
 * larger part of reading them. An answer is given again only for exactly the same sealed bytes in the same place, so that a changed row
 * is opened, and proven, as if nothing were known. Answers are frozen: they are shared.
 */
import type { Binding } from '../journal/codec.ts';
import { BoundedMap } from './bounded-map.ts';

interface Opened {
  readonly sealed: Buffer;
  readonly value: unknown;
}

/** Bodies of rows alone: what happened is read once. */
const isKept = (binding: Binding): boolean => binding.column === 'body';
/** Longer ones are photos and files. */
const MAX_BYTES = 16_384;
const MOST = 4_000;

export interface OpenedCache {
  /** Undefined when these bytes were not opened here lately. */
  get(binding: Binding, sealed: Buffer): unknown;
  put(binding: Binding, sealed: Buffer, value: unknown): void;
}

export function openedCache(most = MOST): OpenedCache {
  const kept = new BoundedMap<Opened>(most);
  return {
    get(binding, sealed) {
      if (!isKept(binding)) return undefined;
      const known = kept.get(`${binding.table} ${binding.id}`);
      return known?.sealed.equals(sealed) ? known.value : undefined;
    },
    put(binding, sealed, value) {
      if (isKept(binding) && sealed.length <= MAX_BYTES)
        // The driver's buffer is a view of a larger one, which would be kept with it.
        kept.set(`${binding.table} ${binding.id}`, { sealed: Buffer.from(sealed), value: frozen(value) });
    },
  };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
