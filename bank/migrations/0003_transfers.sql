-- Transfers (SNAP 17 and 18). The row and its money are written in one transaction.

CREATE TABLE bank.transfer (
  id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id             text   NOT NULL REFERENCES bank.partner,
  partner_reference_no   text   NOT NULL CHECK (length(partner_reference_no) BETWEEN 1 AND 64),
  service                text   NOT NULL CHECK (service IN ('17', '18')),
  reference_no           text   NOT NULL UNIQUE,
  external_id            text   NOT NULL,
  amount                 bigint NOT NULL CHECK (amount > 0),
  source_account_no      text   NOT NULL,
  -- '' on an intrabank order: the bank of the source.
  beneficiary_bank_code  text   NOT NULL,
  beneficiary_account_no text   NOT NULL,
  remark                 text   NOT NULL,
  transaction_date       text   NOT NULL,
  state                  text   NOT NULL CHECK (state IN ('RECEIVED', 'PENDING', 'SUCCESS', 'FAILED')),
  response_code          text   NOT NULL DEFAULT '',
  source_id              bigint REFERENCES bank.account,
  beneficiary_id         bigint REFERENCES bank.account,
  settle_at              timestamptz,
  settle_as              text CHECK (settle_as IN ('SUCCESS', 'FAILED')),
  journal_id             bigint UNIQUE REFERENCES bank.journal,
  created_at             timestamptz NOT NULL,
  finished_at            timestamptz,
  UNIQUE (partner_id, partner_reference_no),
  CHECK ((state = 'SUCCESS') = (journal_id IS NOT NULL)),
  CHECK ((state = 'PENDING') = (settle_at IS NOT NULL AND finished_at IS NULL))
);
CREATE INDEX transfer_due ON bank.transfer (settle_at) WHERE state = 'PENDING';
