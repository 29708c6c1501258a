-- Levels of the CMS by satker and bank, what the bank says of payees, and payments that wait for their hour.
-- The version before this one goes on writing rows without send_after and payee: null stands for at once and for not asked yet.

ALTER TABLE payment.instruction
  -- nobody sends before this moment; infinity while a person has to release it
  ADD COLUMN send_after timestamptz,
  -- what the bank's answer about the payee's name is worth; null where no vendor is paid by transfer
  ADD COLUMN payee text CHECK (payee IN ('WAITING', 'GOOD', 'HELD')),
  -- a letter asks for money of it back; null: none was written
  ADD COLUMN return_asked boolean;
CREATE INDEX instruction_return_asked ON payment.instruction (satker_id) WHERE return_asked;
CREATE INDEX instruction_payee_waits ON payment.instruction (updated_at) WHERE payee = 'WAITING';
SELECT journal.register('payment.instruction', ARRAY[
  'rail', 'state', 'satker_id', 'vendor_id', 'order_id', 'purpose', 'subject_id', 'reference', 'created_at', 'next_check_at',
  'send_after', 'payee', 'return_asked']);

CREATE TABLE payment.cms_setting (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  bank_code  text        NOT NULL,
  body       bytea       NOT NULL,
  UNIQUE (satker_id, bank_code)
);
SELECT journal.register('payment.cms_setting', ARRAY['satker_id', 'bank_code']);

-- The standing account of a vendor as this satker pays it, with the last answer of the bank.
CREATE TABLE payment.payee (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  vendor_id  uuid        NOT NULL REFERENCES organisation.vendor,
  state      text        NOT NULL CHECK (state IN ('GOOD', 'HELD', 'FROZEN')),
  body       bytea       NOT NULL,
  UNIQUE (satker_id, vendor_id)
);
CREATE INDEX payee_by_vendor ON payment.payee (vendor_id);
SELECT journal.register('payment.payee', ARRAY['satker_id', 'vendor_id', 'state']);

GRANT SELECT ON payment.cms_setting, payment.payee TO digipay_serve, digipay_work;

ALTER TABLE payment.cms_setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_cms_settings ON payment.cms_setting FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_cms_settings ON payment.cms_setting FOR SELECT TO digipay_work USING (true);

ALTER TABLE payment.payee ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_payees ON payment.payee FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_payees ON payment.payee FOR SELECT TO digipay_work USING (true);
