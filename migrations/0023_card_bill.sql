-- The monthly bill of the government cards (KKP): its lines, what was decided on each, DPT, the papers of the treasury, payment.

CREATE SCHEMA card;
GRANT USAGE ON SCHEMA card TO digipay_serve, digipay_work, digipay_auditor;

CREATE TABLE card.bill (
  id             uuid        PRIMARY KEY,
  version        int         NOT NULL,
  updated_at     timestamptz NOT NULL DEFAULT now(),
  satker_id      uuid        NOT NULL REFERENCES organisation.satker,
  state          text        NOT NULL,
  -- yyyyMM, as the issuer counts
  period         text        NOT NULL CHECK (period ~ '^[0-9]{6}$'),
  statement_date date        NOT NULL,
  due_date       date        NOT NULL,
  -- lines stay open that no later bill has taken over
  leaves_open    boolean     NOT NULL,
  body           bytea       NOT NULL
);
CREATE INDEX bill_by_satker ON card.bill (satker_id, statement_date DESC, id DESC);
SELECT journal.register('card.bill', ARRAY['satker_id', 'state', 'period', 'statement_date', 'due_date', 'leaves_open']);

GRANT SELECT ON card.bill TO digipay_serve, digipay_work;
ALTER TABLE card.bill ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_bills ON card.bill FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_bills ON card.bill FOR SELECT TO digipay_work USING (true);

-- A card payment that was voided before clearing leaves its order to be paid again.
DROP INDEX payment.instruction_one_living;
CREATE UNIQUE INDEX instruction_one_living ON payment.instruction (order_id)
  WHERE state NOT IN ('RETURNED', 'FAILED', 'WITHDRAWN', 'DECLINED', 'VOIDED');

-- Photos of receipts for what was bought elsewhere.
CREATE TABLE card.receipt (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL,
  bill_id    uuid        NOT NULL REFERENCES card.bill,
  by_person  uuid        NOT NULL,
  body       bytea       NOT NULL
);
CREATE INDEX receipt_by_bill ON card.receipt (bill_id);
SELECT journal.register('card.receipt', ARRAY['satker_id', 'bill_id', 'by_person']);
GRANT SELECT ON card.receipt TO digipay_serve, digipay_work;
ALTER TABLE card.receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_receipts ON card.receipt FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_receipts ON card.receipt FOR SELECT TO digipay_work USING (true);
