/**
 * A past: so many events of the journal with the orders, payments and transfers that belong to them, written in bulk by the owner of the
 * database with triggers aside. What was never decided is never opened either: bodies are bytes of the usual length.
 */
import type { Pool } from '../../src/platform/database.ts';

/** What one purchase leaves behind, counted on the bench of purchases. */
const EVENTS_PER_PURCHASE = 20;
const TRANSFERS_PER_PURCHASE = 12;

/** `events` beside what is there. Indexes grow with the load, as they would have. */
export async function loadPast(owner: Pool, events: number): Promise<void> {
  if (events === 0) return;
  const purchases = Math.ceil(events / EVENTS_PER_PURCHASE);
  const client = await owner.connect();
  try {
    await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off");
    await client.query(
      `INSERT INTO purchasing."order" (id, version, number, state, rail, regime, satker_id, vendor_id, requester_id, pp_id, ppk_id, ordered_on,
         created_at, vendor_sees, body)
       SELECT gen_random_uuid(), 14, 'PAST-' || n, 'COMPLETED', 'CMS', 'APBN', s.id, v.id, s.id, s.id, s.id, past, past, true, decode(repeat('ab', 3500), 'hex')
       FROM generate_series(1, $1::int) AS n
       CROSS JOIN LATERAL (SELECT now() - interval '400 days' + n * (interval '390 days' / $1::int) AS past) t
       JOIN (SELECT id, row_number() OVER () - 1 AS place, count(*) OVER () AS all_of_them FROM organisation.satker) s ON s.place = n % s.all_of_them
       CROSS JOIN (SELECT id FROM organisation.vendor LIMIT 1) v`,
      [purchases],
    );
    await client.query(
      `INSERT INTO payment.instruction (id, version, rail, state, satker_id, vendor_id, order_id, purpose, subject_id, reference, created_at, body)
       SELECT gen_random_uuid(), 6, 'CMS', 'RECONCILED', o.satker_id, o.vendor_id, o.id, 'ORDER', o.id, 'PAST' || o.number, o.created_at,
              decode(repeat('ab', 2400), 'hex')
       FROM purchasing."order" o WHERE o.state = 'COMPLETED'`,
    );
    await client.query(
      `INSERT INTO journal.event (seq, id, type, aggregate, aggregate_id, decided_at, recorded_at, person_id, role, cause, satker_id, vendor_id, payload, origin)
       SELECT h.seq + row_number() OVER (), gen_random_uuid(), 'order.past', 'order', o.id, o.created_at, o.created_at, o.requester_id, 'PPK',
              gen_random_uuid(), o.satker_id, o.vendor_id, decode(repeat('cd', 260), 'hex'), decode(repeat('ef', 130), 'hex')
       FROM journal.head h, purchasing."order" o, generate_series(1, $1::int) WHERE o.state = 'COMPLETED'`,
      [EVENTS_PER_PURCHASE],
    );
    await client.query('UPDATE journal.head SET seq = (SELECT max(seq) FROM journal.event)');
    await client.query(
      `INSERT INTO ledger.account (id, kind, rule) SELECT gen_random_uuid(), 'up.spent', 'free' FROM generate_series(1, 2)`,
    );
    await client.query(
      `WITH two AS (SELECT min(id::text)::uuid AS one, max(id::text)::uuid AS other FROM ledger.account WHERE debits_posted = 0 AND credits_posted = 0
                    AND kind = 'up.spent')
       INSERT INTO ledger.transfer (id, kind, debit, credit, amount, reason)
       SELECT gen_random_uuid(), 'move', two.one, two.other, 1, 'past' FROM two, generate_series(1, $1::int)`,
      [purchases * TRANSFERS_PER_PURCHASE],
    );
    await client.query(
      `UPDATE ledger.account a SET debits_posted = a.debits_posted + t.d, credits_posted = a.credits_posted + t.c
       FROM (SELECT id, count(*) FILTER (WHERE is_debit) AS d, count(*) FILTER (WHERE NOT is_debit) AS c
             FROM (SELECT debit AS id, true AS is_debit FROM ledger.transfer WHERE reason = 'past'
                   UNION ALL SELECT credit, false FROM ledger.transfer WHERE reason = 'past') s GROUP BY id) t
       WHERE a.id = t.id`,
    );
    await client.query('RESET session_replication_role; RESET synchronous_commit');
    await client.query('ANALYZE');
  } finally {
    client.release(true);
  }
}
