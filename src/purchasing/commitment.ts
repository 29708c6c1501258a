/** Rows O9 to O12: checkout by the Pejabat Pengadaan, and the PPK's commitment of the budget. */
import { commitOrder } from '../budget/postings.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { dateLong, localDate } from '../kernel/time.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import { grossOf } from './amounts.ts';
import { hasOrdered, hasReceived, inOffice } from './apart.ts';
import { unavailable } from './cart.ts';
import { budgetRefusal, limitRefusal, splitsOf } from './checks.ts';
import { type Act, type Change, changed, numberOf, type OrderFacts, signer } from './facts.ts';
import { ownPp } from './negotiation.ts';
import type { CommandInput } from './order.commands.ts';
import type { Order } from './order.ts';
import { sitting } from './seats.ts';

export const checkout: Act<CommandInput<'checkout'>> = {
  mine: ownPp,
  ready(order, facts) {
    if (order.state === 'REQUESTED' && facts.rules.get('negotiation.mandatory')) return refuse('negotiation_open');
    return unavailable(order, facts) ?? budgetRefusal(order, facts);
  },
  run(order, { ppkAssignmentId, rail, note }, facts) {
    if (!order.lines.every((line) => line.rails.includes(rail))) return refuse('rail_not_available');
    const ppk = facts.officials.find((one) => one.assignmentId === ppkAssignmentId && one.role === 'PPK');
    if (!ppk) return refuse('wrong_official', { person: '–', role: 'PPK' });
    if (ppk.personId === facts.actor.personId || hasOrdered(order, ppk.personId))
      return refuse('same_person', { did: 'memesan', who: othersOf(facts, 'PPK', [ppk.personId]) });
    const placed: Order = {
      ...order,
      rail,
      pp: signer(facts.actor),
      ppk: { ...ppk, role: 'PPK' },
      number: order.number ?? numberOf(facts, 'PS'),
      orderedOn: localDate(facts.now, order.zone),
      checkoutNote: note,
    };
    return limitRefusal(placed, facts, rail) ?? budgetRefusal(placed, facts) ?? changed(placed);
  },
};

/** The PPK named in the order, or the successor, who may not have asked, chosen or received (FAQ KPPN Jakarta II; UU 1/2004 art. 10(4)). */
export const namedPpk = (order: Order, facts: OrderFacts): Refusal | null => {
  const { personId } = facts.actor;
  const ppk = sitting(order, 'ppk');
  if (ppk === null || (ppk.personId !== personId && inOffice(ppk, facts)))
    return refuse('not_assigned_to_you', { who: ppk?.name ?? 'PPK' });
  const did = hasOrdered(order, personId) ? 'memesan' : hasReceived(order, personId) ? 'memeriksa barang' : null;
  return did === null ? null : refuse('same_person', { did, who: othersOf(facts, 'PPK', [personId]) });
};

export const approve: Act<Pick<CommandInput<'approve'>, 'splitReason'>> = {
  mine: namedPpk,
  // The order binds from here on; a vendor who was suspended since may not be bound to (running orders end normally).
  ready: (order, facts) =>
    facts.vendor.state === 'ACTIVE'
      ? budgetRefusal(order, facts)
      : refuse('vendor_not_active', { vendor: facts.vendor.name }),
  run(order, { splitReason }, facts) {
    const flagged = splitRefusal(order, splitReason, facts);
    if (flagged) return flagged;
    if (!facts.codeVerified) return refuse('step_up_required');
    const approved: Order = {
      ...order,
      ppk: signer(facts.actor),
      splitReason,
      approvedAt: facts.now.toISOString(),
      packageExcl: packageOf(order, splitReason, facts),
      deliveryDate: deliveryOf(order, facts),
    };
    return committed(approved, facts);
  },
};

/** The whole order is held on the budget line; PPN included. */
function committed(order: Order, facts: OrderFacts): Change | Refusal {
  const short = budgetRefusal(order, facts);
  if (short) return short;
  if (!order.budget) return refuse('budget_line_required');
  const amount = grossOf(order, facts.vendor, facts.rules);
  const hold = commitOrder(facts.cause, order.budget.lineId, amount);
  return changed(
    { ...order, commitment: { id: hold.id, amount } },
    { transfers: [hold], payload: { amount, lineId: order.budget.lineId, splitReason: order.splitReason } },
  );
}

/**
 * Above the thresholds of rail and method a flag needs a reason for KPPN and APIP. Below them only the tax threshold is
 * touched, and an order without a reason is taxed as part of the package.
 */
function splitRefusal(order: Order, reason: string, facts: OrderFacts): Refusal | null {
  if (reason !== '') return null;
  const grave = splitsOf(order, facts).find((flag) => flag.threshold !== facts.rules.get('tax.threshold'));
  return grave ? refuse('split_reason_required', { sum: grave.sum, days: facts.rules.get('split.window') }) : null;
}

function packageOf(order: Order, reason: string, facts: OrderFacts): bigint | null {
  if (reason !== '') return null;
  return splitsOf(order, facts).reduce<bigint | null>(
    (largest, flag) => (largest === null || flag.packagePriceExcl > largest ? flag.packagePriceExcl : largest),
    null,
  );
}

/** As agreed or needed; when that day has passed while the order waited, as long as the goods usually take. */
function deliveryOf(order: Order, facts: OrderFacts): string {
  const today = localDate(facts.now, order.zone);
  const wanted = order.deliveryDate ?? order.need.date;
  if (wanted !== null && wanted >= today) return wanted;
  const days = Math.max(...order.lines.map((line) => line.leadTimeDays));
  return addWorkingDays(today, days, facts.holidays);
}

export const reject: Act<CommandInput<'reject'>> = {
  mine: namedPpk,
  run: (order, { why, reason }, facts) => changed({ ...order, ended: ended(facts, reason) }, { payload: { why } }),
};

/** Rows O8, O12 and O14: time has passed and the order ends by itself. */
export const expireOrder: Act<Record<string, never>> = {
  run: (order, _, facts) =>
    changed({ ...order, ended: ended(facts, `Tidak dijawab sampai ${dateLong(localDate(facts.now, order.zone))}`) }),
};

export function ended(facts: OrderFacts, reason: string): Order['ended'] {
  return { at: facts.now.toISOString(), by: facts.actor.role, reason };
}

/** Names of those who could do it instead. */
export function othersOf(facts: OrderFacts, role: string, except: readonly string[]): string {
  const names = facts.officials.filter((o) => o.role === role && !except.includes(o.personId)).map((o) => o.name);
  return names.length > 0 ? `${names.join(', ')} (${role})` : role;
}
