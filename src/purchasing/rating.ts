/** Row O33: buyer or receiver says how it was, once, within the window after payment. */
import { refuse } from '../kernel/decision.ts';
import { addDays, dateLong, localDate } from '../kernel/time.ts';
import { type Act, changed, type OrderFacts, signer } from './facts.ts';
import type { CommandInput } from './order.commands.ts';
import type { Order } from './order.ts';

function lastDay(order: Order, facts: OrderFacts): string | null {
  if (order.paidAt === null) return null;
  return addDays(localDate(new Date(order.paidAt), order.zone), facts.rules.get('rating.windowDays'));
}

export const rate: Act<CommandInput<'rate'>> = {
  mine(order, facts) {
    if (order.rating !== null) return refuse('already_rated');
    const until = lastDay(order, facts);
    if (until === null) return refuse('not_possible_now', { state: order.state });
    return localDate(facts.now, order.zone) > until ? refuse('rating_window_closed', { until: dateLong(until) }) : null;
  },
  run: (order, { stars, comment }, facts) =>
    changed({ ...order, rating: { stars, comment, at: facts.now.toISOString(), by: signer(facts.actor) } }),
};
