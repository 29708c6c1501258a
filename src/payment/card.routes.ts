/** Government cards over HTTP, with what the ledger says of their limits. */
import { z } from 'zod';
import { scopeOf } from '../journal/actor.ts';
import { account, balances, creditRoom } from '../ledger/accounts.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { askerOf } from '../platform/http/asker.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { cardView } from './payment.schema.ts';
import { cardsOf } from './payment.store.ts';

export function cardRoutes(app: App, deps: OrderDeps): void {
  app.get(
    '/api/v1/cards',
    {
      config: { action: 'card.list' },
      schema: {
        tags: ['payments'],
        summary: 'Government cards: the holder’s own, or all of the satker for its treasurer and KPA',
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
          cards.map((card) => account('card.limit', card.id)),
        );
        const rules = rulesOf(null, 'APBN', deps.clock(), asker.zone);
        return cards.map((card, i) => {
          const limit = found[i];
          const issuer = rules.bank(card.issuerBankCode)?.name ?? card.issuerBankCode;
          const { id, holder, last4, expiry } = card;
          return {
            id,
            holder,
            last4,
            expiry,
            issuer,
            limit: (limit?.creditsPosted ?? 0n).toString(),
            used: (limit?.debitsPosted ?? 0n).toString(),
            held: (limit?.debitsPending ?? 0n).toString(),
            left: (limit ? creditRoom(limit) : 0n).toString(),
          };
        });
      });
      return { items };
    },
  );
}
