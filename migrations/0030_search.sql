-- Search in a catalogue of a million products. A common word is in tens of thousands of them, and of those only the ones that sell best are
-- ever ranked. So one GIN index knows words, category, town, how well a product sells and about what it costs (shelves by number sold and by
-- price, as in src/catalogue/candidates.ts) and answers all of these together without a look at the table. It takes the place of two and
-- answers what the previous version asks as they did. Products cannot be written while it is built, which takes 15 seconds for a million.
CREATE INDEX product_found ON catalogue.product USING gin (
  in_name, document, (ARRAY[category]), (ARRAY[town]), (ARRAY[width_bucket(sold, '{1,8,64,512}'::int[])]),
  (ARRAY[width_bucket(price, '{1000,1500,2000,3000,5000,7000,10000,15000,20000,30000,50000,70000,100000,150000,200000,300000,500000,700000,1000000,1500000,2000000,3000000,5000000,7000000,10000000,15000000,20000000,30000000,50000000,70000000}'::bigint[])])
) WHERE state = 'READY';

-- Shops are looked for by the name in their address, and their products by the shop.
CREATE INDEX shop_by_slug ON catalogue.shop (slug);

ANALYZE catalogue.product;

DROP INDEX catalogue.product_document, catalogue.product_in_name;
