/** What narrows and orders a search, as conditions of SQL with their values. */
import { categoriesWithin } from './categories.ts';
import { everywhere, type ProductKind, type Rail } from './product.ts';

export interface ProductFilters {
  /** A category or a group of them. */
  readonly category?: string | undefined;
  readonly kind?: ProductKind | undefined;
  /** Whole rupiah, both ends included. */
  readonly minPrice?: bigint | undefined;
  readonly maxPrice?: bigint | undefined;
  /** Town of the shop. */
  readonly town?: string | undefined;
  /** Town that it must be delivered to. */
  readonly deliversTo?: string | undefined;
  readonly umk?: boolean | undefined;
  readonly pkp?: boolean | undefined;
  readonly pdn?: boolean | undefined;
  readonly minTkdnPercent?: number | undefined;
  readonly inStock?: boolean | undefined;
  readonly maxLeadTimeDays?: number | undefined;
  readonly rail?: Rail | undefined;
  readonly vendorSlug?: string | undefined;
}

export type FilterName = keyof ProductFilters;

/** RELEVANCE *Paling sesuai*, PRICE *Termurah*, NEAREST *Terdekat*, SOLD *Terlaris*, RATING *Rating*. */
export const productSorts = ['RELEVANCE', 'PRICE', 'NEAREST', 'SOLD', 'RATING'] as const;
export type ProductSort = (typeof productSorts)[number];

/** Values of one statement; `add` answers the placeholder. */
export class Values {
  readonly list: unknown[] = [];

  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }
}

/** How a condition is said: for the indexes in the order of what is sold, or for `product_found`, which knows words beside it. */
export type Said = 'plain' | 'shelved';

interface Condition {
  readonly name: FilterName;
  readonly of: (filters: ProductFilters, values: Values, said: Said) => string | null;
}

function when<F extends FilterName>(
  name: F,
  write: (value: NonNullable<ProductFilters[F]>, values: Values, said: Said) => string,
): Condition {
  const of = (filters: ProductFilters, values: Values, said: Said) => {
    const value = filters[name];
    return value === undefined || value === null ? null : write(value, values, said);
  };
  return { name, of };
}

const oneOf = (column: string, list: string, said: Said): string =>
  said === 'shelved' ? `ARRAY[${column}] && ${list}` : `${column} = ANY (${list})`;

const conditions: readonly Condition[] = [
  when('category', (code, v, said) => oneOf('p.category', v.add(categoriesWithin(code), 'text[]'), said)),
  when('kind', (kind, v) => `p.kind = ${v.add(kind, 'text')}`),
  when('minPrice', (rupiah, v) => `p.price >= ${v.add(rupiah.toString(), 'bigint')}`),
  when('maxPrice', (rupiah, v) => `p.price <= ${v.add(rupiah.toString(), 'bigint')}`),
  when('town', (town, v, said) => oneOf('p.town', v.add([town], 'text[]'), said)),
  when('deliversTo', (town, v) => `p.delivery_area && ${v.add([town, everywhere], 'text[]')}`),
  when('umk', (yes, v) => `p.umk = ${v.add(yes, 'boolean')}`),
  when('pkp', (yes, v) => `p.pkp = ${v.add(yes, 'boolean')}`),
  when('pdn', (yes, v) => `p.pdn = ${v.add(yes, 'boolean')}`),
  when('minTkdnPercent', (percent, v) => `p.tkdn_percent >= ${v.add(percent, 'numeric')}`),
  when('inStock', (yes, v) => `p.in_stock = ${v.add(yes, 'boolean')}`),
  when('maxLeadTimeDays', (days, v) => `p.lead_time_days <= ${v.add(days, 'int')}`),
  when('rail', (rail, v) => `${v.add(rail, 'text')} = ANY (p.rails)`),
  when(
    'vendorSlug',
    (slug, v) =>
      `p.vendor_id = (SELECT s.vendor_id FROM catalogue.shop s WHERE s.slug = ${v.add(slug, 'text')} LIMIT 1)`,
  ),
];

export const filterNames: readonly FilterName[] = conditions.map(({ name }) => name);

/** The conditions of these filters, joined by AND and never empty; `except` leaves some out (for their own counts). */
export function whereOf(
  filters: ProductFilters,
  values: Values,
  except: readonly FilterName[] = [],
  said: Said = 'plain',
): string {
  const parts = conditions
    .filter(({ name }) => !except.includes(name))
    .map(({ of }) => of(filters, values, said))
    .filter((part) => part !== null);
  return ['true', ...parts].join(' AND ');
}
