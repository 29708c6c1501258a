/** Rows O13 to O18 and O21: the vendor takes the order, dates are changed, goods travel, orders are cancelled. */

import { releaseOrder } from '../budget/postings.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { ended } from './commitment.ts';
import { type Act, type Change, changed, numberOf, type OrderFacts } from './facts.ts';
import { ownPp } from './negotiation.ts';
import type { CommandInput } from './order.commands.ts';
import type { Order } from './order.ts';

type DateChange = NonNullable<Order['dateChange']>;
const sideOf = (facts: OrderFacts): DateChange['by'] => (facts.actor.role === 'PEMESAN' ? 'PEMESAN' : 'VENDOR');

export const accept: Act<CommandInput<'accept'>> = {
  ready(order, facts) {
    for (const line of order.lines) {
      const stock = facts.products.get(line.productId)?.stock ?? 0;
      if (line.kind === 'GOODS' && stock < line.quantity) return refuse('out_of_stock', { stock });
    }
    return null;
  },
  // A later date than the one agreed is a request, which the buyer answers.
  run(order, { deliveryDate }, facts) {
    if (deliveryDate === null) return changed(order);
    if (deliveryDate < localDate(facts.now, order.zone)) return refuse('date_in_past', { date: deliveryDate });
    if (order.deliveryDate === null || deliveryDate <= order.deliveryDate) return changed({ ...order, deliveryDate });
    return changed({
      ...order,
      dateChange: { by: 'VENDOR', date: deliveryDate, reason: 'Diminta saat menerima pesanan' },
    });
  },
};

export const decline: Act<CommandInput<'decline'>> = {
  run: (order, { reason }, facts) => released(order, reason, facts),
};

export const askNewDate: Act<CommandInput<'askNewDate'>> = {
  ready: (order) => (order.dateChange === null ? null : refuse('date_change_open')),
  run(order, { date, reason }, facts) {
    if (date < localDate(facts.now, order.zone)) return refuse('date_in_past', { date });
    return changed({ ...order, dateChange: { by: sideOf(facts), date, reason } });
  },
};

/** Only the other side answers a request. */
const answersDate = (order: Order, facts: OrderFacts): Refusal | null => {
  if (order.dateChange === null) return refuse('not_possible_now', { state: order.state });
  if (order.dateChange.by !== sideOf(facts)) return null;
  return refuse('not_your_turn', { who: order.dateChange.by === 'VENDOR' ? order.requester.name : order.vendorName });
};

export const acceptNewDate: Act<CommandInput<'acceptNewDate'>> = {
  mine: answersDate,
  ready(order, facts) {
    const date = order.dateChange?.date ?? '';
    return date < localDate(facts.now, order.zone) ? refuse('date_in_past', { date }) : null;
  },
  run: (order) => changed({ ...order, deliveryDate: order.dateChange?.date ?? order.deliveryDate, dateChange: null }),
};

export const declineNewDate: Act<CommandInput<'declineNewDate'>> = {
  mine: answersDate,
  run: (order) => changed({ ...order, dateChange: null }),
};

/** Goods do not wait for an answer to the vendor's own request; the buyer's has to be answered first. */
export const ship: Act<CommandInput<'ship'>> = {
  ready: (order) => (order.dateChange?.by === 'PEMESAN' ? refuse('date_change_open') : null),
  run: (order, { carrier, trackingNo, note }, facts) =>
    changed({
      ...order,
      dateChange: null,
      shipments: [
        ...order.shipments,
        {
          no: order.shipments.length + 1,
          number: numberOf(facts, 'SJ'),
          carrier,
          trackingNo,
          note,
          at: facts.now.toISOString(),
          deliveredAt: null,
          proof: [],
        },
      ],
    }),
};

/** Row O21: what was missing or wrong is sent again. */
export const shipAgain: Act<CommandInput<'shipAgain'>> = { run: ship.run };

export const markDelivered: Act<CommandInput<'markDelivered'>> = {
  run: (order, { proof }, facts) =>
    changed({
      ...order,
      shipments: order.shipments.map((shipment, i) =>
        i === order.shipments.length - 1 ? { ...shipment, deliveredAt: facts.now.toISOString(), proof } : shipment,
      ),
    }),
};

export const askCancel: Act<CommandInput<'askCancel'>> = {
  mine: ownPp,
  run: (order, { reason }) => changed({ ...order, cancelReason: reason }),
};

export const consentCancel: Act<CommandInput<'consentCancel'>> = {
  run: (order, _, facts) => released(order, order.cancelReason, facts),
};

export const refuseCancel: Act<CommandInput<'refuseCancel'>> = {
  run: (order) => changed({ ...order, cancelReason: '' }),
};

/** The order ends unpaid: what was committed is free again. */
export function released(order: Order, reason: string, facts: OrderFacts): Change {
  const transfers = order.commitment ? [releaseOrder(facts.cause, order.commitment.id)] : [];
  return changed(
    { ...order, commitment: null, dateChange: null, ended: ended(facts, reason) },
    { transfers, payload: { released: order.commitment?.amount ?? 0n } },
  );
}
