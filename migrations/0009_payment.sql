-- Payment instructions, the cards that may pay, what banks told us, and their statements.

CREATE TABLE payment.card (
  id               uuid        PRIMARY KEY,
  version          int         NOT NULL,
  updated_at       timestamptz NOT NULL DEFAULT now(),
  satker_id        uuid        NOT NULL REFERENCES organisation.satker,
  holder_person_id uuid        NOT NULL REFERENCES identity.person,
  body             bytea       NOT NULL
);
CREATE INDEX card_by_holder ON payment.card (holder_person_id);
CREATE INDEX card_by_satker ON payment.card (satker_id);
SELECT journal.register('payment.card', ARRAY['satker_id', 'holder_person_id']);

CREATE TABLE payment.instruction (
  id            uuid        PRIMARY KEY,
  version       int         NOT NULL,
  updated_at    timestamptz NOT NULL DEFAULT now(),
  rail          text        NOT NULL CHECK (rail IN ('CMS', 'KKP')),
  state         text        NOT NULL,
  satker_id     uuid        NOT NULL REFERENCES organisation.satker,
  vendor_id     uuid        NOT NULL REFERENCES organisation.vendor,
  order_id      uuid        NOT NULL REFERENCES purchasing."order",
  -- our reference at the bank: one instruction, one reference, for ever
  reference     text        NOT NULL UNIQUE,
  created_at    timestamptz NOT NULL,
  -- when the platform asks the bank again; null when there is nothing to ask
  next_check_at timestamptz,
  body          bytea       NOT NULL
);
CREATE INDEX instruction_by_satker ON payment.instruction (satker_id, created_at DESC, id DESC);
CREATE INDEX instruction_by_vendor ON payment.instruction (vendor_id, created_at DESC, id DESC);
CREATE INDEX instruction_by_order ON payment.instruction (order_id);
CREATE INDEX instruction_to_ask ON payment.instruction (next_check_at) WHERE next_check_at IS NOT NULL;
-- An order is paid by one living instruction.
CREATE UNIQUE INDEX instruction_one_living ON payment.instruction (order_id)
  WHERE state NOT IN ('RETURNED', 'FAILED', 'WITHDRAWN', 'DECLINED');
SELECT journal.register('payment.instruction', ARRAY[
  'rail', 'state', 'satker_id', 'vendor_id', 'order_id', 'reference', 'created_at', 'next_check_at']);

-- What a bank said without being asked; a hint, kept once however often it is said.
CREATE TABLE payment.notice (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  reference  text        NOT NULL,
  status     text        NOT NULL,
  body       bytea       NOT NULL
);
CREATE INDEX notice_by_reference ON payment.notice (reference);
SELECT journal.register('payment.notice', ARRAY['reference', 'status']);

-- Lines of the statements of the treasurers' accounts. A line without an instruction is one that nobody here ordered.
CREATE TABLE payment.statement_line (
  id             uuid        PRIMARY KEY,
  version        int         NOT NULL,
  updated_at     timestamptz NOT NULL DEFAULT now(),
  satker_id      uuid        NOT NULL REFERENCES organisation.satker,
  booked_at      timestamptz NOT NULL,
  direction      text        NOT NULL CHECK (direction IN ('CREDIT', 'DEBIT')),
  instruction_id uuid        REFERENCES payment.instruction,
  body           bytea       NOT NULL
);
CREATE INDEX statement_by_satker ON payment.statement_line (satker_id, booked_at DESC);
SELECT journal.register('payment.statement_line', ARRAY['satker_id', 'booked_at', 'direction', 'instruction_id']);

GRANT SELECT ON payment.card, payment.instruction, payment.notice, payment.statement_line TO digipay_serve, digipay_work;

ALTER TABLE payment.card ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_cards ON payment.card FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_cards ON payment.card FOR SELECT TO digipay_work USING (true);

ALTER TABLE payment.instruction ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_instructions ON payment.instruction FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY work_instructions ON payment.instruction FOR SELECT TO digipay_work USING (true);

ALTER TABLE payment.statement_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_statement ON payment.statement_line FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_statement ON payment.statement_line FOR SELECT TO digipay_work USING (true);

-- A notice names no office; serve only asks whether it knows the reference.
ALTER TABLE payment.notice ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_notices ON payment.notice FOR SELECT TO digipay_work USING (true);

CREATE FUNCTION payment.knows(bank_reference text) RETURNS TABLE (id uuid, rail text)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp STABLE
  BEGIN ATOMIC
    SELECT i.id, i.rail FROM payment.instruction i WHERE i.reference = bank_reference;
  END;
REVOKE ALL ON FUNCTION payment.knows FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payment.knows TO digipay_serve;
