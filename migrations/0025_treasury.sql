-- Petty cash from the State: requests with their papers, and which order was replaced by which request.

CREATE SCHEMA treasury;
GRANT USAGE ON SCHEMA treasury TO digipay_serve, digipay_work, digipay_auditor;

CREATE TABLE treasury.replenishment (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  satker_id  uuid        NOT NULL REFERENCES organisation.satker,
  kind       text        NOT NULL CHECK (kind IN ('UP', 'GUP', 'GUP_NIHIL', 'TUP')),
  state      text        NOT NULL,
  year       int         NOT NULL,
  created_at timestamptz NOT NULL,
  body       bytea       NOT NULL
);
CREATE INDEX replenishment_by_satker ON treasury.replenishment (satker_id, created_at DESC, id DESC);
CREATE INDEX replenishment_expected ON treasury.replenishment (satker_id) WHERE state = 'SP2D';
SELECT journal.register('treasury.replenishment', ARRAY['satker_id', 'kind', 'state', 'year', 'created_at']);

-- One row for each order that a request ever named; null when that request was withdrawn.
CREATE TABLE treasury.replaced (
  id               uuid        PRIMARY KEY,
  version          int         NOT NULL,
  updated_at       timestamptz NOT NULL DEFAULT now(),
  satker_id        uuid        NOT NULL REFERENCES organisation.satker,
  order_id         uuid        NOT NULL UNIQUE REFERENCES purchasing."order",
  replenishment_id uuid,
  body             bytea       NOT NULL
);
CREATE INDEX replaced_by_request ON treasury.replaced (replenishment_id);
CREATE INDEX replaced_by_satker ON treasury.replaced (satker_id);
SELECT journal.register('treasury.replaced', ARRAY['satker_id', 'order_id', 'replenishment_id']);

GRANT SELECT ON treasury.replenishment, treasury.replaced TO digipay_serve, digipay_work;

ALTER TABLE treasury.replenishment ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_replenishments ON treasury.replenishment FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker'));
CREATE POLICY overseen_replenishments ON treasury.replenishment FOR SELECT TO digipay_serve
  USING (satker_id = ANY ((SELECT platform.overseen())::uuid[]));
CREATE POLICY national_replenishments ON treasury.replenishment FOR SELECT TO digipay_serve
  USING (satker_id >= platform.nationwide());
CREATE POLICY work_replenishments ON treasury.replenishment FOR SELECT TO digipay_work USING (true);

ALTER TABLE treasury.replaced ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_replaced ON treasury.replaced FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker'));
CREATE POLICY work_replaced ON treasury.replaced FOR SELECT TO digipay_work USING (true);
