-- Virtual accounts, and billing codes of taxes with what was paid under them.

-- A company code belongs to one account, to which everything paid under it goes.
CREATE TABLE bank.va_company (
  partner_service_id text   PRIMARY KEY CHECK (partner_service_id ~ '^[0-9A-Z]{1,8}$'),
  -- NULL: of a party that is no partner; nobody is told of its payments.
  partner_id         text   REFERENCES bank.partner,
  account_id         bigint NOT NULL REFERENCES bank.account
);

CREATE TABLE bank.virtual_account (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_service_id text   NOT NULL REFERENCES bank.va_company,
  customer_no        text   NOT NULL CHECK (customer_no ~ '^[0-9]{1,20}$'),
  name               text   NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  email              text   NOT NULL DEFAULT '',
  phone              text   NOT NULL DEFAULT '',
  trx_id             text   NOT NULL CHECK (length(trx_id) BETWEEN 1 AND 64),
  -- NULL: the payer chooses.
  total_amount       bigint CHECK (total_amount > 0),
  paid_amount        bigint NOT NULL DEFAULT 0,
  -- C closed, O open, I partial, M minimum once, L maximum, N minimum many times, X maximum many times.
  trx_type           text   NOT NULL CHECK (trx_type IN ('C', 'O', 'I', 'M', 'L', 'N', 'X')),
  expires_at         timestamptz,
  additional_info    jsonb  NOT NULL DEFAULT '{}',
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL,
  deleted_at         timestamptz,
  CHECK (trx_type IN ('O') OR total_amount IS NOT NULL)
);
-- A number is used again after it was deleted.
CREATE UNIQUE INDEX virtual_account_number ON bank.virtual_account (partner_service_id, customer_no)
  WHERE deleted_at IS NULL;

CREATE TABLE bank.va_payment (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  virtual_account_id bigint NOT NULL REFERENCES bank.virtual_account,
  payment_request_id text   NOT NULL UNIQUE,
  reference_no       text   NOT NULL,
  amount             bigint NOT NULL CHECK (amount > 0),
  paid_at            timestamptz NOT NULL
);
CREATE INDEX va_payment_by_account ON bank.va_payment (virtual_account_id);

CREATE TABLE bank.billing (
  billing_code   text   PRIMARY KEY CHECK (billing_code ~ '^[0-3][0-9]{14}$'),
  partner_id     text   NOT NULL REFERENCES bank.partner,
  taxpayer_npwp  text   NOT NULL CHECK (taxpayer_npwp ~ '^[0-9]{15,16}$'),
  taxpayer_name  text   NOT NULL,
  kap            text   NOT NULL CHECK (kap ~ '^[0-9]{6}$'),
  kjs            text   NOT NULL CHECK (kjs ~ '^[0-9]{3}$'),
  -- MMyyyy
  period         text   NOT NULL CHECK (period ~ '^[0-9]{6}$'),
  amount         bigint NOT NULL CHECK (amount > 0),
  description    text   NOT NULL,
  created_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  -- The State's receipt and the bank's.
  ntpn           text   UNIQUE CHECK (ntpn ~ '^[0-9A-Z]{16}$'),
  ntb            text   UNIQUE CHECK (ntb ~ '^[0-9]{12}$'),
  paid_at        timestamptz,
  CHECK ((ntpn IS NULL) = (paid_at IS NULL) AND (ntb IS NULL) = (paid_at IS NULL))
);
