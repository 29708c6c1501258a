-- A payment file in which the bank was stopped goes on when the same file comes again; a clock that was set back is known.

ALTER TABLE bank.payment_file ADD COLUMN sha256 bytea NOT NULL DEFAULT '';
ALTER TABLE bank.payment_file ALTER COLUMN sha256 DROP DEFAULT;

-- Lines may then lie in another order than they were booked in.
ALTER TABLE bank.clock ADD COLUMN moved_back boolean NOT NULL DEFAULT false;
