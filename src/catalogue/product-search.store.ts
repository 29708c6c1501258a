/** Searching what is for sale: pages of cards, and counts for the filters. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Queryable } from '../platform/database.ts';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.ts';
import { type FilterName, filterNames, type ProductFilters, type ProductSort, Values, whereOf } from './filters.ts';
import { everywhere } from './product.ts';
import { type CardRow, cardColumns, type ProductCard, toCard } from './product-card.ts';
import { shownProducts } from './product-row.ts';
import { matching, type Reading, readingOf, tsquery } from './reading.store.ts';
import { type Breadth, queryWords, toTsquery } from './search.ts';

export const PRODUCTS_PER_PAGE = 20;
/** So many matches are fetched and sorted; of more, an index in the wanted order gives the first ones. */
const MAX_SORTED = 10_000;
/** So many matches are all ranked by likeness. */
const MAX_ALL_RANKED = 1_000;
/** Of more, these are: twenty pages. Beyond that nobody reads, and ranking costs time. */
const MAX_RANKED_IN_NAME = 300;
const MAX_RANKED_ELSEWHERE = 100;
/** Matches that are counted for the filters; more is told as "more than". */
const MAX_COUNTED = 3_000;
const MAX_TOWNS_COUNTED = 12;
const MAX_VALUES_COUNTED = 100;

