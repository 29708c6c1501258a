-- When a person last came in, by whatever way: an account that nobody used for long lets nobody in where the profile asks for it (PCI
-- DSS 4.0.1, 8.2.6). Accounts that are there already count from today. A new password alone does not renew it.
ALTER TABLE identity.credential ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();
