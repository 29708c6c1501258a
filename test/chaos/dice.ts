/** Chance that follows from a seed and a name, so that a run can be run again. */
import { createHash } from 'node:crypto';

/** 0 … below `sides`, the same for the same seed and name. */
export function dice(seed: number, name: string, sides: number): number {
  return createHash('sha256').update(`${seed}|${name}`).digest().readUInt32BE(0) % sides;
}

export function oneOf<T>(seed: number, name: string, list: readonly T[]): T {
  const one = list[dice(seed, name, list.length)];
  if (one === undefined) throw new RangeError(`${name}: nothing to choose from`);
  return one;
}
