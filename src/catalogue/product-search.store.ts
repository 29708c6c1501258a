/** Searching what is for sale: pages of cards, and counts for the filters. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Queryable } from '../platform/database.ts';
import { firstOf, matchings, priceShelf, type Reading } from './candidates.ts';
import { type Cursor, decodeCursor, encodeCursor } from './cursor.ts';
import { type FilterName, filterNames, type ProductFilters, type ProductSort, Values, whereOf } from './filters.ts';
import { bestSoldSql, cheapestSql, orderedSql, PRODUCTS_PER_PAGE, rankedSql } from './page-sql.ts';
import { type CardRow, type ProductCard, toCard } from './product-card.ts';
import { readings, sampleOf } from './reading.store.ts';
import { type Breadth, queryWords } from './search.ts';

export { PRODUCTS_PER_PAGE };

/** So many matches are fetched and sorted; of more, an index in the wanted order gives the first ones. */
const MAX_SORTED = 1_000;
/** Matches that are counted for the filters, those that sell best; more is told as "more than". */
const MAX_COUNTED = 1_000;
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
  const [, page] = await Promise.all([plannedOnce(db), firstPageFound(db, search, sort, cursor)]);
  return page;
}

/** Only a reading that finds something is shown; the last one as it is. */
async function firstPageFound(
  db: Queryable,
  search: ProductSearch,
  sort: ProductSort,
  cursor: Cursor | null,
): Promise<ProductPage> {
  const typed = queryWords(search.text);
  let page: ProductPage | null = null;
  for await (const reading of readings(db, typed, cursor?.breadth)) {
    page = await pageOf(db, search, sort, reading, cursor, typed);
    if (page.products.length > 0) break;
  }
  return page ?? { ok: true, products: [], nextCursor: null, breadth: 'ANY', corrected: null };
}

async function pageOf(
  db: Queryable,
  search: ProductSearch,
  sort: ProductSort,
  reading: Reading,
  cursor: Cursor | null,
  typed: readonly string[],
): Promise<ProductPage> {
  const values = new Values();
  const sql = await pageSql(db, search, sort, reading, cursor, values);
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

/** Without words what sells best is what suits best. */
async function pageSql(
  db: Queryable,
  search: ProductSearch,
  sort: ProductSort,
  reading: Reading,
  cursor: Cursor | null,
  values: Values,
): Promise<string> {
  const filters = search.filters ?? {};
  const worded = reading.words.length > 0;
  if (sort === 'NEAREST' || (sort === 'RELEVANCE' && worded))
    return rankedSql(filters, sort === 'NEAREST' ? (search.near ?? '') : null, reading, cursor, values);
  if (sort === 'RELEVANCE' || sort === 'SOLD') return bestSoldSql(filters, reading, cursor, values);
  const sample = worded ? await sampleOf(MAX_SORTED + 1, db, reading, filters) : null;
  if (sample === null || sample.count <= MAX_SORTED)
    return orderedSql(filters, sort, sample === null, reading, cursor, values);
  if (sort === 'RATING') return orderedSql(filters, sort, true, reading, cursor, values);
  return cheapestSql(filters, priceShelf(cursor?.key ?? sample.cheapest), reading, cursor, values);
}

/**
 * Every statement here says itself which index it walks, so it is planned once for a connection and not for each search: planning looks
 * through long statistics of words and would take longer than the search. Ends with the transaction.
 */
async function plannedOnce(db: Queryable): Promise<void> {
  await db.query("SELECT set_config('plan_cache_mode', $1, true)", ['force_generic_plan']);
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
  umk: 'p.umk',
  pkp: 'p.pkp',
  pdn: 'p.pdn',
  inStock: 'p.in_stock',
  rail: 'p.rails',
};

/** How many products each filter value would leave, for the words and the other filters. */
export async function facets(db: Queryable, search: Pick<ProductSearch, 'text' | 'filters'>): Promise<ProductFacets> {
  const filters = search.filters ?? {};
  const [, counted] = await Promise.all([plannedOnce(db), countsFound(db, queryWords(search.text), filters)]);
  return counted;
}

/** Of the reading that is shown: the narrowest under which something passes all filters. */
async function countsFound(db: Queryable, typed: readonly string[], filters: ProductFilters): Promise<ProductFacets> {
  const filtered = facetNames.some((name) => filters[name] !== undefined);
  let counted: ProductFacets = { total: 0, capped: false, counts: byFacet(() => []) };
  for await (const reading of readings(db, typed)) {
    // What is counted may be too little to tell whether anything passes the filters.
    if (filtered && (await sampleOf(1, db, reading, filters)).count === 0) continue;
    counted = await countsOf(db, reading, filters);
    if (filtered || counted.total > 0) break;
  }
  return counted;
}

async function countsOf(db: Queryable, reading: Reading, filters: ProductFilters): Promise<ProductFacets> {
  const values = new Values();
  // Price, delivery and the like have no counts of their own: they narrow before anything is counted.
  const base = matchings(reading, filters, values, facetNames);
  const all = whereOf(filters, values, narrowing);
  const counted = facetNames.map((name) => {
    const grouped = `SELECT ${facetColumns[name]} AS value, count(*)::int AS count FROM found p WHERE ${whereOf(filters, values, [...narrowing, name])} GROUP BY 1`;
    const each =
      name === 'rail'
        ? `SELECT rail AS value, sum(count)::int AS count FROM (${grouped}) AS held CROSS JOIN LATERAL unnest(value) AS rail GROUP BY 1`
        : grouped;
    return `(SELECT '${name}' AS facet, value::text, count FROM (${each}) AS told ORDER BY 3 DESC, 2 LIMIT ${name === 'town' ? MAX_TOWNS_COUNTED : MAX_VALUES_COUNTED})`;
  });
  const { rows } = await db.query<{ facet: string; value: string; count: number }>(
    `WITH found AS MATERIALIZED (
       ${firstOf(base, reading, { columns: 'p.category, p.kind, p.town, p.umk, p.pkp, p.pdn, p.in_stock, p.rails', limit: MAX_COUNTED + 1 })})
     ${counted.join(' UNION ALL ')}
     UNION ALL SELECT 'total', '', count(*)::int FROM found p WHERE ${all}
     UNION ALL SELECT 'seen', '', count(*)::int FROM found`,
    values.list,
  );
  const of = (facet: string) => rows.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  return { total: of('total')[0]?.count ?? 0, capped: (of('seen')[0]?.count ?? 0) > MAX_COUNTED, counts: byFacet(of) };
}
