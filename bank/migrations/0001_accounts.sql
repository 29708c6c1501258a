-- Accounts of the sandbox bank and its double-entry journal. One database stands for several banks: every account
-- carries its three-digit bank code, and every journal balances within each bank.

CREATE TABLE bank.account (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  bank_code    text   NOT NULL CHECK (bank_code ~ '^[0-9]{3}$'),
  account_no   text   NOT NULL CHECK (account_no ~ '^[0-9A-Z]{1,34}$'),
  name         text   NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- KARTU is a credit card: its balance is negative by what the holder owes. INTERNAL is the bank's own book.
  kind         text   NOT NULL CHECK (kind IN ('GIRO', 'TABUNGAN', 'KARTU', 'INTERNAL')),
  status       text   NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'INACTIVE', 'DORMANT', 'BLOCKED')),
  -- The partner whose contract lets it debit and read this account. NULL: no partner may.
  partner_id   text,
  balance      bigint NOT NULL DEFAULT 0,
  held         bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  credit_limit bigint NOT NULL DEFAULT 0 CHECK (credit_limit >= 0),
  UNIQUE (bank_code, account_no),
  CONSTRAINT account_covered CHECK (kind = 'INTERNAL' OR balance - held + credit_limit >= 0)
);

-- A transfer names its source by number alone, so within one contract a number is one account.
CREATE UNIQUE INDEX account_under_contract ON bank.account (partner_id, account_no) WHERE partner_id IS NOT NULL;
CREATE INDEX account_by_number ON bank.account (account_no);

CREATE TABLE bank.journal (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('OPENING', 'TRANSFER', 'CARD')),
  description text        NOT NULL,
  booked_at   timestamptz NOT NULL
);

CREATE TABLE bank.entry (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  journal_id    bigint      NOT NULL REFERENCES bank.journal,
  account_id    bigint      NOT NULL REFERENCES bank.account,
  side          text        NOT NULL CHECK (side IN ('DEBIT', 'CREDIT')),
  amount        bigint      NOT NULL CHECK (amount > 0),
  balance_after bigint      NOT NULL,
  remark        text        NOT NULL CHECK (length(remark) <= 256),
  booked_at     timestamptz NOT NULL
);

CREATE INDEX entry_by_account ON bank.entry (account_id, booked_at, id);
CREATE INDEX entry_by_journal ON bank.entry (journal_id);

CREATE FUNCTION bank.refuse_unbalanced_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM bank.entry e JOIN bank.account a ON a.id = e.account_id
    WHERE e.journal_id = NEW.journal_id
    GROUP BY a.bank_code
    HAVING sum(CASE e.side WHEN 'DEBIT' THEN e.amount ELSE -e.amount END) <> 0
  ) THEN
    RAISE EXCEPTION 'journal % does not balance', NEW.journal_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON bank.entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION bank.refuse_unbalanced_journal();

CREATE FUNCTION bank.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON bank.journal
  FOR EACH ROW EXECUTE FUNCTION bank.refuse_change();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON bank.entry
  FOR EACH ROW EXECUTE FUNCTION bank.refuse_change();
