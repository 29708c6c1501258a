/** Counts what a breach touched, from what was committed in that time. Reads as `work` or as the auditor: numbers, no names. */
import type { Queryable } from '../platform/database.ts';
import type { BreachFacts } from './breach.ts';

export interface BreachScope {
  readonly from: Date;
  readonly to: Date;
  /** The office concerned; null for all. */
  readonly satkerId: string | null;
}

type Counted = Pick<BreachFacts, 'people' | 'satkers' | 'vendors' | 'orders' | 'payments' | 'events' | 'journal'>;

const MAX_TYPES = 50;

export async function countBreach(db: Queryable, { from, to, satkerId }: BreachScope): Promise<Counted> {
  const { rows } = await db.query<Record<'people' | 'satkers' | 'vendors' | 'orders' | 'payments', number>>(
    `SELECT
       (SELECT count(DISTINCT a.person_id)::int FROM identity.assignment a
        WHERE ($3::uuid IS NULL OR a.satker_id = $3) AND a.valid_from <= $2::date AND (a.valid_to IS NULL OR a.valid_to >= $1::date)) AS people,
       (SELECT count(*)::int FROM organisation.satker s WHERE $3::uuid IS NULL OR s.id = $3) AS satkers,
       (SELECT count(DISTINCT v.vendor_id)::int FROM purchasing."order" v WHERE $3::uuid IS NULL OR v.satker_id = $3) AS vendors,
       (SELECT count(*)::int FROM purchasing."order" o
        WHERE ($3::uuid IS NULL OR o.satker_id = $3) AND o.updated_at BETWEEN $1 AND $2) AS orders,
       (SELECT count(*)::int FROM payment.instruction i
        WHERE ($3::uuid IS NULL OR i.satker_id = $3) AND i.updated_at BETWEEN $1 AND $2) AS payments`,
    [from, to, satkerId],
  );
  const { rows: events } = await db.query<{ type: string; count: number }>(
    `SELECT type, count(*)::int AS count FROM journal.event
     WHERE recorded_at BETWEEN $1 AND $2 AND (type LIKE 'identity.%' OR type LIKE 'security.%') AND ($3::uuid IS NULL OR satker_id = $3)
     GROUP BY type ORDER BY count(*) DESC, type LIMIT ${MAX_TYPES}`,
    [from, to, satkerId],
  );
  const { rows: span } = await db.query<{ first: string | null; last: string | null }>(
    'SELECT min(seq)::text AS first, max(seq)::text AS last FROM journal.event WHERE recorded_at BETWEEN $1 AND $2',
    [from, to],
  );
  const counted = rows[0] ?? { people: 0, satkers: 0, vendors: 0, orders: 0, payments: 0 };
  const { first = null, last = null } = span[0] ?? {};
  return { ...counted, events, journal: first !== null && last !== null ? { first, last } : null };
}
