-- People, the offices they hold, and how they prove who they are. Names and addresses are in the body, through the codec;
-- an e-mail address is found by a keyed hash. Proofs belong to a role of their own: neither `serve` nor `work` may read them.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'digipay_identity') THEN CREATE ROLE digipay_identity NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was faster
END $$;
GRANT USAGE ON SCHEMA identity, platform TO digipay_identity;

CREATE TABLE identity.person (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  email_key  text        NOT NULL UNIQUE,
  active     boolean     NOT NULL,
  body       bytea       NOT NULL
);
SELECT journal.register('identity.person', ARRAY['email_key', 'active']);

CREATE TABLE identity.assignment (
  id          uuid        PRIMARY KEY,
  version     int         NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  person_id   uuid        NOT NULL REFERENCES identity.person,
  role        text        NOT NULL,
  office_kind text        NOT NULL CHECK (office_kind IN ('SATKER', 'VENDOR', 'KPPN', 'KANWIL', 'DJPB', 'OVERSIGHT', 'PLATFORM')),
  satker_id   uuid,
  vendor_id   uuid,
  valid_from  date        NOT NULL,
  valid_to    date,
  body        bytea       NOT NULL,
  CHECK ((office_kind = 'SATKER') = (satker_id IS NOT NULL)),
  CHECK ((office_kind = 'VENDOR') = (vendor_id IS NOT NULL))
);
-- One person holds one office at a time (FAQ KPPN Jakarta II).
CREATE UNIQUE INDEX assignment_one_open ON identity.assignment (person_id) WHERE valid_to IS NULL;
CREATE INDEX assignment_by_satker ON identity.assignment (satker_id) WHERE satker_id IS NOT NULL;
CREATE INDEX assignment_by_vendor ON identity.assignment (vendor_id) WHERE vendor_id IS NOT NULL;
SELECT journal.register('identity.assignment', ARRAY[
  'person_id', 'role', 'office_kind', 'satker_id', 'vendor_id', 'valid_from', 'valid_to']);

GRANT SELECT ON identity.person, identity.assignment TO digipay_serve, digipay_work, digipay_identity;

ALTER TABLE identity.assignment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_office ON identity.assignment FOR SELECT TO digipay_serve
  USING (person_id = platform.scope_id('person') OR satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY all_offices ON identity.assignment FOR SELECT TO digipay_work, digipay_identity USING (true);

ALTER TABLE identity.person ENABLE ROW LEVEL SECURITY;
CREATE POLICY colleagues ON identity.person FOR SELECT TO digipay_serve
  USING (id = platform.scope_id('person') OR EXISTS (SELECT FROM identity.assignment a WHERE a.person_id = person.id));
CREATE POLICY all_people ON identity.person FOR SELECT TO digipay_work, digipay_identity USING (true);

-- What follows is no business record: it proves identity, and belongs to digipay_identity alone.

CREATE TABLE identity.credential (
  person_id     uuid        PRIMARY KEY REFERENCES identity.person,
  -- argon2id in PHC form
  password_hash text        NOT NULL,
  -- secret of the authenticator, AES-256-GCM under a key outside the database, bound to the person
  totp_secret   bytea       NOT NULL,
  set_at        timestamptz NOT NULL
);

-- The first step was passed; the code is still to come.
CREATE TABLE identity.ticket (
  hash       bytea       PRIMARY KEY,
  person_id  uuid        NOT NULL REFERENCES identity.person,
  expires_at timestamptz NOT NULL
);

CREATE TABLE identity.session (
  hash       bytea       PRIMARY KEY,
  person_id  uuid        NOT NULL REFERENCES identity.person,
  created_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL,
  address    text        NOT NULL,
  agent      text        NOT NULL
);
CREATE INDEX session_by_person ON identity.session (person_id);

-- A code serves one act: which one, and for which command, so that a retry of that command passes and nothing else does.
CREATE TABLE identity.code_use (
  person_id uuid   NOT NULL REFERENCES identity.person,
  step      bigint NOT NULL,
  digest    text   NOT NULL,
  command   text   NOT NULL,
  PRIMARY KEY (person_id, step)
);

-- Wrong tries, by whom they were meant for (a keyed hash, also of people who do not exist).
CREATE TABLE identity.failure (
  subject text        NOT NULL,
  at      timestamptz NOT NULL
);
CREATE INDEX failure_by_subject ON identity.failure (subject, at);

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.credential, identity.ticket, identity.session, identity.code_use, identity.failure
  TO digipay_identity;
