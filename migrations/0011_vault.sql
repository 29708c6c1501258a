-- Data keys: one owner's data are sealed with that owner's keys (AES-256-GCM), and the keys lie here wrapped by a
-- key-encryption key that the database never sees. A destroyed key leaves its line and loses its bytes.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'digipay_keys') THEN CREATE ROLE digipay_keys NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was faster
END $$;
GRANT USAGE ON SCHEMA platform, journal TO digipay_keys;

CREATE TABLE platform.data_key (
  id           uuid        PRIMARY KEY,
  owner_kind   text        NOT NULL CHECK (owner_kind IN ('SATKER', 'VENDOR', 'PERSON', 'PLATFORM')),
  owner_id     text        NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 100),
  version      int         NOT NULL CHECK (version > 0),
  -- which key-encryption key wraps it, as the key store names it
  kek          text        NOT NULL,
  wrapped      bytea       CHECK (octet_length(wrapped) <= 4096),
  state        text        NOT NULL DEFAULT 'ACTIVE' CHECK (state IN ('ACTIVE', 'RETIRED', 'DESTROYED')),
  -- messages that processes have set aside for sealing; at most 2^32 with random 96-bit IVs (NIST SP 800-38D, 8.3)
  reserved     bigint      NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND 4294967296),
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  destroyed_at timestamptz,
  UNIQUE (owner_kind, owner_id, version),
  CHECK ((state = 'DESTROYED') = (wrapped IS NULL)),
  CHECK ((state = 'DESTROYED') = (destroyed_at IS NOT NULL))
);
CREATE UNIQUE INDEX data_key_one_active ON platform.data_key (owner_kind, owner_id) WHERE state = 'ACTIVE';
CREATE INDEX data_key_by_kek ON platform.data_key (kek, id) WHERE state <> 'DESTROYED';

-- Nobody brings a destroyed key back, makes a retired one active, or passes one owner's key to another.
CREATE FUNCTION platform.guard_data_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION 'data keys are not deleted: they are destroyed'; END IF;
  IF (NEW.id, NEW.owner_kind, NEW.owner_id, NEW.version, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.owner_kind, OLD.owner_id, OLD.version, OLD.created_at)
     OR OLD.state = 'DESTROYED' OR (OLD.state = 'RETIRED' AND NEW.state = 'ACTIVE') OR NEW.reserved < OLD.reserved THEN
    RAISE EXCEPTION 'not allowed: a data key keeps its owner and never goes back';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER data_key_goes_forward BEFORE UPDATE OR DELETE ON platform.data_key
  FOR EACH ROW EXECUTE FUNCTION platform.guard_data_key();
CREATE TRIGGER data_keys_stay BEFORE TRUNCATE ON platform.data_key
  FOR EACH STATEMENT EXECUTE FUNCTION platform.guard_data_key();

-- Two processes that make or change the keys of one owner pass one after another.
CREATE FUNCTION platform.lock_owner(kind text, owner text) RETURNS void LANGUAGE sql
  BEGIN ATOMIC
    SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('data key of ' || kind || ':' || owner, 0));
  END;

CREATE FUNCTION platform.data_keys(ids uuid[]) RETURNS SETOF platform.data_key
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT k.* FROM platform.data_key k WHERE k.id = ANY (ids);
  END;

/*
 * The key with which an owner's data are sealed now, with `messages` set aside for the caller. No line when the owner has
 * none or it has sealed all it may; a destroyed one when the owner's data were destroyed.
 */
CREATE FUNCTION platform.data_key_for(kind text, owner text, messages int) RETURNS SETOF platform.data_key
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF messages NOT BETWEEN 0 AND 1048576 THEN RAISE EXCEPTION 'messages: 0 to 1048576'; END IF;
  IF messages = 0 THEN
    RETURN QUERY SELECT k.* FROM platform.data_key k WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state = 'ACTIVE';
  ELSE
    RETURN QUERY UPDATE platform.data_key k SET reserved = k.reserved + messages
      WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state = 'ACTIVE' AND k.reserved + messages <= 4294967296
      RETURNING k.*;
  END IF;
  IF NOT FOUND THEN
    RETURN QUERY SELECT k.* FROM platform.data_key k
      WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state = 'DESTROYED' ORDER BY k.version DESC LIMIT 1;
  END IF;
END $$;

