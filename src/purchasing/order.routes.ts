/** The order over HTTP: one path for each act; every answer carries the acts that are open to the asker. */
import { z } from 'zod';
import { productsById } from '../catalogue/offers.store.ts';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, refuse } from '../kernel/decision.ts';
import { transitionFor } from '../kernel/machine.ts';
import { readAs, readByKey } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, langOf, placeOf } from '../platform/http/wire.ts';
import { decideOrder } from './decide.ts';
import type { OrderFacts } from './facts.ts';
import { orderActor } from './order.asker.ts';
import { orderCommands, type PersonAction } from './order.commands.ts';
import { hiddenFromVendor, type OrderAction } from './order.events.ts';
import { loadFacts } from './order.load.ts';
import { type OrderRole, orderMachine } from './order.machine.ts';
import { numberDrawer } from './order.numbers.ts';
import { orderViews, type Reading, readOrder, readOrders } from './order.reading.ts';
import { orderPage, orderView } from './order.schema.ts';
import { openCart, orderById } from './order.store.ts';
import { type Order, vendorSees } from './order.ts';
import { type CodeCheck, confirmed, stepUpOf } from './step-up.ts';

export interface OrderDeps extends Reading, Door {
  readonly verifyCode: CodeCheck;
}

/** Begun and ended by the payment room, or made of another order. */
const NOT_HERE: readonly PersonAction[] = ['addItem', 'reorder', 'startPayment', 'payByCard'];
const params = z.object({ id: z.uuid() });

