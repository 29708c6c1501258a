-- Credit cards of the sandbox (invented test numbers) and payment sessions on the bank's hosted page.

CREATE TABLE bank.card (
  token      text PRIMARY KEY CHECK (length(token) BETWEEN 8 AND 128),
  account_id bigint NOT NULL UNIQUE REFERENCES bank.account,
  holder     text   NOT NULL,
  number     text   NOT NULL UNIQUE CHECK (number ~ '^4000[0-9]{12}$'),
  -- MM/YY
  expiry     text   NOT NULL CHECK (expiry ~ '^(0[1-9]|1[0-2])/[0-9]{2}$'),
  -- A fixed second factor for automatic tests; NULL: only the code sent to the phone is accepted.
  fixed_code text CHECK (fixed_code ~ '^[0-9]{6}$')
);

CREATE TABLE bank.card_session (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Unguessable part of the page's address.
  secret               text   NOT NULL UNIQUE,
  partner_id           text   NOT NULL REFERENCES bank.partner,
  partner_reference_no text   NOT NULL CHECK (length(partner_reference_no) BETWEEN 1 AND 64),
  reference_no         text   NOT NULL UNIQUE,
  external_id          text   NOT NULL,
  card_token           text   NOT NULL REFERENCES bank.card,
  vendor_id            bigint NOT NULL REFERENCES bank.account,
  amount               bigint NOT NULL CHECK (amount > 0),
  description          text   NOT NULL,
  return_url           text   NOT NULL,
  valid_until          timestamptz NOT NULL,
  state                text   NOT NULL CHECK (state IN ('OPEN', 'CHALLENGED', 'PAID', 'DECLINED', 'EXPIRED', 'CANCELLED')),
  -- SNAP case (HTTP status, service 54, case) that explains a session which was not paid.
  response_code        text   NOT NULL DEFAULT '',
  status_text          text   NOT NULL DEFAULT '',
  wrong_cards          integer NOT NULL DEFAULT 0,
  wrong_codes          integer NOT NULL DEFAULT 0,
  codes_sent           integer NOT NULL DEFAULT 0,
  code                 text,
  code_until           timestamptz,
  approval_code        text,
  rrn                  text UNIQUE,
  journal_id           bigint UNIQUE REFERENCES bank.journal,
  created_at           timestamptz NOT NULL,
  finished_at          timestamptz,
  UNIQUE (partner_id, partner_reference_no),
  CHECK ((state = 'PAID') = (journal_id IS NOT NULL)),
  CHECK ((state IN ('OPEN', 'CHALLENGED')) = (finished_at IS NULL))
);
CREATE INDEX card_session_running ON bank.card_session (valid_until) WHERE state IN ('OPEN', 'CHALLENGED');
