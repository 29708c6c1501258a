/** Facts enough to say whose turn it is on many orders at once. */
import { officialsOf } from '../identity/person.store.ts';
import type { Codec } from '../journal/codec.ts';
import { satkersById, vendorsById } from '../organisation/organisation.store.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { holidaySet } from '../regulation/rules.ts';
import { rulesOf } from './amounts.ts';
import type { OrderFacts } from './facts.ts';
import { orderActor } from './order.asker.ts';
import type { Order } from './order.ts';

/**
 * Facts enough to say whose turn it is. Products, budget and earlier orders only decide what blocks an act, which the
 * order's own page says.
 */
export async function glances(
  db: Queryable,
  { codec, clock }: { readonly codec: Codec; readonly clock: () => Date },
  asker: Asker,
  orders: readonly Order[],
): Promise<(order: Order) => OrderFacts | null> {
  const offices = [...new Set(orders.map((order) => order.satkerId))];
  const [vendors, satkers, officials] = await Promise.all([
    vendorsById(
      db,
      codec,
      orders.map((order) => order.vendorId),
    ),
    satkersById(db, codec, offices),
    Promise.all(offices.map(async (satkerId) => [satkerId, await officialsOf(db, codec, satkerId)] as const)),
  ]);
  const officialsIn = new Map(officials);
  const holidays = holidaySet();
  const now = clock();
  return (order) => {
    const vendor = vendors.get(order.vendorId);
    const satker = satkers.get(order.satkerId);
    if (!vendor || !satker) return null;
    return {
      cause: order.id,
      now,
      rules: rulesOf(order, order.regime, now, order.zone),
      holidays,
      actor: orderActor(asker),
      satker,
      vendor,
      officials: officialsIn.get(order.satkerId) ?? [],
      products: new Map(),
      line: null,
      recent: [],
      domestic: { any: new Set(), strong: new Set() },
      numbers: {},
      codeVerified: false,
    };
  };
}
