/** Where short X-EXTERNAL-IDs come from. */
import type { Queryable } from '../../platform/database.ts';

/**
 * Numbers for banks whose X-EXTERNAL-ID has fewer than 26 digits (SNAP: numeric, unique per partner and day). A sequence of the
 * database gives them: processes that ask at once, restarts and rollbacks never get one twice, and it begins again only
 * after 999,999,999 of them, more than a day can use. A number that was drawn and not sent is lost, which nobody minds.
 */
export function externalIdsOf(db: Queryable): () => Promise<bigint> {
  return async () => {
    const { rows } = await db.query<{ next: string }>("SELECT nextval('payment.external_id')::text AS next");
    const [row] = rows;
    if (!row) throw new Error('payment.external_id gave no number');
    return BigInt(row.next);
  };
}
