-- How the platform gets on with each bank: its circuit, as the last process that saw it change left it. Nobody's private affair, and
-- no vendor's either.

CREATE TABLE payment.bank_link (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  bank_code  text        NOT NULL UNIQUE,
  state      text        NOT NULL CHECK (state IN ('CLOSED', 'OPEN', 'HALF_OPEN')),
  -- SILENT: it does not answer. SHUT: it says that it is closed at this hour.
  reason     text        CHECK (reason IN ('SILENT', 'SHUT')),
  since      timestamptz NOT NULL,
  -- while OPEN: when the platform tries again
  until      timestamptz,
  body       bytea       NOT NULL
);
SELECT journal.register('payment.bank_link', ARRAY['bank_code', 'state', 'reason', 'since', 'until']);
GRANT SELECT ON payment.bank_link TO digipay_serve, digipay_work;

ALTER TABLE payment.bank_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY links_of_payers ON payment.bank_link FOR SELECT TO digipay_serve
  USING (platform.scope_id('satker') IS NOT NULL
    OR coalesce(platform.scope('kppn'), platform.scope('kanwil')) IS NOT NULL
    OR platform.nationwide() IS NOT NULL);
CREATE POLICY work_links ON payment.bank_link FOR SELECT TO digipay_work USING (true);
