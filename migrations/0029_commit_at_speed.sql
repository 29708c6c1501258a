-- The one door for writes, for decisions by the thousand a second. What it promises is what it was (migration 0003); how it gets there:
--
-- * a group is written at once; only when something refuses (a version, a key, a hold, room on an account) is it undone and looked at
--   decision by decision, as before
-- * sealed bytes come as one value in binary, and each row names its place in it: nothing is written as base64 and read back
-- * rows come by table, new ones and moved ones apart, and each table has functions of its own whose plans are kept
-- * what a foreign key would ask for each entry of the ledger is asked once for all of them
-- * jobs are added together

-- 1. Sealed bytes do not compress: PostgreSQL need not try, and keeps a body of a few pages of text beside its row.
CREATE FUNCTION journal.keep_sealed(name regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  sealed record;
BEGIN
  FOR sealed IN SELECT a.attname FROM pg_attribute a
                WHERE a.attrelid = name AND a.atttypid = 'bytea'::regtype AND a.attnum > 0 AND NOT a.attisdropped LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STORAGE EXTERNAL', name, sealed.attname);
  END LOOP;
  EXECUTE format('ALTER TABLE %s SET (toast_tuple_target = 4080)', name);
END $$;
REVOKE ALL ON FUNCTION journal.keep_sealed FROM PUBLIC;

-- 2. Each writable table has three functions: who is stale, insert what is new, move what is there. Rows: [{_n, _id, _expected, _at, _size,
-- column …}]; `sealed` holds the bodies, _at is the first byte, from 1. Both writers answer how many rows they wrote.
CREATE FUNCTION journal.make_writer(name regclass, columns text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  plain_name text := (SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = name);
  full_name text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = name);
  list text := (SELECT coalesce(string_agg(', ' || quote_ident(c), '' ORDER BY i), '') FROM unnest(columns) WITH ORDINALITY AS u (c, i));
  picks text := (SELECT coalesce(string_agg(', r.' || quote_ident(c), '' ORDER BY i), '') FROM unnest(columns) WITH ORDINALITY AS u (c, i));
  sets text := (SELECT coalesce(string_agg(format(', %1$I = r.%1$I', c), '' ORDER BY i), '') FROM unnest(columns) WITH ORDINALITY AS u (c, i));
  types text := (SELECT coalesce(string_agg(format(', %I %s', c, format_type(a.atttypid, a.atttypmod)), '' ORDER BY i), '')
                 FROM unnest(columns) WITH ORDINALITY AS u (c, i) JOIN pg_attribute a ON a.attrelid = name AND a.attname = u.c);
  source text := format('jsonb_to_recordset(part) AS r (_n int, _id uuid, _expected int, _at int, _size int%s)', types);
BEGIN
  EXECUTE format($sql$
    CREATE OR REPLACE FUNCTION journal.%1$I(part jsonb, refused int[]) RETURNS SETOF int LANGUAGE plpgsql AS $f$
    BEGIN
      RETURN QUERY
      SELECT r._n
      FROM (SELECT p._n, p._id, p._expected, row_number() OVER (PARTITION BY p._id ORDER BY p._n) AS turn
            FROM jsonb_to_recordset(part) AS p (_n int, _id uuid, _expected int) WHERE p._n <> ALL (refused)) r
      LEFT JOIN %2$s t ON t.id = r._id
      WHERE r.turn > 1 OR coalesce(t.version, 0) <> r._expected;
    END $f$ $sql$, 'stale ' || plain_name, full_name);
  EXECUTE format($sql$
    CREATE OR REPLACE FUNCTION journal.%1$I(part jsonb, sealed bytea, refused int[]) RETURNS int LANGUAGE plpgsql AS $f$
    DECLARE
      done int;
    BEGIN
      INSERT INTO %2$s (id, version, body, updated_at%3$s)
      SELECT r._id, 1, substring(sealed FROM r._at FOR r._size), clock_timestamp()%4$s
      FROM %5$s WHERE r._n <> ALL (refused);
      GET DIAGNOSTICS done = ROW_COUNT;
      RETURN done;
    END $f$ $sql$, 'insert ' || plain_name, full_name, list, picks, source);
  EXECUTE format($sql$
    CREATE OR REPLACE FUNCTION journal.%1$I(part jsonb, sealed bytea, refused int[]) RETURNS int LANGUAGE plpgsql AS $f$
    DECLARE
      done int;
    BEGIN
      UPDATE %2$s t SET version = r._expected + 1, body = substring(sealed FROM r._at FOR r._size), updated_at = clock_timestamp()%3$s
      FROM %4$s WHERE t.id = r._id AND t.version = r._expected AND r._n <> ALL (refused);
      GET DIAGNOSTICS done = ROW_COUNT;
      RETURN done;
    END $f$ $sql$, 'move ' || plain_name, full_name, sets, source);
  EXECUTE format('REVOKE ALL ON FUNCTION journal.%I, journal.%I, journal.%I FROM PUBLIC',
    'stale ' || plain_name, 'insert ' || plain_name, 'move ' || plain_name);
END $$;
REVOKE ALL ON FUNCTION journal.make_writer FROM PUBLIC;

-- New rows of one decision may refer to each other: tables are written in the order of their foreign keys, whatever names they have.
ALTER TABLE journal.writable ADD COLUMN place int NOT NULL DEFAULT 0;
CREATE FUNCTION journal.place_writables() RETURNS void LANGUAGE sql AS $$
  WITH RECURSIVE tables AS (
    SELECT w.name, format('%I.%I', split_part(w.name, '.', 1), split_part(w.name, '.', 2))::regclass AS id FROM journal.writable w
  ), depth (id, at) AS (
    SELECT id, 0 FROM tables
    UNION
    SELECT c.conrelid::regclass, d.at + 1
    FROM depth d JOIN pg_constraint c ON c.confrelid = d.id AND c.contype = 'f' AND c.conrelid <> c.confrelid
    JOIN tables t ON t.id = c.conrelid WHERE d.at < 40
  )
  UPDATE journal.writable w SET place = (SELECT max(d.at) FROM depth d JOIN tables t ON t.id = d.id WHERE t.name = w.name)
$$;
REVOKE ALL ON FUNCTION journal.place_writables FROM PUBLIC;

-- Registering a table makes its writer, and lets auditors see it (migration 0014).
CREATE OR REPLACE FUNCTION journal.register(name regclass, columns text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM journal.register_columns(name, columns);
  PERFORM journal.make_writer(name, columns);
  PERFORM journal.place_writables();
  PERFORM journal.keep_sealed(name);
  PERFORM platform.auditable(name);
END $$;

-- Those that are registered already; their columns stand in the statement that wrote them.
SELECT journal.make_writer(w.name_of, string_to_array(ltrim(w.list, ', '), ', ')), journal.keep_sealed(w.name_of)
FROM (SELECT format('%I.%I', split_part(name, '.', 1), split_part(name, '.', 2))::regclass AS name_of,
             replace(substring(upsert FROM 'updated_at([^)]*)\)'), '"', '') AS list
      FROM journal.writable) w;
SELECT journal.place_writables();
SELECT journal.keep_sealed('journal.event'), journal.keep_sealed('journal.idempotency');

-- 3. The ledger asks for accounts and holds once for all entries of a statement, where foreign keys asked for each.
CREATE OR REPLACE FUNCTION ledger.apply_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wanted bigint;
  moved  bigint;
BEGIN
  IF EXISTS (SELECT FROM fresh f LEFT JOIN ledger.transfer h ON h.id = f.hold
             WHERE f.hold IS NOT NULL
               AND (h.id IS NULL OR h.kind <> 'hold' OR h.debit <> f.debit OR h.credit <> f.credit OR f.amount > h.amount)) THEN
    RAISE EXCEPTION 'a post or void must name a hold of the same accounts and at least its amount' USING ERRCODE = 'check_violation';
  END IF;

  WITH change AS (
    SELECT side.account,
           coalesce(sum(side.pending) FILTER (WHERE side.is_debit), 0)     AS debits_pending,
           coalesce(sum(side.posted)  FILTER (WHERE side.is_debit), 0)     AS debits_posted,
           coalesce(sum(side.pending) FILTER (WHERE NOT side.is_debit), 0) AS credits_pending,
           coalesce(sum(side.posted)  FILTER (WHERE NOT side.is_debit), 0) AS credits_posted
    FROM (
      SELECT f.debit, f.credit,
             CASE f.kind WHEN 'hold' THEN f.amount WHEN 'move' THEN 0 ELSE -h.amount END AS pending,
             CASE f.kind WHEN 'move' THEN f.amount WHEN 'post' THEN f.amount ELSE 0 END  AS posted
      FROM fresh f LEFT JOIN ledger.transfer h ON h.id = f.hold
    ) t
    CROSS JOIN LATERAL (VALUES (t.debit, true, t.pending, t.posted), (t.credit, false, t.pending, t.posted))
      AS side (account, is_debit, pending, posted)
    GROUP BY side.account
  ), done AS (
    UPDATE ledger.account a
    SET debits_pending  = a.debits_pending  + c.debits_pending,
        debits_posted   = a.debits_posted   + c.debits_posted,
        credits_pending = a.credits_pending + c.credits_pending,
        credits_posted  = a.credits_posted  + c.credits_posted
    FROM change c WHERE a.id = c.account
    RETURNING 1
  )
  SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM done) INTO wanted, moved;
  IF wanted <> moved THEN
    RAISE EXCEPTION 'a transfer names an account that was never opened' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
ALTER TABLE ledger.transfer
  DROP CONSTRAINT transfer_debit_fkey, DROP CONSTRAINT transfer_credit_fkey, DROP CONSTRAINT IF EXISTS transfer_hold_fkey;
-- No query reads transfers by account; an auditor's long look may read them all.
DROP INDEX ledger.transfer_debit, ledger.transfer_credit;
-- No query looks for an instruction by these; the unique ones of what is living stay.
DROP INDEX payment.instruction_by_order, payment.instruction_by_subject;
-- The ledger stands apart (migration 0017): not by a trigger for each entry, but by having no place for what a join would follow.
DROP TRIGGER transfers_stand_apart ON ledger.transfer;
DROP FUNCTION ledger.stand_apart();
ALTER TABLE ledger.transfer
  DROP COLUMN event_seq,
  ALTER COLUMN at SET DEFAULT date_trunc('day', now(), 'UTC'),
  ADD CONSTRAINT at_is_a_day CHECK (at = date_trunc('day', at, 'UTC')) NOT VALID;
ALTER TABLE ledger.transfer VALIDATE CONSTRAINT at_is_a_day;

-- 4. The door. `sealed` holds what is sealed, one after another; a place is (at: first byte, from 1; size).
--
-- decisions: [{n, events, key?, request_hash?, at?, size?}]            n = 1 … N, events: how many
-- events:    [{n, i, id, type, aggregate, aggregate_id, decided_at, person_id, assignment_id, role, cause, satker_id, vendor_id,
--              payload_at, payload_size, origin_at, origin_size}]      i from 0
-- fresh, moved: {table: [{_n, _id, _expected, _at, _size, column …}]}  rows that are new (expected 0), rows that are there
-- transfers, jobs, and the answers: as before (migration 0003)

-- Writes all decisions but the refused, or raises: DG409 where a row is not as it was expected, and whatever the tables refuse. Answers the
-- number of the first event of each.
CREATE FUNCTION journal.write_group(decisions jsonb, events jsonb, fresh jsonb, moved jsonb, transfers jsonb, jobs jsonb, sealed bytea, refused int[], base bigint)
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  firsts bigint[] := array_fill(NULL::bigint, ARRAY[jsonb_array_length(decisions)]);
  next   bigint := base;
  tbl    text;
  part   jsonb;
  done   int;
  wanted int;
  one    record;
BEGIN
  FOR one IN SELECT d.n, d.events FROM jsonb_to_recordset(decisions) AS d (n int, events int) WHERE d.n <> ALL (refused) ORDER BY d.n LOOP
    firsts[one.n] := next + 1;
    next := next + one.events;
  END LOOP;
  IF next = base THEN
    RETURN firsts;
  END IF;

  -- A table that is not registered has no writer, and so is not written. What is there moves before what is new comes: the new holder of an office after the old one has left it.
  FOR tbl, part, wanted IN
    SELECT j.name, moved -> j.name,
           CASE WHEN refused = '{}' THEN jsonb_array_length(moved -> j.name)
                ELSE (SELECT count(*) FROM jsonb_to_recordset(moved -> j.name) AS r (_n int) WHERE r._n <> ALL (refused)) END
    FROM jsonb_object_keys(fresh || moved) AS j (name) LEFT JOIN journal.writable w ON w.name = j.name ORDER BY w.place
  LOOP
    IF part IS NOT NULL THEN
      EXECUTE format('SELECT journal.%I($1, $2, $3)', 'move ' || tbl) INTO done USING part, sealed, refused;
      IF done <> wanted THEN
        RAISE EXCEPTION 'a row of % has moved on', tbl USING ERRCODE = 'DG409';
      END IF;
    END IF;
    IF fresh ? tbl THEN
      EXECUTE format('SELECT journal.%I($1, $2, $3)', 'insert ' || tbl) USING fresh -> tbl, sealed, refused;
    END IF;
  END LOOP;

  INSERT INTO journal.event (seq, id, type, aggregate, aggregate_id, decided_at, person_id, assignment_id, role, cause, satker_id, vendor_id, payload, origin)
  SELECT firsts[e.n] + e.i, e.id, e.type, e.aggregate, e.aggregate_id, e.decided_at, e.person_id, e.assignment_id, e.role, e.cause,
         e.satker_id, e.vendor_id, substring(sealed FROM e.payload_at FOR e.payload_size), substring(sealed FROM e.origin_at FOR e.origin_size)
  FROM jsonb_to_recordset(events) AS e (n int, i int, id uuid, type text, aggregate text, aggregate_id uuid, decided_at timestamptz, person_id uuid,
       assignment_id uuid, role text, cause uuid, satker_id uuid, vendor_id uuid, payload_at int, payload_size int, origin_at int, origin_size int)
  WHERE e.n <> ALL (refused);

  IF jsonb_array_length(transfers) > 0 THEN
    INSERT INTO ledger.transfer (id, kind, debit, credit, amount, hold, reason)
    SELECT t.id, t.kind, coalesce(t.debit, h.debit), coalesce(t.credit, h.credit), coalesce(t.amount, h.amount), t.hold, t.reason
    FROM jsonb_to_recordset(transfers) AS t (n int, id uuid, kind text, debit uuid, credit uuid, amount bigint, hold uuid, reason text)
    LEFT JOIN ledger.transfer h ON h.id = t.hold
    WHERE t.n <> ALL (refused);
  END IF;

  -- Of several jobs of one key the last stands.
  IF jsonb_array_length(jobs) > 0 THEN
    PERFORM graphile_worker.add_jobs(array_agg(ROW(j.task, j.payload, j.queue, j.run_at, NULL, j.key, NULL, NULL)::graphile_worker.job_spec))
    FROM (SELECT x.*, x.key IS NOT NULL AND row_number() OVER (PARTITION BY x.key ORDER BY x.place DESC) > 1 AS replaced
          FROM ROWS FROM (jsonb_to_recordset(jobs) AS (n int, task text, payload json, queue text, run_at timestamptz, key text))
            WITH ORDINALITY AS x (n, task, payload, queue, run_at, key, place)
          WHERE x.n <> ALL (refused)) j
    WHERE NOT j.replaced
    HAVING count(*) > 0;
  END IF;

  INSERT INTO journal.idempotency (key, request_hash, response)
  SELECT d.key, d.request_hash, substring(sealed FROM d.at FOR d.size)
  FROM jsonb_to_recordset(decisions) AS d (n int, key text, request_hash text, at int, size int)
  WHERE d.key IS NOT NULL AND d.n <> ALL (refused);

  RETURN firsts;
END $$;
REVOKE ALL ON FUNCTION journal.write_group FROM PUBLIC;

-- Which decisions of a group may not be written, one by one, and why. Opens accounts that are used for the first time.
CREATE FUNCTION journal.refusals(decisions jsonb, fresh jsonb, moved jsonb, transfers jsonb)
RETURNS TABLE (n int, outcome text, detail text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  refused int[] := '{}';
  hit     record;
  tbl     text;
  part    jsonb;
BEGIN
  -- Keys already used: the stored answer, or a mismatch. The same key twice in one group: the later one asks again.
  FOR n, outcome, detail IN
    SELECT d.n,
           CASE WHEN i.key IS NULL THEN 'conflict' WHEN i.request_hash = d.request_hash THEN 'replayed' ELSE 'mismatch' END,
           CASE WHEN i.key IS NULL THEN 'key' WHEN i.request_hash = d.request_hash THEN encode(i.response, 'base64') END
    FROM (SELECT e.*, row_number() OVER (PARTITION BY e.key ORDER BY e.n) AS turn
          FROM jsonb_to_recordset(decisions) AS e (n int, key text, request_hash text) WHERE e.key IS NOT NULL) d
    LEFT JOIN journal.idempotency i ON i.key = d.key
    WHERE d.turn > 1 OR i.key IS NOT NULL
  LOOP
    refused := refused || n;
    RETURN NEXT;
  END LOOP;

  -- Rows that have moved on since the decision was made, or are written by an earlier decision of this group.
  FOR tbl, part IN SELECT r.key, jsonb_agg(e.v) FROM (SELECT * FROM jsonb_each(fresh) UNION ALL SELECT * FROM jsonb_each(moved)) r
                   CROSS JOIN LATERAL jsonb_array_elements(r.value) AS e (v) GROUP BY r.key LOOP
    FOR hit IN EXECUTE format('SELECT DISTINCT s.n FROM journal.%I($1, $2) AS s (n)', 'stale ' || tbl) USING part, refused LOOP
      n := hit.n; outcome := 'conflict'; detail := tbl;
      refused := refused || n;
      RETURN NEXT;
    END LOOP;
  END LOOP;

  -- Holds that are unknown, closed, too small, or closed by an earlier decision of this group.
  FOR hit IN
    SELECT DISTINCT ON (t.n) t.n, t.hold
    FROM (SELECT x.*, row_number() OVER (PARTITION BY x.hold ORDER BY x.n) AS turn
          FROM jsonb_to_recordset(transfers) AS x (n int, kind text, amount bigint, hold uuid)
          WHERE x.hold IS NOT NULL AND x.n <> ALL (refused)) t
    LEFT JOIN ledger.transfer h ON h.id = t.hold AND h.kind = 'hold'
    WHERE h.id IS NULL OR t.turn > 1 OR (t.kind = 'post' AND t.amount > h.amount)
       OR EXISTS (SELECT FROM ledger.transfer c WHERE c.hold = t.hold)
    ORDER BY t.n
  LOOP
    n := hit.n; outcome := 'hold_closed'; detail := hit.hold::text;
    refused := refused || n;
    RETURN NEXT;
  END LOOP;

  INSERT INTO ledger.account (id, kind, rule)
  SELECT DISTINCT s.id, s.kind, 'free'
  FROM jsonb_to_recordset(transfers) AS t (n int, debit uuid, debit_kind text, credit uuid, credit_kind text)
  CROSS JOIN LATERAL (VALUES (t.debit, t.debit_kind), (t.credit, t.credit_kind)) AS s (id, kind)
  WHERE t.n <> ALL (refused) AND s.id IS NOT NULL AND NOT EXISTS (SELECT FROM ledger.account a WHERE a.id = s.id)
  ON CONFLICT DO NOTHING;

  -- Accounts without room: running sums in the order of the group; refusing one may save the next, so look again.
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
        WHERE t.n <> ALL (refused) AND b.rule <> 'free'
        GROUP BY t.n, s.account
      ) d
      JOIN ledger.account a ON a.id = d.account
    ) short
    WHERE short.room < 0
    ORDER BY short.n
    LIMIT 1;
    EXIT WHEN NOT FOUND;
    n := hit.n; outcome := 'overdrawn'; detail := hit.account::text;
    refused := refused || n;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION journal.refusals FROM PUBLIC;

