/** Payments over HTTP. Only people's acts: banks are spoken to by `work`. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { refusalSentence } from '../kernel/refusal.ts';
import { account, balances, creditRoom } from '../ledger/accounts.ts';
import { satkerById, vendorById } from '../organisation/organisation.store.ts';
import { type Queryable, readAs, readByKey } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, langOf, placeOf } from '../platform/http/wire.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import { orderCommands } from '../purchasing/order.commands.ts';
import { type Reading, readOrder } from '../purchasing/order.reading.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { orderView } from '../purchasing/order.schema.ts';
import { orderById } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { type ActDeps, actOn, type PersonAct } from './act.ts';
import { batchRoutes } from './batch.routes.ts';
import { cardRoutes } from './card.routes.ts';
import { prepareCard } from './card-payment.ts';
import { cmsRoutes } from './cms.routes.ts';
import { levelsSet, levelsSetBy } from './cms.store.ts';
import { flightRoutes } from './flight.routes.ts';
import type { PaymentState } from './instruction.ts';
import { payeeNow } from './payee.store.ts';
import { paymentCommands, paymentPage, paymentView, transferWords } from './payment.schema.ts';
import { cardsOf, instructionById, instructionPage } from './payment.store.ts';
import { paymentSummaryView, paymentViewOf, rulesOfInstruction } from './payment.view.ts';
import { submitTransfer, type TransferFacts } from './transfer.ts';

const params = z.object({ id: z.uuid() });
const buyers = ['BENDAHARA', 'BPP', 'KPA', 'PPK', 'PPSPM', 'KKP_HOLDER', 'PP', 'PEMESAN', 'ADMIN_SATKER'];
const OPEN: readonly PaymentState[] = [
  'DRAFT',
  'SUBMITTED',
  'CHECKED',
  'APPROVED',
  'RELEASED',
  'SENT',
  'IN_CLEARING',
  'UNKNOWN',
  'PREPARED',
  'OPEN',
  'AUTHORISED',
];
const DONE: readonly PaymentState[] = [
  'SETTLED',
  'RECONCILED',
  'RETURNED',
  'FAILED',
  'WITHDRAWN',
  'DECLINED',
  'VOIDED',
  'REFUNDED',
];

export type PaymentDeps = ActDeps;

export function paymentRoutes(app: App, deps: PaymentDeps): void {
  app.post(
    '/api/v1/orders/:id/startPayment',
    {
      config: { action: 'order.startPayment' },
      schema: {
        tags: ['payments'],
        summary: 'The treasurer makes the payment instruction (CMS)',
        headers: idempotencyHeaders,
        params,
        body: orderCommands.startPayment,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { executeOn } = request.body;
      await begin(deps, asker, request, request.headers['idempotency-key'], request.params.id, { executeOn });
      return orRefused(await readOrder(deps, asker, request.params.id, langOf(request)));
    },
  );

  app.post(
    '/api/v1/orders/:id/payByCard',
    {
      config: { action: 'order.payByCard' },
      schema: {
        tags: ['payments'],
        summary: 'The holder begins a card payment (KKP); the bank’s page follows',
        headers: idempotencyHeaders,
        params,
        body: orderCommands.payByCard,
        response: { 200: orderView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { cardId } = request.body;
      await begin(deps, asker, request, request.headers['idempotency-key'], request.params.id, { cardId });
      return orRefused(await readOrder(deps, asker, request.params.id, langOf(request)));
    },
  );

  app.get(
    '/api/v1/payments',
    {
      config: { action: 'payment.list' },
      schema: {
        tags: ['payments'],
        summary: 'Payments the asker may see, newest first',
        querystring: z.object({
          view: z.enum(['open', 'done', 'all']).default('open'),
          cursor: z.string().max(200).optional(),
        }),
        response: { 200: paymentPage },
      },
    },
    async (request) => {
      const { view, cursor } = request.query;
      const states = view === 'all' ? null : view === 'open' ? OPEN : DONE;
      const asker = askerOf(request);
      const { items, last } = await readAs(deps.pool, scopeOf(asker), (db) =>
        instructionPage(db, deps.codec, states, placeOf(cursor)),
      );
      return {
        items: items.map((one) => paymentSummaryView(one, asker)),
        next: afterPlace(last),
      };
    },
  );

  app.get(
    '/api/v1/payments/:id',
    {
      config: { action: 'payment.read' },
      schema: {
        tags: ['payments'],
        summary: 'One payment, with the open actions',
        params,
        response: { 200: paymentView },
      },
    },
    async (request) => orRefused(await readPayment(deps, askerOf(request), request.params.id, langOf(request))),
  );

  const acts = { ...paymentCommands, ...transferWords };
  for (const act of Object.keys(acts) as PersonAct[]) {
    app.post(
      `/api/v1/payments/:id/${act}`,
      {
        config: { action: `payment.${act}` },
        schema: {
          tags: ['payments'],
          summary: `Payment: ${act}`,
          headers: idempotencyHeaders,
          params,
          body: acts[act] as z.ZodType<Record<string, unknown>>,
          response: { 200: paymentView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const asked = { key: request.headers['idempotency-key'], id, act, body: request.body };
        orRefused(await actOn(deps, asker, request, asked));
        return orRefused(await readPayment(deps, asker, id, langOf(request)));
      },
    );
  }

  batchRoutes(app, deps, (asker, origin, key, orderId, executeOn) =>
    begin(deps, asker, origin, key, orderId, { executeOn }),
  );
  cmsRoutes(app, deps);
  flightRoutes(app, deps);
  cardRoutes(app, { ...deps, read: (asker, id) => readPayment(deps, asker, id) });
}

/** Makes an instruction and moves its order, in one commit. Throws Refused. */
async function begin(
  deps: OrderDeps,
  asker: Asker,
  origin: Origin,
  key: string,
  orderId: string,
  how: { readonly executeOn: string | null } | { readonly cardId: string },
): Promise<void> {
  const at = deps.clock();
  const command = { key, request: JSON.stringify(['begin', orderId, how]), actor: actorOf(asker, origin), at };
  const outcome = await runCommand(deps, command, (cause) =>
    readAs(deps.pool, scopeOf(asker), async (db) => {
      const order = await orderById(db, deps.codec, orderId);
      if (!order) return refuse('not_found');
      const facts = { actor: asker, now: at, cause };
      const decision =
        'cardId' in how
          ? await cardFor(db, deps, order, how.cardId, facts)
          : await transferFor(db, deps, order, { ...facts, executeOn: how.executeOn });
      if (!decision.ok) return decision;
      const parties = { satkerId: order.satkerId, vendorId: order.vendorId };
      return { decision, parties, response: { id: orderId } };
    }),
  );
  orRefused(outcome);
}

