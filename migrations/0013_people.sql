-- The life of appointments and vendors: NIK by blind index, periods of office that cannot overlap, corrections, treasury
-- offices, and who looks after whom. New columns are empty for rows of the version before.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- People: one NIK, one person. The number itself is in the body; the column is a keyed hash.
ALTER TABLE identity.person ADD COLUMN nik_key text UNIQUE;
SELECT journal.register('identity.person', ARRAY['email_key', 'active', 'nik_key']);

-- Offices: of KPPN (3 digits), Kanwil (2 digits) or an auditor; null for satker and vendors. Kind null: DEFINITIVE.
ALTER TABLE identity.assignment
  ADD COLUMN office_code text,
  ADD COLUMN kind        text CHECK (kind IN ('DEFINITIVE', 'TEMPORARY')),
  -- who follows, and which assignment this one stands in for or goes on with
  ADD COLUMN replaced_by uuid,
  ADD COLUMN follows     uuid;
CREATE INDEX assignment_by_office_code ON identity.assignment (office_code) WHERE office_code IS NOT NULL;
CREATE INDEX assignment_by_person ON identity.assignment (person_id, valid_from);
-- One person holds one office at a time (FAQ KPPN Jakarta II), also in the past and in what is planned. A period that
-- ends before it begins was withdrawn.
ALTER TABLE identity.assignment ADD CONSTRAINT assignment_one_at_a_time
  EXCLUDE USING gist (person_id WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
  WHERE (valid_to IS NULL OR valid_to >= valid_from);
SELECT journal.register('identity.assignment', ARRAY[
  'person_id', 'role', 'office_kind', 'satker_id', 'vendor_id', 'valid_from', 'valid_to', 'office_code', 'kind',
  'replaced_by', 'follows']);

-- A person and their first office are written in one commit, in no order that can be relied on.
ALTER TABLE identity.assignment ALTER CONSTRAINT assignment_person_id_fkey DEFERRABLE INITIALLY DEFERRED;

-- Whether a NIK or an address is known already, and when that person holds which office: for registrars, who may not see
-- people of other offices. Answers days; the person's own record to whoever knows both numbers.
CREATE FUNCTION identity.registered(wanted_nik text, wanted_email text)
RETURNS TABLE (person_id uuid, version int, same_nik boolean, same_email boolean, active boolean, body bytea, assignment_id uuid, valid_from text, valid_to text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT p.id, p.version, coalesce(p.nik_key = wanted_nik, false), p.email_key = wanted_email, p.active,
           CASE WHEN p.nik_key = wanted_nik AND p.email_key = wanted_email THEN p.body END,
           a.id, a.valid_from::text, a.valid_to::text
    FROM identity.person p
    LEFT JOIN identity.assignment a ON a.person_id = p.id AND (a.valid_to IS NULL OR a.valid_to >= a.valid_from)
    WHERE p.nik_key = wanted_nik OR p.email_key = wanted_email;
  END;
REVOKE ALL ON FUNCTION identity.registered FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.registered TO digipay_serve;

-- Who of these has proof of identity, that is: has activated. The proofs themselves stay out of sight.
CREATE FUNCTION identity.activated(people uuid[]) RETURNS SETOF uuid
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT c.person_id FROM identity.credential c WHERE c.person_id = ANY (people);
  END;
REVOKE ALL ON FUNCTION identity.activated FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.activated TO digipay_serve, digipay_work;

-- Treasury service offices: names of public offices, for everybody to read.
CREATE TABLE organisation.kppn (
  id          uuid        PRIMARY KEY,
  version     int         NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  code        text        NOT NULL UNIQUE CHECK (code ~ '^[0-9]{3}$'),
  kanwil_code text        NOT NULL CHECK (kanwil_code ~ '^[0-9]{2}$'),
  body        bytea       NOT NULL
);
CREATE INDEX kppn_by_kanwil ON organisation.kppn (kanwil_code);
SELECT journal.register('organisation.kppn', ARRAY['code', 'kanwil_code']);
GRANT SELECT ON organisation.kppn TO digipay_serve, digipay_work;
ALTER TABLE organisation.kppn ENABLE ROW LEVEL SECURITY;
CREATE POLICY offices_are_public ON organisation.kppn FOR SELECT TO digipay_serve, digipay_work USING (true);

-- Vendors: their whole life, who invited them, and which KPPN looks after them.
ALTER TABLE organisation.vendor
  DROP CONSTRAINT vendor_state_check,
  ADD CONSTRAINT vendor_state_check CHECK (state IN (
    'INVITED', 'PROFILE_INCOMPLETE', 'WAITING_VERIFICATION', 'ACTIVE', 'SUSPENDED', 'BLOCKED')),
  ADD COLUMN kppn_code  text,
  ADD COLUMN invited_by uuid,
  ADD COLUMN origin     text CHECK (origin IN ('INVITED', 'SELF', 'IMPORTED')),
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
  -- first local date on which the suket, or the licence, holds no more
  ADD COLUMN suket_ends   date,
  ADD COLUMN licence_ends date;
CREATE INDEX vendor_by_kppn ON organisation.vendor (kppn_code, state);
CREATE INDEX vendor_by_inviter ON organisation.vendor (invited_by) WHERE invited_by IS NOT NULL;
CREATE INDEX vendor_ending ON organisation.vendor (least(suket_ends, licence_ends)) WHERE state = 'ACTIVE';
SELECT journal.register('organisation.vendor', ARRAY[
  'slug', 'state', 'kppn_code', 'invited_by', 'origin', 'suket_ends', 'licence_ends']);

-- Requests to correct what is recorded of a person. What was asked is in the body, sealed for that person.
CREATE TABLE identity.correction (
  id          uuid        PRIMARY KEY,
  version     int         NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  person_id   uuid        NOT NULL REFERENCES identity.person,
  state       text        NOT NULL CHECK (state IN ('ASKED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  field       text        NOT NULL CHECK (field IN ('nik', 'name', 'email', 'nip', 'phone')),
  asked_by    uuid        NOT NULL REFERENCES identity.person,
  asked_at    timestamptz NOT NULL,
  -- the office of the person when it was asked
  satker_id   uuid,
  vendor_id   uuid,
  office_code text,
  -- whose decision it is
  decides     text        NOT NULL CHECK (decides IN ('ADMIN_PKN', 'ADMIN_KPPN', 'ADMIN_SATKER')),
  body        bytea       NOT NULL
);
CREATE UNIQUE INDEX correction_one_open ON identity.correction (person_id, field) WHERE state = 'ASKED';
CREATE INDEX correction_by_satker ON identity.correction (satker_id, state);
SELECT journal.register('identity.correction', ARRAY[
  'person_id', 'state', 'field', 'asked_by', 'asked_at', 'satker_id', 'vendor_id', 'office_code', 'decides']);
GRANT SELECT ON identity.correction TO digipay_serve, digipay_work;
ALTER TABLE identity.correction ENABLE ROW LEVEL SECURITY;

-- Who looks after whom. `digipay.kppn` and `digipay.kanwil` are set for people of those offices, `digipay.oversight` for
-- national ones (Admin PKN, auditors).
CREATE FUNCTION platform.looks_after(code text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN code IS NOT NULL AND (
    platform.scope('oversight') = 'national'
    OR code = platform.scope('kppn')
    OR EXISTS (SELECT FROM organisation.kppn k WHERE k.code = looks_after.code AND k.kanwil_code = platform.scope('kanwil')));

CREATE POLICY treasury_satker ON organisation.satker FOR SELECT TO digipay_serve USING (platform.looks_after(kppn_code));

DROP POLICY vendor_for_buyers ON organisation.vendor;
CREATE POLICY vendor_for_buyers ON organisation.vendor FOR SELECT TO digipay_serve
  USING (id = platform.scope_id('vendor')
    OR (platform.scope_id('satker') IS NOT NULL AND (state IN ('ACTIVE', 'SUSPENDED', 'BLOCKED') OR invited_by = platform.scope_id('satker'))));
CREATE POLICY treasury_vendor ON organisation.vendor FOR SELECT TO digipay_serve
  USING (platform.looks_after(kppn_code) OR platform.scope('oversight') = 'national');

CREATE POLICY treasury_offices ON identity.assignment FOR SELECT TO digipay_serve
  USING (platform.scope('oversight') = 'national'
    OR (office_kind = 'KPPN' AND platform.looks_after(office_code))
    OR (office_kind = 'KANWIL' AND office_code = platform.scope('kanwil'))
    OR (satker_id IS NOT NULL AND coalesce(platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL
      AND EXISTS (SELECT FROM organisation.satker s WHERE s.id = satker_id AND platform.looks_after(s.kppn_code)))
    OR (vendor_id IS NOT NULL AND coalesce(platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL
      AND EXISTS (SELECT FROM organisation.vendor v WHERE v.id = vendor_id AND platform.looks_after(v.kppn_code))));
-- Whoever invited a vendor sees who answers for it.
CREATE POLICY invited_vendor_admin ON identity.assignment FOR SELECT TO digipay_serve
  USING (vendor_id IS NOT NULL AND role = 'VENDOR_ADMIN' AND platform.scope_id('satker') IS NOT NULL
    AND EXISTS (SELECT FROM organisation.vendor v WHERE v.id = vendor_id AND v.invited_by = platform.scope_id('satker')));

CREATE POLICY own_corrections ON identity.correction FOR SELECT TO digipay_serve
  USING (person_id = platform.scope_id('person') OR asked_by = platform.scope_id('person')
    OR satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor')
    OR (decides <> 'ADMIN_SATKER' AND EXISTS (SELECT FROM identity.assignment a WHERE a.person_id = correction.person_id
      AND coalesce(platform.scope('oversight'), platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL)));
CREATE POLICY work_corrections ON identity.correction FOR SELECT TO digipay_work USING (true);

-- What happened to appointments, work units and vendors, for whoever looks after them.
CREATE POLICY treasury_register ON journal.event FOR SELECT TO digipay_serve
  USING (aggregate IN ('assignment', 'satker', 'vendor')
    AND coalesce(platform.scope('oversight'), platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL
    AND (platform.scope('oversight') = 'national'
      OR EXISTS (SELECT FROM organisation.satker s WHERE s.id = event.satker_id AND platform.looks_after(s.kppn_code))
      OR EXISTS (SELECT FROM organisation.vendor v WHERE v.id = event.vendor_id AND platform.looks_after(v.kppn_code))));
CREATE POLICY inviter_of_vendor ON journal.event FOR SELECT TO digipay_serve
  USING (aggregate = 'vendor' AND platform.scope_id('satker') IS NOT NULL
    AND EXISTS (SELECT FROM organisation.vendor v WHERE v.id = event.vendor_id AND v.invited_by = platform.scope_id('satker')));

-- `work` tells vendors what the calendar did to them.
GRANT USAGE ON SCHEMA mail TO digipay_work;
GRANT EXECUTE ON FUNCTION mail.queue TO digipay_work;
