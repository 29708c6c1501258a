/** Token bucket per partner: so many requests per second, with room for a burst. Real time; forgets on restart. */
import type { RateLimit } from '../config.ts';

export interface Buckets {
  /** False when the partner must wait. */
  take(partnerId: string, nowMs: number): boolean;
}

export function openBuckets(limit: RateLimit | null): Buckets {
  if (limit === null) return { take: () => true };
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (partnerId, nowMs) => {
      const bucket = buckets.get(partnerId) ?? { tokens: limit.burst, at: nowMs };
      const gained = ((nowMs - bucket.at) / 1_000) * limit.perSecond;
      const tokens = Math.min(limit.burst, bucket.tokens + gained);
      const isFree = tokens >= 1;
      buckets.set(partnerId, { tokens: isFree ? tokens - 1 : tokens, at: nowMs });
      return isFree;
    },
  };
}
