-- QRIS shown by merchants: the acquirer's merchants, codes made for one order, payments of codes and refunds.

CREATE TABLE bank.merchant (
  account_id   bigint PRIMARY KEY REFERENCES bank.account,
  -- National merchant id: ID and 13 digits.
  nmid         text NOT NULL UNIQUE CHECK (nmid ~ '^ID[0-9]{13}$'),
  -- 9360, bank, number, check digit.
  merchant_pan text NOT NULL UNIQUE CHECK (merchant_pan ~ '^93600[0-9]{13}$'),
  merchant_id  text NOT NULL UNIQUE CHECK (merchant_id ~ '^[0-9]{9}$'),
  criteria     text NOT NULL CHECK (criteria IN ('UMI', 'UKE', 'UME', 'UBE', 'URE', 'PSO', 'BLU')),
  mcc          text NOT NULL CHECK (mcc ~ '^[0-9]{4}$'),
  name         text NOT NULL CHECK (length(name) BETWEEN 1 AND 25),
  city         text NOT NULL CHECK (length(city) BETWEEN 1 AND 15),
  postcode     text NOT NULL CHECK (postcode ~ '^[0-9]{5}$')
);

CREATE TABLE bank.qr_code (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id           text        NOT NULL REFERENCES bank.partner,
  partner_reference_no text        NOT NULL CHECK (length(partner_reference_no) BETWEEN 1 AND 64),
  reference_no         text        NOT NULL UNIQUE,
  external_id          text        NOT NULL,
  merchant_id          bigint      NOT NULL REFERENCES bank.merchant,
  amount               bigint      NOT NULL CHECK (amount > 0),
  terminal_id          text        NOT NULL,
  content              text        NOT NULL CHECK (length(content) <= 512),
  content_sha256       bytea       NOT NULL,
  state                text        NOT NULL CHECK (state IN ('CREATED', 'PAID', 'EXPIRED', 'CANCELLED')),
  refunded             bigint      NOT NULL DEFAULT 0,
  valid_until          timestamptz NOT NULL,
  created_at           timestamptz NOT NULL,
  finished_at          timestamptz,
  UNIQUE (partner_id, partner_reference_no),
  CHECK ((state = 'CREATED') = (finished_at IS NULL)),
  CHECK (refunded BETWEEN 0 AND amount)
);
CREATE INDEX qr_code_by_content ON bank.qr_code (content_sha256);
CREATE INDEX qr_code_unpaid ON bank.qr_code (valid_until) WHERE state = 'CREATED';

-- One row per payment of a code, made here (qr_id) or printed by the merchant (qr_id null).
CREATE TABLE bank.qr_payment (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  qr_id                bigint      UNIQUE REFERENCES bank.qr_code,
  merchant_id          bigint      NOT NULL REFERENCES bank.merchant,
  payer_id             bigint      NOT NULL REFERENCES bank.account,
  amount               bigint      NOT NULL CHECK (amount > 0),
  reference_no         text        NOT NULL UNIQUE,
  rrn                  text        NOT NULL UNIQUE,
  approval_code        text        NOT NULL,
  journal_id           bigint      NOT NULL UNIQUE REFERENCES bank.journal,
  -- The code's time was over when the money came.
  late                 boolean     NOT NULL DEFAULT false,
  -- Issuer side (SNAP 50): the partner that paid.
  partner_id           text        REFERENCES bank.partner,
  partner_reference_no text,
  external_id          text,
  paid_at              timestamptz NOT NULL,
  UNIQUE (partner_id, partner_reference_no)
);

CREATE TABLE bank.qr_refund (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  qr_id      bigint      NOT NULL REFERENCES bank.qr_code,
  partner_id text        NOT NULL REFERENCES bank.partner,
  partner_no text        NOT NULL CHECK (length(partner_no) BETWEEN 1 AND 64),
  bank_no    text        NOT NULL UNIQUE,
  amount     bigint      NOT NULL CHECK (amount > 0),
  reason     text        NOT NULL,
  journal_id bigint      NOT NULL UNIQUE REFERENCES bank.journal,
  done_at    timestamptz NOT NULL,
  UNIQUE (partner_id, partner_no)
);
CREATE INDEX qr_refund_of_code ON bank.qr_refund (qr_id);
