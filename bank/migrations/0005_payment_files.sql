-- Payment files taken (pain.001): a message id is taken once, and its report can be asked for again.

CREATE TABLE bank.payment_file (
  partner_id  text        NOT NULL REFERENCES bank.partner,
  message_id  text        NOT NULL CHECK (length(message_id) BETWEEN 1 AND 35),
  name        text        NOT NULL,
  received_at timestamptz NOT NULL,
  -- What became of each transfer, by block, in the order of the file; NULL while it runs.
  blocks      jsonb,
  PRIMARY KEY (partner_id, message_id)
);