export function orderRoutes(app: App, deps: OrderDeps): void {
  const view = async (asker: Asker, id: string, language: 'id' | 'en', before: OrderFacts | null = null) =>
    orRefused(await readOrder(deps, asker, id, language, before));

  app.get(
    '/api/v1/orders',
    {
      config: { action: 'order.list' },
      schema: {
        tags: ['orders'],
        summary: 'Orders the asker may see, newest first',
        querystring: z.object({ view: z.enum(orderViews).default('mine'), cursor: z.string().max(200).optional() }),
        response: { 200: orderPage },
      },
    },
    async (request) => {
      const { view: list, cursor } = request.query;
      const { items, last } = await readOrders(deps, askerOf(request), list, placeOf(cursor));
      return { items, next: afterPlace(last) };
    },
  );

  app.get(
    '/api/v1/orders/:id',
    {
      config: { action: 'order.read' },
      schema: { tags: ['orders'], summary: 'One order, with the open actions', params, response: { 200: orderView } },
    },
    (request) => view(askerOf(request), request.params.id, langOf(request)),
  );

  app.post(
    '/api/v1/cart/items',
    {
      config: { action: 'order.addItem' },
      schema: {
        tags: ['orders'],
        summary: 'Puts a product into the cart of its vendor',
        headers: idempotencyHeaders,
        body: orderCommands.addItem,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const items = [request.body];
      const { id } = await addToCart(deps, asker, request, { key: request.headers['idempotency-key'], items });
      return view(asker, id, langOf(request));
    },
  );

  app.post(
    '/api/v1/orders/:id/reorder',
    {
      config: { action: 'order.reorder' },
      schema: {
        tags: ['orders'],
        summary: 'Puts the goods of an ended order into a new cart',
        headers: idempotencyHeaders,
        params,
        body: orderCommands.reorder,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const ended = await readAs(deps.pool, scopeOf(asker), (db) => orderById(db, deps.codec, request.params.id));
      if (!ended) throw new Refused(refuse('not_found'));
      if (!transitionFor(orderMachine, ended.state, 'reorder', asker.role as OrderRole))
        throw new Refused(refuse('not_possible_now', { state: orderMachine.states[ended.state] }));
      const items = ended.lines.map(({ productId, quantity }) => ({ productId, quantity }));
      const { id } = await addToCart(deps, asker, request, { key: request.headers['idempotency-key'], items });
      return view(asker, id, langOf(request));
    },
  );

  for (const action of Object.keys(orderCommands) as PersonAction[]) {
    if (NOT_HERE.includes(action)) continue;
    app.post(
      `/api/v1/orders/:id/${action}`,
      {
        config: { action: `order.${action}` },
        schema: {
          tags: ['orders'],
          summary: `Order: ${action}`,
          headers: idempotencyHeaders,
          params,
          body: orderCommands[action] as z.ZodType<Record<string, unknown>>,
          response: { 200: orderView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const asked = { key: request.headers['idempotency-key'], id, action, body: request.body };
        return view(asker, id, langOf(request), await act(deps, asker, request, asked));
      },
    );
  }
}

interface ActRequest {
  readonly key: string;
  readonly id: string;
  readonly action: PersonAction;
  readonly body: Record<string, unknown>;
}

/**
 * One act on one order: load, decide, check the code where one is needed, commit. Answers the facts it was decided on; null where it was
 * done before and came again. Throws Refused.
 */
async function act(deps: OrderDeps, asker: Asker, origin: Origin, request: ActRequest): Promise<OrderFacts | null> {
  const { id, action } = request;
  const { stepUp, ...input } = request.body;
  const at = deps.clock();
  const actor = orderActor(asker);
  const drawn = numberDrawer(deps.pool);
  let decidedOn: OrderFacts | null = null;
  const command = { key: request.key, request: said(action, id, request.body), actor: actorOf(asker, origin), at };
  const outcome = await runCommand(deps, command, async (cause) => {
    const facts = await readByKey(deps.pool, scopeOf(asker), async (db) => {
      const order = await orderById(db, deps.codec, id);
      if (!order) return refuse('not_found');
      const loaded = await loadFacts(
        { db, codec: deps.codec, ids: deps.ids },
        {
          order,
          satkerId: order.satkerId,
          vendorId: order.vendorId,
          actor,
          cause,
          now: at,
          productIds: productsIn(input),
          budgetLineId: typeof input.budgetLineId === 'string' ? input.budgetLineId : undefined,
        },
      );
      return isRefusal(loaded) ? loaded : { order, loaded };
    });
    if (isRefusal(facts)) return facts;
    const { order, loaded } = facts;
    decidedOn = loaded;
    const ready = { ...loaded, codeVerified: true, numbers: await drawn(action, order, at) };
    const decision = decideOrder(order, { action, input }, ready);
    if (!decision.ok) return decision;
    const digest = stepUpOf(order, action, ready)?.digest ?? null;
    const confirmation = { digest, personId: asker.personId, by: command.actor, given: stepUp, command: cause };
    const unconfirmed = await confirmed(deps.verifyCode, confirmation);
    if (unconfirmed) return unconfirmed;
    return { decision, parties: partiesOf(order, action), response: { id } };
  });
  orRefused(outcome);
  return decidedOn;
}

/** The vendor sees in the journal what it may see on the screen. */
function partiesOf(order: Order, action: OrderAction) {
  const shared = vendorSees(order) || ['negotiate', 'approve'].includes(action);
  return {
    satkerId: order.satkerId,
    vendorId: shared && !hiddenFromVendor(action, order.state) ? order.vendorId : null,
  };
}

interface CartRequest {
  readonly key: string;
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
}

/** Adds items of one vendor to the asker's cart for it, which is made when there is none. Throws Refused. */
async function addToCart(deps: OrderDeps, asker: Asker, origin: Origin, request: CartRequest): Promise<{ id: string }> {
  const at = deps.clock();
  const { satkerId } = asker;
  if (satkerId === null) throw new Refused(refuse('not_yours'));
  const command = {
    key: request.key,
    request: said('addItem', '', request.items),
    actor: actorOf(asker, origin),
    at,
  };
  const outcome = await runCommand(deps, command, (cause) =>
    readAs(deps.pool, scopeOf(asker), async (db) => {
      const wanted = request.items.map((item) => item.productId);
      const products = await productsById(db, deps.codec, wanted);
      const vendorId = [...products.values()][0]?.vendorId;
      if (vendorId === undefined) return refuse('not_found');
      const cart = await openCart(db, deps.codec, asker.personId, vendorId);
      const facts = await loadFacts(
        { db, codec: deps.codec, ids: deps.ids },
        { order: cart, satkerId, vendorId, actor: orderActor(asker), cause, now: at, productIds: wanted },
      );
      if (isRefusal(facts)) return facts;
      const decision = decideOrder(cart, { action: 'addItem', input: { items: request.items } }, facts);
      if (!decision.ok) return decision;
      const id = decision.rows[0]?.id ?? '';
      return { decision, parties: { satkerId, vendorId: null }, response: { id } };
    }),
  );
  return orRefused(outcome);
}

/** What was asked, in a form that is the same for the same request. */
const said = (action: string, id: string, body: unknown): string =>
  JSON.stringify([action, id, body], (_key, value) => (typeof value === 'bigint' ? value.toString() : value));

function productsIn(input: Record<string, unknown>): string[] {
  const { lines } = input;
  if (!Array.isArray(lines)) return [];
  return lines.flatMap((line: { productId?: unknown }) => (typeof line.productId === 'string' ? [line.productId] : []));
}
