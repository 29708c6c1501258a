-- A notice belongs to a service; the partner's address is a base to which the service adds its path.

ALTER TABLE bank.notice ADD COLUMN service text NOT NULL DEFAULT '56' CHECK (service ~ '^[0-9]{2}$');
ALTER TABLE bank.notice ALTER COLUMN service DROP DEFAULT;
