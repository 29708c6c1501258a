import { daysBetween, localDate, type Zone } from '../../src/kernel/time.ts';

export type Due = { readonly kind: 'late' | 'today' | 'tomorrow' } | { readonly kind: 'later'; readonly days: number };

/** How a deadline stands to now, in calendar days of the zone. */
export function dueOf(dueAt: Date, now: Date, zone: Zone): Due {
  if (dueAt < now) return { kind: 'late' };
  const days = daysBetween(localDate(now, zone), localDate(dueAt, zone));
  if (days === 0) return { kind: 'today' };
  return days === 1 ? { kind: 'tomorrow' } : { kind: 'later', days };
}
