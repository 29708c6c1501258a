/** Reads an order with everything its page shows, as the person who asks. */

import { papersOf, readerOf } from '../document/papers.ts';
import { scopeOf } from '../journal/actor.ts';
import type { Codec } from '../journal/codec.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import { type Pool, type Queryable, readAs, readByKey } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { dueAction, dueStates } from './due.ts';
import type { OrderFacts } from './facts.ts';
import { orderActor } from './order.asker.ts';
import { glances } from './order.glance.ts';
import { factsAfter, loadFacts } from './order.load.ts';
import { type OrderRole, type OrderState, orderMachine } from './order.machine.ts';
import type { OrderSummaryView, OrderView } from './order.schema.ts';
import { orderById, orderHistory, orderPage } from './order.store.ts';
import { timelineOf } from './order.timeline.ts';
import type { Order } from './order.ts';
import { type Language, orderSummaryView, orderViewOf } from './order.view.ts';

export interface Reading {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly ids: AccountIds;
  readonly clock: () => Date;
}

/** `before`: what the act that this answers was decided on. */
export async function readOrder(
  reading: Reading,
  asker: Asker,
  orderId: string,
  language: Language,
  before: OrderFacts | null = null,
): Promise<OrderView | Refusal> {
  return readByKey(reading.pool, scopeOf(asker), async (db) => {
    const [order, history] = await Promise.all([
      orderById(db, reading.codec, orderId),
      orderHistory(db, reading.codec, orderId),
    ]);
    if (!order) return refuse('not_found');
    const sources = { db, codec: reading.codec, ids: reading.ids };
    const asked = {
      order,
      satkerId: order.satkerId,
      vendorId: order.vendorId,
      actor: orderActor(asker),
      cause: order.id,
      now: reading.clock(),
    };
    const facts = before ? await factsAfter(sources, before, asked) : await loadFacts(sources, asked);
    if ('code' in facts) return facts;
    const asVendor = asker.vendorId === order.vendorId;
    return orderViewOf(order, facts, language, {
      papers: papersOf(order, readerOf(order, asker)).map((paper) => ({
        ...paper,
        url: `/api/v1/orders/${order.id}/papers/${paper.kind}`,
      })),
      timeline: timelineOf(order, history, asVendor, language),
    });
  });
}

export const orderViews = ['cart', 'mine', 'running', 'done', 'cancelled', 'all'] as const;
export type OrderListView = (typeof orderViews)[number];

const DONE: readonly OrderState[] = ['PAID', 'COMPLETED'];
const CANCELLED: readonly OrderState[] = ['REJECTED_PPK', 'EXPIRED', 'REJECTED_VENDOR', 'CANCELLED'];
const states = Object.keys(orderMachine.states) as OrderState[];

/** States of a view; for `mine` those in which something may be due to the asker's role. */
function statesOf(view: OrderListView, role: string): readonly OrderState[] {
  switch (view) {
    case 'cart':
      return ['CART'];
    case 'mine':
      return dueStates(role as OrderRole);
    case 'running':
      return states.filter((state) => state !== 'CART' && !DONE.includes(state) && !CANCELLED.includes(state));
    case 'done':
      return DONE;
    case 'cancelled':
      return CANCELLED;
    case 'all':
      return states.filter((state) => state !== 'CART');
  }
}

export async function readOrders(
  reading: Reading,
  asker: Asker,
  view: OrderListView,
  cursor: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: OrderSummaryView[]; last: Order | null }> {
  // Lists of one side are read as by a key: each state in its order. Who watches over many is planned for.
  const read = asker.satkerId === null && asker.vendorId === null ? readAs : readByKey;
  return read(reading.pool, scopeOf(asker), async (db) => {
    // A requester looks after their own; the officials of a satker share its orders.
    const own = view === 'cart' || asker.role === 'PEMESAN';
    const filter = { states: statesOf(view, asker.role), side: asker, ...(own ? { requesterId: asker.personId } : {}) };
    const { items, last } = await orderPage(db, reading.codec, filter, cursor);
    return { items: await summaries(db, reading, asker, items, view === 'mine'), last };
  });
}

/** Cards of orders; vendors and officials are read once for all of them. With `dueOnly`, those that wait for the asker. */
async function summaries(
  db: Queryable,
  reading: Reading,
  asker: Asker,
  orders: readonly Order[],
  dueOnly: boolean,
): Promise<OrderSummaryView[]> {
  const factsFor = await glances(db, reading, asker, orders);
  return orders.flatMap((order) => {
    const facts = factsFor(order);
    if (!facts || (dueOnly && !dueAction(order, facts))) return [];
    return [orderSummaryView(order, facts)];
  });
}
