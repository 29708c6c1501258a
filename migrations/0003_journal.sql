-- The journal and the one door for writes.

CREATE TABLE journal.head (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  seq  bigint  NOT NULL
) WITH (fillfactor = 10);
INSERT INTO journal.head (seq) VALUES (0);

-- One line per thing that happened; without gaps, in the order of commit: the future leaves of the Merkle tree.
CREATE TABLE journal.event (
  seq           bigint      PRIMARY KEY,
  id            uuid        NOT NULL UNIQUE,
  type          text        NOT NULL,
  aggregate     text        NOT NULL,
  aggregate_id  uuid        NOT NULL,
  decided_at    timestamptz NOT NULL,
  recorded_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- who, in which assignment and role; null for the system itself
  person_id     uuid,
  assignment_id uuid,
  role          text        NOT NULL,
  -- the command that caused it
  cause         uuid        NOT NULL,
  satker_id     uuid,
  vendor_id     uuid,
  -- what and why, and from where: both through the codec
  payload       bytea       NOT NULL,
  origin        bytea       NOT NULL
);
CREATE INDEX event_aggregate ON journal.event (aggregate_id, seq);

CREATE TRIGGER events_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON journal.event
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- How far each reader of the journal has come.
CREATE TABLE journal.bookmark (
  reader text   PRIMARY KEY,
  seq    bigint NOT NULL DEFAULT 0
);

CREATE TABLE journal.idempotency (
  key          text        PRIMARY KEY,
  request_hash text        NOT NULL,
  response     bytea       NOT NULL,
  at           timestamptz NOT NULL DEFAULT now()
);

-- The tables that `journal.commit` may write, with their columns beside id, version, body and updated_at.
CREATE TABLE journal.writable (
  name   text PRIMARY KEY,
  upsert text NOT NULL,
  stale  text NOT NULL
);

CREATE FUNCTION journal.register(name regclass, columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  full_name text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = name);
  list text := (SELECT coalesce(string_agg(', ' || quote_ident(c), '' ORDER BY i), '') FROM unnest(columns) WITH ORDINALITY AS u (c, i));
  picks text := (SELECT coalesce(string_agg(', p.' || quote_ident(c), '' ORDER BY i), '') FROM unnest(columns) WITH ORDINALITY AS u (c, i));
  sets text := (SELECT coalesce(string_agg(format(', %1$I = EXCLUDED.%1$I', c), '' ORDER BY i), '') FROM unnest(columns) WITH ORDINALITY AS u (c, i));
BEGIN
  INSERT INTO journal.writable VALUES (
    replace(full_name, '"', ''),
    format($sql$
      INSERT INTO %1$s AS t (id, version, body, updated_at%2$s)
      SELECT r.id, r.expected + 1, decode(r.body, 'base64'), clock_timestamp()%3$s
      FROM jsonb_to_recordset($1) AS r (n int, tbl text, id uuid, expected int, body text, columns jsonb)
      CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$s, r.columns) AS p
      WHERE r.tbl = $2 AND r.n <> ALL ($3)
      ON CONFLICT (id) DO UPDATE SET version = EXCLUDED.version, body = EXCLUDED.body, updated_at = EXCLUDED.updated_at%4$s
    $sql$, full_name, list, picks, sets),
    format($sql$
      SELECT r.n
      FROM jsonb_to_recordset($1) AS r (n int, tbl text, id uuid, expected int)
      LEFT JOIN %1$s t ON t.id = r.id
      WHERE r.tbl = $2 AND coalesce(t.version, 0) <> r.expected
    $sql$, full_name))
  ON CONFLICT ON CONSTRAINT writable_pkey DO UPDATE SET upsert = EXCLUDED.upsert, stale = EXCLUDED.stale;
END $$;

