-- The ledger: accounts, and transfers of whole rupiah between two of them. PostgreSQL itself keeps it right:
-- a transfer has one debit and one credit side (so it cannot be unbalanced), balances change only by transfers,
-- no account may pass its rule, nothing is ever changed or deleted.

CREATE TABLE ledger.chart (
  kind    text PRIMARY KEY,
  -- 'credit': debits (posted and held) may not exceed posted credits; 'debit': the mirror image; 'free': no bound.
  rule    text NOT NULL CHECK (rule IN ('credit', 'debit', 'free')),
  meaning text NOT NULL
);

CREATE TABLE ledger.account (
  id              uuid   PRIMARY KEY,
  kind            text   NOT NULL REFERENCES ledger.chart,
  rule            text   NOT NULL,
  debits_pending  bigint NOT NULL DEFAULT 0 CHECK (debits_pending  >= 0),
  debits_posted   bigint NOT NULL DEFAULT 0 CHECK (debits_posted   >= 0),
  credits_pending bigint NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
  credits_posted  bigint NOT NULL DEFAULT 0 CHECK (credits_posted  >= 0),
  CONSTRAINT not_overdrawn_credit CHECK (rule <> 'credit' OR debits_posted + debits_pending <= credits_posted),
  CONSTRAINT not_overdrawn_debit  CHECK (rule <> 'debit'  OR credits_posted + credits_pending <= debits_posted)
) WITH (fillfactor = 60);

CREATE TABLE ledger.transfer (
  id        uuid        PRIMARY KEY,
  kind      text        NOT NULL CHECK (kind IN ('move', 'hold', 'post', 'void')),
  debit     uuid        NOT NULL REFERENCES ledger.account,
  credit    uuid        NOT NULL REFERENCES ledger.account,
  amount    bigint      NOT NULL CHECK (amount > 0),
  hold      uuid        REFERENCES ledger.transfer,
  reason    text        NOT NULL,
  event_seq bigint      NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  CHECK (debit <> credit),
  CHECK ((hold IS NULL) = (kind IN ('move', 'hold')))
);
-- A hold is posted or voided once.
CREATE UNIQUE INDEX transfer_hold_once ON ledger.transfer (hold) WHERE hold IS NOT NULL;
CREATE INDEX transfer_event ON ledger.transfer (event_seq);
CREATE INDEX transfer_debit ON ledger.transfer (debit);
CREATE INDEX transfer_credit ON ledger.transfer (credit);

-- Moves the balances of the accounts by the transfers just inserted, one update per account.
CREATE FUNCTION ledger.apply_transfers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh f JOIN ledger.transfer h ON h.id = f.hold
             WHERE h.kind <> 'hold' OR h.debit <> f.debit OR h.credit <> f.credit OR f.amount > h.amount) THEN
    RAISE EXCEPTION 'a post or void must name a hold of the same accounts and at least its amount' USING ERRCODE = 'check_violation';
  END IF;

  UPDATE ledger.account a
  SET debits_pending  = a.debits_pending  + c.debits_pending,
      debits_posted   = a.debits_posted   + c.debits_posted,
      credits_pending = a.credits_pending + c.credits_pending,
      credits_posted  = a.credits_posted  + c.credits_posted
  FROM (
    SELECT side.account,
           sum(side.pending) FILTER (WHERE side.is_debit)     AS debits_pending,
           sum(side.posted)  FILTER (WHERE side.is_debit)     AS debits_posted,
           sum(side.pending) FILTER (WHERE NOT side.is_debit) AS credits_pending,
           sum(side.posted)  FILTER (WHERE NOT side.is_debit) AS credits_posted
    FROM (
      SELECT f.debit, f.credit,
             CASE f.kind WHEN 'hold' THEN f.amount WHEN 'move' THEN 0 ELSE -h.amount END AS pending,
             CASE f.kind WHEN 'move' THEN f.amount WHEN 'post' THEN f.amount ELSE 0 END  AS posted
      FROM fresh f LEFT JOIN ledger.transfer h ON h.id = f.hold
    ) t
    CROSS JOIN LATERAL (VALUES (t.debit, true, t.pending, t.posted), (t.credit, false, t.pending, t.posted))
      AS side (account, is_debit, pending, posted)
    GROUP BY side.account
  ) AS raw (account, debits_pending, debits_posted, credits_pending, credits_posted)
  CROSS JOIN LATERAL (SELECT coalesce(raw.debits_pending, 0), coalesce(raw.debits_posted, 0),
                             coalesce(raw.credits_pending, 0), coalesce(raw.credits_posted, 0))
    AS c (debits_pending, debits_posted, credits_pending, credits_posted)
  WHERE a.id = raw.account;
  RETURN NULL;
END $$;

