/** Draws the numbers of the papers that an act makes, once for a command however often it is decided. */
import { yearAt } from '../kernel/time.ts';
import type { Queryable } from '../platform/database.ts';
import type { NumberKind, OrderFacts } from './facts.ts';
import { drawNumber } from './order.store.ts';
import type { Order } from './order.ts';

/** Papers of an act. One that the order already has keeps its number. */
function kindsOf(action: string, order: Order): readonly NumberKind[] {
  switch (action) {
    case 'checkout':
      return order.number === null ? ['PS'] : [];
    case 'ship':
    case 'shipAgain':
      return ['SJ'];
    case 'receive':
    case 'receivePart':
      return ['BAST'];
    case 'bill':
      return order.bill === null ? ['TAG'] : [];
    case 'signSpby':
      return ['SPBY', 'KW'];
    default:
      return [];
  }
}

export function numberDrawer(db: Queryable) {
  const drawn: { [K in NumberKind]?: string } = {};
  return async (action: string, order: Order, now: Date): Promise<OrderFacts['numbers']> => {
    const year = yearAt(now, order.zone);
    for (const kind of kindsOf(action, order)) drawn[kind] ??= await drawNumber(db, kind, year);
    return drawn;
  };
}
