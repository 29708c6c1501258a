-- Sign-in with several factors, sessions whose token changes, links by mail, growing delays; and mail itself. All of it belongs to
-- digipay_identity alone but the outbox of mail, which `work` empties. The version before goes on serving: it finds its own columns.

-- Factors a person holds. Secrets of authenticator apps are sealed under a key outside the database and bound to the person; names
-- and passkeys are in the body, through the codec; a passkey is found by a keyed hash of its id.
CREATE TABLE identity.factor (
  id           uuid        PRIMARY KEY,
  person_id    uuid        NOT NULL REFERENCES identity.person,
  kind         text        NOT NULL CHECK (kind IN ('totp', 'passkey')),
  secret       bytea,
  lookup       text        UNIQUE,
  -- how often the passkey says that it has signed; zero when it does not count
  counter      bigint      NOT NULL DEFAULT 0,
  body         bytea,
  added_at     timestamptz NOT NULL,
  last_used_at timestamptz,
  CHECK ((kind = 'totp') = (secret IS NOT NULL)),
  CHECK ((kind = 'passkey') = (lookup IS NOT NULL)),
  CHECK (kind = 'totp' OR body IS NOT NULL)
);
CREATE INDEX factor_by_person ON identity.factor (person_id);
INSERT INTO identity.factor (id, person_id, kind, secret, added_at)
  SELECT gen_random_uuid(), c.person_id, 'totp', c.totp_secret, c.set_at FROM identity.credential c;
ALTER TABLE identity.credential ALTER COLUMN totp_secret DROP NOT NULL;

-- Earlier passwords, where the profile in force forbids to use them again.
CREATE TABLE identity.password_history (
  id            uuid        PRIMARY KEY,
  person_id     uuid        NOT NULL REFERENCES identity.person,
  password_hash text        NOT NULL,
  set_at        timestamptz NOT NULL
);
CREATE INDEX password_history_by_person ON identity.password_history (person_id, set_at);

-- Ten codes for the day on which every factor is lost; a keyed hash of each.
CREATE TABLE identity.recovery_code (
  hash      bytea       PRIMARY KEY,
  person_id uuid        NOT NULL REFERENCES identity.person,
  made_at   timestamptz NOT NULL
);
CREATE INDEX recovery_code_by_person ON identity.recovery_code (person_id);

