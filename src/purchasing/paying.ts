/** Rows O28 and O30 to O32: what a payment does to its order. The payment room joins these with its own decisions. */
import { realiseOrder } from '../budget/postings.ts';
import { type Decision, type Plain, type Refusal, refuse } from '../kernel/decision.ts';
import { transitionFor } from '../kernel/machine.ts';
import { hasCommitted } from './apart.ts';
import { othersOf } from './commitment.ts';
import { type Act, type Change, changed, type OrderFacts } from './facts.ts';
import { type OrderRole, orderMachine } from './order.machine.ts';
import type { Order, Signer } from './order.ts';
import { type Moment, moved } from './transition.ts';

/** Whoever pays did not commit (UU 1/2004 art. 10(4): treasurer and committing officer are kept apart). */
const notThePpk = (order: Order, personId: string): Refusal | null =>
  hasCommitted(order, personId) ? refuse('same_person', { did: 'menyetujui', who: 'BENDAHARA' }) : null;

const onRail =
  (rail: Order['rail']) =>
  (order: Order, facts: OrderFacts): Refusal | null => {
    if (order.rail !== rail) return refuse('rail_not_available');
    const same = notThePpk(order, facts.actor.personId);
    return same && refuse('same_person', { did: 'menyetujui', who: othersOf(facts, facts.actor.role, []) });
  };

interface Begun {
  readonly instructionId: string;
}
const begin = (order: Order, { instructionId }: Begun): Change =>
  changed({ ...order, instructions: [...order.instructions, instructionId] }, { payload: { instructionId } });

export const startPayment: Act<Begun> = { mine: onRail('CMS'), run: begin };
export const payByCard: Act<Begun> = { mine: onRail('KKP'), run: begin };

/** SPBY → PAYING, with the instruction that will pay it. */
export function beginPayment(
  order: Order,
  instructionId: string,
  action: 'startPayment' | 'payByCard',
  facts: Moment & { readonly actor: Signer },
): Decision | Refusal {
  if (order.rail !== (action === 'startPayment' ? 'CMS' : 'KKP')) return refuse('rail_not_available');
  const refusal = notThePpk(order, facts.actor.personId);
  if (refusal) return refusal;
  return step(order, action, facts.actor.role, begin(order, { instructionId }), { instructionId }, facts);
}

/** PAYING → PAID: what was billed is realised on the budget line, what was committed beyond it is free again. */
export function settleOrder(order: Order, facts: Moment): Decision | Refusal {
  const { commitment, bill, cameBack } = order;
  // A second payment after the money came back realises nothing anew.
  if (!bill || (!commitment && !cameBack)) return refuse('not_possible_now', { state: order.state });
  const { gross, treasurerDeposits, outsideCardFlow } = bill.tax;
  const change = changed(
    { ...order, paidAt: facts.now.toISOString(), commitment: null, cameBack: null },
    {
      transfers: commitment ? [realiseOrder(facts.cause, commitment.id, gross)] : [],
      payload: cameBack ? { again: cameBack.net } : { gross, treasurerDeposits, outsideCardFlow },
    },
  );
  return step(order, 'settle', 'SYSTEM', change, {}, facts);
}

/** PAYING → SPBY: the bank has not paid and will not; a person decides what comes next. */
export function failPayment(order: Order, facts: Moment & { readonly reason: string }): Decision | Refusal {
  return step(order, 'failPayment', 'SYSTEM', changed(order, { payload: { reason: facts.reason } }), {}, facts);
}

/** PAID or COMPLETED → SPBY: the payee's bank sent the money back, or the issuer undid the charge; the vendor is owed the net amount again. */
export function moneyCameBack(
  order: Order,
  facts: Moment & { readonly reason: string; readonly instructionId: string; readonly net: bigint },
): Decision | Refusal {
  const { instructionId, net, reason } = facts;
  const cameBack = { instructionId, net, reason, at: facts.now.toISOString() };
  return step(
    order,
    'comeBack',
    'SYSTEM',
    changed({ ...order, cameBack, paidAt: null }, { payload: { reason, net } }),
    {},
    facts,
  );
}

/** PAID → COMPLETED: what was withheld stands in the treasurer's queue (tax.payable) or nothing was. */
export function completeOrder(order: Order, facts: Moment): Decision | Refusal {
  return step(order, 'complete', 'SYSTEM', changed(order), {}, facts);
}

function step(
  order: Order,
  action: string,
  role: OrderRole,
  change: Change,
  input: Plain,
  moment: Moment,
): Decision | Refusal {
  const transition = transitionFor(orderMachine, order.state, action, role);
  if (!transition) return refuse('not_possible_now', { state: orderMachine.states[order.state] });
  return moved(order, transition, change, input, moment);
}
