-- Sign-in through an institution's own identity provider, and keys for integrations.

-- An attempt to sign in elsewhere, bound to the browser that began it. The row holds a hash of what the browser's cookie holds; state,
-- nonce and PKCE verifier follow from the cookie under a key outside the database, so that this table alone opens nothing.
CREATE TABLE identity.federated_start (
  id          uuid        PRIMARY KEY,
  hash        bytea       NOT NULL UNIQUE,
  issuer      text        NOT NULL,
  -- who links an account of theirs; null when somebody signs in
  person_id   uuid        REFERENCES identity.person,
  expires_at  timestamptz NOT NULL,
  used_at     timestamptz,
  -- a callback that came again is written down once
  replayed_at timestamptz
);
CREATE INDEX federated_start_by_expiry ON identity.federated_start (expires_at);

-- Which subject of which issuer is which person. The subject is kept as a keyed hash. Unconfirmed: found by a verified address of a domain
-- pinned to the issuer; it stands for the password alone until the person has confirmed it with a factor of ours.
CREATE TABLE identity.federated_link (
  issuer       text        NOT NULL,
  subject_key  bytea       NOT NULL,
  person_id    uuid        NOT NULL REFERENCES identity.person,
  linked_at    timestamptz NOT NULL,
  confirmed_at timestamptz,
  last_used_at timestamptz,
  PRIMARY KEY (issuer, subject_key)
);
CREATE UNIQUE INDEX federated_link_one_each ON identity.federated_link (person_id, issuer);

GRANT SELECT, INSERT, UPDATE, DELETE ON identity.federated_start, identity.federated_link TO digipay_identity;

-- An integration of one office: what it may read, and from where. Its name, purpose and addresses are in the body.
CREATE TABLE identity.service_account (
  id          uuid        PRIMARY KEY,
  version     int         NOT NULL,
  updated_at  timestamptz NOT NULL DEFAULT now(),
  office_kind text        NOT NULL CHECK (office_kind IN ('SATKER', 'VENDOR', 'KPPN')),
  satker_id   uuid,
  vendor_id   uuid,
  office_code text,
  scopes      text[]      NOT NULL CHECK (cardinality(scopes) > 0),
  created_at  timestamptz NOT NULL,
  revoked_at  timestamptz,
  body        bytea       NOT NULL,
  CHECK ((office_kind = 'SATKER') = (satker_id IS NOT NULL)),
  CHECK ((office_kind = 'VENDOR') = (vendor_id IS NOT NULL)),
  CHECK ((office_kind = 'KPPN') = (office_code IS NOT NULL))
);
CREATE INDEX service_account_by_satker ON identity.service_account (satker_id) WHERE satker_id IS NOT NULL;
CREATE INDEX service_account_by_vendor ON identity.service_account (vendor_id) WHERE vendor_id IS NOT NULL;
SELECT journal.register('identity.service_account', ARRAY[
  'office_kind', 'satker_id', 'vendor_id', 'office_code', 'scopes', 'created_at', 'revoked_at']);

-- Its keys: the newest, and for at most seven days the one before.
CREATE TABLE identity.service_key (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  account_id uuid        NOT NULL REFERENCES identity.service_account,
  key_id     text        NOT NULL UNIQUE CHECK (key_id ~ '^[0-9a-z]{12}$'),
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz NOT NULL,
  body       bytea       NOT NULL,
  CHECK (valid_to <= valid_from + interval '366 days')
);
CREATE INDEX service_key_by_account ON identity.service_key (account_id, valid_from);
SELECT journal.register('identity.service_key', ARRAY['account_id', 'key_id', 'valid_from', 'valid_to']);

GRANT SELECT ON identity.service_account, identity.service_key TO digipay_serve, digipay_identity;

ALTER TABLE identity.service_account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_service_accounts ON identity.service_account FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor')
      OR office_code = platform.scope('kppn') OR platform.scope('oversight') = 'national');
CREATE POLICY all_service_accounts ON identity.service_account FOR SELECT TO digipay_identity USING (true);

ALTER TABLE identity.service_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_service_keys ON identity.service_key FOR SELECT TO digipay_serve
  USING (EXISTS (SELECT FROM identity.service_account a WHERE a.id = service_key.account_id));
CREATE POLICY all_service_keys ON identity.service_key FOR SELECT TO digipay_identity USING (true);

-- What proves a key, and where it was used from: of the role of sign-in alone.
CREATE TABLE identity.service_secret (
  key_id       text        PRIMARY KEY,
  -- HMAC-SHA-256 of the whole key and its account, under a key outside the database
  hash         bytea       NOT NULL,
  last_used_at timestamptz
);
CREATE TABLE identity.service_source (
  account_id  uuid        NOT NULL REFERENCES identity.service_account,
  -- keyed hash of the address
  address_key bytea       NOT NULL,
  first_at    timestamptz NOT NULL,
  PRIMARY KEY (account_id, address_key)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.service_secret, identity.service_source TO digipay_identity;