-- A code that was mailed, for one thing: this sign-in, this activation, this act.
CREATE TABLE identity.email_code (
  id         uuid        PRIMARY KEY,
  person_id  uuid        NOT NULL REFERENCES identity.person,
  hash       bytea       NOT NULL,
  digest     text        NOT NULL,
  made_at    timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX email_code_by_person ON identity.email_code (person_id, digest);

-- What a browser was asked to have signed by a passkey: the challenge follows from nonce and digest. Or an authenticator app that was
-- offered: its sealed secret stands in the place of the nonce.
CREATE TABLE identity.ceremony (
  id         uuid        PRIMARY KEY,
  purpose    text        NOT NULL CHECK (purpose IN ('sign-in', 'act', 'register', 'totp')),
  -- null while it is not known who will sign in
  person_id  uuid        REFERENCES identity.person,
  nonce      bytea       NOT NULL,
  digest     text        NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ceremony_by_expiry ON identity.ceremony (expires_at);

-- A proof serves one act: which one, and for which command, so that a retry of that command passes and nothing else does.
CREATE TABLE identity.proof_use (
  proof     text        PRIMARY KEY,
  person_id uuid        NOT NULL REFERENCES identity.person,
  digest    text        NOT NULL,
  command   text        NOT NULL,
  made_at   timestamptz NOT NULL
);
CREATE INDEX proof_use_by_age ON identity.proof_use (made_at);

-- Links in mails, by hash: an invitation, or a new password. What was chosen on the way waits here until the factor is proven.
CREATE TABLE identity.link (
  hash          bytea       PRIMARY KEY,
  person_id     uuid        NOT NULL REFERENCES identity.person,
  kind          text        NOT NULL CHECK (kind IN ('activation', 'reset')),
  password_hash text,
  totp_secret   bytea,
  made_at       timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL
);
CREATE INDEX link_by_person ON identity.link (person_id, kind);

-- Wrong tries and when the last was, by a keyed hash of whom or what they are counted for.
CREATE TABLE identity.tries (
  subject  text        PRIMARY KEY,
  failures int         NOT NULL,
  last_at  timestamptz NOT NULL
);
CREATE INDEX tries_by_age ON identity.tries (last_at);

-- A session: where from is in the body, through the codec. `hash`, `address` and `agent` are of the version before.
ALTER TABLE identity.session
  ADD COLUMN id          uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
  -- keyed hash of the kind of browser and system
  ADD COLUMN agent_key   text NOT NULL DEFAULT '',
  ADD COLUMN factor      text NOT NULL DEFAULT 'totp',
  -- when a new token was offered last
  ADD COLUMN offered_at  timestamptz,
  ADD COLUMN body        bytea,
  ALTER COLUMN address SET DEFAULT '',
  ALTER COLUMN agent SET DEFAULT '';
UPDATE identity.session SET address = '', agent = '';
DELETE FROM identity.failure;

-- Its tokens, by hash. One that was replaced is kept: whoever brings it later has a copy that they should not have.
CREATE TABLE identity.session_token (
  hash        bytea       PRIMARY KEY,
  session_id  uuid        NOT NULL REFERENCES identity.session (id) ON DELETE CASCADE,
  made_at     timestamptz NOT NULL,
  used_at     timestamptz,
  replaced_at timestamptz
);
CREATE INDEX session_token_by_session ON identity.session_token (session_id);

-- Whoever is on the way in: which browser they come from.
ALTER TABLE identity.ticket ADD COLUMN device text NOT NULL DEFAULT '';

-- Whether people of an office may have codes mailed to them.
CREATE TABLE identity.factor_policy (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid,
  vendor_id  uuid,
  email_use  text        NOT NULL CHECK (email_use IN ('FORBIDDEN', 'SIGN_IN', 'ALL')),
  body       bytea       NOT NULL,
  CHECK (num_nonnulls(satker_id, vendor_id) = 1),
  CHECK (id = coalesce(satker_id, vendor_id))
);
SELECT journal.register('identity.factor_policy', ARRAY['satker_id', 'vendor_id', 'email_use']);
ALTER TABLE identity.factor_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_policy ON identity.factor_policy FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY all_policies ON identity.factor_policy FOR SELECT TO digipay_work, digipay_identity USING (true);
GRANT SELECT ON identity.factor_policy TO digipay_serve, digipay_work, digipay_identity;

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.factor, identity.password_history, identity.recovery_code, identity.email_code,
  identity.ceremony, identity.proof_use, identity.link, identity.tries, identity.session_token TO digipay_identity;

-- Mail that waits to be sent: address, subject and words are in the body, through the codec, and gone once it is sent. The job that
-- sends it carries nothing but the id.
CREATE SCHEMA mail;
GRANT USAGE ON SCHEMA mail TO digipay_serve, digipay_work, digipay_identity;

CREATE TABLE mail.outbox (
  id         uuid        PRIMARY KEY,
  person_id  uuid        NOT NULL,
  body       bytea       NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX outbox_by_expiry ON mail.outbox (expires_at);
GRANT SELECT, DELETE ON mail.outbox TO digipay_work;

CREATE FUNCTION mail.queue(mail_id uuid, person uuid, sealed bytea, expires timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO mail.outbox (id, person_id, body, expires_at) VALUES (mail_id, person, sealed, expires);
  PERFORM graphile_worker.add_job('mail.send', payload => json_build_object('id', mail_id), max_attempts => 8);
END $$;
REVOKE ALL ON FUNCTION mail.queue FROM PUBLIC;
GRANT EXECUTE ON FUNCTION mail.queue TO digipay_serve, digipay_work, digipay_identity;

INSERT INTO platform.sealed_column VALUES
  ('identity.factor', 'id', 'body'), ('identity.session', 'id', 'body'), ('mail.outbox', 'id', 'body');
