-- Work units, vendors and budget lines. Names, accounts and contact data are in the body, which goes through the codec.

CREATE TABLE organisation.satker (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  code       text        NOT NULL UNIQUE CHECK (code ~ '^[0-9]{6}$'),
  regime     text        NOT NULL CHECK (regime IN ('APBN', 'APBD')),
  zone       text        NOT NULL CHECK (zone IN ('WIB', 'WITA', 'WIT')),
  kppn_code  text        NOT NULL,
  body       bytea       NOT NULL
);
SELECT journal.register('organisation.satker', ARRAY['code', 'regime', 'zone', 'kppn_code']);

CREATE TABLE organisation.vendor (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  slug       text        NOT NULL UNIQUE,
  state      text        NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED', 'BLOCKED')),
  body       bytea       NOT NULL
);
SELECT journal.register('organisation.vendor', ARRAY['slug', 'state']);

CREATE TABLE budget.line (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  year       int         NOT NULL,
  akun       text        NOT NULL,
  body       bytea       NOT NULL
);
CREATE INDEX line_by_satker ON budget.line (satker_id, year, akun);
SELECT journal.register('budget.line', ARRAY['satker_id', 'year', 'akun']);

GRANT SELECT ON organisation.satker, organisation.vendor, budget.line TO digipay_serve, digipay_work;

-- A satker sees itself and its lines. A signed-in person of a satker may buy from any vendor, so any vendor's row is
-- readable to it; a vendor reads its own. What of it is shown is decided by the routes.
ALTER TABLE organisation.satker ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_satker ON organisation.satker FOR SELECT TO digipay_serve USING (id = platform.scope_id('satker'));
CREATE POLICY work_satker ON organisation.satker FOR SELECT TO digipay_work USING (true);

ALTER TABLE organisation.vendor ENABLE ROW LEVEL SECURITY;
CREATE POLICY vendor_for_buyers ON organisation.vendor FOR SELECT TO digipay_serve
  USING (id = platform.scope_id('vendor') OR platform.scope_id('satker') IS NOT NULL);
CREATE POLICY work_vendor ON organisation.vendor FOR SELECT TO digipay_work USING (true);

ALTER TABLE budget.line ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_lines ON budget.line FOR SELECT TO digipay_serve USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_lines ON budget.line FOR SELECT TO digipay_work USING (true);
