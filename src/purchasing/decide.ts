/**
 * What may happen to an order: the one function that answers commands and says which acts are open to whom. Pure; clock,
 * rules, products, budget and numbers come in as facts.
 */
import { type Decision, type Plain, type Refusal, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { actionsIn, type Transition, transitionFor } from '../kernel/machine.ts';
import * as bills from './bill.ts';
import * as cart from './cart.ts';
import * as commitment from './commitment.ts';
import { type Act, type Change, changed, type OrderFacts } from './facts.ts';
import * as fulfilment from './fulfilment.ts';
import * as negotiation from './negotiation.ts';
import { isOrderAction, type OrderAction } from './order.events.ts';
import { type OrderRole, type OrderState, orderMachine } from './order.machine.ts';
import { type Order, vendorSees } from './order.ts';
import * as paying from './paying.ts';
import { rate } from './rating.ts';
import * as receipts from './receipt.ts';
import { moved } from './transition.ts';

export interface OrderCommand {
  readonly action: string;
  /** Of the shape in `order.commands.ts`; the code of a step-up is taken out before. */
  readonly input: unknown;
}

/** Row O34: the new cart is decided by `addItems`; this only says who may. */
const reorder: Act<unknown> = { run: (order) => changed(order) };

/** Time has passed: what follows depends on what was waited for. */
const expire: Act<Record<string, never>> = {
  ready: (order, facts) =>
    order.dueAt !== null && facts.now.getTime() > Date.parse(order.dueAt)
      ? null
      : refuse('not_possible_now', { state: order.state }),
  run(order, input, facts): Change | Refusal {
    switch (order.state) {
      case 'NEGO':
        return negotiation.expireNegotiation.run(order, input, facts);
      case 'CANCEL_REQUESTED':
        return changed({ ...order, cancelReason: '' });
      case 'WAIT_PPK':
        return commitment.expireOrder.run(order, input, facts);
      default:
        return fulfilment.released(order, 'Tidak dijawab penyedia sampai batas waktu', facts);
    }
  },
};

const acts = {
  addItem: cart.addItem,
  setItems: cart.setItems,
  request: cart.request,
  discard: cart.discard,
  setDetails: negotiation.setDetails,
  sendBack: negotiation.sendBack,
  negotiate: negotiation.negotiate,
  skipNegotiation: negotiation.skipNegotiation,
  offer: negotiation.offer,
  acceptOffer: negotiation.acceptOffer,
  counterOffer: negotiation.counterOffer,
  declineOffer: negotiation.declineOffer,
  checkout: commitment.checkout,
  approve: commitment.approve,
  reject: commitment.reject,
  accept: fulfilment.accept,
  decline: fulfilment.decline,
  askNewDate: fulfilment.askNewDate,
  acceptNewDate: fulfilment.acceptNewDate,
  declineNewDate: fulfilment.declineNewDate,
  ship: fulfilment.ship,
  askCancel: fulfilment.askCancel,
  consentCancel: fulfilment.consentCancel,
  refuseCancel: fulfilment.refuseCancel,
  markDelivered: fulfilment.markDelivered,
  shipAgain: fulfilment.shipAgain,
  receive: receipts.receive,
  receivePart: receipts.receivePart,
  hold: receipts.hold,
  cancelForDefault: receipts.cancelForDefault,
  bill: bills.bill,
  attachFaktur: bills.attachFaktur,
  signSpby: bills.signSpby,
  returnBill: bills.returnBill,
  refuseSpby: bills.refuseSpby,
  startPayment: paying.startPayment,
  payByCard: paying.payByCard,
  reorder,
  expire,
  rate,
};

/** Acts decided by `paying.ts` alone, since only the payment room can begin or end a payment. */
const ELSEWHERE: readonly string[] = [
  'startPayment',
  'payByCard',
  'settle',
  'failPayment',
  'comeBack',
  'complete',
  'reorder',
];

const actOf = (action: string): Act<unknown> | null =>
  Object.hasOwn(acts, action) ? (acts[action as keyof typeof acts] as Act<unknown>) : null;

/** `order` is null for the first item of a new cart. */
export function decideOrder(order: Order | null, command: OrderCommand, facts: OrderFacts): Decision | Refusal {
  const before = order ?? cart.emptyCart(facts, derivedId(facts.cause, 'order'));
  const transition = allowed(order, command.action, facts);
  if ('ok' in transition) return transition;
  const act = actOf(command.action);
  if (!act || ELSEWHERE.includes(command.action)) return refuse('not_possible_now', { state: label(before.state) });
  const barred = act.mine?.(before, facts) ?? act.ready?.(before, facts) ?? null;
  if (barred) return named(barred);
  const change = act.run(before, command.input, facts);
  if (!change.ok) return named(change);
  return moved(before, transition, change, command.input as Plain, facts);
}

/** The row of the table that answers, or why there is none. */
function allowed(order: Order | null, action: string, facts: OrderFacts): Transition<OrderState, OrderRole> | Refusal {
  const { actor } = facts;
  if (order ? !concerns(order, actor) : actor.satkerId !== facts.satker.id) return refuse('not_yours');
  const state = order?.state ?? null;
  const found = transitionFor(orderMachine, state, action, actor.role);
  if (found) return found;
  const rows = orderMachine.transitions.filter((t) => t.action === action);
  if (!rows.some((t) => t.by.includes(actor.role))) {
    return refuse('not_your_role', {
      who: whoMay(
        rows.flatMap((t) => t.by),
        facts,
      ),
    });
  }
  return refuse('not_possible_now', { state: state === null ? '–' : label(state) });
}

const VENDOR_ROLES: readonly OrderRole[] = ['VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'];

/** An office of a satker counts in that satker alone, one of a vendor with that vendor alone. */
function concerns(order: Order, actor: OrderFacts['actor']): boolean {
  if (actor.role === 'SYSTEM') return true;
  if (VENDOR_ROLES.includes(actor.role)) return actor.vendorId === order.vendorId && vendorSees(order);
  return actor.satkerId === order.satkerId;
}

function whoMay(roles: readonly OrderRole[], facts: OrderFacts): string {
  const officials = facts.officials.filter((official) => (roles as readonly string[]).includes(official.role));
  const names = officials.map((official) => `${official.name} (${official.role})`);
  return names.length > 0 ? names.join(', ') : [...new Set(roles)].join(', ');
}

const label = (state: string): string => orderMachine.states[state as OrderState] ?? state;

/** States are named to people by their label. */
function named(refusal: Refusal): Refusal {
  const { state } = refusal.params;
  return typeof state === 'string' ? { ...refusal, params: { ...refusal.params, state: label(state) } } : refusal;
}

export interface OpenAction {
  readonly action: OrderAction;
  /** What stands in the way whatever is typed. */
  readonly blockedBy: Refusal | null;
}

/** The acts open to the asker, in the order of the table. The screen's buttons come from here. */
export function openActions(order: Order, facts: OrderFacts): OpenAction[] {
  if (!concerns(order, facts.actor)) return [];
  return actionsIn(orderMachine, order.state, facts.actor.role)
    .filter(isOrderAction)
    .flatMap((action) => {
      const act = actOf(action);
      if (!act || act.mine?.(order, facts)) return [];
      const blocked = act.ready?.(order, facts) ?? null;
      return [{ action, blockedBy: blocked && named(blocked) }];
    });
}
