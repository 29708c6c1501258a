-- Taxes kept back by treasurers, from the payment to the return of the period, and their deposits.

CREATE SCHEMA tax;
GRANT USAGE ON SCHEMA tax TO digipay_serve, digipay_work, digipay_auditor;

CREATE TABLE tax.withholding (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  vendor_id  uuid        NOT NULL REFERENCES organisation.vendor,
  order_id   uuid        NOT NULL REFERENCES purchasing."order",
  state      text        NOT NULL CHECK (state IN ('OWED', 'IN_DEPOSIT', 'DEPOSITED', 'SLIPPED', 'REPORTED', 'CLOSED')),
  kind       text        NOT NULL CHECK (kind IN ('PPN', 'PPH')),
  -- kept back of the payment, or owed although a card paid the vendor in full
  source     text        NOT NULL CHECK (source IN ('PAYMENT', 'OUTSIDE_CARD')),
  due        date        NOT NULL,
  deposit_id uuid,
  body       bytea       NOT NULL
);
CREATE INDEX withholding_by_satker ON tax.withholding (satker_id, state, due);
CREATE INDEX withholding_by_vendor ON tax.withholding (vendor_id, due DESC);
CREATE INDEX withholding_by_order ON tax.withholding (order_id);
SELECT journal.register('tax.withholding', ARRAY[
  'satker_id', 'vendor_id', 'order_id', 'state', 'kind', 'source', 'due', 'deposit_id']);

CREATE TABLE tax.deposit (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  state      text        NOT NULL CHECK (state IN ('DRAFTED', 'BILLED', 'PAYING', 'DEPOSITED', 'WITHDRAWN')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  body       bytea       NOT NULL
);
CREATE INDEX deposit_by_satker ON tax.deposit (satker_id, created_at DESC, id DESC);
CREATE INDEX deposit_to_expire ON tax.deposit (expires_at) WHERE state = 'BILLED';
SELECT journal.register('tax.deposit', ARRAY['satker_id', 'state', 'created_at', 'expires_at']);

GRANT SELECT ON tax.withholding, tax.deposit TO digipay_serve, digipay_work;

-- A vendor sees what was kept back of its own payments: it is its proof towards the tax office.
ALTER TABLE tax.withholding ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_withholdings ON tax.withholding FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY overseen_withholdings ON tax.withholding FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]));
CREATE POLICY national_withholdings ON tax.withholding FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide());
CREATE POLICY work_withholdings ON tax.withholding FOR SELECT TO digipay_work USING (true);

ALTER TABLE tax.deposit ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_deposits ON tax.deposit FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY overseen_deposits ON tax.deposit FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]));
CREATE POLICY national_deposits ON tax.deposit FOR SELECT TO digipay_serve USING (satker_id >= platform.nationwide());
CREATE POLICY work_deposits ON tax.deposit FOR SELECT TO digipay_work USING (true);
