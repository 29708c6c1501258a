-- How far a simulation has set the bank's business clock from real time.

CREATE TABLE bank.clock (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  offset_ms bigint  NOT NULL
);
