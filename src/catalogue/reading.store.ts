/** How a query is read: as typed, or more widely while nothing is found. */
import type { Queryable } from '../platform/database.ts';
import { firstOf, matchings, type Reading } from './candidates.ts';
import { type ProductFilters, Values } from './filters.ts';
import { type Breadth, breadths, toTsquery } from './search.ts';
import { closestWord, mayBeMistyped, mayHaveTwoMistakes, slipsOf } from './spelling.ts';

const MAX_LIKE_WORDS = 40;

/** The readings of a query from the narrowest to the widest; those that would ask the same again are left out. */
export async function* readings(
  db: Queryable,
  typed: readonly string[],
  continued: Breadth | null = null,
): AsyncGenerator<Reading> {
  if (typed.length === 0) {
    yield { breadth: 'EXACT', words: typed, finished: true };
    return;
  }
  const asked = new Set<string>();
  let [words, finished] = [typed, false];
  for (const breadth of breadths) {
    if (breadth === 'BEGUN') finished = await isKnown(db, typed.at(-1) ?? '');
    if (breadth === 'SPELLING') {
      words = await spelled(db, typed);
      finished ||= words.at(-1) !== typed.at(-1);
    }
    const query = toTsquery(words, breadth, finished);
    if (continued === null ? asked.has(query) : continued !== breadth) continue;
    asked.add(query);
    yield { breadth, words, finished };
  }
}

/** Up to `most` of the products that a reading finds, those that sell best: how many, and the lowest price among them. */
export async function sampleOf(
  most: number,
  db: Queryable,
  reading: Reading,
  filters: ProductFilters,
): Promise<{ readonly count: number; readonly cheapest: bigint }> {
  const values = new Values();
  const found = firstOf(matchings(reading, filters, values), reading, { columns: 'p.price', limit: most });
  const { rows } = await db.query<{ count: number; cheapest: string | null }>(
    `SELECT count(*)::int AS count, min(price)::text AS cheapest FROM (${found}) AS found`,
    values.list,
  );
  return { count: rows[0]?.count ?? 0, cheapest: BigInt(rows[0]?.cheapest ?? 0) };
}

/** A word of the catalogue's names. */
async function isKnown(db: Queryable, word: string): Promise<boolean> {
  const { rows } = await db.query('SELECT FROM catalogue.word WHERE word = $1', [word]);
  return rows.length > 0;
}

/** The words with mistyped ones replaced by the nearest that the catalogue knows. */
export async function spelled(db: Queryable, words: readonly string[]): Promise<readonly string[]> {
  return Promise.all(words.map(async (word) => (mayBeMistyped(word) ? ((await meantBy(db, word)) ?? word) : word)));
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
