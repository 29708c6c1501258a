/** What people ask of a large catalogue, as the shop of the web asks it: words with and without a mistake, filters, orders. */
import type { ProductFilters, ProductSort } from '../../src/catalogue/filters.ts';
import type { Pool } from '../../src/platform/database.ts';
import { TOWNS } from './catalogue-words.ts';
import { type Chance, chance, mistyped, zipf } from './chance.ts';

export interface Ask {
  readonly text: string;
  readonly filters: ProductFilters;
  readonly sort: ProductSort;
  readonly near?: string;
}

/** So many different queries; the first is typed as often as the next two together. */
const QUERIES = 400;
const SEED = 72;

/** Each call is the next search of somebody. A third has a typing mistake, a third narrows by filters, a fifth is in another order. */
export function searches(bought: readonly string[]): () => Ask {
  const of = chance(SEED);
  const texts = bought.slice(0, QUERIES).map((name, n) => textOf(name.toLowerCase().split(' '), n));
  const famous = zipf(texts.length, of);
  return () => {
    const text = texts[famous()] ?? '';
    return {
      text: of.below(3) === 0 ? mistyped(text, of) : text,
      filters: of.below(3) === 0 ? filtersOf(of) : {},
      ...orderOf(of),
    };
  };
}

/** Names of the products that sell best: what people look for is mostly there. */
export async function bestSellers(owner: Pool): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT name FROM catalogue.product WHERE state = 'READY' ORDER BY sold DESC, id DESC LIMIT $1",
    [QUERIES],
  );
  return rows.map(({ name }) => name);
}

/** Short and general, or as exact as somebody who knows what the office has always bought. */
function textOf(words: readonly string[], n: number): string {
  // Thing in one or two words, brand, model, colour, size.
  const cuts = [
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
    [0, words.length],
  ] as const;
  const [from, to] = cuts[n % cuts.length] ?? [0, 2];
  return n % 7 === 6 ? `${words[0]} ${words.slice(-3).join(' ')}` : words.slice(from, to).join(' ');
}

function filtersOf(of: Chance): ProductFilters {
  const town = TOWNS[of.below(TOWNS.length)] ?? '';
  switch (of.below(6)) {
    case 0:
      return { category: 'KANTOR', umk: true };
    case 1:
      return { town };
    case 2:
      return { minPrice: 20_000n, maxPrice: 100_000n };
    case 3:
      return { inStock: true, pdn: true, minTkdnPercent: 40 };
    case 4:
      return { deliversTo: town, maxLeadTimeDays: 3, rail: 'KKP' };
    default:
      return { inStock: true, umk: true };
  }
}

function orderOf(of: Chance): Pick<Ask, 'sort' | 'near'> {
  switch (of.below(20)) {
    case 0:
    case 1:
      return { sort: 'PRICE' };
    case 2:
      return { sort: 'SOLD' };
    case 3:
      return { sort: 'NEAREST', near: 'Semarang' };
    default:
      return { sort: 'RELEVANCE' };
  }
}

/** Queries for one product each: its thing, brand, model and colour, with one mistake. */
export function mistypedNames(names: readonly string[]): readonly { readonly name: string; readonly text: string }[] {
  const of = chance(SEED + 1);
  return names.map((name) => ({ name, text: mistyped(name.toLowerCase(), of) }));
}
