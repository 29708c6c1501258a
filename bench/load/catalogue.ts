/**
 * A catalogue of a million invented products, written in bulk by the owner of the database: the triggers stand aside and the indexes are
 * built afterwards. What a trigger would have written, words, slips and shops, is written here too.
 */
import { categoryOf, groupOf } from '../../src/catalogue/categories.ts';
import { everywhere } from '../../src/catalogue/product.ts';
import { normalised } from '../../src/catalogue/search.ts';
import type { Pool } from '../../src/platform/database.ts';
import { type Names, productNames } from './catalogue-words.ts';

export const PRODUCTS = 1_000_000;
/** Connections that write and build at once. */
const AT_ONCE = 2;
const CARD_SHOPS_OF_TEN = 7;

const plain = (text: string): string => normalised(text).join(' ');

/** `count` products numbered from 1; answers the names they are made of. */
export async function loadCatalogue(owner: Pool, count: number): Promise<Names> {
  const names = productNames();
  await owner.query('CREATE SCHEMA bench');
  await writeParts(owner, names);
  await inSteps(owner, await productIndexes(owner), async () => {
    const step = Math.ceil(count / AT_ONCE);
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, n) =>
        bulk(owner, insertProducts, [n * step + 1, Math.min(count, (n + 1) * step)]),
      ),
    );
  });
  await bulk(
    owner,
    `INSERT INTO catalogue.shop (vendor_id, slug, name, town, umk, pkp) SELECT DISTINCT vendor_id, vendor_slug, vendor_name, town, umk, pkp
     FROM catalogue.product`,
    [],
  );
  await bulk(owner, 'INSERT INTO catalogue.word (word) SELECT DISTINCT unnest($1::text[])', [wordsOf(names)]);
  await bulk(
    owner,
    `INSERT INTO catalogue.slip (slip, word) SELECT DISTINCT left(w.word, i - 1) || substr(w.word, i + 1), w.word
     FROM catalogue.word w CROSS JOIN LATERAL generate_series(1, length(w.word) + 1) AS i`,
    [],
  );
  await owner.query('DROP SCHEMA bench CASCADE');
  await owner.query('VACUUM (ANALYZE) catalogue.product, catalogue.word, catalogue.slip, catalogue.shop');
  return names;
}

/** Words as the trigger takes them from the names of products. */
function wordsOf({ things, brands, models, colours, sizes }: Names): string[] {
  const texts = [...things.map(({ name }) => name), ...brands, ...models, ...colours, ...sizes];
  return texts.flatMap((text) => normalised(text)).filter((word) => /^[a-z]{3,30}$/.test(word));
}

/** The parts of names with their numbers from 0. */
async function writeParts(owner: Pool, { things, brands, models, colours, sizes, shops }: Names): Promise<void> {
  const other = things.map(({ like }) => {
    const category = categoryOf(like.category);
    const group = category ? groupOf(category.group) : null;
    return plain([category?.nameId, category?.nameEn, group?.nameId, like.description].join(' '));
  });
  const likes = things.map(({ like }) => like);
  await owner.query(
    `CREATE TABLE bench.thing AS SELECT (place - 1)::int AS no, name, words, other, category, kind, unit, price, akun, drawing, body
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[], $10::bytea[])
       WITH ORDINALITY AS t (name, words, other, category, kind, unit, price, akun, drawing, body, place)`,
    [
      things.map(({ name }) => name),
      things.map(({ name }) => plain(name)),
      other,
      likes.map(({ category }) => category),
      likes.map(({ kind }) => kind),
      likes.map(({ unit }) => unit),
      likes.map(({ price }) => price.toString()),
      likes.map(({ suggestedAkun }) => suggestedAkun),
      likes.map(({ picture }) => picture.drawing),
      likes.map((like) => Buffer.from(JSON.stringify(like, (_, one) => (typeof one === 'bigint' ? `${one}` : one)))),
    ],
  );
  for (const [table, list] of Object.entries({ brand: brands, model: models, colour: colours, size: sizes }))
    await owner.query(
      `CREATE TABLE bench.${table} AS SELECT (place - 1)::int AS no, name, words FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (name, words, place)`,
      [list, list.map(plain)],
    );
  await owner.query(
    `CREATE TABLE bench.shop AS SELECT (place - 1)::int AS no, md5('shop ' || place)::uuid AS id, 'toko-' || place AS slug, name, town, words,
       place % 4 <> 0 AS umk, place % 3 <> 0 AS pkp, (1 + place % 5)::int AS lead,
       CASE WHEN place % 2 = 0 THEN ARRAY[$4] ELSE ARRAY[town] END AS delivery_area,
       CASE WHEN place % 10 < $5::int THEN ARRAY['CMS', 'KKP'] ELSE ARRAY['CMS'] END AS rails
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS t (name, town, words, place)`,
    [
      shops.map(({ name }) => name),
      shops.map(({ town }) => town),
      shops.map(({ name, town }) => plain(`${name} ${town}`)),
      everywhere,
      CARD_SHOPS_OF_TEN,
    ],
  );
}

