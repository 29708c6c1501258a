/** Turns a change into a Decision: the next state of the table, its deadline, the row, the event, the jobs. */
import type { Decision, JobRequest, Plain, RowWrite } from '../kernel/decision.ts';
import { actionsIn, type Transition } from '../kernel/machine.ts';
import { endOfDay, localDate } from '../kernel/time.ts';
import { workingDayDeadline } from '../kernel/working-days.ts';
import { holidaySet, type RuleKey, type Rules } from '../regulation/rules.ts';
import { rulesOf } from './amounts.ts';
import type { Change } from './facts.ts';
import { type OrderAction, orderEvents } from './order.events.ts';
import { type OrderRole, type OrderState, orderMachine } from './order.machine.ts';
import { type Order, orderTable, vendorSees } from './order.ts';
import { seated, sitting } from './seats.ts';

export interface Moment {
  readonly cause: string;
  readonly now: Date;
}

/** The order after the change, as it will stand in the database. */
function orderAfter(before: Order, to: OrderState, change: Change, now: Date): Order {
  const state = to;
  // An act within a state does not prolong it, except an offer, which begins the other side's time anew, and a new date
  // of delivery, which is the deadline itself.
  const keeps = before.state === state && before.version > 0 && state !== 'NEGO' && state !== 'PROCESSING';
  const next: Order = { ...seated(before, change.order), state, version: before.version + 1 };
  return { ...next, dueAt: keeps ? before.dueAt : dueAt(next, now) };
}

export function moved(
  before: Order,
  transition: Transition<OrderState, OrderRole>,
  change: Change,
  input: Plain,
  { now }: Moment,
): Decision {
  const action = transition.action as OrderAction;
  const order = orderAfter(before, transition.to, change, now);
  return {
    ok: true,
    events: [
      {
        type: `order.${orderEvents[action].type}`,
        aggregate: 'order',
        aggregateId: order.id,
        payload: {
          action,
          from: transition.from,
          to: order.state,
          number: order.number,
          ...change.payload,
          input,
        },
      },
    ],
    rows: [orderRow(order, before.version)],
    transfers: change.transfers ?? [],
    jobs: jobsOf(order),
  };
}

export function orderRow(order: Order, expectedVersion: number): RowWrite {
  return {
    table: orderTable,
    id: order.id,
    expectedVersion,
    columns: {
      number: order.number,
      state: order.state,
      rail: order.rail,
      regime: order.regime,
      satker_id: order.satkerId,
      vendor_id: order.vendorId,
      // Whose task it is: lists and rotation look for it here.
      requester_id: sitting(order, 'requester')?.personId ?? null,
      pp_id: sitting(order, 'pp')?.personId ?? null,
      ppk_id: sitting(order, 'ppk')?.personId ?? null,
      ordered_on: order.orderedOn,
      due_at: order.dueAt,
      created_at: order.createdAt,
      vendor_sees: vendorSees(order),
    },
    body: order as unknown as Plain,
  };
}

const TERMS: { readonly [S in OrderState]?: RuleKey } = {
  NEGO: 'order.autoCancel.nego',
  WAIT_PPK: 'order.autoCancel.ppk',
  WAIT_VENDOR: 'order.autoCancel.vendor',
  WITHDRAW_REQUESTED: 'order.autoCancel.vendor',
  CANCEL_REQUESTED: 'order.autoCancel.vendor',
  RECEIVED: 'bill.vendorDays',
  BILLED: 'bill.ppkReturnDays',
};

const holidays = holidaySet();

/** Until when the next act is due by the rules of the order's day; null where nothing is set. */
function dueAt(order: Order, now: Date): string | null {
  if (order.state === 'PROCESSING')
    return order.deliveryDate === null ? null : endOfDay(order.deliveryDate, order.zone).toISOString();
  const term = TERMS[order.state];
  if (term === undefined) return null;
  const days = daysOf(rulesOf(order, order.regime, now, order.zone), term);
  return workingDayDeadline(localDate(now, order.zone), days, holidays, order.zone).toISOString();
}

function daysOf(rules: Rules, key: RuleKey): number {
  const days = rules.get(key);
  if (typeof days !== 'number') throw new Error(`${key} is not a number of days`);
  return days;
}

/** The clocks of two computers differ by less: the job does not come before the deadline has passed for whoever runs it. */
const CLOCKS_DIFFER_MS = 60_000;

function jobsOf(order: Order): JobRequest[] {
  const jobs: JobRequest[] = [];
  if (order.dueAt !== null && actionsIn(orderMachine, order.state, 'SYSTEM').includes('expire')) {
    jobs.push({
      task: 'order.expire',
      payload: { orderId: order.id, dueAt: order.dueAt },
      runAt: new Date(Date.parse(order.dueAt) + CLOCKS_DIFFER_MS).toISOString(),
      key: `order.expire:${order.id}`,
    });
  }
  if (order.state === 'PAID') {
    jobs.push({ task: 'order.complete', payload: { orderId: order.id }, key: `order.complete:${order.id}` });
  }
  return jobs;
}
