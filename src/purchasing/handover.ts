/** Rotation of officials: an open order passes to the successor of whoever sat in one of its seats. */
import type { Decision } from '../kernel/decision.ts';
import { hasCommitted, hasOrdered, hasReceived } from './apart.ts';
import { orderMachine } from './order.machine.ts';
import type { Order, Signer } from './order.ts';
import { type Seat, seatRoles, sitting } from './seats.ts';
import { orderRow } from './transition.ts';

export interface Succession {
  readonly seat: Seat;
  readonly to: Signer;
}

/** Whether the successor has acted on this order where that keeps them out of the seat: then any other holder of the role may. */
export function barredFrom(order: Order, seat: Seat, personId: string): boolean {
  if (seat === 'ppk') return hasOrdered(order, personId) || hasReceived(order, personId);
  return hasCommitted(order, personId) || hasReceived(order, personId);
}

/** Null when nothing passes: the order has ended, the successors sit there already, or may not. */
export function handOver(order: Order, successions: readonly Succession[]): Decision | null {
  if (orderMachine.final.includes(order.state)) return null;
  const passed = successions.filter(
    ({ seat, to }) =>
      sitting(order, seat) !== null &&
      sitting(order, seat)?.personId !== to.personId &&
      !barredFrom(order, seat, to.personId),
  );
  if (passed.length === 0) return null;
  // What a successor did in a seat is not told apart from what they only had to do: it counts as done.
  const left = passed.flatMap(({ seat }) => (seat === 'ppk' ? [] : (order.handedTo?.[seat] ?? [])));
  const next: Order = {
    ...order,
    version: order.version + 1,
    ...(left.length > 0 ? { formerly: [...(order.formerly ?? []), ...left] } : {}),
    handedTo: { ...order.handedTo, ...Object.fromEntries(passed.map(({ seat, to }) => [seat, to])) },
  };
  return {
    ok: true,
    events: passed.map(({ seat, to }) => ({
      type: 'order.handed_over',
      aggregate: 'order',
      aggregateId: order.id,
      payload: {
        action: 'handOver',
        from: order.state,
        to: order.state,
        number: order.number,
        seat,
        former: { ...sitting(order, seat) },
        successor: { ...to },
        reason: `${seatRoles[seat]}: ${sitting(order, seat)?.name} → ${to.name}`,
      },
    })),
    rows: [orderRow(next, order.version)],
    transfers: [],
    jobs: [],
  };
}
