/** Who pays through one bank at a time: no payer takes more than its share, and those that wait come back in turn. */

export interface PayerQueues {
  /** Takes a place of this payer's share; false when it has none left. */
  enter(payer: string): boolean;
  leave(payer: string): void;
  /** In how many milliseconds one more that waits for this payer should come again. */
  turnMs(payer: string, now: number): number;
}

/** About what one payment takes; a guess that is wrong only makes somebody come twice. */
const TURN_MS = 200;
/** Nobody is sent away for longer. */
const LONGEST_MS = 20_000;

/** `share`: places one payer may hold at a time. */
export function payerQueues(share: number, random: () => number): PayerQueues {
  const held = new Map<string, number>();
  /** Until when the turns that were given out last. */
  const booked = new Map<string, number>();
  return {
    enter(payer) {
      const holds = held.get(payer) ?? 0;
      if (holds >= share) return false;
      held.set(payer, holds + 1);
      return true;
    },
    leave(payer) {
      const holds = (held.get(payer) ?? 1) - 1;
      if (holds > 0) held.set(payer, holds);
      else held.delete(payer);
    },
    turnMs(payer, now) {
      const after = Math.max(now, booked.get(payer) ?? 0) + TURN_MS / share;
      const until = Math.min(after, now + LONGEST_MS);
      booked.set(payer, until);
      return Math.ceil(until - now + random() * TURN_MS);
    },
  };
}
