-- What cards bought, the issuer's monthly bill and the money that pays it.

-- Cards may share a billing account; then each keeps its limit on an account of its own.
ALTER TABLE bank.card ADD COLUMN billing_account_id bigint REFERENCES bank.account;
UPDATE bank.card SET billing_account_id = account_id;
ALTER TABLE bank.card ALTER COLUMN billing_account_id SET NOT NULL;
CREATE INDEX card_by_billing_account ON bank.card (billing_account_id);

CREATE TABLE bank.card_bill (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bill_no            text        NOT NULL UNIQUE,
  billing_account_id bigint      NOT NULL REFERENCES bank.account,
  -- yyyyMM
  period             text        NOT NULL CHECK (period ~ '^[0-9]{6}$'),
  statement_date     date        NOT NULL,
  due_date           date        NOT NULL CHECK (due_date >= statement_date),
  -- Purchases less refunds; below zero when more came back than was spent.
  total              bigint      NOT NULL,
  paid               bigint      NOT NULL DEFAULT 0,
  -- What came back beyond all purchases and is not yet given back.
  overpaid           bigint      NOT NULL DEFAULT 0,
  paid_at            timestamptz,
  created_at         timestamptz NOT NULL,
  UNIQUE (billing_account_id, period),
  CHECK (paid >= 0 AND (total < 0 OR paid <= total)),
  CHECK (overpaid BETWEEN 0 AND greatest(-total, 0))
);

CREATE TABLE bank.card_posting (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id           bigint      NOT NULL REFERENCES bank.account,
  direction            text        NOT NULL CHECK (direction IN ('DEBIT', 'CREDIT')),
  amount               bigint      NOT NULL CHECK (amount > 0),
  posted_at            timestamptz NOT NULL,
  transaction_at       timestamptz NOT NULL,
  merchant_name        text        NOT NULL,
  merchant_city        text        NOT NULL,
  mcc                  text        NOT NULL CHECK (mcc ~ '^[0-9]{4}$'),
  approval_code        text        NOT NULL,
  rrn                  text        NOT NULL,
  -- Null for a purchase outside the platform.
  partner_reference_no text,
  journal_id           bigint      NOT NULL REFERENCES bank.journal,
  bill_id              bigint      REFERENCES bank.card_bill,
  line_no              integer,
  -- Of a purchase: what refunds and payments have covered.
  covered              bigint      NOT NULL DEFAULT 0 CHECK (covered BETWEEN 0 AND amount),
  CHECK ((bill_id IS NULL) = (line_no IS NULL)),
  UNIQUE (bill_id, line_no)
);
CREATE INDEX card_posting_unbilled ON bank.card_posting (posted_at) WHERE bill_id IS NULL;

-- Credits of a billing account that are not refunds of purchases: somebody pays the bill. A trigger writes them, so that
-- every way money can arrive is caught; the bank's loop shares them out.
CREATE TABLE bank.card_receipt (
  entry_id           bigint PRIMARY KEY REFERENCES bank.entry,
  billing_account_id bigint      NOT NULL REFERENCES bank.account,
  amount             bigint      NOT NULL CHECK (amount > 0),
  booked_at          timestamptz NOT NULL,
  shared_out         boolean     NOT NULL DEFAULT false,
  -- After sharing out: what no bill asked for and is not yet given back.
  overpaid           bigint      NOT NULL DEFAULT 0 CHECK (overpaid BETWEEN 0 AND amount)
);
CREATE INDEX card_receipt_waiting ON bank.card_receipt (entry_id) WHERE NOT shared_out;
CREATE INDEX card_receipt_overpaid ON bank.card_receipt (billing_account_id) WHERE overpaid > 0;

CREATE FUNCTION bank.note_card_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.side = 'CREDIT' AND EXISTS (
    SELECT FROM bank.account a, bank.journal j
    WHERE a.id = NEW.account_id AND a.kind = 'KARTU' AND j.id = NEW.journal_id AND j.kind <> 'CARD'
  ) THEN
    INSERT INTO bank.card_receipt (entry_id, billing_account_id, amount, booked_at)
    VALUES (NEW.id, NEW.account_id, NEW.amount, NEW.booked_at);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER card_receipt_noted AFTER INSERT ON bank.entry
  FOR EACH ROW WHEN (NEW.side = 'CREDIT') EXECUTE FUNCTION bank.note_card_receipt();
