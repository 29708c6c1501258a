/** How a query is read: as typed, or more widely while nothing is found. */
import type { Queryable } from '../platform/database.ts';
import { type FilterName, type ProductFilters, Values, whereOf } from './filters.ts';
import { shownProducts } from './product-row.ts';
import { type Breadth, breadths, toTsquery } from './search.ts';
import { closestWord, mayBeMistyped, mayHaveTwoMistakes, slipsOf } from './spelling.ts';

const MAX_LIKE_WORDS = 40;

export interface Reading {
  readonly breadth: Breadth;
  readonly words: readonly string[];
  /** How many products match; counted to one beyond `countTo`. */
  readonly matches: number;
}

/**
 * The narrowest reading that finds something under these filters, or the widest, with its matches counted up to
 * `countTo`. A page that continues keeps the breadth of the first.
 */
export async function readingOf(
  db: Queryable,
  typed: readonly string[],
  filters: ProductFilters,
  countTo: number,
  continued: Breadth | null = null,
): Promise<Reading> {
  if (typed.length === 0) return { breadth: 'EXACT', words: typed, matches: Number.POSITIVE_INFINITY };
  let words = typed;
  for (const breadth of breadths) {
    if (breadth === 'SPELLING') words = await spelled(db, typed);
    if (continued !== null && breadth !== continued) continue;
    const matches = await countUpTo(countTo, db, { breadth, words }, filters);
    if (matches > 0 || continued !== null) return { breadth, words, matches };
  }
  return { breadth: 'ANY', words, matches: 0 };
}

/** Counted inside a materialised query, so that PostgreSQL plans for all matches and never scans the table for the first. */
async function countUpTo(
  countTo: number,
  db: Queryable,
  reading: Pick<Reading, 'breadth' | 'words'>,
  filters: ProductFilters,
): Promise<number> {
  const values = new Values();
  const { rows } = await db.query<{ count: number }>(
    `WITH found AS MATERIALIZED (SELECT FROM ${shownProducts} p WHERE ${matching(reading, filters, values)})
     SELECT count(*)::int AS count FROM (SELECT FROM found LIMIT ${countTo + 1}) AS seen`,
    values.list,
  );
  return rows[0]?.count ?? 0;
}

/** The words with mistyped ones replaced by the nearest that the catalogue knows. */
export async function spelled(db: Queryable, words: readonly string[]): Promise<readonly string[]> {
  const doubtful = words.filter(mayBeMistyped);
  if (doubtful.length === 0) return words;
  const meant = new Map<string, string | null>();
  for (const word of doubtful) meant.set(word, await meantBy(db, word));
  return words.map((word) => meant.get(word) ?? word);
}

/** One mistake is found by slips, which is quick; two, in a long word, by its trigrams. */
async function meantBy(db: Queryable, word: string): Promise<string | null> {
  const near = await wordsWhere(db, 'SELECT s.word FROM catalogue.slip s WHERE s.slip = ANY ($2::text[])', word, [
    slipsOf(word),
  ]);
  if (near.includes(word)) return null;
  const meant = closestWord(word, near);
  if (meant !== null || !mayHaveTwoMistakes(word)) return meant;
  return closestWord(
    word,
    await wordsWhere(db, 'SELECT w.word FROM catalogue.word w WHERE w.word OPERATOR(public.%) $1', word, []),
  );
}

/** The most alike first, a word that is known before all others. */
async function wordsWhere(
  db: Queryable,
  near: string,
  word: string,
  values: readonly unknown[],
): Promise<readonly string[]> {
  const { rows } = await db.query<{ word: string }>(
    `SELECT DISTINCT n.word, n.word = $1 AS same, public.similarity(n.word, $1) AS likeness FROM (${near}) AS n
     ORDER BY same DESC, likeness DESC, n.word LIMIT ${MAX_LIKE_WORDS}`,
    [word, ...values],
  );
  return rows.map((row) => row.word);
}

/** The condition of a reading under filters, for products `p` that are for sale; `in_name` looks at names alone. */
export function matching(
  { words, breadth }: Pick<Reading, 'breadth' | 'words'>,
  filters: ProductFilters,
  values: Values,
  except: readonly FilterName[] = [],
  within: 'document' | 'in_name' = 'document',
): string {
  const text =
    words.length === 0 ? '' : ` AND p.${within} @@ ${tsquery(values.add(toTsquery(words, breadth), 'text'))}`;
  return `p.state = 'READY'${text} AND ${whereOf(filters, values, except)}`;
}

export function tsquery(placeholder: string): string {
  return `to_tsquery('pg_catalog.indonesian', ${placeholder})`;
}
