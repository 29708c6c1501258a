/** What an order does by itself: it ends when nobody answers, and is complete when it is paid. */

import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, refuse } from '../kernel/decision.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import { readAs } from '../platform/database.ts';
import { decideOrder } from './decide.ts';
import { systemOrderActor } from './order.asker.ts';
import { loadFacts } from './order.load.ts';
import { orderById } from './order.store.ts';
import { vendorSees } from './order.ts';
import { completeOrder } from './paying.ts';

export interface OrderJobDeps extends Door {
  readonly ids: AccountIds;
  readonly clock: () => Date;
}

export interface ExpireJob {
  readonly orderId: string;
  /** The deadline this job was made for; an order that has moved on has another one. */
  readonly dueAt: string;
}

/** Row O8, O12, O14, O17: does nothing when the order has moved on or its time has not come. */
export async function expireOrder(deps: OrderJobDeps, job: ExpireJob): Promise<void> {
  const at = deps.clock();
  const command = { key: `order.expire:${job.orderId}:${job.dueAt}`, request: 'expire', actor: systemActor, at };
  await runCommand(deps, command, (cause) =>
    readAs(deps.pool, {}, async (db) => {
      const order = await orderById(db, deps.codec, job.orderId);
      if (!order || order.dueAt !== job.dueAt || Date.parse(order.dueAt) > at.getTime())
        return refuse('not_possible_now', { state: order?.state ?? '–' });
      const facts = await loadFacts(
        { db, codec: deps.codec, ids: deps.ids },
        {
          order,
          satkerId: order.satkerId,
          vendorId: order.vendorId,
          actor: systemOrderActor,
          cause,
          now: at,
        },
      );
      if (isRefusal(facts)) return facts;
      const decision = decideOrder(order, { action: 'expire', input: {} }, facts);
      if (!decision.ok) return decision;
      const vendorId = vendorSees(order) && order.state !== 'WAIT_PPK' ? order.vendorId : null;
      return { decision, parties: { satkerId: order.satkerId, vendorId }, response: {} };
    }),
  );
}

/** Row O32. */
export async function completePaidOrder(deps: OrderJobDeps, orderId: string): Promise<void> {
  const at = deps.clock();
  // An order whose money came back is paid, and completed, a second time.
  const paidAt = (await orderById(deps.pool, deps.codec, orderId))?.paidAt ?? '';
  const command = { key: `order.complete:${orderId}:${paidAt}`, request: 'complete', actor: systemActor, at };
  await runCommand(deps, command, async (cause) => {
    const order = await orderById(deps.pool, deps.codec, orderId);
    if (!order) return refuse('not_found');
    const decision = completeOrder(order, { cause, now: at });
    if (!decision.ok) return decision;
    return { decision, parties: { satkerId: order.satkerId, vendorId: order.vendorId }, response: {} };
  });
}
