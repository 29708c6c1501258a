/** Draws the numbers of the papers that an act makes, once for a command however often it is decided. */
import { yearAt } from '../kernel/time.ts';
import type { Pool } from '../platform/database.ts';
import type { NumberKind, OrderFacts } from './facts.ts';
import { drawNumbers } from './order.store.ts';
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

export function numberDrawer(pool: Pool) {
  let drawn: { [K in NumberKind]?: string } = {};
  return async (action: string, order: Order, now: Date): Promise<OrderFacts['numbers']> => {
    const missing = kindsOf(action, order).filter((kind) => drawn[kind] === undefined);
    if (missing.length > 0) drawn = { ...drawn, ...(await drawNumbers(pool, missing, yearAt(now, order.zone))) };
    return drawn;
  };
}
