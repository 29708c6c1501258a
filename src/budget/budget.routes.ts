/** Budget lines and petty cash over HTTP. */
import { z } from 'zod';
import { scopeOf } from '../journal/actor.ts';
import type { Codec } from '../journal/codec.ts';
import { refuse } from '../kernel/decision.ts';
import { yearAt } from '../kernel/time.ts';
import { type AccountIds, account, balances, creditRoom } from '../ledger/accounts.ts';
import { type Pool, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { askerOf } from '../platform/http/asker.ts';
import { Refused } from '../platform/http/problem.ts';
import { rupiah } from '../platform/http/wire.ts';
import { budgetLines } from './budget.store.ts';

const linesAnswer = z.object({
  year: z.int(),
  lines: z.array(
    z.object({
      id: z.uuid(),
      mak: z.string(),
      akun: z.string(),
      name: z.string(),
      fund: z.string(),
      pagu: rupiah,
      blocked: rupiah,
      committed: rupiah,
      realised: rupiah,
      available: rupiah,
    }),
  ),
  /** Petty cash (UP) in the treasurer's account: what came in less what was spent, what is held, what may be used. */
  up: z.object({ fund: rupiah, held: rupiah, available: rupiah }).nullable(),
});

export interface BudgetDeps {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly ids: AccountIds;
  readonly clock: () => Date;
}

export function budgetRoutes(app: App, { pool, codec, ids, clock }: BudgetDeps): void {
  app.get(
    '/api/v1/budget/lines',
    {
      config: { action: 'budget.read' },
      schema: {
        tags: ['budget'],
        summary: 'Budget lines of the asker’s satker with pagu, commitments and realisation, and its petty cash',
        querystring: z.object({ year: z.coerce.number().int().min(2020).max(2100).optional() }),
        response: { 200: linesAnswer },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { satkerId } = asker;
      if (satkerId === null) throw new Refused(refuse('not_yours'));
      const year = request.query.year ?? yearAt(clock(), asker.zone);
      return readAs(pool, scopeOf(asker), async (db) => {
        const lines = await budgetLines(db, codec, ids, satkerId, year);
        const [fund] = await balances(db, ids, [account('up.fund', satkerId)]);
        return {
          year,
          lines: lines.map(({ id, mak, akun, name, fund: source, figures }) => ({
            id,
            mak,
            akun,
            name,
            fund: source,
            pagu: figures.pagu.toString(),
            blocked: figures.blocked.toString(),
            committed: figures.committed.toString(),
            realised: figures.realised.toString(),
            available: figures.available.toString(),
          })),
          up: fund
            ? {
                fund: (fund.creditsPosted - fund.debitsPosted).toString(),
                held: fund.debitsPending.toString(),
                available: creditRoom(fund).toString(),
              }
            : null,
        };
      });
    },
  );
}
