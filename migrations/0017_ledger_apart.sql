-- The ledger tells numbers, never whose. The id of a transfer is a keyed hash like those of accounts (journal/commit.ts), so who has the
-- key finds the transfers of an event, and nobody else; the event's number and the time of day, which a join would follow, are not kept.
ALTER TABLE ledger.transfer ALTER COLUMN event_seq DROP NOT NULL;

CREATE FUNCTION ledger.stand_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.event_seq := NULL;
  NEW.at := date_trunc('day', NEW.at, 'UTC');
  RETURN NEW;
END $$;
CREATE TRIGGER transfers_stand_apart BEFORE INSERT ON ledger.transfer FOR EACH ROW EXECUTE FUNCTION ledger.stand_apart();

-- What was written before, once; entries stay what they were.
ALTER TABLE ledger.transfer DISABLE TRIGGER transfers_are_final;
UPDATE ledger.transfer SET event_seq = NULL, at = date_trunc('day', at, 'UTC');
ALTER TABLE ledger.transfer ENABLE TRIGGER transfers_are_final;
DROP INDEX ledger.transfer_event;