CREATE TRIGGER transfers_move_balances AFTER INSERT ON ledger.transfer
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.apply_transfers();

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is not allowed: entries are corrected by new entries', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER transfers_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.transfer
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE FUNCTION ledger.only_by_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'balances change only by transfers' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER balances_follow_transfers BEFORE UPDATE ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.only_by_transfer();
CREATE TRIGGER accounts_are_final BEFORE DELETE OR TRUNCATE ON ledger.account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE FUNCTION ledger.opens_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.debits_pending + NEW.debits_posted + NEW.credits_pending + NEW.credits_posted <> 0 THEN
    RAISE EXCEPTION 'an account opens empty' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT rule INTO STRICT NEW.rule FROM ledger.chart WHERE kind = NEW.kind;
  RETURN NEW;
END $$;
CREATE TRIGGER accounts_open_empty BEFORE INSERT ON ledger.account
  FOR EACH ROW EXECUTE FUNCTION ledger.opens_empty();

-- What a decision does to the room left on an account (posted minus used and held), by the account's rule.
CREATE FUNCTION ledger.room_delta(rule text, is_debit boolean, kind text, amount bigint, held bigint)
  RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE
    WHEN rule = 'free' THEN 0
    WHEN is_debit = (rule = 'credit') THEN -- the side that uses room
      CASE kind WHEN 'move' THEN -amount WHEN 'hold' THEN -amount WHEN 'post' THEN held - amount ELSE held END
    ELSE -- the side that gives room, once posted
      CASE kind WHEN 'move' THEN amount WHEN 'post' THEN amount ELSE 0 END
  END;

-- Differences between the balances and the transfers, and totals that do not balance. No row: all is well.
CREATE FUNCTION ledger.verify() RETURNS TABLE (account uuid, problem text) LANGUAGE sql STABLE AS $$
  WITH sides AS (
    SELECT t.debit AS account, true AS is_debit, t.kind, t.amount, h.amount AS held
    FROM ledger.transfer t LEFT JOIN ledger.transfer h ON h.id = t.hold
    UNION ALL
    SELECT t.credit, false, t.kind, t.amount, h.amount
    FROM ledger.transfer t LEFT JOIN ledger.transfer h ON h.id = t.hold
  ), sums AS (
    SELECT account,
      coalesce(sum(CASE kind WHEN 'hold' THEN amount WHEN 'post' THEN -held WHEN 'void' THEN -held END) FILTER (WHERE is_debit), 0) AS dp,
      coalesce(sum(amount) FILTER (WHERE is_debit AND kind IN ('move', 'post')), 0) AS d,
      coalesce(sum(CASE kind WHEN 'hold' THEN amount WHEN 'post' THEN -held WHEN 'void' THEN -held END) FILTER (WHERE NOT is_debit), 0) AS cp,
      coalesce(sum(amount) FILTER (WHERE NOT is_debit AND kind IN ('move', 'post')), 0) AS c
    FROM sides GROUP BY account
  )
  SELECT a.id, 'balance differs from the transfers'
  FROM ledger.account a LEFT JOIN sums s ON s.account = a.id
  WHERE (a.debits_pending, a.debits_posted, a.credits_pending, a.credits_posted)
     IS DISTINCT FROM (coalesce(s.dp, 0), coalesce(s.d, 0), coalesce(s.cp, 0), coalesce(s.c, 0))
  UNION ALL
  SELECT NULL, 'debits and credits of all accounts differ'
  FROM ledger.account HAVING sum(debits_posted) <> sum(credits_posted) OR sum(debits_pending) <> sum(credits_pending)
$$;

INSERT INTO ledger.chart (kind, rule, meaning) VALUES
  ('budget.authorised', 'free',   'Pagu as granted by the DIPA/DPA: the source of a budget line'),
  ('budget.available',  'credit', 'What is left of a budget line; holds on it are the commitments'),
  ('budget.blocked',    'credit', 'Pagu that may not be used yet'),
  ('budget.realised',   'credit', 'Spent from a budget line'),
  ('bank.cash',         'debit',  'Money in the bank account of the treasurer, as proven by statements'),
  ('bank.clearing',     'credit', 'Paid by the bank, not yet seen on the statement'),
  ('up.fund',           'credit', 'Uang persediaan still unspent; holds on it are payments under way'),
  ('up.spent',          'free',   'Spending recognised by SPBy (debit) and paid (credit)'),
  ('vendor.payable',    'credit', 'Owed to a vendor by a satker'),
  ('tax.payable',       'credit', 'Tax withheld by the treasurer, not yet deposited'),
  ('card.facility',     'free',   'Card limit as granted by the issuer'),
  ('card.limit',        'credit', 'What is left of the limit of a card; holds on it are open card payments'),
  ('card.used',         'credit', 'Limit used and not yet restored'),
  ('issuer.payable',    'credit', 'Owed by a satker to the issuer of its cards');
