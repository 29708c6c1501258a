-- Orders, and the photos that belong to them.

CREATE TABLE purchasing."order" (
  id           uuid        PRIMARY KEY,
  version      int         NOT NULL,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  number       text        UNIQUE,
  state        text        NOT NULL,
  rail         text        CHECK (rail IN ('CMS', 'KKP')),
  regime       text        NOT NULL,
  satker_id    uuid        NOT NULL REFERENCES organisation.satker,
  vendor_id    uuid        NOT NULL REFERENCES organisation.vendor,
  requester_id uuid        NOT NULL,
  pp_id        uuid,
  ppk_id       uuid,
  -- local date of checkout, and when the state ends by itself
  ordered_on   date,
  due_at       timestamptz,
  created_at   timestamptz NOT NULL,
  vendor_sees  boolean     NOT NULL,
  body         bytea       NOT NULL
);
CREATE INDEX order_by_satker ON purchasing."order" (satker_id, state, created_at DESC, id DESC);
CREATE INDEX order_by_vendor ON purchasing."order" (vendor_id, state, created_at DESC, id DESC) WHERE vendor_sees;
CREATE INDEX order_recent ON purchasing."order" (satker_id, ordered_on) WHERE ordered_on IS NOT NULL;
-- A requester has one cart for each vendor, beside those that a Pejabat Pengadaan sent back.
CREATE UNIQUE INDEX order_one_cart ON purchasing."order" (requester_id, vendor_id) WHERE state = 'CART' AND pp_id IS NULL;

SELECT journal.register('purchasing."order"', ARRAY[
  'number', 'state', 'rail', 'regime', 'satker_id', 'vendor_id', 'requester_id', 'pp_id', 'ppk_id', 'ordered_on', 'due_at',
  'created_at', 'vendor_sees']);

ALTER TABLE purchasing."order" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_orders ON purchasing."order" FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR (vendor_sees AND vendor_id = platform.scope_id('vendor')));
CREATE POLICY work_orders ON purchasing."order" FOR SELECT TO digipay_work USING (true);

CREATE TABLE purchasing.file (
  id         uuid        PRIMARY KEY,
  version    int         NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  order_id   uuid        NOT NULL REFERENCES purchasing."order",
  satker_id  uuid        NOT NULL,
  vendor_id  uuid        NOT NULL,
  by_person  uuid        NOT NULL,
  body       bytea       NOT NULL
);
CREATE INDEX file_by_order ON purchasing.file (order_id);
SELECT journal.register('purchasing.file', ARRAY['order_id', 'satker_id', 'vendor_id', 'by_person']);

ALTER TABLE purchasing.file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_files ON purchasing.file FOR SELECT TO digipay_serve
  USING (satker_id = platform.scope_id('satker') OR vendor_id = platform.scope_id('vendor'));
CREATE POLICY work_files ON purchasing.file FOR SELECT TO digipay_work USING (true);

GRANT SELECT ON purchasing."order", purchasing.file TO digipay_serve, digipay_work;

-- Running numbers of papers, one row for each kind and year. A number drawn and not used leaves a gap; none comes twice.
CREATE TABLE platform.counter (
  kind text NOT NULL,
  year int  NOT NULL,
  last int  NOT NULL,
  PRIMARY KEY (kind, year)
);

CREATE FUNCTION platform.next_number(number_kind text, number_year int) RETURNS int
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  BEGIN ATOMIC
    INSERT INTO platform.counter AS c (kind, year, last) VALUES (number_kind, number_year, 1)
    ON CONFLICT (kind, year) DO UPDATE SET last = c.last + 1
    RETURNING last;
  END;
REVOKE ALL ON FUNCTION platform.next_number FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.next_number TO digipay_serve, digipay_work;

-- A vendor sees the satker whose order it may see: it delivers there and writes its tax invoice to it.
CREATE POLICY buyer_of_vendor ON organisation.satker FOR SELECT TO digipay_serve
  USING (platform.scope_id('vendor') IS NOT NULL AND EXISTS (
    SELECT FROM purchasing."order" o
    WHERE o.satker_id = satker.id AND o.vendor_id = platform.scope_id('vendor') AND o.vendor_sees));
