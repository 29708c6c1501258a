-- Serves `domesticOffers` (catalogue/offers.store.ts): the strongest domestic product of a category, whatever their number.
CREATE INDEX product_domestic ON catalogue.product (category, (coalesce(tkdn_percent, 0)) DESC) WHERE state = 'READY' AND pdn;
