-- Every line of every statement of a treasurer's account is kept once and posted once; what explains it is found afterwards.
-- The version before this one goes on writing lines without status: the next reading takes them up.

CREATE SCHEMA IF NOT EXISTS reconciliation;
GRANT USAGE ON SCHEMA reconciliation TO digipay_serve, digipay_work, digipay_auditor;

-- An account as its statements tell it: how far it is read, what it comes to, month by month.
CREATE TABLE reconciliation.book (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  -- when the bank was last asked, whatever it said
  asked_at   timestamptz NOT NULL,
  body       bytea       NOT NULL
);
CREATE INDEX book_by_satker ON reconciliation.book (satker_id);
SELECT journal.register('reconciliation.book', ARRAY['satker_id', 'asked_at']);

ALTER TABLE payment.statement_line
  ADD COLUMN book_id    uuid REFERENCES reconciliation.book,
  -- TAKEN: posted to suspense. WAITING: for the bank's word on a payment. OPEN: for a person. EXPLAINED: posted where it belongs.
  ADD COLUMN status     text CHECK (status IN ('TAKEN', 'WAITING', 'OPEN', 'EXPLAINED')),
  -- what explains it
  ADD COLUMN class      text,
  ADD COLUMN source     text CHECK (source IN ('SNAP', 'FILE')),
  -- the month in which it counts
  ADD COLUMN period     text CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  -- the id under which the other source tells the same line
  ADD COLUMN seen_as    uuid,
  -- keyed hashes: lines that are alike (day, direction, amount, reference), that leave the same balance (day, direction, amount,
  -- balance after), and lines of one amount
  ADD COLUMN alike      uuid,
  ADD COLUMN balance_key uuid,
  ADD COLUMN amount_key uuid,
  ADD COLUMN incident   boolean;
CREATE INDEX statement_to_explain ON payment.statement_line (satker_id, booked_at, id) WHERE status IN ('TAKEN', 'WAITING', 'OPEN');
CREATE INDEX statement_by_period ON payment.statement_line (book_id, period, booked_at, id);
CREATE INDEX statement_seen_as ON payment.statement_line (seen_as) WHERE seen_as IS NOT NULL;
CREATE INDEX statement_alike ON payment.statement_line (alike) WHERE seen_as IS NULL;
CREATE INDEX statement_same_balance ON payment.statement_line (balance_key) WHERE seen_as IS NULL AND balance_key IS NOT NULL;
CREATE INDEX statement_open_amount ON payment.statement_line (amount_key) WHERE status IN ('WAITING', 'OPEN');
CREATE INDEX statement_to_return ON payment.statement_line (satker_id, booked_at, id) WHERE class = 'TO_RETURN';
CREATE INDEX statement_by_instruction ON payment.statement_line (instruction_id) WHERE instruction_id IS NOT NULL;
SELECT journal.register('payment.statement_line', ARRAY['satker_id', 'booked_at', 'direction', 'instruction_id', 'book_id', 'status',
  'class', 'source', 'period', 'seen_as', 'alike', 'balance_key', 'amount_key', 'incident']);

-- The month of an account, signed by the treasurer, then by the KPA.
CREATE TABLE reconciliation.closing (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  book_id    uuid        NOT NULL REFERENCES reconciliation.book,
  period     text        NOT NULL CHECK (period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
  state      text        NOT NULL,
  body       bytea       NOT NULL,
  UNIQUE (book_id, period)
);
CREATE INDEX closing_by_satker ON reconciliation.closing (satker_id, period);
SELECT journal.register('reconciliation.closing', ARRAY['satker_id', 'book_id', 'period', 'state']);

GRANT SELECT ON reconciliation.book, reconciliation.closing TO digipay_serve, digipay_work;

ALTER TABLE reconciliation.book ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_books ON reconciliation.book FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_books ON reconciliation.book FOR SELECT TO digipay_work USING (true);

ALTER TABLE reconciliation.closing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_closings ON reconciliation.closing FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_closings ON reconciliation.closing FOR SELECT TO digipay_work USING (true);

-- The bank's own word cannot be refused: an account that it overdraws, or whose credit it tells late, is kept as it tells it.
UPDATE ledger.chart SET rule = 'free' WHERE kind = 'bank.cash';
ALTER TABLE ledger.account DISABLE TRIGGER balances_follow_transfers;
UPDATE ledger.account SET rule = 'free' WHERE kind = 'bank.cash';
ALTER TABLE ledger.account ENABLE TRIGGER balances_follow_transfers;
