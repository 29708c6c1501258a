/** Reading the catalogue beside search: suggestions, one product and its like. */
import type { Codec } from '../journal/codec.ts';
import { smaller } from '../kernel/money.ts';
import type { Queryable } from '../platform/database.ts';
import { categories } from './categories.ts';
import type { Product } from './product.ts';
import { type CardRow, cardColumns, type ProductCard, toCard } from './product-card.ts';
import { productBinding, shownProducts } from './product-row.ts';
import { spelled } from './reading.store.ts';
import { phraseOf, queryWords, toTsquery } from './search.ts';

export interface Suggestions {
  readonly queries: readonly string[];
  readonly categories: readonly { readonly code: string; readonly nameId: string; readonly nameEn: string }[];
  readonly shops: readonly { readonly slug: string; readonly name: string; readonly town: string }[];
}

const MAX_SUGGESTED_QUERIES = 5;
const MAX_SUGGESTED_OTHERS = 3;
const MIN_SUGGEST_CHARS = 2;

/** What a begun query may become: five queries, three categories, three shops (recent ones are the browser's own). */
export async function suggest(db: Queryable, prefix: string): Promise<Suggestions> {
  const typed = queryWords(prefix);
  if (typed.join('').length < MIN_SUGGEST_CHARS) return { queries: [], categories: [], shops: [] };
  const inNames = (words: readonly string[]) =>
    db.query<{ name: string }>(
      `SELECT name FROM ${shownProducts} p WHERE p.state = 'READY' AND p.in_name @@ to_tsquery('pg_catalog.indonesian', $1) ORDER BY p.sold DESC LIMIT 60`,
      [toTsquery(words, 'BEGUN')],
    );
  let { rows } = await inNames(typed);
  if (rows.length === 0) ({ rows } = await inNames(await spelled(db, typed)));
  const lowered = prefix.trim().toLowerCase();
  const { rows: shops } = await db.query<{ slug: string; name: string; town: string }>(
    `SELECT slug, name, town FROM catalogue.shop WHERE name ILIKE $1 ORDER BY public.similarity(name, $2) DESC, name LIMIT ${MAX_SUGGESTED_OTHERS}`,
    [`%${lowered.replace(/[\\%_]/g, '\\$&')}%`, lowered],
  );
  return {
    queries: phrasesFor(
      lowered,
      rows.map(({ name }) => phraseOf(name, typed.length)),
    ),
    categories: categories
      .filter(({ nameId, nameEn }) => [nameId, nameEn].some((n) => ` ${n.toLowerCase()}`.includes(` ${lowered}`)))
      .slice(0, MAX_SUGGESTED_OTHERS)
      .map(({ code, nameId, nameEn }) => ({ code, nameId, nameEn })),
    shops,
  };
}

/** Those that begin as typed first, then those that more names begin with. */
function phrasesFor(typed: string, phrases: readonly string[]): readonly string[] {
  const times = new Map<string, number>();
  for (const phrase of phrases) times.set(phrase, (times.get(phrase) ?? 0) + 1);
  const begins = (phrase: string) => Number(phrase.startsWith(typed));
  return [...times]
    .sort(([a, timesA], [b, timesB]) => begins(b) - begins(a) || timesB - timesA)
    .map(([phrase]) => phrase)
    .slice(0, MAX_SUGGESTED_QUERIES);
}

export interface Shop {
  readonly slug: string;
  readonly name: string;
  readonly town: string;
  readonly umk: boolean;
  readonly pkp: boolean;
  /** Some of its products can be paid with the government card. */
  readonly acceptsCard: boolean;
  /** Products for sale now, and units sold of them. */
  readonly products: number;
  readonly sold: number;
}

/** A shop that has or had something for sale, by the name in its address; null when there is none. */
export async function shopBySlug(db: Queryable, slug: string): Promise<Shop | null> {
  const { rows } = await db.query<Omit<Shop, 'sold'> & { sold: string }>(
    `SELECT s.slug, s.name, s.town, s.umk, s.pkp, coalesce(bool_or('KKP' = ANY (p.rails)), false) AS "acceptsCard",
       count(p.id)::int AS products, coalesce(sum(p.sold), 0)::text AS sold
     FROM catalogue.shop s LEFT JOIN ${shownProducts} p ON p.vendor_id = s.vendor_id AND p.state = 'READY'
     WHERE s.slug = $1 GROUP BY s.vendor_id`,
    [slug],
  );
  const row = rows[0];
  return row ? { ...row, sold: Number(row.sold) } : null;
}

export interface FoundProduct {
  readonly version: number;
  readonly product: Product;
  readonly card: ProductCard;
}

/** A product by the name in its address, in any state; null when there is none. Who may see a draft is the caller's rule. */
export async function productBySlug(db: Queryable, codec: Codec, slug: string): Promise<FoundProduct | null> {
  return oneProduct(db, codec, 'p.slug = $1', slug);
}

export async function productById(db: Queryable, codec: Codec, id: string): Promise<FoundProduct | null> {
  return oneProduct(db, codec, 'p.id = $1::uuid', id);
}

const MAX_LIKE_CANDIDATES = 300;
const MAX_LIKE_SHOWN = 20;

/** Things like this one in its category, nearest names first; for comparing prices and for "produk serupa". */
export async function similar(
  db: Queryable,
  product: Pick<Product, 'id' | 'name' | 'category'>,
  limit = 8,
): Promise<readonly ProductCard[]> {
  const words = queryWords(product.name);
  const { rows } = await db.query<CardRow>(
    `WITH near AS MATERIALIZED (
       SELECT p.* FROM ${shownProducts} p
       WHERE p.state = 'READY' AND p.category = $2 AND p.id <> $3::uuid AND p.in_name @@ to_tsquery('pg_catalog.indonesian', $1)
       ORDER BY p.sold DESC, p.id DESC LIMIT ${MAX_LIKE_CANDIDATES})
     SELECT ${cardColumns} FROM near p ORDER BY public.similarity(p.words, $4) DESC, p.id LIMIT $5`,
    [
      toTsquery(words.slice(0, 2), 'ANY'),
      product.category,
      product.id,
      words.join(' '),
      Math.min(limit, MAX_LIKE_SHOWN),
    ],
  );
  return rows.map(toCard);
}

/** Lowest price now asked for the same kind of thing, or null: a hint for the reasonableness of a price, no official one. */
export async function lowestPriceLike(
  db: Queryable,
  product: Pick<Product, 'id' | 'name' | 'category'>,
): Promise<bigint | null> {
  const prices = (await similar(db, product)).map(({ price }) => price);
  const [first, ...rest] = prices;
  return first === undefined ? null : rest.reduce(smaller, first);
}

async function oneProduct(db: Queryable, codec: Codec, condition: string, value: string): Promise<FoundProduct | null> {
  const { rows } = await db.query<CardRow & { version: number; body: Buffer }>(
    `SELECT ${cardColumns}, p.version, p.body FROM ${shownProducts} p WHERE ${condition}`,
    [value],
  );
  const row = rows[0];
  if (!row) return null;
  const product = await codec.decode<Product>(row.body, productBinding(row.id));
  return { version: row.version, product, card: toCard(row) };
}
