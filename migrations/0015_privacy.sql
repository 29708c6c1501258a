-- Requests of people about their own data (UU 27/2022). What was asked and decided must outlive the person's key, so the
-- body is sealed with the platform's; the data themselves go with the person's.
CREATE SCHEMA privacy;
GRANT USAGE ON SCHEMA privacy TO digipay_serve, digipay_work, digipay_auditor;

CREATE TABLE privacy.erasure (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  person_id  uuid        NOT NULL REFERENCES identity.person,
  state      text        NOT NULL CHECK (state IN ('HELD', 'REDUCED', 'DESTROYED', 'WITHDRAWN')),
  -- last day on which the rest must still be kept; null while the person is in office
  hold_until date,
  asked_at   timestamptz NOT NULL,
  body       bytea       NOT NULL
);
-- One living request for each person.
CREATE UNIQUE INDEX erasure_one_living ON privacy.erasure (person_id) WHERE state <> 'WITHDRAWN';
CREATE INDEX erasure_to_follow ON privacy.erasure (state, hold_until) WHERE state IN ('HELD', 'REDUCED');
SELECT journal.register('privacy.erasure', ARRAY['person_id', 'state', 'hold_until', 'asked_at']);

GRANT SELECT ON privacy.erasure TO digipay_serve, digipay_work;
ALTER TABLE privacy.erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_requests ON privacy.erasure FOR SELECT TO digipay_serve
  USING (person_id = platform.scope_id('person') OR platform.scope('oversight') = 'national');
CREATE POLICY work_requests ON privacy.erasure FOR SELECT TO digipay_work USING (true);
SELECT platform.auditable('privacy.erasure');

-- What a person did themselves is theirs to see, in whatever office they did it.
CREATE POLICY own_acts ON journal.event FOR SELECT TO digipay_serve USING (person_id = platform.scope_id('person'));
CREATE INDEX event_by_person ON journal.event (person_id, seq DESC) WHERE person_id IS NOT NULL;

-- Whatever proves who a person is, of a person who may no longer sign in. `work` may call it and may read none of it.
CREATE FUNCTION identity.forget(person uuid) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  proof record;
  gone  int := 0;
  step  int;
BEGIN
  IF EXISTS (SELECT FROM identity.person p WHERE p.id = person AND p.active) THEN
    RAISE EXCEPTION 'person % may still sign in', person;
  END IF;
  FOR proof IN
    SELECT c.oid::regclass AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'person_id'
    WHERE c.relnamespace = 'identity'::regnamespace AND c.relkind = 'r' AND has_table_privilege('digipay_identity', c.oid, 'DELETE')
    ORDER BY c.relname
  LOOP
    EXECUTE format('DELETE FROM %s WHERE person_id = $1', proof.name) USING person;
    GET DIAGNOSTICS step = ROW_COUNT;
    gone := gone + step;
  END LOOP;
  DELETE FROM mail.outbox m WHERE m.person_id = person;
  RETURN gone;
END $$;
REVOKE ALL ON FUNCTION identity.forget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.forget TO digipay_work;

-- When a person last did something that must be kept.
CREATE FUNCTION privacy.last_act(person uuid) RETURNS timestamptz
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT e.decided_at FROM journal.event e WHERE e.person_id = person ORDER BY e.seq DESC LIMIT 1;
  END;
REVOKE ALL ON FUNCTION privacy.last_act FROM PUBLIC;
GRANT EXECUTE ON FUNCTION privacy.last_act TO digipay_work, digipay_serve;