type Begin = Pick<TransferFacts, 'actor' | 'now' | 'cause'>;

async function transferFor(
  db: Queryable,
  deps: Reading,
  order: Order,
  facts: Begin & { readonly executeOn: string | null },
): Promise<Decision | Refusal> {
  const [satker, [fund], payee] = await Promise.all([
    satkerById(db, deps.codec, order.satkerId),
    balances(db, deps.ids, [account('up.fund', order.satkerId)]),
    payeeNow(db, deps.codec, order.vendorId),
  ]);
  if (!satker || !fund) return refuse('not_found');
  const rules = rulesOf(order, order.regime, facts.now, order.zone);
  const cms = await levelsSet(db, deps.codec, satker);
  return submitTransfer(order, satker, creditRoom(fund), { ...facts, rules, payee, cms, codeVerified: false });
}

async function cardFor(
  db: Queryable,
  deps: Reading,
  order: Order,
  cardId: string,
  facts: Begin,
): Promise<Decision | Refusal> {
  const card = (await cardsOf(db, deps.codec, null)).find((one) => one.id === cardId);
  const [limit] = await balances(db, deps.ids, [account('card.limit', cardId)]);
  if (!card || !limit) return refuse('card_required');
  const vendor = await vendorById(db, deps.codec, order.vendorId);
  const rules = rulesOf(order, order.regime, facts.now, order.zone);
  const about = vendor ? { vendorClass: vendor.class } : {};
  return prepareCard(order, card, creditRoom(limit), { ...facts, rules, ...about });
}

async function readPayment(deps: OrderDeps, asker: Asker, id: string, language: 'id' | 'en' = 'id') {
  return readByKey(deps.pool, scopeOf(asker), async (db) => {
    const instruction = await instructionById(db, deps.codec, id);
    if (!instruction) return refuse('not_found');
    const { satkerId, vendorId, levels } = instruction;
    const [payee, cms, [fund]] = await Promise.all([
      payeeNow(db, deps.codec, vendorId),
      levels ?? (asker.satkerId === null ? null : levelsSetBy(db, deps.codec, satkerId)),
      balances(db, deps.ids, [account('up.fund', satkerId)]),
    ]);
    const facts = {
      actor: asker,
      now: deps.clock(),
      cause: id,
      rules: rulesOfInstruction(instruction),
      codeVerified: false,
      payee,
      cms,
    };
    const up = buyers.includes(asker.role) && fund ? creditRoom(fund) : null;
    return paymentViewOf(instruction, asker, facts, up, (refusal) => refusalSentence(refusal, language));
  });
}