-- Adds the next key of an owner that has no usable one, and answers the one that counts: the caller's or a faster caller's.
CREATE FUNCTION platform.add_data_key(new_id uuid, kind text, owner text, new_kek text, new_wrapped bytea, messages int)
RETURNS SETOF platform.data_key
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM platform.lock_owner(kind, owner);
  RETURN QUERY SELECT * FROM platform.data_key_for(kind, owner, messages);
  IF FOUND THEN RETURN; END IF;
  UPDATE platform.data_key k SET state = 'RETIRED' WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state = 'ACTIVE';
  RETURN QUERY INSERT INTO platform.data_key AS k (id, owner_kind, owner_id, version, kek, wrapped, reserved)
    SELECT new_id, kind, owner, coalesce(max(v.version), 0) + 1, new_kek, new_wrapped, messages
    FROM platform.data_key v WHERE v.owner_kind = kind AND v.owner_id = owner
    RETURNING k.*;
END $$;

-- From here on for digipay_keys alone.

-- The next version of an owner's key; what it sealed until now stays readable with the one before. No line when the keys are destroyed.
CREATE FUNCTION platform.rotate_data_key(new_id uuid, kind text, owner text, new_kek text, new_wrapped bytea)
RETURNS SETOF platform.data_key
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM platform.lock_owner(kind, owner);
  IF EXISTS (SELECT FROM platform.data_key k WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state = 'DESTROYED') THEN
    RETURN;
  END IF;
  UPDATE platform.data_key k SET state = 'RETIRED' WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state = 'ACTIVE';
  RETURN QUERY INSERT INTO platform.data_key AS k (id, owner_kind, owner_id, version, kek, wrapped)
    SELECT new_id, kind, owner, coalesce(max(v.version), 0) + 1, new_kek, new_wrapped
    FROM platform.data_key v WHERE v.owner_kind = kind AND v.owner_id = owner
    RETURNING k.*;
END $$;