export interface ProductSearch {
  readonly text: string;
  readonly filters?: ProductFilters;
  readonly sort?: ProductSort;
  /** Town of the satker; needed for NEAREST. */
  readonly near?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface ProductPage {
  readonly ok: true;
  readonly products: readonly ProductCard[];
  readonly nextCursor: string | null;
  /** How widely the words had to be read. */
  readonly breadth: Breadth;
  /** The words that were searched for when spelling was put right, for "Menampilkan hasil untuk …"; otherwise null. */
  readonly corrected: string | null;
}

/**
 * One page of what is for sale. Words are read more widely only while nothing is found. Refuses `input_invalid` (param
 * `field`): a cursor of another search, or NEAREST without a town.
 */
export async function searchProducts(db: Queryable, search: ProductSearch): Promise<ProductPage | Refusal> {
  const sort = search.sort ?? 'RELEVANCE';
  if (sort === 'NEAREST' && !search.near) return refuse('input_invalid', { field: 'near' });
  const cursor = search.cursor ? decodeCursor(search.cursor, sort) : null;
  if (search.cursor && !cursor) return refuse('input_invalid', { field: 'cursor' });
  const typed = queryWords(search.text);
  const byLikeness = sort === 'RELEVANCE' || sort === 'NEAREST';
  const reading = await readingOf(
    db,
    typed,
    search.filters ?? {},
    byLikeness ? MAX_ALL_RANKED : MAX_SORTED,
    cursor?.breadth,
  );
  const values = new Values();
  const sql = byLikeness
    ? rankedSql(search, sort === 'NEAREST', reading, cursor, values)
    : orderedSql(search.filters ?? {}, sort, reading, cursor, values);
  const { rows } = await db.query<CardRow & { sort_key: string }>(sql, values.list);
  const shown = rows.slice(0, PRODUCTS_PER_PAGE);
  const last = rows.length > PRODUCTS_PER_PAGE ? shown.at(-1) : undefined;
  return {
    ok: true,
    products: shown.map(toCard),
    nextCursor: last ? encodeCursor({ sort, breadth: reading.breadth, key: BigInt(last.sort_key), id: last.id }) : null,
    breadth: reading.breadth,
    corrected: reading.words.join(' ') === typed.join(' ') ? null : reading.words.join(' '),
  };
}

export interface ProductFacets {
  /** Matches under all filters. */
  readonly total: number;
  /** There are more matches than were counted: say "lebih dari". */
  readonly capped: boolean;
  /** Each counted under the other filters, most first. Values of yes-or-no filters are `true` and `false`. */
  readonly counts: { readonly [F in FacetName]: readonly { readonly value: string; readonly count: number }[] };
}

export const facetNames = ['category', 'kind', 'town', 'umk', 'pkp', 'pdn', 'inStock', 'rail'] as const;
export type FacetName = (typeof facetNames)[number];

function byFacet<T>(of: (name: FacetName) => T): { readonly [F in FacetName]: T } {
  return {
    category: of('category'),
    kind: of('kind'),
    town: of('town'),
    umk: of('umk'),
    pkp: of('pkp'),
    pdn: of('pdn'),
    inStock: of('inStock'),
    rail: of('rail'),
  };
}

/** Filters without counts of their own. */
const narrowing: readonly FilterName[] = filterNames.filter((name) => !facetNames.some((facet) => facet === name));

const facetColumns: { readonly [F in FacetName]: string } = {
  category: 'p.category',
  kind: 'p.kind',
  town: 'p.town',
  umk: 'p.umk::text',
  pkp: 'p.pkp::text',
  pdn: 'p.pdn::text',
  inStock: 'p.in_stock::text',
  rail: 'rail',
};

/** How many products each filter value would leave, for the words and the other filters. */
export async function facets(db: Queryable, search: Pick<ProductSearch, 'text' | 'filters'>): Promise<ProductFacets> {
  const filters = search.filters ?? {};
  const reading = await readingOf(db, queryWords(search.text), filters, 1);
  const values = new Values();
  // Price, delivery and the like have no counts of their own: they narrow before anything is counted.
  const base = matching(reading, filters, values, facetNames);
  const all = whereOf(filters, values, narrowing);
  const counted = facetNames.map((name) => {
    const from = name === 'rail' ? 'found p CROSS JOIN LATERAL unnest(p.rails) AS rail' : 'found p';
    return `(SELECT '${name}' AS facet, ${facetColumns[name]} AS value, count(*)::int AS count FROM ${from}
      WHERE ${whereOf(filters, values, [...narrowing, name])} GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${name === 'town' ? MAX_TOWNS_COUNTED : MAX_VALUES_COUNTED})`;
  });
  const { rows } = await db.query<{ facet: string; value: string; count: number }>(
    `WITH found AS MATERIALIZED (
       SELECT p.category, p.kind, p.town, p.umk, p.pkp, p.pdn, p.in_stock, p.rails FROM ${shownProducts} p WHERE ${base} LIMIT ${MAX_COUNTED + 1})
     ${counted.join(' UNION ALL ')}
     UNION ALL SELECT 'total', '', count(*)::int FROM found p WHERE ${all}
     UNION ALL SELECT 'seen', '', count(*)::int FROM found`,
    values.list,
  );
  const of = (facet: string) => rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  return { total: of('total')[0]?.count ?? 0, capped: (of('seen')[0]?.count ?? 0) > MAX_COUNTED, counts: byFacet(of) };
}

const orders = {
  PRICE: { key: 'p.price', direction: 'ASC', beyond: '>' },
  SOLD: { key: 'p.sold', direction: 'DESC', beyond: '<' },
  RATING: { key: 'p.rating_tenths', direction: 'DESC', beyond: '<' },
} as const;

/** Few matches are fetched and sorted; of many, PostgreSQL walks the index of the order until a page is full. */
function orderedSql(
  filters: ProductFilters,
  sort: keyof typeof orders,
  reading: Reading,
  cursor: Cursor | null,
  values: Values,
): string {
  const found = matching(reading, filters, values);
  const few = reading.matches <= MAX_SORTED;
  const { key, direction, beyond } = orders[sort];
  const after = cursor
    ? ` AND (${key}, p.id) ${beyond} (${values.add(cursor.key.toString(), 'bigint')}, ${values.add(cursor.id, 'uuid')})`
    : '';
  const matches = `SELECT p.* FROM ${shownProducts} p WHERE ${found}${after}`;
  return `WITH found AS ${few ? 'MATERIALIZED' : 'NOT MATERIALIZED'} (${matches})
    SELECT ${cardColumns}, ${key}::text AS sort_key FROM found p
    ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${PRODUCTS_PER_PAGE + 1}`;
}

/**
 * Ranks few matches all; of many, only a bounded number of candidates, those that sell most. Counts: full text, likeness of the
 * name, a name that begins with the words, and a little for what sells. For NEAREST the town comes before all that.
 */
function rankedSql(
  search: ProductSearch,
  nearest: boolean,
  reading: Reading,
  cursor: Cursor | null,
  values: Values,
): string {
  const { words } = reading;
  const filters = search.filters ?? {};
  const town = nearest ? values.add(search.near ?? '', 'text') : null;
  const select = `SELECT p.* FROM ${shownProducts} p WHERE`;
  const all = `${select} ${matching(reading, filters, values)}`;
  const bestSold = (from: string, limit: number) => `(${from} ORDER BY p.sold DESC, p.id DESC LIMIT ${limit})`;
  const likeliest = () =>
    town ? `${all} AND p.town = ${town}` : `${select} ${matching(reading, filters, values, [], 'in_name')}`;
  const candidates =
    reading.matches <= MAX_ALL_RANKED
      ? all
      : `${bestSold(likeliest(), MAX_RANKED_IN_NAME)} UNION ${bestSold(all, MAX_RANKED_ELSEWHERE)}`;
  const likeness = words.length > 0 ? likenessSql(words, values) : 'ln(1 + p.sold)';
  const distance = town
    ? `CASE WHEN p.town = ${town} THEN 2 WHEN p.delivery_area && ARRAY[${town}, '${everywhere}'] THEN 1 ELSE 0 END`
    : '0';
  const after = cursor
    ? `WHERE (p.score, p.id) < (${values.add(cursor.key.toString(), 'bigint')}, ${values.add(cursor.id, 'uuid')})`
    : '';
  return `WITH candidate AS MATERIALIZED (${candidates}),
    ranked AS (SELECT p.*, (${distance})::bigint * 1000000000 + ((${likeness}) * 1000000)::bigint AS score FROM candidate p)
    SELECT ${cardColumns}, p.score::text AS sort_key FROM ranked p ${after}
    ORDER BY p.score DESC, p.id DESC LIMIT ${PRODUCTS_PER_PAGE + 1}`;
}

function likenessSql(words: readonly string[], values: Values): string {
  const typed = values.add(words.join(' '), 'text');
  const query = tsquery(values.add(toTsquery(words, 'ANY'), 'text'));
  return `ts_rank('{0,0.1,0.2,1}', p.document, ${query}, 1) + 0.6 * public.word_similarity(${typed}, p.words)
    + 0.4 * public.similarity(${typed}, p.words) + CASE WHEN starts_with(p.words, ${typed}) THEN 0.3 ELSE 0 END
    + 0.01 * ln(1 + p.sold)`;
}
