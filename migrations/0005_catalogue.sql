-- The catalogue: public, so nothing in it is encrypted. Facts of the vendor that people filter on stand in the product's
-- own row; one row answers one card. Made for a million products: every order of a result page is an index, and
-- free text is one GIN index over what was normalised before it was written (src/catalogue/search.ts).

CREATE TABLE catalogue.product (
  id                 uuid        PRIMARY KEY,
  version            int         NOT NULL,
  updated_at         timestamptz NOT NULL DEFAULT now(),
  slug               text        NOT NULL UNIQUE,
  state              text        NOT NULL CHECK (state IN ('DRAFT', 'PUBLISHED', 'READY')),
  name               text        NOT NULL,
  -- name, and whatever else it may be found by, as normalised tokens
  words              text        NOT NULL,
  other_words        text        NOT NULL,
  category           text        NOT NULL,
  kind               text        NOT NULL CHECK (kind IN ('GOODS', 'SERVICE')),
  unit               text        NOT NULL,
  price              bigint      NOT NULL CHECK (price > 0),
  price_includes_ppn boolean     NOT NULL,
  stock              int         NOT NULL CHECK (stock >= 0),
  min_order          int         NOT NULL CHECK (min_order > 0),
  lead_time_days     int         NOT NULL CHECK (lead_time_days >= 0),
  delivery_area      text[]      NOT NULL,
  pdn                boolean     NOT NULL,
  tkdn_percent       numeric(5, 2),
  akun               text        NOT NULL,
  rails              text[]      NOT NULL,
  picture_drawing    text        NOT NULL,
  picture_variant    smallint    NOT NULL,
  picture_hue        smallint    NOT NULL,
  vendor_id          uuid        NOT NULL,
  vendor_slug        text        NOT NULL,
  vendor_name        text        NOT NULL,
  town               text        NOT NULL,
  umk                boolean     NOT NULL,
  pkp                boolean     NOT NULL,
  sold               int         NOT NULL DEFAULT 0,
  -- mean × 10; 0 before the first rating
  rating_tenths      smallint    NOT NULL DEFAULT 0,
  body               bytea       NOT NULL,
  in_stock           boolean     GENERATED ALWAYS AS (stock >= min_order) STORED,
  in_name            tsvector    GENERATED ALWAYS AS (to_tsvector('pg_catalog.indonesian', words)) STORED,
  document           tsvector    GENERATED ALWAYS AS (
    setweight(to_tsvector('pg_catalog.indonesian', words), 'A') || setweight(to_tsvector('pg_catalog.indonesian', other_words), 'C')
  ) STORED
);

-- How often a word occurs decides whether its index or the order's index is walked: worth knowing well.
ALTER TABLE catalogue.product ALTER COLUMN document SET STATISTICS 500, ALTER COLUMN in_name SET STATISTICS 500;

CREATE INDEX product_document ON catalogue.product USING gin (document);
CREATE INDEX product_in_name ON catalogue.product USING gin (in_name);
CREATE INDEX product_by_sold ON catalogue.product (sold DESC, id DESC) WHERE state = 'READY';
CREATE INDEX product_by_price ON catalogue.product (price, id) WHERE state = 'READY';
CREATE INDEX product_by_rating ON catalogue.product (rating_tenths DESC, id DESC) WHERE state = 'READY';
CREATE INDEX product_by_category ON catalogue.product (category, sold DESC, id DESC) WHERE state = 'READY';
CREATE INDEX product_by_town ON catalogue.product (town, sold DESC, id DESC) WHERE state = 'READY';
CREATE INDEX product_by_vendor ON catalogue.product (vendor_id, id);

-- Words that products are named with: what a mistyped word is compared with. Grows only; a word nobody uses any more
-- leads to an empty result at worst.
CREATE TABLE catalogue.word (word text PRIMARY KEY);
CREATE INDEX word_by_likeness ON catalogue.word USING gin (word public.gin_trgm_ops);

-- Every word, and what is left of it without one letter: two words with a slip in common are one mistake apart.
CREATE TABLE catalogue.slip (
  slip text COLLATE "C",
  word text NOT NULL REFERENCES catalogue.word,
  PRIMARY KEY (slip, word)
);

-- Shops that have had a product for sale, for suggestions.
CREATE TABLE catalogue.shop (
  vendor_id uuid PRIMARY KEY,
  slug      text NOT NULL,
  name      text NOT NULL,
  town      text NOT NULL,
  umk       boolean NOT NULL,
  pkp       boolean NOT NULL
);
CREATE INDEX shop_by_name ON catalogue.shop USING gin (name public.gin_trgm_ops);

-- Both follow from the products, within the same commit.
CREATE FUNCTION catalogue.follow_product() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  fresh record;
BEGIN
  IF TG_OP = 'INSERT' OR OLD.state <> 'READY' OR NEW.words IS DISTINCT FROM OLD.words THEN
    FOR fresh IN
      INSERT INTO catalogue.word (word)
      SELECT DISTINCT w FROM regexp_split_to_table(NEW.words, ' ') AS w
      WHERE w ~ '^[a-z]{3,30}$' AND NOT EXISTS (SELECT FROM catalogue.word k WHERE k.word = w)
      ORDER BY w
      ON CONFLICT DO NOTHING
      RETURNING word
    LOOP
      INSERT INTO catalogue.slip (slip, word)
      SELECT DISTINCT left(fresh.word, i - 1) || substr(fresh.word, i + 1), fresh.word FROM generate_series(1, length(fresh.word) + 1) AS i;
    END LOOP;
  END IF;
  INSERT INTO catalogue.shop AS s (vendor_id, slug, name, town, umk, pkp)
  VALUES (NEW.vendor_id, NEW.vendor_slug, NEW.vendor_name, NEW.town, NEW.umk, NEW.pkp)
  ON CONFLICT (vendor_id) DO UPDATE
    SET slug = EXCLUDED.slug, name = EXCLUDED.name, town = EXCLUDED.town, umk = EXCLUDED.umk, pkp = EXCLUDED.pkp
    WHERE (s.slug, s.name, s.town, s.umk, s.pkp) IS DISTINCT FROM (EXCLUDED.slug, EXCLUDED.name, EXCLUDED.town, EXCLUDED.umk, EXCLUDED.pkp);
  RETURN NULL;
END $$;

CREATE TRIGGER follow_product AFTER INSERT OR UPDATE ON catalogue.product
  FOR EACH ROW WHEN (NEW.state = 'READY') EXECUTE FUNCTION catalogue.follow_product();

SELECT journal.register('catalogue.product', ARRAY[
  'slug', 'state', 'name', 'words', 'other_words', 'category', 'kind', 'unit', 'price', 'price_includes_ppn', 'stock', 'min_order',
  'lead_time_days', 'delivery_area', 'pdn', 'tkdn_percent', 'akun', 'rails', 'picture_drawing', 'picture_variant', 'picture_hue',
  'vendor_id', 'vendor_slug', 'vendor_name', 'town', 'umk', 'pkp', 'sold', 'rating_tenths']);

GRANT SELECT ON catalogue.product, catalogue.word, catalogue.slip, catalogue.shop TO digipay_serve, digipay_work;
