-- Transfers by clearing (22, 23), payments of virtual accounts (33) and of taxes (91); fees, returns, and journals that
-- say which payment they belong to. Booking is one function: a balance is locked for one statement, not for ten.

ALTER TABLE bank.journal DROP CONSTRAINT journal_kind_check;
ALTER TABLE bank.journal
  ADD CONSTRAINT journal_kind_check CHECK (kind ~ '^[A-Z_]{2,20}$'),
  -- The partner's reference of the payment.
  ADD COLUMN reference text CHECK (length(reference) <= 64),
  -- INTRABANK, ONLINE, BIFAST, SKN, RTGS, VA, MPN …
  ADD COLUMN channel text CHECK (channel ~ '^[A-Z]{2,12}$');

ALTER TABLE bank.transfer DROP CONSTRAINT transfer_service_check;
ALTER TABLE bank.transfer
  ADD CONSTRAINT transfer_service_check CHECK (service IN ('17', '18', '22', '23', '33', '91')),
  ADD COLUMN channel          text   NOT NULL DEFAULT 'INTRABANK',
  ADD COLUMN beneficiary_name text   NOT NULL DEFAULT '',
  -- Borne by the payer and by the payee, in rupiah.
  ADD COLUMN fee              bigint NOT NULL DEFAULT 0 CHECK (fee >= 0),
  ADD COLUMN payee_fee        bigint NOT NULL DEFAULT 0 CHECK (payee_fee >= 0),
  ADD COLUMN trace_no         text   NOT NULL DEFAULT '',
  -- Receipts of special payments: NTPN and NTB of a tax.
  ADD COLUMN details          jsonb  NOT NULL DEFAULT '{}',
  ADD COLUMN return_at        timestamptz,
  ADD COLUMN return_reason    text   NOT NULL DEFAULT '',
  ADD COLUMN returned_at      timestamptz,
  ADD COLUMN return_journal_id bigint UNIQUE REFERENCES bank.journal,
  ADD CONSTRAINT transfer_return CHECK ((returned_at IS NULL) = (return_journal_id IS NULL)
    AND (returned_at IS NULL OR state = 'SUCCESS'));
UPDATE bank.transfer SET channel = 'ONLINE' WHERE service = '18';
CREATE INDEX transfer_return_due ON bank.transfer (return_at) WHERE return_at IS NOT NULL AND returned_at IS NULL;
CREATE INDEX transfer_by_external_id ON bank.transfer (partner_id, external_id);
CREATE INDEX transfer_by_time ON bank.transfer (partner_id, created_at, id);

-- Id of an internal book, opened on first use.
CREATE FUNCTION bank.internal_book(its_bank text, book text, label text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE found bigint;
BEGIN
  SELECT id INTO found FROM bank.account WHERE bank_code = its_bank AND account_no = book;
  IF found IS NOT NULL THEN RETURN found; END IF;
  INSERT INTO bank.account (bank_code, account_no, name, kind) VALUES (its_bank, book, label, 'INTERNAL')
  ON CONFLICT (bank_code, account_no) DO NOTHING;
  SELECT id INTO STRICT found FROM bank.account WHERE bank_code = its_bank AND account_no = book;
  RETURN found;
END $$;

CREATE FUNCTION bank.post(its_journal bigint, its_account bigint, change bigint, its_remark text, at timestamptz)
RETURNS void LANGUAGE sql AS $$
  WITH changed AS (UPDATE bank.account SET balance = balance + change WHERE id = its_account RETURNING id, balance)
  INSERT INTO bank.entry (journal_id, account_id, side, amount, balance_after, remark, booked_at)
  SELECT its_journal, id, CASE WHEN change < 0 THEN 'DEBIT' ELSE 'CREDIT' END, abs(change), balance, its_remark, at
  FROM changed
$$;

-- Moves money between two accounts that the caller has locked. Between banks the clearing book of each takes the other
-- side, so that every bank stays balanced. Returns the journal.
CREATE FUNCTION bank.book(
  kind text, payer bigint, payee bigint, amount bigint, remark text, reference text, channel text, at timestamptz,
  clearing_label text
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  journal bigint;
  payer_bank text := (SELECT bank_code FROM bank.account WHERE id = payer);
  payee_bank text := (SELECT bank_code FROM bank.account WHERE id = payee);
  payer_clearing bigint;
  payee_clearing bigint;
BEGIN
  INSERT INTO bank.journal (kind, description, booked_at, reference, channel)
  VALUES (kind, remark, at, reference, channel) RETURNING id INTO journal;
  PERFORM bank.post(journal, payer, -amount, remark, at);
  IF payer_bank <> payee_bank THEN
    payer_clearing := bank.internal_book(payer_bank, 'KLIRING', clearing_label);
    payee_clearing := bank.internal_book(payee_bank, 'KLIRING', clearing_label);
    PERFORM FROM bank.account WHERE id IN (payer_clearing, payee_clearing) ORDER BY id FOR NO KEY UPDATE;
    PERFORM bank.post(journal, payer_clearing, amount, remark, at);
    PERFORM bank.post(journal, payee_clearing, -amount, remark, at);
  END IF;
  PERFORM bank.post(journal, payee, amount, remark, at);
  RETURN journal;
END $$;
