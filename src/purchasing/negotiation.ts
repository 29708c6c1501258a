/** Rows O2 to O8: the Pejabat Pengadaan completes the order and agrees the price with the vendor. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { inOffice } from './apart.ts';
import { unavailable, withItems } from './cart.ts';
import { isOfToday } from './checks.ts';
import { type Act, type Change, changed, type OrderFacts, signer } from './facts.ts';
import type { CommandInput } from './order.commands.ts';
import type { Offer, Order } from './order.ts';
import { sitting } from './seats.ts';

/** Once a Pejabat Pengadaan has taken it up, it is theirs, until they leave the office. */
export const ownPp = (order: Order, facts: OrderFacts): Refusal | null => {
  const pp = sitting(order, 'pp');
  if (facts.actor.role !== 'PP' || pp === null || pp.personId === facts.actor.personId) return null;
  return inOffice(pp, facts) ? refuse('not_assigned_to_you', { who: pp.name }) : null;
};

const taken = (order: Order, facts: OrderFacts): Order => ({ ...order, pp: signer(facts.actor) });

export const setDetails: Act<CommandInput<'setDetails'>> = {
  mine: ownPp,
  run(order, input, facts) {
    const { budgetLineId, needDate, address, note } = input;
    if (needDate !== undefined && needDate < localDate(facts.now, order.zone))
      return refuse('date_in_past', { date: needDate });
    // A price agreed in a negotiation holds for the quantities it was agreed for.
    if (input.lines && order.state === 'NEGO_DONE') return refuse('not_possible_now', { state: order.state });
    const lines = input.lines ? withItems(order, input.lines, facts) : changed(order);
    if (!lines.ok) return lines;
    if (lines.order.lines.length === 0) return refuse('cart_empty');
    const budget = budgetLineId === undefined ? order.budget : choiceOf(order, facts, budgetLineId);
    if (budgetLineId !== undefined && budget === null) return refuse('budget_line_unknown');
    return changed({
      ...taken(lines.order, facts),
      budget,
      need: {
        date: needDate ?? order.need.date,
        address: address ?? order.need.address,
        note: note ?? order.need.note,
      },
    });
  },
};

function choiceOf(order: Order, facts: OrderFacts, lineId: string): Order['budget'] {
  const { line } = facts;
  if (line?.id !== lineId || line.satkerId !== facts.satker.id || !isOfToday(line, order, facts)) return null;
  return { lineId: line.id, mak: line.mak, akun: line.akun, name: line.name };
}

/** What was agreed for it is agreed no longer: the requester may change every line. It comes back to the same official. */
export const sendBack: Act<CommandInput<'sendBack'>> = {
  mine: ownPp,
  run: (order, _, facts) =>
    changed({
      ...taken(order, facts),
      deliveryFee: 0n,
      deliveryDate: null,
      lines: order.lines.map((line) => ({ ...line, price: line.listPrice })),
    }),
};

export const skipNegotiation: Act<CommandInput<'skipNegotiation'>> = {
  mine: ownPp,
  ready: (order, facts) =>
    facts.rules.get('negotiation.mandatory')
      ? refuse('not_possible_now', { state: order.state })
      : unavailable(order, facts),
  run: (order, _, facts) => changed(taken(order, facts)),
};

const openOffer = (order: Order): Offer | null => order.offers.find((offer) => offer.outcome === 'OPEN') ?? null;

/** It is the other side's turn while one's own offer is open. */
const answers = (order: Order, facts: OrderFacts): Refusal | null => {
  const offer = openOffer(order);
  const side = facts.actor.role === 'PP' ? 'PP' : 'VENDOR';
  if (offer?.by === side)
    return refuse('not_your_turn', { who: side === 'PP' ? order.vendorName : (order.pp?.name ?? 'PP') });
  return ownPp(order, facts);
};

const roundsLeft = (order: Order, facts: OrderFacts): Refusal | null => {
  const max = facts.rules.get('negotiation.maxRounds');
  return order.offers.filter((offer) => offer.by === 'PP').length >= max ? refuse('too_many_rounds', { max }) : null;
};

export const negotiate: Act<CommandInput<'negotiate'>> = {
  mine: ownPp,
  ready: (order, facts) => unavailable(order, facts) ?? roundsLeft(order, facts),
  run: (order, input, facts) => offered(taken(order, facts), input, facts, 'PP'),
};

export const offer: Act<CommandInput<'offer'>> = {
  mine: answers,
  ready: roundsLeft,
  run: (order, input, facts) => offered(closeOpen(order, 'COUNTERED', ''), input, facts, 'PP'),
};

export const counterOffer: Act<CommandInput<'counterOffer'>> = {
  mine: answers,
  run: (order, input, facts) => offered(closeOpen(order, 'COUNTERED', ''), input, facts, 'VENDOR'),
};

export const acceptOffer: Act<CommandInput<'acceptOffer'>> = {
  mine: (order, facts) =>
    openOffer(order) ? answers(order, facts) : refuse('not_possible_now', { state: order.state }),
  run(order) {
    const agreed = openOffer(order);
    if (!agreed) return refuse('not_possible_now', { state: order.state });
    const closed = closeOpen(order, 'ACCEPTED', '');
    return changed({
      ...closed,
      deliveryFee: agreed.deliveryFee,
      deliveryDate: agreed.deliveryDate ?? closed.deliveryDate,
      lines: closed.lines.map((line) => ({
        ...line,
        price: agreed.prices.find((price) => price.no === line.no)?.price ?? line.price,
      })),
    });
  },
};

export const declineOffer: Act<CommandInput<'declineOffer'>> = {
  mine: answers,
  run: (order, { reason }) => changed(closeOpen(order, 'DECLINED', reason)),
};

/** Row O8: nobody answered; the price is open again. */
export const expireNegotiation: Act<Record<string, never>> = {
  run: (order) => changed(closeOpen(order, 'EXPIRED', '')),
};

function closeOpen(order: Order, outcome: Offer['outcome'], reason: string): Order {
  return {
    ...order,
    offers: order.offers.map((offer) => (offer.outcome === 'OPEN' ? { ...offer, outcome, reason } : offer)),
  };
}

function offered(order: Order, input: CommandInput<'offer'>, facts: OrderFacts, by: Offer['by']): Change | Refusal {
  const prices = order.lines.map((line) => ({
    no: line.no,
    price: input.prices.find((price) => price.no === line.no)?.price ?? line.price,
    list: line.listPrice,
  }));
  if (input.prices.some((price) => !order.lines.some((line) => line.no === price.no))) return refuse('line_unknown');
  const above = prices.find((price) => price.price > price.list);
  if (above) return refuse('offer_above_list', { list: above.list });
  if (prices.some((price) => price.price === 0n)) return refuse('amount_invalid');
  const goods = order.lines.reduce((sum, line) => sum + line.listPrice * BigInt(line.quantity), 0n);
  // A delivery fee above the value of the goods is a typing error.
  if (input.deliveryFee > goods) return refuse('amount_invalid');
  const today = localDate(facts.now, order.zone);
  if (input.deliveryDate !== null && input.deliveryDate < today)
    return refuse('date_in_past', { date: input.deliveryDate });
  const next: Offer = {
    no: order.offers.length + 1,
    by,
    person: signer(facts.actor),
    at: facts.now.toISOString(),
    prices: prices.map(({ no, price }) => ({ no, price })),
    deliveryFee: input.deliveryFee,
    deliveryDate: input.deliveryDate,
    note: input.note,
    outcome: 'OPEN',
    reason: '',
  };
  return changed({ ...order, offers: [...order.offers, next] });
}
