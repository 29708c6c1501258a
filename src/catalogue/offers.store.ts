/** What an order asks of the catalogue: products as they are offered now, and whether domestic ones are on offer. */
import type { Codec } from '../journal/codec.ts';
import type { Queryable } from '../platform/database.ts';
import type { Product } from './product.ts';
import { productBinding, shownProducts } from './product-row.ts';

/** Products in any state; those that do not exist are left out. */
export async function productsById(
  db: Queryable,
  codec: Codec,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Product>> {
  const { rows } = await db.query<{ id: string; body: Buffer }>(
    `SELECT id, body FROM ${shownProducts} WHERE id = ANY($1)`,
    [[...new Set(ids)]],
  );
  return new Map(
    await Promise.all(
      rows.map(
        async ({ id, body }): Promise<[string, Product]> => [id, await codec.decode<Product>(body, productBinding(id))],
      ),
    ),
  );
}

export interface DomesticOffers {
  /** Categories with a domestic product for sale. */
  readonly any: ReadonlySet<string>;
  /** Categories with one whose local content is at or above the share of the law. */
  readonly strong: ReadonlySet<string>;
}

/**
 * Perpres 46/2025 art. 66 asks whether a product with TKDN + BMP of at least `percent` is on offer. BMP is not a column, so that a
 * product which reaches the share only with it is not counted: the warning comes too seldom rather than wrongly.
 */
export async function domesticOffers(
  db: Queryable,
  categories: readonly string[],
  percent: number,
): Promise<DomesticOffers> {
  if (categories.length === 0) return { any: new Set(), strong: new Set() };
  const { rows } = await db.query<{ category: string; strong: boolean }>(
    `SELECT c AS category, best.tkdn >= $2 AS strong
     FROM unnest($1::text[]) AS c CROSS JOIN LATERAL (
       SELECT coalesce(p.tkdn_percent, 0) AS tkdn FROM ${shownProducts} p
       WHERE p.category = c AND p.state = 'READY' AND p.in_stock AND p.pdn
       ORDER BY coalesce(p.tkdn_percent, 0) DESC LIMIT 1) best`,
    [[...new Set(categories)], percent],
  );
  return {
    any: new Set(rows.map((row) => row.category)),
    strong: new Set(rows.filter((row) => row.strong).map((row) => row.category)),
  };
}
