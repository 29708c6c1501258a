-- Whatever leaves by order of a bank is one kind of instruction: orders, deposits of taxes, bills of cards, petty cash that goes back.
-- The version before this one goes on writing rows without purpose: null stands for an order.

ALTER TABLE payment.instruction
  ALTER COLUMN order_id DROP NOT NULL,
  ALTER COLUMN vendor_id DROP NOT NULL,
  ADD COLUMN purpose text CHECK (purpose IN ('ORDER', 'TAX_DEPOSIT', 'CARD_BILL', 'UP_RETURN')),
  -- what is paid, in the room that it belongs to
  ADD COLUMN subject_id uuid,
  DROP CONSTRAINT instruction_rail_check,
  ADD CONSTRAINT instruction_rail_check CHECK (rail IN ('CMS', 'KKP', 'MPN', 'QRIS')),
  ADD CONSTRAINT instruction_is_for_something CHECK (order_id IS NOT NULL OR (purpose <> 'ORDER' AND subject_id IS NOT NULL));

-- Nothing is paid by two living instructions.
CREATE UNIQUE INDEX instruction_one_living_subject ON payment.instruction (purpose, subject_id)
  WHERE purpose <> 'ORDER' AND state NOT IN ('RETURNED', 'FAILED', 'WITHDRAWN', 'DECLINED');
CREATE INDEX instruction_by_subject ON payment.instruction (subject_id) WHERE subject_id IS NOT NULL;

SELECT journal.register('payment.instruction', ARRAY[
  'rail', 'state', 'satker_id', 'vendor_id', 'order_id', 'purpose', 'subject_id', 'reference', 'created_at', 'next_check_at']);

INSERT INTO ledger.chart (kind, rule, meaning) VALUES
  ('bank.incoming',     'debit',  'Sent back by the payee''s bank, not yet seen on the statement'),
  ('bank.fee',          'free',   'Fees and tax that the bank took from the account'),
  ('bank.suspense',     'free',   'Lines of the statement that nobody has explained yet'),
  ('kkp.fund',          'credit', 'Received for the bill of the cards (SP2D-GUP KKP), to be paid to the issuer'),
  ('holder.receivable', 'debit',  'Personal lines of the card bill, owed by the holder'),
  ('up.returned',       'free',   'Petty cash paid back to the State');
