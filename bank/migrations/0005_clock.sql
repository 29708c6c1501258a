-- How far a simulation has set the bank's business clock from real time.

CREATE TABLE bank.clock (
  only      boolean PRIMARY KEY DEFAULT true CHECK (only),
  offset_ms bigint  NOT NULL
);
