-- Authorise first, take the money later (SNAP 63 to 69), refunds (58, 69) and what 3-D Secure said.

ALTER TABLE bank.card_session
  ADD COLUMN kind             text   NOT NULL DEFAULT 'SALE' CHECK (kind IN ('SALE', 'AUTH')),
  -- 3-D Secure: Y authenticated, N failed, U not available.
  ADD COLUMN trans_status     text   CHECK (trans_status IN ('Y', 'N', 'U')),
  ADD COLUMN mcc              text   CHECK (mcc ~ '^[0-9]{4}$'),
  -- What an authorisation still keeps of the card's limit, and until when.
  ADD COLUMN held             bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  ADD COLUMN authorised_until timestamptz,
  ADD COLUMN captured         bigint NOT NULL DEFAULT 0,
  ADD COLUMN refunded         bigint NOT NULL DEFAULT 0,
  DROP CONSTRAINT card_session_state_check,
  ADD CONSTRAINT card_session_state_check CHECK (state IN ('OPEN', 'CHALLENGED', 'PAID', 'AUTHORISED', 'CAPTURED',
    'VOIDED', 'LAPSED', 'DECLINED', 'EXPIRED', 'CANCELLED'));

UPDATE bank.card_session SET captured = amount, trans_status = 'Y' WHERE state = 'PAID';

ALTER TABLE bank.card_session
  ADD CONSTRAINT card_session_taken CHECK (captured >= 0 AND captured + held <= amount),
  ADD CONSTRAINT card_session_refunded CHECK (refunded >= 0 AND refunded <= captured),
  ADD CONSTRAINT card_session_held CHECK (held = 0 OR (state = 'AUTHORISED' AND authorised_until IS NOT NULL));
CREATE INDEX card_session_held ON bank.card_session (authorised_until) WHERE held > 0;

-- Captures, voids and refunds, each once per number of the partner. Only what was done is kept.
CREATE TABLE bank.card_operation (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id bigint      NOT NULL REFERENCES bank.card_session,
  kind       text        NOT NULL CHECK (kind IN ('CAPTURE', 'VOID', 'REFUND')),
  partner_id text        NOT NULL REFERENCES bank.partner,
  partner_no text        NOT NULL CHECK (length(partner_no) BETWEEN 1 AND 64),
  bank_no    text        NOT NULL UNIQUE,
  -- Of a refund: the capture it gives back, when the partner named one.
  capture_no text        REFERENCES bank.card_operation (bank_no),
  amount     bigint      NOT NULL CHECK (amount > 0),
  note       text        NOT NULL DEFAULT '',
  -- Null when only a hold was freed.
  journal_id bigint      UNIQUE REFERENCES bank.journal,
  done_at    timestamptz NOT NULL,
  UNIQUE (partner_id, kind, partner_no)
);
CREATE INDEX card_operation_of_session ON bank.card_operation (session_id);
