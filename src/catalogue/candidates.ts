/** Which matches are looked at: of many, those that sell best, found by the index `product_found` alone (migration 0030). */
import { type FilterName, type ProductFilters, type Values, whereOf } from './filters.ts';
import { shownProducts } from './product-row.ts';
import { type Breadth, toTsqueries, toTsquery } from './search.ts';

/** What is read of a product, in the order in which it is looked for. */
export interface Reading {
  readonly breadth: Breadth;
  readonly words: readonly string[];
  /** The last word is known and not the beginning of another. */
  readonly finished: boolean;
}

const shelf = (column: string, steps: readonly number[], of: readonly number[]): string =>
  `ARRAY[width_bucket(${column}, '{${steps.join(',')}}'::${column === 'p.price' ? 'bigint' : 'int'}[])] && '{${of.join(',')}}'::int[]`;

/**
 * What sells well, and the rest. PostgreSQL opens the second shelf only when the first has less than is wanted, so that most products that
 * have a common word are never looked at. The first has been sold more often than all of the second.
 */
const WELL_SOLD = 64;
const bySold = [shelf('p.sold', [1, 8, 64, 512], [3, 4]), `p.sold < ${WELL_SOLD}`] as const;

/** Steps between the shelves by price, in rupiah, as the index has them. */
const PRICE_STEPS = [3, 4, 5, 6, 7].flatMap((digits) => [10, 15, 20, 30, 50, 70].map((n) => n * 10 ** (digits - 1)));

/** Number of the shelf of a price, from 0. */
export const priceShelf = (price: bigint): number => PRICE_STEPS.filter((step) => price >= BigInt(step)).length;

/** All that is cheaper than shelf `from` together, then shelf by shelf. */
export function byPrice(from: number): readonly string[] {
  const cheaper = Array.from({ length: from }, (_, n) => n);
  const others = Array.from({ length: PRICE_STEPS.length + 1 - from }, (_, n) => [from + n]);
  return [...(from > 0 ? [cheaper] : []), ...others].map((of) => shelf('p.price', PRICE_STEPS, of));
}

export interface Wanted {
  readonly columns: string;
  readonly limit: number;
}

/** The first `limit` products under any of the conditions, those of the first condition first. No two conditions may both be met. */
export function firstOf(conditions: readonly string[], { words }: Reading, { columns, limit }: Wanted): string {
  const parts = conditions.flatMap((condition) =>
    words.length === 0
      ? `(SELECT ${columns} FROM ${shownProducts} p WHERE ${condition} ORDER BY p.sold DESC, p.id DESC LIMIT ${limit})`
      : bySold.map((one) => `(SELECT ${columns} FROM ${shownProducts} p WHERE ${condition} AND ${one})`),
  );
  return `SELECT * FROM (${parts.join(' UNION ALL ')}) AS first LIMIT ${limit}`;
}

/** The first `limit` products of shelves that follow each other in the order wanted; each is sorted only when it is opened. */
export function inOrder(
  condition: string,
  shelves: readonly string[],
  order: string,
  { columns, limit }: Wanted,
): string {
  // OFFSET 0: the index of words finds them, not a walk along the order.
  const parts = shelves.map(
    (one) =>
      `(SELECT ${columns} FROM (SELECT p.* FROM ${shownProducts} p WHERE ${condition} AND ${one} OFFSET 0) AS p ORDER BY ${order} LIMIT ${limit})`,
  );
  return `SELECT * FROM (${parts.join(' UNION ALL ')}) AS first LIMIT ${limit}`;
}

/** Products of a reading in the order of what is sold. Without words an index is walked. */
export function bestSold(condition: string, reading: Reading, wanted: Wanted): string {
  const { words } = reading;
  return words.length === 0
    ? firstOf([condition], reading, wanted)
    : inOrder(condition, bySold, 'p.sold DESC, p.id DESC', wanted);
}

/** The condition of a reading under filters, for products `p` that are for sale. */
export function matching(
  { words, breadth, finished }: Reading,
  filters: ProductFilters,
  values: Values,
  within: 'document' | 'in_name' = 'document',
): string {
  if (words.length === 0) return `p.state = 'READY' AND ${whereOf(filters, values)}`;
  return underFilters(toTsquery(words, breadth, finished), within, filters, values, []);
}

/** The same as conditions of which a product meets one at most, each of them quickly looked up. */
export function matchings(
  { words, breadth, finished }: Reading,
  filters: ProductFilters,
  values: Values,
  except: readonly FilterName[] = [],
): readonly string[] {
  if (words.length === 0) return [`p.state = 'READY' AND ${whereOf(filters, values, except)}`];
  return toTsqueries(words, breadth, finished).map((query) => underFilters(query, 'document', filters, values, except));
}

function underFilters(
  query: string,
  within: 'document' | 'in_name',
  filters: ProductFilters,
  values: Values,
  except: readonly FilterName[],
): string {
  const asked = tsquery(values.add(query, 'text'));
  return `p.state = 'READY' AND p.${within} @@ ${asked} AND ${whereOf(filters, values, except, 'shelved')}`;
}

/** Asked once for a statement, not for each row. */
export function tsquery(placeholder: string): string {
  return `(SELECT to_tsquery('pg_catalog.indonesian', ${placeholder}))`;
}