-- All commits of a database pass here one after another (the lock on journal.head), which gives the journal its order. Joins are of a few
-- hundred things with tables of any size: by index and by plans that are kept, whatever the statistics of the day say.
CREATE FUNCTION journal.commit(decisions jsonb, events jsonb, fresh jsonb, moved jsonb, transfers jsonb, jobs jsonb, sealed bytea)
RETURNS TABLE (n int, outcome text, detail text, seq bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  size     int := jsonb_array_length(decisions);
  outcomes text[] := array_fill('committed'::text, ARRAY[size]);
  details  text[] := array_fill(NULL::text, ARRAY[size]);
  refused  int[] := '{}';
  firsts   bigint[];
  hit      record;
  base     bigint;
BEGIN
  -- Takes the turn of this group, and the numbers of its events.
  UPDATE journal.head h SET seq = h.seq + jsonb_array_length(events) RETURNING h.seq - jsonb_array_length(events) INTO base;
  BEGIN
    firsts := journal.write_group(decisions, events, fresh, moved, transfers, jobs, sealed, refused, base);
  EXCEPTION WHEN unique_violation OR check_violation OR foreign_key_violation OR not_null_violation OR SQLSTATE 'DG409' THEN
    FOR hit IN SELECT * FROM journal.refusals(decisions, fresh, moved, transfers) LOOP
      outcomes[hit.n] := hit.outcome; details[hit.n] := hit.detail; refused := refused || hit.n;
    END LOOP;
    -- What still raises here is nothing that a decision may answer for: the whole group is told.
    firsts := journal.write_group(decisions, events, fresh, moved, transfers, jobs, sealed, refused, base);
    UPDATE journal.head SET seq = base + (SELECT coalesce(sum(d.events), 0) FROM jsonb_to_recordset(decisions) AS d (n int, events int) WHERE d.n <> ALL (refused));
  END;

  RETURN QUERY SELECT i, outcomes[i], details[i], firsts[i] FROM generate_series(1, size) AS i;
END $$;
REVOKE ALL ON FUNCTION journal.commit(jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal.commit(jsonb, jsonb, jsonb, jsonb, jsonb, jsonb, bytea) TO digipay_serve, digipay_work;

-- The door of the version before, as long as a process of it serves: what came as base64 is laid one after another.
CREATE OR REPLACE FUNCTION journal.commit(decisions jsonb, events jsonb, rows jsonb, transfers jsonb, jobs jsonb)
RETURNS TABLE (n int, outcome text, detail text, seq bigint)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH piece AS (
    SELECT 'response' AS kind, o AS place, decode(v ->> 'response', 'base64') AS bytes FROM jsonb_array_elements(decisions) WITH ORDINALITY AS e (v, o)
    UNION ALL SELECT 'payload', o, decode(v ->> 'payload', 'base64') FROM jsonb_array_elements(events) WITH ORDINALITY AS e (v, o)
    UNION ALL SELECT 'origin', o, decode(v ->> 'origin', 'base64') FROM jsonb_array_elements(events) WITH ORDINALITY AS e (v, o)
    UNION ALL SELECT 'body', o, decode(v ->> 'body', 'base64') FROM jsonb_array_elements(rows) WITH ORDINALITY AS e (v, o)
  ), laid AS (
    SELECT kind, place, bytes, length(bytes) AS size, 1 + coalesce(sum(length(bytes)) OVER before, 0) AS at
    FROM piece WHERE bytes IS NOT NULL
    WINDOW before AS (ORDER BY kind, place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), rows_by_table AS (
    SELECT v ->> 'tbl' AS tbl, v ->> 'expected' = '0' AS fresh, jsonb_agg(coalesce(v -> 'columns', '{}') || jsonb_build_object(
             '_n', v -> 'n', '_id', v -> 'id', '_expected', v -> 'expected', '_at', l.at, '_size', l.size)) AS part
    FROM jsonb_array_elements(rows) WITH ORDINALITY AS e (v, o) JOIN laid l ON l.kind = 'body' AND l.place = o
    GROUP BY 1, 2
  )
  SELECT c.n, c.outcome, c.detail, c.seq
  FROM journal.commit(
    (SELECT coalesce(jsonb_agg(v - 'response' || jsonb_build_object('at', l.at, 'size', l.size,
              'events', (SELECT count(*) FROM jsonb_array_elements(events) x WHERE x -> 'n' = v -> 'n')) ORDER BY o), '[]')
     FROM jsonb_array_elements(decisions) WITH ORDINALITY AS e (v, o) LEFT JOIN laid l ON l.kind = 'response' AND l.place = o),
    (SELECT coalesce(jsonb_agg(v - 'payload' - 'origin' || jsonb_build_object('payload_at', p.at, 'payload_size', p.size,
              'origin_at', g.at, 'origin_size', g.size)), '[]')
     FROM jsonb_array_elements(events) WITH ORDINALITY AS e (v, o)
     JOIN laid p ON p.kind = 'payload' AND p.place = o JOIN laid g ON g.kind = 'origin' AND g.place = o),
    (SELECT coalesce(jsonb_object_agg(tbl, part), '{}') FROM rows_by_table WHERE fresh),
    (SELECT coalesce(jsonb_object_agg(tbl, part), '{}') FROM rows_by_table WHERE NOT fresh),
    transfers, jobs, coalesce((SELECT string_agg(bytes, '' ORDER BY at) FROM laid), '')) c
$$;