/** The first things are the most frequent; half of the products have never been sold, and one in n has been sold n times. */
const insertProducts = `
  WITH chosen AS (
    SELECT n, md5('product ' || n)::uuid AS id, (hashint8extended(n, 1) & 1048575) / 1048576.0::float8 AS fame,
      ((hashint8extended(n, 2) & 1048575) + 1) / 1048576.0::float8 AS luck,
      hashint8extended(n, 3) & 2147483647 AS a, hashint8extended(n, 4) & 2147483647 AS b, hashint8extended(n, 5) & 2147483647 AS c,
      hashint8extended(n, 6) & 2147483647 AS d, hashint8extended(n, 7) & 2147483647 AS e
    FROM generate_series($1::bigint, $2::bigint) AS n),
  sizes AS (SELECT (SELECT count(*) FROM bench.thing) AS things, (SELECT count(*) FROM bench.brand) AS brands, (SELECT count(*) FROM bench.model) AS models,
    (SELECT count(*) FROM bench.colour) AS colours, (SELECT count(*) FROM bench.size) AS sizes, (SELECT count(*) FROM bench.shop) AS shops)
  INSERT INTO catalogue.product (id, version, slug, state, name, words, other_words, category, kind, unit, price, price_includes_ppn, stock, min_order,
    lead_time_days, delivery_area, pdn, tkdn_percent, akun, rails, picture_drawing, picture_variant, picture_hue, vendor_id, vendor_slug, vendor_name,
    town, umk, pkp, sold, rating_tenths, body)
  SELECT p.id, 1, 'barang-' || p.n, CASE WHEN p.n % 50 = 0 THEN 'PUBLISHED' WHEN p.n % 100 = 1 THEN 'DRAFT' ELSE 'READY' END,
    concat_ws(' ', t.name, b.name, m.name, c.name, z.name), concat_ws(' ', t.words, b.words, m.words, c.words, z.words),
    t.other || ' ' || s.words, t.category, t.kind, t.unit, greatest(500, t.price * (60 + p.a % 80) / 100 / 100 * 100), false, (p.b % 300)::int, 1,
    s.lead, s.delivery_area, p.c % 10 < 6, CASE WHEN p.c % 10 < 6 THEN 25 + p.d % 60 END, t.akun, s.rails, t.drawing, 0, (p.e % 24 * 15)::int,
    s.id, s.slug, s.name, s.town, s.umk, s.pkp, least(100000, floor(1 / p.luck) - 1)::int, CASE WHEN p.luck < 0.3 THEN 38 + p.d % 13 ELSE 0 END, t.body
  FROM chosen p CROSS JOIN sizes n
  JOIN bench.thing t ON t.no = floor(n.things * p.fame * p.fame)::int
  JOIN bench.brand b ON b.no = (p.a % n.brands)::int
  JOIN bench.model m ON m.no = (p.b % n.models)::int
  JOIN bench.colour c ON c.no = (p.c % n.colours)::int
  JOIN bench.size z ON z.no = (p.d % n.sizes)::int
  JOIN bench.shop s ON s.no = (p.e % n.shops)::int`;

async function productIndexes(owner: Pool): Promise<readonly { name: string; definition: string }[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `SELECT i.indexname AS name, i.indexdef AS definition FROM pg_indexes i
     WHERE i.schemaname = 'catalogue' AND i.tablename = 'product'
       AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = format('%I.%I', i.schemaname, i.indexname)::regclass)`,
  );
  return rows;
}

/** Without the indexes that no constraint needs while `load` runs; they are as they were after it. */
async function inSteps(
  owner: Pool,
  indexes: readonly { readonly name: string; readonly definition: string }[],
  load: () => Promise<void>,
): Promise<void> {
  for (const { name } of indexes) await owner.query(`DROP INDEX catalogue.${name}`);
  await load();
  const left = indexes.toSorted(
    (a, b) => Number(/USING gin/.test(b.definition)) - Number(/USING gin/.test(a.definition)),
  );
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = left.shift(); next; next = left.shift()) await bulk(owner, next.definition, []);
    }),
  );
}

async function bulk(owner: Pool, sql: string, values: readonly unknown[]): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query(
      "SET session_replication_role = 'replica'; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET max_parallel_maintenance_workers = 0",
    );
    await client.query(sql, values.length > 0 ? [...values] : undefined);
  } finally {
    client.release(true);
  }
}
