/** Government cards over HTTP, with what the ledger says of their limits, and what may be asked of a payment by card. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { account, type Balance, balances, creditRoom } from '../ledger/accounts.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { stepUpView } from '../purchasing/order.schema.ts';
import { confirmed } from '../purchasing/step-up.ts';
import type { Rules } from '../regulation/rules.ts';
import { type Card, kindOf, schemeOf, statusOf } from './card.ts';
import { askRefund, askVoid, isCardPayment, refundLeft } from './card-asks.ts';
import { cardAsks, cardView, paymentView } from './payment.schema.ts';
import { cardsOf, instructionById } from './payment.store.ts';
import { refundDigest } from './payment.view.ts';
import type { Subjects } from './subject.ts';

const params = z.object({ id: z.uuid() });
type View = z.output<typeof paymentView>;

export interface CardRouteDeps extends OrderDeps {
  readonly subjects: Subjects;
  /** The payment as the asker reads it. */
  readonly read: (asker: Asker, id: string) => Promise<View | Refusal>;
}

/** Of one card: its limit, what of it is used and held. `facility` as the issuer granted it. */
export interface Limit {
  readonly facility: Balance;
  readonly limit: Balance;
  readonly used: Balance;
}

export const limitAccounts = (card: string) => [
  account('card.facility', card),
  account('card.limit', card),
  account('card.used', card),
];

/** Rupiah: limit = used + held + left. */
export function limitFigures({ facility, limit, used }: Limit) {
  return {
    limit: facility.debitsPosted - facility.creditsPosted,
    used: used.creditsPosted - used.debitsPosted,
    held: limit.debitsPending,
    left: creditRoom(limit),
  };
}

const none: Balance = { debitsPosted: 0n, debitsPending: 0n, creditsPosted: 0n, creditsPending: 0n };

/** The order in which cards are offered: those of every vendor before those of small ones alone. */
const byScheme = (a: Card, b: Card): number => schemeOf(b).localeCompare(schemeOf(a)) || a.id.localeCompare(b.id);

export function cardViewOf(card: Card, limit: Limit, rules: Rules): z.output<typeof cardView> {
  const { id, holder, holderPersonId, last4, expiry, issuerBankCode, billing = null, decree = null } = card;
  const figures = limitFigures(limit);
  return {
    id,
    version: card.version ?? 0,
    kind: kindOf(card),
    scheme: schemeOf(card),
    status: statusOf(card),
    holderPersonId,
    issuerBankCode,
    billing,
    decree,
    holder,
    last4,
    expiry,
    issuer: rules.bank(issuerBankCode)?.name ?? issuerBankCode,
    limit: figures.limit.toString(),
    used: figures.used.toString(),
    held: figures.held.toString(),
    left: figures.left.toString(),
  };
}

export function cardRoutes(app: App, deps: CardRouteDeps): void {
  app.get(
    '/api/v1/cards',
    {
      config: { action: 'card.list' },
      schema: {
        tags: ['payments'],
        summary: 'Government cards: the holder’s own, or all of the satker for its officials',
        response: { 200: z.object({ items: z.array(cardView) }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const items = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const cards = await cardsOf(db, deps.codec, asker.role === 'KKP_HOLDER' ? asker.personId : null);
        const found = await balances(
          db,
          deps.ids,
          cards.flatMap(({ id }) => limitAccounts(id)),
        );
        const rules = rulesOf(null, 'APBN', deps.clock(), asker.zone);
        const limits = new Map(cards.map(({ id }, i) => [id, found.slice(i * 3, i * 3 + 3)]));
        return cards.toSorted(byScheme).map((card) => {
          const [facility = none, limit = none, used = none] = limits.get(card.id) ?? [];
          return cardViewOf(card, { facility, limit, used }, rules);
        });
      });
      return { items };
    },
  );

  app.post(
    '/api/v1/payments/:id/askVoid',
    {
      config: { action: 'payment.askVoid' },
      schema: {
        tags: ['payments'],
        summary: 'Asks the bank to void a card payment, on its day and before it is cleared',
        headers: idempotencyHeaders,
        params,
        body: cardAsks.askVoid,
        response: { 200: paymentView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const key = request.headers['idempotency-key'];
      orRefused(await ask(deps, asker, request, { key, id, act: 'askVoid', body: request.body }));
      return orRefused(await deps.read(asker, id));
    },
  );

  app.get(
    '/api/v1/refund-offers/:id',
    {
      config: { action: 'payment.askRefund' },
      schema: {
        tags: ['payments'],
        summary: 'What has to be confirmed for a refund of this amount',
        params,
        querystring: z.object({ amount: z.string().regex(/^\d{1,13}$/) }),
        response: { 200: stepUpView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const instruction = await readAs(deps.pool, scopeOf(asker), (db) => instructionById(db, deps.codec, id));
      if (!instruction || instruction.vendorId !== asker.vendorId || !isCardPayment(instruction))
        throw new Refused(refuse('not_found'));
      const amount = BigInt(request.query.amount);
      const left = refundLeft(instruction);
      if (amount > left) throw new Refused(refuse('refund_too_much', { left }));
      return {
        digest: refundDigest(instruction, amount, asker.assignmentId),
        documentNumber: instruction.spbyNumber,
        payee: `KKP •••• ${instruction.card?.last4 ?? ''}`,
        amount: amount.toString(),
      };
    },
  );

  app.post(
    '/api/v1/payments/:id/askRefund',
    {
      config: { action: 'payment.askRefund' },
      schema: {
        tags: ['payments'],
        summary: 'The vendor gives money back on a card payment; the credit stands on a later bill',
        headers: idempotencyHeaders,
        params,
        body: cardAsks.askRefund,
        response: { 200: paymentView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const key = request.headers['idempotency-key'];
      orRefused(await ask(deps, asker, request, { key, id, act: 'askRefund', body: request.body }));
      return orRefused(await deps.read(asker, id));
    },
  );
}

type Asked = { readonly key: string; readonly id: string } & (
  | { readonly act: 'askVoid'; readonly body: z.output<typeof cardAsks.askVoid> }
  | { readonly act: 'askRefund'; readonly body: z.output<typeof cardAsks.askRefund> }
);

async function ask(deps: CardRouteDeps, asker: Asker, origin: Origin, asked: Asked): Promise<object | Refusal> {
  const at = deps.clock();
  const { id, act, body } = asked;
  const said = act === 'askRefund' ? [body.amount.toString(), body.reason] : [body.reason];
  const command = {
    key: asked.key,
    request: JSON.stringify(['payment', act, id, ...said]),
    actor: actorOf(asker, origin),
    at,
  };
  return runCommand(deps, command, async (cause) => {
    const instruction = await readAs(deps.pool, scopeOf(asker), (db) => instructionById(db, deps.codec, id));
    const own =
      act === 'askRefund' ? instruction?.vendorId === asker.vendorId : instruction?.satkerId === asker.satkerId;
    if (!instruction || !own) return refuse('not_found');
    const facts = { actor: asker, now: at, cause, codeVerified: true };
    const decision =
      act === 'askRefund' ? askRefund(instruction, body, facts) : askVoid(instruction, body.reason, facts);
    if (!decision.ok) return decision;
    if (act === 'askRefund') {
      const unconfirmed = await confirmed(deps.verifyCode, {
        digest: refundDigest(instruction, body.amount, asker.assignmentId),
        personId: asker.personId,
        by: command.actor,
        given: body.stepUp,
        command: cause,
      });
      if (unconfirmed) return unconfirmed;
    }
    return { decision, parties: { satkerId: instruction.satkerId, vendorId: instruction.vendorId }, response: { id } };
  });
}