/*
 * Writes decisions that arrive together; each is accepted or refused on its own. All commits of a database pass here one
 * after another (the lock on journal.head), which gives the journal its order; the group is what makes it fast.
 *
 * decisions: [{n, key?, request_hash?, response?}]            n = 1 … N
 * events:    [{n, id, type, aggregate, aggregate_id, decided_at, person_id, assignment_id, role, cause, satker_id, vendor_id, payload, origin}]
 * rows:      [{n, tbl, id, expected, body, columns}]
 * transfers: [{n, id, kind, debit, debit_kind, credit, credit_kind, amount, hold, reason}]
 * jobs:      [{n, task, payload, run_at, key, queue}]
 *
 * Answers one line per decision: 'committed' (seq of its first event), 'replayed' (the stored response), or a refusal:
 * 'mismatch' (key used for another request), 'conflict' (a row has moved on: decide again), 'overdrawn' (detail: the
 * account without room), 'hold_closed' (the hold is unknown, closed or too small).
 */
CREATE FUNCTION journal.commit(decisions jsonb, events jsonb, rows jsonb, transfers jsonb, jobs jsonb)
RETURNS TABLE (n int, outcome text, detail text, seq bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  size     int := jsonb_array_length(decisions);
  outcomes text[] := array_fill(NULL::text, ARRAY[size]);
  details  text[] := array_fill(NULL::text, ARRAY[size]);
  out      int[] := '{}';   -- decisions that are not to be written
  hit      record;
  base     bigint;
  written  bigint;
  target   record;
BEGIN
  SELECT h.seq INTO base FROM journal.head h FOR UPDATE;

  -- 1. Keys already used: the stored answer, or a mismatch. The same key twice in one group: the later one asks again.
  FOR hit IN
    SELECT d.n, CASE WHEN i.request_hash = d.request_hash THEN 'replayed' ELSE 'mismatch' END AS outcome,
           CASE WHEN i.request_hash = d.request_hash THEN encode(i.response, 'base64') END AS detail
    FROM jsonb_to_recordset(decisions) AS d (n int, key text, request_hash text)
    JOIN journal.idempotency i ON i.key = d.key
    UNION ALL
    SELECT d.n, 'conflict', 'key'
    FROM (SELECT e.n, row_number() OVER (PARTITION BY e.key ORDER BY e.n) AS turn
          FROM jsonb_to_recordset(decisions) AS e (n int, key text) WHERE e.key IS NOT NULL) d
    WHERE d.turn > 1
  LOOP
    IF outcomes[hit.n] IS NULL THEN
      outcomes[hit.n] := hit.outcome; details[hit.n] := hit.detail; out := out || hit.n;
    END IF;
  END LOOP;

  -- 2. Rows that have moved on since the decision was made, or are written by an earlier decision of this group.
  FOR target IN SELECT DISTINCT r.tbl, w.stale, w.name FROM jsonb_to_recordset(rows) AS r (tbl text) LEFT JOIN journal.writable w ON w.name = r.tbl LOOP
    IF target.name IS NULL THEN
      RAISE EXCEPTION 'table % is not registered for writing', target.tbl USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOR hit IN EXECUTE target.stale USING rows, target.tbl LOOP
      IF outcomes[hit.n] IS NULL THEN
        outcomes[hit.n] := 'conflict'; details[hit.n] := target.tbl; out := out || hit.n;
      END IF;
    END LOOP;
  END LOOP;
  FOR hit IN
    SELECT DISTINCT d.n, d.tbl
    FROM (SELECT r.n, r.tbl, row_number() OVER (PARTITION BY r.tbl, r.id ORDER BY r.n) AS turn
          FROM jsonb_to_recordset(rows) AS r (n int, tbl text, id uuid) WHERE r.n <> ALL (out)) d
    WHERE d.turn > 1
  LOOP
    IF outcomes[hit.n] IS NULL THEN
      outcomes[hit.n] := 'conflict'; details[hit.n] := hit.tbl; out := out || hit.n;
    END IF;
  END LOOP;

  -- 3. Holds that are unknown, closed, too small, or closed by an earlier decision of this group.
  FOR hit IN
    SELECT t.n, t.hold
    FROM (SELECT x.*, row_number() OVER (PARTITION BY x.hold ORDER BY x.n) AS turn
          FROM jsonb_to_recordset(transfers) AS x (n int, kind text, amount bigint, hold uuid)
          WHERE x.hold IS NOT NULL AND x.n <> ALL (out)) t
    LEFT JOIN ledger.transfer h ON h.id = t.hold AND h.kind = 'hold'
    WHERE h.id IS NULL OR t.turn > 1 OR (t.kind = 'post' AND t.amount > h.amount)
       OR EXISTS (SELECT FROM ledger.transfer c WHERE c.hold = t.hold)
  LOOP
    IF outcomes[hit.n] IS NULL THEN
      outcomes[hit.n] := 'hold_closed'; details[hit.n] := hit.hold::text; out := out || hit.n;
    END IF;
  END LOOP;

  -- 4. Accounts without room. Running sums in the order of the group; refusing one may save the next, so look again.
  IF jsonb_array_length(transfers) > 0 THEN
    INSERT INTO ledger.account (id, kind, rule)
    SELECT DISTINCT s.id, s.kind, 'free'
    FROM jsonb_to_recordset(transfers) AS t (debit uuid, debit_kind text, credit uuid, credit_kind text)
    CROSS JOIN LATERAL (VALUES (t.debit, t.debit_kind), (t.credit, t.credit_kind)) AS s (id, kind)
    WHERE s.id IS NOT NULL AND NOT EXISTS (SELECT FROM ledger.account a WHERE a.id = s.id)
    ON CONFLICT DO NOTHING;

    LOOP
      SELECT short.n, short.account INTO hit
      FROM (
        SELECT d.n, d.account, a.rule,
               CASE a.rule WHEN 'credit' THEN a.credits_posted - a.debits_posted - a.debits_pending
                           ELSE a.debits_posted - a.credits_posted - a.credits_pending END
               + sum(d.delta) OVER (PARTITION BY d.account ORDER BY d.n) AS room
        FROM (
          SELECT t.n, s.account, sum(ledger.room_delta(b.rule, s.is_debit, t.kind, coalesce(t.amount, 0), coalesce(h.amount, 0))) AS delta
          FROM jsonb_to_recordset(transfers) AS t (n int, kind text, debit uuid, credit uuid, amount bigint, hold uuid)
          LEFT JOIN ledger.transfer h ON h.id = t.hold
          CROSS JOIN LATERAL (VALUES (coalesce(t.debit, h.debit), true), (coalesce(t.credit, h.credit), false)) AS s (account, is_debit)
          JOIN ledger.account b ON b.id = s.account
          WHERE t.n <> ALL (out) AND b.rule <> 'free'
          GROUP BY t.n, s.account
        ) d
        JOIN ledger.account a ON a.id = d.account
      ) short
      WHERE short.room < 0
      ORDER BY short.n
      LIMIT 1;
      EXIT WHEN NOT FOUND;
      outcomes[hit.n] := 'overdrawn'; details[hit.n] := hit.account::text; out := out || hit.n;
    END LOOP;
  END IF;

  -- 5. Write what remains.
  FOR target IN SELECT DISTINCT r.tbl, w.upsert FROM jsonb_to_recordset(rows) AS r (tbl text) JOIN journal.writable w ON w.name = r.tbl LOOP
    EXECUTE target.upsert USING rows, target.tbl, out;
  END LOOP;

  INSERT INTO journal.event (seq, id, type, aggregate, aggregate_id, decided_at, person_id, assignment_id, role, cause, satker_id, vendor_id, payload, origin)
  SELECT base + row_number() OVER (ORDER BY e.n, e.i), e.id, e.type, e.aggregate, e.aggregate_id, e.decided_at, e.person_id, e.assignment_id,
         e.role, e.cause, e.satker_id, e.vendor_id, decode(e.payload, 'base64'), decode(e.origin, 'base64')
  FROM jsonb_to_recordset(events) AS e (n int, i int, id uuid, type text, aggregate text, aggregate_id uuid, decided_at timestamptz, person_id uuid,
       assignment_id uuid, role text, cause uuid, satker_id uuid, vendor_id uuid, payload text, origin text)
  WHERE e.n <> ALL (out);
  GET DIAGNOSTICS written = ROW_COUNT;

  INSERT INTO ledger.transfer (id, kind, debit, credit, amount, hold, reason, event_seq)
  SELECT t.id, t.kind, coalesce(t.debit, h.debit), coalesce(t.credit, h.credit), coalesce(t.amount, h.amount), t.hold, t.reason, base + f.first
  FROM jsonb_to_recordset(transfers) AS t (n int, id uuid, kind text, debit uuid, credit uuid, amount bigint, hold uuid, reason text)
  LEFT JOIN ledger.transfer h ON h.id = t.hold
  JOIN (SELECT e.n, min(e.place) AS first
        FROM (SELECT x.n, row_number() OVER (ORDER BY x.n, x.i) AS place FROM jsonb_to_recordset(events) AS x (n int, i int) WHERE x.n <> ALL (out)) e
        GROUP BY e.n) f ON f.n = t.n
  WHERE t.n <> ALL (out);

  IF jsonb_array_length(jobs) > 0 THEN
    PERFORM graphile_worker.add_job(j.task, payload => j.payload::json, queue_name => j.queue, run_at => j.run_at, job_key => j.key)
    FROM jsonb_to_recordset(jobs) AS j (n int, task text, payload jsonb, queue text, run_at timestamptz, key text)
    WHERE j.n <> ALL (out);
  END IF;

  INSERT INTO journal.idempotency (key, request_hash, response)
  SELECT d.key, d.request_hash, decode(d.response, 'base64')
  FROM jsonb_to_recordset(decisions) AS d (n int, key text, request_hash text, response text)
  WHERE d.key IS NOT NULL AND d.n <> ALL (out);

  IF written > 0 THEN
    UPDATE journal.head SET seq = base + written;
    PERFORM pg_notify('journal', (base + written)::text);
  END IF;

  RETURN QUERY
  SELECT d.n, coalesce(outcomes[d.n], 'committed'), details[d.n], base + f.first
  FROM jsonb_to_recordset(decisions) AS d (n int)
  LEFT JOIN (SELECT e.n, min(e.place) AS first
        FROM (SELECT x.n, row_number() OVER (ORDER BY x.n, x.i) AS place FROM jsonb_to_recordset(events) AS x (n int, i int) WHERE x.n <> ALL (out)) e
        GROUP BY e.n) f ON f.n = d.n
  ORDER BY d.n;
END $$;

REVOKE ALL ON FUNCTION journal.commit FROM PUBLIC;
REVOKE ALL ON FUNCTION journal.register FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal.commit TO digipay_serve, digipay_work;

-- A reader moves its bookmark only forward, and only from where it stood.
CREATE FUNCTION journal.move_bookmark(reader_name text, from_seq bigint, to_seq bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO journal.bookmark (reader) VALUES (reader_name) ON CONFLICT DO NOTHING;
  UPDATE journal.bookmark SET seq = to_seq WHERE reader = reader_name AND seq = from_seq AND to_seq >= from_seq;
  RETURN FOUND;
END $$;
REVOKE ALL ON FUNCTION journal.move_bookmark FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal.move_bookmark TO digipay_work;
GRANT SELECT ON journal.bookmark, journal.head TO digipay_serve, digipay_work;

-- The answer stored under an idempotency key, for a request that comes again.
CREATE FUNCTION journal.stored_response(request_key text) RETURNS TABLE (request_hash text, response bytea)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT i.request_hash, i.response FROM journal.idempotency i WHERE i.key = request_key;
  END;
REVOKE ALL ON FUNCTION journal.stored_response FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal.stored_response TO digipay_serve, digipay_work;

ALTER TABLE journal.event ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_events ON journal.event FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY all_events ON journal.event FOR SELECT TO digipay_work USING (true);
GRANT SELECT ON journal.event TO digipay_serve, digipay_work;
GRANT SELECT ON ledger.account, ledger.transfer, ledger.chart TO digipay_serve, digipay_work;
GRANT EXECUTE ON FUNCTION ledger.verify, ledger.room_delta TO digipay_serve, digipay_work;
