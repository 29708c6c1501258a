-- Partners of the SNAP interface, their tokens, the request numbers they have used, and notices waiting for them.

CREATE TABLE bank.partner (
  partner_id     text PRIMARY KEY CHECK (length(partner_id) BETWEEN 1 AND 36),
  client_id      text   NOT NULL UNIQUE,
  client_secret  text   NOT NULL CHECK (length(client_secret) >= 16),
  public_key_pem text   NOT NULL,
  callback_url   text   NOT NULL,
  -- SNAP service codes in the contract: 11, 14, 15 …
  services       text[] NOT NULL
);

ALTER TABLE bank.account ADD FOREIGN KEY (partner_id) REFERENCES bank.partner;

CREATE TABLE bank.token (
  token_sha256 bytea PRIMARY KEY,
  partner_id   text        NOT NULL REFERENCES bank.partner,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX token_by_expiry ON bank.token (expires_at);

-- X-EXTERNAL-ID is unique per partner and day (Asia/Jakarta).
CREATE TABLE bank.external_id (
  partner_id  text NOT NULL REFERENCES bank.partner,
  day         date NOT NULL,
  external_id text NOT NULL,
  PRIMARY KEY (partner_id, day, external_id)
);

-- Outbox: written in the transaction that made the fact, delivered afterwards until the partner answers 200.
CREATE TABLE bank.notice (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id      text        NOT NULL REFERENCES bank.partner,
  body            text        NOT NULL,
  created_at      timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  last_answer     text,
  delivered_at    timestamptz,
  abandoned_at    timestamptz
);
CREATE INDEX notice_waiting ON bank.notice (next_attempt_at) WHERE delivered_at IS NULL AND abandoned_at IS NULL;
