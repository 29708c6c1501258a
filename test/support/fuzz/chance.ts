/** Chance that can be repeated: the same seed makes the same requests. */
export interface Chance {
  /** 0 … below 1. */
  next(): number;
  int(below: number): number;
  pick<T>(from: readonly T[]): T;
  /** True in `share` of cases. */
  often(share: number): boolean;
}

/** Mulberry32: 32 bits of state, enough to be odd with. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number) => Math.floor(next() * below);
  return {
    next,
    int,
    often: (share) => next() < share,
    pick<T>(from: readonly T[]): T {
      const one = from[int(from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}