-- The same key under another key-encryption key; false when somebody was faster or the key is destroyed.
CREATE FUNCTION platform.rewrap_data_key(key_id uuid, old_wrapped bytea, new_kek text, new_wrapped bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE platform.data_key k SET kek = new_kek, wrapped = new_wrapped WHERE k.id = key_id AND k.wrapped = old_wrapped;
  RETURN FOUND;
END $$;

-- Destroys every key of an owner and answers how many. An owner who never had one gets a destroyed one, so that none is made later.
CREATE FUNCTION platform.destroy_data_keys(kind text, owner text) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone int;
BEGIN
  PERFORM platform.lock_owner(kind, owner);
  UPDATE platform.data_key k SET state = 'DESTROYED', wrapped = NULL, destroyed_at = clock_timestamp()
    WHERE k.owner_kind = kind AND k.owner_id = owner AND k.state <> 'DESTROYED';
  GET DIAGNOSTICS gone = ROW_COUNT;
  INSERT INTO platform.data_key (id, owner_kind, owner_id, version, kek, state, destroyed_at)
    SELECT gen_random_uuid(), kind, owner, 1, 'none', 'DESTROYED', clock_timestamp()
    WHERE NOT EXISTS (SELECT FROM platform.data_key k WHERE k.owner_kind = kind AND k.owner_id = owner);
  RETURN gone;
END $$;

-- Sealed columns that `journal.commit` does not write; those of its tables are known from journal.writable. A table lists its
-- own here when it is made: one text or uuid column as key, one bytea column sealed by the codec.
CREATE TABLE platform.sealed_column (
  tbl     text NOT NULL,
  key     text NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (tbl, content)
);
INSERT INTO platform.sealed_column VALUES ('journal.idempotency', 'key', 'response');

CREATE VIEW platform.resealable AS
  SELECT w.name AS tbl, 'id' AS key, 'body' AS content FROM journal.writable w WHERE w.name NOT LIKE 'catalogue.%'
  UNION ALL
  SELECT s.tbl, s.key, s.content FROM platform.sealed_column s;

CREATE FUNCTION platform.quoted(tbl text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
  RETURN format('%I.%I', split_part(tbl, '.', 1), split_part(tbl, '.', 2));

-- Rows sealed under a retired key, in the order of their key column, after one of them.
CREATE FUNCTION journal.stale_rows(tbl_name text, content_name text, after text, up_to int) RETURNS TABLE (id text, content bytea)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place platform.resealable;
BEGIN
  SELECT r.* INTO place FROM platform.resealable r WHERE r.tbl = tbl_name AND r.content = content_name;
  IF place.tbl IS NULL THEN RAISE EXCEPTION '%.% is not resealable', tbl_name, content_name USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN QUERY EXECUTE format(
    $sql$
      SELECT t.%2$I::text, t.%3$I FROM %1$s t
      JOIN platform.data_key k ON k.id = encode(substring(t.%3$I FROM 2 FOR 16), 'hex')::uuid AND k.state = 'RETIRED'
      WHERE octet_length(t.%3$I) > 45 AND get_byte(t.%3$I, 0) = 2 AND ($1 IS NULL OR t.%2$I > $1::%4$s)
      ORDER BY t.%2$I LIMIT $2
    $sql$, platform.quoted(place.tbl), place.key, place.content,
    (SELECT format_type(a.atttypid, NULL) FROM pg_attribute a WHERE a.attrelid = platform.quoted(place.tbl)::regclass AND a.attname = place.key))
  USING after, up_to;
END $$;

/*
 * Puts newly sealed bytes in the place of those that were read, where they are still there: compare and swap, without a new
 * version of the row. It waits for nobody: a row that is being written is left for the next turn. New bytes must be sealed with
 * a key of the same owner. Answers how many rows were changed.
 */
CREATE FUNCTION journal.reseal(tbl_name text, content_name text, ids text[], olds bytea[], news bytea[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  place   platform.resealable;
  changed int;
BEGIN
  SELECT r.* INTO place FROM platform.resealable r WHERE r.tbl = tbl_name AND r.content = content_name;
  IF place.tbl IS NULL THEN RAISE EXCEPTION '%.% is not resealable', tbl_name, content_name USING ERRCODE = 'insufficient_privilege'; END IF;
  EXECUTE format(
    $sql$
      WITH wanted AS (
        SELECT u.id, u.old, u.new FROM unnest($1, $2, $3) AS u (id, old, new)
        JOIN platform.data_key o ON o.id = encode(substring(u.old FROM 2 FOR 16), 'hex')::uuid
        JOIN platform.data_key n ON n.id = encode(substring(u.new FROM 2 FOR 16), 'hex')::uuid AND n.state = 'ACTIVE'
        WHERE get_byte(u.old, 0) = 2 AND get_byte(u.new, 0) = 2 AND (o.owner_kind, o.owner_id) = (n.owner_kind, n.owner_id)
      ), held AS (
        SELECT t.%2$I AS key, w.new FROM %1$s t JOIN wanted w ON t.%2$I = w.id::%4$s AND t.%3$I = w.old FOR UPDATE OF t SKIP LOCKED
      )
      UPDATE %1$s t SET %3$I = h.new FROM held h WHERE t.%2$I = h.key
    $sql$, platform.quoted(place.tbl), place.key, place.content,
    (SELECT format_type(a.atttypid, NULL) FROM pg_attribute a WHERE a.attrelid = platform.quoted(place.tbl)::regclass AND a.attname = place.key))
  USING ids, olds, news;
  GET DIAGNOSTICS changed = ROW_COUNT;
  RETURN changed;
END $$;

-- Work on keys: who did it, and how far it has come, so that a killed one goes on and others can look.
CREATE TABLE platform.key_work (
  id          uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
  kind        text        NOT NULL CHECK (kind IN ('REWRAP', 'ROTATE', 'RESEAL', 'DESTROY')),
  target      text        NOT NULL,
  by_login    text        NOT NULL DEFAULT session_user,
  started_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  moved_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  finished_at timestamptz,
  done        bigint      NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX key_work_one_open ON platform.key_work (kind, target) WHERE finished_at IS NULL;

-- Set once every row that an earlier version wrote in plain is sealed; sealing old rows is refused from then on.
CREATE TABLE platform.plain_refused (
  single boolean     PRIMARY KEY DEFAULT true CHECK (single),
  since  timestamptz NOT NULL DEFAULT clock_timestamp()
);

REVOKE ALL ON FUNCTION platform.lock_owner, platform.data_keys, platform.data_key_for, platform.add_data_key, platform.rotate_data_key,
  platform.rewrap_data_key, platform.destroy_data_keys, journal.stale_rows, journal.reseal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.data_keys, platform.data_key_for, platform.add_data_key
  TO digipay_serve, digipay_work, digipay_identity, digipay_keys;
GRANT EXECUTE ON FUNCTION platform.rotate_data_key, platform.rewrap_data_key, platform.destroy_data_keys, journal.stale_rows, journal.reseal
  TO digipay_keys;
GRANT SELECT ON platform.data_key, platform.sealed_column, platform.resealable TO digipay_keys;
GRANT SELECT, INSERT, UPDATE ON platform.key_work TO digipay_keys;
