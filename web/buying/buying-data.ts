import { useQueries, useQueryClient } from '@tanstack/react-query';
import { type Order, orderQuery } from '../orders/order-data.ts';
import { answer, api, withKey } from '../shared/api/client.ts';
import { productQuery } from '../shop/data.ts';

/** Larger orders seldom share one akun; asking for every product would only be slow. */
const MOST_PRODUCTS_ASKED = 20;

/** The akun that the catalogue suggests for each product; undefined while asking. Empty when they are too many. */
export function useSuggestedAkun(order: Order): readonly string[] | undefined {
  const slugs = [...new Set(order.lines.map((line) => line.slug))];
  const asked = slugs.length > MOST_PRODUCTS_ASKED ? [] : slugs;
  const products = useQueries({ queries: asked.map((slug) => productQuery(slug)) });
  if (products.some((product) => product.isPending)) return undefined;
  // A product that is no longer in the catalogue suggests nothing, and then nothing is certain.
  if (products.some((product) => product.data === undefined)) return [];
  return products.flatMap(({ data }) => (data === undefined ? [] : [data.suggestedAkun.code]));
}

/** Names the budget line of the order; the answer is what the screen shows from then on. Throws `Problem`. */
export function useSaveBudgetLine(order: Order): (lineId: string) => Promise<void> {
  const queries = useQueryClient();
  return async (lineId) => {
    if (order.budget?.lineId === lineId) return;
    const saved = await answer(
      api.POST('/api/v1/orders/{id}/setDetails', {
        params: { path: { id: order.id } },
        body: { budgetLineId: lineId },
        ...withKey(crypto.randomUUID()),
      }),
    );
    queries.setQueryData(orderQuery(order.id).queryKey, saved);
  };
}
