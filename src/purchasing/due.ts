/** What waits for a person, from the same function that guards the commands; no second list of who may do what. */
import type { Refusal } from '../kernel/decision.ts';
import { actionsIn } from '../kernel/machine.ts';
import { openActions } from './decide.ts';
import type { OrderFacts } from './facts.ts';
import type { OrderAction } from './order.events.ts';
import { type OrderRole, type OrderState, orderMachine } from './order.machine.ts';
import type { Order } from './order.ts';

/** The act that moves an order on, in the order in which it is offered as a task. Other open acts are possible, not due. */
const DUE: readonly OrderAction[] = [
  'setDetails',
  'checkout',
  'acceptOffer',
  'approve',
  'accept',
  'acceptNewDate',
  'consentCancel',
  'ship',
  'receive',
  'shipAgain',
  'bill',
  'attachFaktur',
  'signSpby',
  'startPayment',
  'payByCard',
];

const states = Object.keys(orderMachine.states) as OrderState[];

/** States in which an order may be due to a role. */
export const dueStates = (role: OrderRole): readonly OrderState[] =>
  states.filter((state) => {
    const acts: readonly string[] = actionsIn(orderMachine, state, role);
    return !orderMachine.final.includes(state) && DUE.some((action) => acts.includes(action));
  });

/** The act by which the asker moves this order on, or null when it is not their turn. */
export function dueAction(order: Order, facts: OrderFacts): { action: OrderAction; blockedBy: Refusal | null } | null {
  const open = openActions(order, facts);
  // An unanswered request for another date comes before shipping.
  const found = DUE.map((action) => open.find((one) => one.action === action)).find((one) => one !== undefined);
  if (!found) return null;
  // Details are complete once an account is chosen: then checkout is what is due.
  const checkout = open.find((one) => one.action === 'checkout');
  if (found.action === 'setDetails' && checkout && order.budget !== null) return checkout;
  if (found.action === 'attachFaktur' && order.bill?.faktur !== null) return null;
  return found;
}
