/** Cards are registered and changed over HTTP by the admin of the office. */
import { z } from 'zod';
import { officialsOf } from '../identity/person.store.ts';
import { type Origin, scopeOf } from '../journal/actor.ts';
import { officeCommand, type Said } from '../journal/office-command.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { type Balance, balances } from '../ledger/accounts.ts';
import { cardViewOf, limitAccounts, limitFigures } from '../payment/card.routes.ts';
import type { Card } from '../payment/card.ts';
import { cardView } from '../payment/payment.schema.ts';
import { cardsOf } from '../payment/payment.store.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { changeBody, registerBody } from './bill.schema.ts';
import { changeCard, registerCard } from './register.ts';

export function cardRegisterRoutes(app: App, deps: OrderDeps): void {
  app.post(
    '/api/v1/cards',
    {
      config: { action: 'card.register' },
      schema: {
        tags: ['card bills'],
        summary: 'Registers a card by the token that its bank gave; never by its number',
        headers: idempotencyHeaders,
        body: registerBody,
        response: { 200: cardView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { holderPersonId, ...wanted } = request.body;
      const said = ['card.register', holderPersonId, { ...wanted, limit: wanted.limit.toString() }];
      const key = request.headers['idempotency-key'];
      const outcome = await command(deps, asker, request, { key, said }, async (db, satkerId, moment) => {
        const officials = await officialsOf(db, deps.codec, satkerId);
        const holder = officials.find(({ personId, role }) => personId === holderPersonId && role === 'KKP_HOLDER');
        const cards = await cardsOf(db, deps.codec, null);
        return registerCard(wanted, { ...moment, satkerId, zone: asker.zone, holder: holder ?? null, cards });
      });
      return readCard(deps, asker, orRefused(outcome).id);
    },
  );

  app.post(
    '/api/v1/cards/:id/change',
    {
      config: { action: 'card.change' },
      schema: {
        tags: ['card bills'],
        summary: 'Changes limit, kind, validity, status or billing account of a card',
        headers: idempotencyHeaders,
        params: z.object({ id: z.uuid() }),
        body: changeBody,
        response: { 200: cardView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const { version, ...change } = request.body;
      const said = ['card.change', id, { ...change, limit: change.limit?.toString() ?? null }];
      const key = request.headers['idempotency-key'];
      const outcome = await command(deps, asker, request, { key, said }, async (db, _, moment) => {
        const card = (await cardsOf(db, deps.codec, null)).find((one) => one.id === id);
        if (!card) return refuse('not_found');
        if (card.version !== version) return refuse('moved_on');
        const { limit, left } = limitFigures(await limitOf(db, deps, card));
        return changeCard(card, change, { ...moment, limit, left });
      });
      orRefused(outcome);
      return readCard(deps, asker, id);
    },
  );
}

type Rule = (
  db: Queryable,
  satkerId: string,
  moment: { readonly cause: string; readonly now: Date },
) => Promise<ReturnType<typeof registerCard>>;

/** Answers the id of the card. */
async function command(
  deps: OrderDeps,
  asker: Asker,
  origin: Origin,
  said: Said,
  rule: Rule,
): Promise<{ id: string } | Refusal> {
  const { satkerId } = asker;
  if (satkerId === null) return refuse('not_yours');
  return officeCommand(deps, asker, origin, said, (db, moment) => rule(db, satkerId, moment));
}

const none: Balance = { debitsPosted: 0n, debitsPending: 0n, creditsPosted: 0n, creditsPending: 0n };

async function limitOf(db: Queryable, deps: OrderDeps, { id }: Card) {
  const [facility = none, limit = none, used = none] = await balances(db, deps.ids, limitAccounts(id));
  return { facility, limit, used };
}

async function readCard(deps: OrderDeps, asker: Asker, id: string) {
  const found = await readAs(deps.pool, scopeOf(asker), async (db) => {
    const card = (await cardsOf(db, deps.codec, null)).find((one) => one.id === id);
    return card
      ? cardViewOf(card, await limitOf(db, deps, card), rulesOf(null, 'APBN', deps.clock(), asker.zone))
      : null;
  });
  return orRefused(found ?? refuse('not_found'));
}
