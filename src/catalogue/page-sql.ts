/** The statement behind one page of a search, by its order. */
import { bestSold, byPrice, firstOf, inOrder, matching, matchings, type Reading, tsquery } from './candidates.ts';
import type { Cursor } from './cursor.ts';
import type { ProductFilters, Values } from './filters.ts';
import { everywhere } from './product.ts';
import { cardColumns } from './product-card.ts';
import { shownProducts } from './product-row.ts';
import { toTsquery } from './search.ts';

export const PRODUCTS_PER_PAGE = 20;
/** So many are ranked by likeness, of more matches those that sell best: twenty pages. Beyond that nobody reads. */
const MAX_RANKED = 400;

const orders = {
  PRICE: { key: 'p.price', direction: 'ASC', beyond: '>' },
  RATING: { key: 'p.rating_tenths', direction: 'DESC', beyond: '<' },
} as const;

/** Few matches are fetched and sorted; of many, PostgreSQL walks the index of the order until a page is full. */
export function orderedSql(
  filters: ProductFilters,
  sort: keyof typeof orders,
  many: boolean,
  reading: Reading,
  cursor: Cursor | null,
  values: Values,
): string {
  const { key, direction, beyond } = orders[sort];
  const found = matching(reading, filters, values);
  // IS TRUE: a condition that no index of words answers.
  const condition = many ? `p.state = 'READY' AND (${found}) IS TRUE` : found;
  const after = cursor
    ? ` AND (${key}, p.id) ${beyond} (${values.add(cursor.key.toString(), 'bigint')}, ${values.add(cursor.id, 'uuid')})`
    : '';
  const matches = `SELECT p.* FROM ${shownProducts} p WHERE ${condition}${after}`;
  return `WITH found AS ${many ? 'NOT MATERIALIZED' : 'MATERIALIZED'} (${matches})
    SELECT ${cardColumns}, ${key}::text AS sort_key FROM found p
    ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${PRODUCTS_PER_PAGE + 1}`;
}

export function bestSoldSql(filters: ProductFilters, reading: Reading, cursor: Cursor | null, values: Values): string {
  const after = cursor
    ? ` AND (p.sold, p.id) < (${values.add(cursor.key.toString(), 'bigint')}, ${values.add(cursor.id, 'uuid')})`
    : '';
  const columns = `${cardColumns}, p.sold::text AS sort_key`;
  return bestSold(`${matching(reading, filters, values)}${after}`, reading, { columns, limit: PRODUCTS_PER_PAGE + 1 });
}

/** Of many matches the cheapest: first all that is cheaper than the cheapest of a sample, which is little. */
export function cheapestSql(
  filters: ProductFilters,
  from: number,
  reading: Reading,
  cursor: Cursor | null,
  values: Values,
): string {
  const after = cursor
    ? ` AND (p.price, p.id) > (${values.add(cursor.key.toString(), 'bigint')}, ${values.add(cursor.id, 'uuid')})`
    : '';
  const columns = `${cardColumns}, p.price::text AS sort_key`;
  const shelves = cursor ? byPrice(from).slice(from > 0 ? 1 : 0) : byPrice(from);
  return inOrder(`${matching(reading, filters, values)}${after}`, shelves, 'p.price, p.id', {
    columns,
    limit: PRODUCTS_PER_PAGE + 1,
  });
}

/**
 * Counts: full text, likeness of the name, a name that begins with the words, and a little for what sells. For NEAREST the town comes
 * before all that. Of many matches those are ranked that have the words in their name, or are in the town, and sell best.
 */
export function rankedSql(
  filters: ProductFilters,
  near: string | null,
  reading: Reading,
  cursor: Cursor | null,
  values: Values,
): string {
  const { words } = reading;
  const found = matchings(reading, filters, values);
  const town = near === null ? null : values.add(near, 'text');
  const there = words.length > 0 ? `ARRAY[p.town] && ARRAY[${town}]` : `p.town = ${town}`;
  const likelier = (likely: string) => [
    ...found.map((one) => `${one} AND ${likely}`),
    ...found.map((one) => `${one} AND NOT ${likely}`),
  ];
  const conditions = town === null ? nameFirst(filters, reading, found, values) : likelier(there);
  const candidates = firstOf(conditions, reading, {
    columns: 'p.id, p.words, p.document, p.sold, p.town, p.delivery_area',
    limit: MAX_RANKED,
  });
  const likeness = words.length > 0 ? likenessSql(reading, values) : 'ln(1 + p.sold)';
  const distance = town
    ? `CASE WHEN p.town = ${town} THEN 2 WHEN p.delivery_area && ARRAY[${town}, '${everywhere}'] THEN 1 ELSE 0 END`
    : '0';
  const after = cursor
    ? `WHERE (p.score, p.id) < (${values.add(cursor.key.toString(), 'bigint')}, ${values.add(cursor.id, 'uuid')})`
    : '';
  return `WITH candidate AS MATERIALIZED (${candidates}),
    ranked AS (SELECT p.id, (${distance})::bigint * 1000000000 + ((${likeness}) * 1000000)::bigint AS score FROM candidate p),
    page AS MATERIALIZED (SELECT p.id, p.score FROM ranked p ${after} ORDER BY p.score DESC, p.id DESC LIMIT ${PRODUCTS_PER_PAGE + 1})
    SELECT ${cardColumns}, o.score::text AS sort_key FROM page o JOIN ${shownProducts} p ON p.id = o.id
    ORDER BY o.score DESC, o.id DESC`;
}

/** What has the words in its name before what has them elsewhere. Where words are missing the name says less. */
function nameFirst(
  filters: ProductFilters,
  reading: Reading,
  found: readonly string[],
  values: Values,
): readonly string[] {
  if (reading.breadth === 'MOST' || reading.breadth === 'ANY') return found;
  const inName = matching(reading, filters, values, 'in_name');
  const query = tsquery(values.add(toTsquery(reading.words, reading.breadth, reading.finished), 'text'));
  return [inName, ...found.map((one) => `${one} AND NOT p.in_name @@ ${query}`)];
}

/** Where all words are there, the name that says them together and little else is the likest, and nothing need be compared by letters. */
function likenessSql({ words, breadth }: Reading, values: Values): string {
  const typed = values.add(words.join(' '), 'text');
  const query = tsquery(values.add(toTsquery(words, breadth === 'EXACT' ? 'EXACT' : 'ANY'), 'text'));
  const alike =
    breadth === 'EXACT' || breadth === 'SPELLING'
      ? `CASE WHEN strpos(p.words, ${typed}) > 0 THEN 0.6 ELSE 0.4 END + 0.4 * least(1, length(${typed})::float8 / length(p.words))`
      : `0.6 * public.word_similarity(${typed}, p.words) + 0.4 * public.similarity(${typed}, p.words)`;
  return `ts_rank('{0,0.1,0.2,1}', p.document, ${query}, 1) + ${alike}
    + CASE WHEN starts_with(p.words, ${typed}) THEN 0.3 ELSE 0 END + 0.01 * ln(1 + p.sold)`;
}
