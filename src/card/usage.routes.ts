/** How far the cards are used, over HTTP and as a table for a spreadsheet. */
import { z } from 'zod';
import { scopeOf } from '../journal/actor.ts';
import { localDate } from '../kernel/time.ts';
import { balances } from '../ledger/accounts.ts';
import { limitAccounts, limitFigures } from '../payment/card.routes.ts';
import type { Card } from '../payment/card.ts';
import { cardPaymentsOf, cardsOf } from '../payment/payment.store.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { rupiah } from '../platform/http/wire.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { billsOf } from './bill.store.ts';
import {
  type BillPaid,
  csvOf,
  elsewhere,
  isLate,
  monthOf,
  monthsUpTo,
  quarterOf,
  type Spent,
  type UsedMonth,
  usedBy,
  warningsOf,
} from './usage.ts';

const MONTHS_SHOWN = 6;

const monthView = z.object({ month: z.string(), used: rupiah, limit: rupiah, basisPoints: z.int() });

const usageView = z
  .object({
    cards: z.array(
      z.object({ id: z.uuid(), holder: z.string(), last4: z.string(), issuer: z.string(), months: z.array(monthView) }),
    ),
    /** All cards of the office together. */
    total: z.array(monthView),
    underused: z.boolean(),
    late: z.boolean(),
    /** Hundredths of a percent: what has to be exceeded, and in how many months on end. */
    leastBasisPoints: z.int(),
    leastMonths: z.int(),
    bills: z.array(
      z.object({
        id: z.uuid(),
        billNo: z.string(),
        period: z.string(),
        dueDate: z.string(),
        paidOn: z.string().nullable(),
        late: z.boolean(),
      }),
    ),
    quarter: z.object({
      no: z.int(),
      used: rupiah,
      yearly: rupiah,
      basisPoints: z.int(),
      targetBasisPoints: z.int(),
      reached: z.boolean(),
    }),
  })
  .meta({ id: 'CardUsage' });

type Usage = z.output<typeof usageView>;

export function cardUsageRoutes(app: App, deps: OrderDeps): void {
  app.get(
    '/api/v1/card-usage',
    {
      config: { action: 'card.usage' },
      schema: {
        tags: ['card bills'],
        summary: 'Use of each card and of the office by month, against the rules on cutting UP KKP and the IKPA target',
        response: { 200: usageView },
      },
    },
    async (request) => usageOf(deps, askerOf(request)),
  );

  app.get(
    '/api/v1/card-usage.csv',
    {
      config: { action: 'card.usage' },
      schema: { tags: ['card bills'], summary: 'The same as a table (text/csv)' },
    },
    async (request, reply) => {
      const usage = await usageOf(deps, askerOf(request));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="penggunaan-kkp.csv"')
        .header('cache-control', 'private, no-store')
        .send(tableOf(usage));
    },
  );
}

function tableOf({ cards, total }: Usage): string {
  const percent = (basisPoints: number) => (basisPoints / 100).toFixed(2).replace('.', ',');
  const row = (who: string, last4: string) => (one: Usage['total'][number]) => [
    who,
    last4,
    one.month,
    one.limit,
    one.used,
    percent(one.basisPoints),
  ];
  return csvOf([
    ['Pemegang', 'Kartu', 'Bulan', 'Limit (Rp)', 'Terpakai (Rp)', 'Persen'],
    ...cards.flatMap(({ holder, last4, months }) => months.map(row(holder, last4))),
    ...total.map(row('Seluruh kartu', '')),
  ]);
}

const plain = ({ month, used, limit, basisPoints }: UsedMonth) => ({
  month,
  used: used.toString(),
  limit: limit.toString(),
  basisPoints,
});

async function usageOf(deps: OrderDeps, asker: Asker): Promise<Usage> {
  const now = deps.clock();
  const today = localDate(now, asker.zone);
  const rules = rulesOf(null, 'APBN', now, asker.zone);
  const found = await readAs(deps.pool, scopeOf(asker), async (db) => {
    const satkerId = asker.satkerId ?? '';
    const cards = await cardsOf(db, deps.codec, asker.role === 'KKP_HOLDER' ? asker.personId : null);
    const bills = await billsOf(db, deps.codec, satkerId);
    const payments = await cardPaymentsOf(db, deps.codec, satkerId);
    const limits = await balances(
      db,
      deps.ids,
      cards.flatMap(({ id }) => limitAccounts(id)),
    );
    return { cards, bills, payments, limits };
  });
  const limitOf = new Map(
    found.cards.map(({ id }, i) => {
      const [facility, limit, used] = found.limits.slice(i * 3, i * 3 + 3);
      return [id, facility && limit && used ? limitFigures({ facility, limit, used }).limit : 0n];
    }),
  );
  const through = found.payments
    .filter(({ state }) => state !== 'VOIDED')
    .flatMap(({ card, gross, refunds = [], createdAt, bank, zone }): Spent[] => {
      if (!card) return [];
      const month = monthOf(localDate(new Date(bank.at ?? createdAt), zone));
      const back = refunds.filter(({ state }) => state === 'DONE').reduce((sum, { amount }) => sum + amount, 0n);
      return [{ cardId: card.id, month, amount: gross - back }];
    });
  const mine = new Set(found.cards.map(({ id }) => id));
  const spent = [...through, ...elsewhere(found.bills)].filter(({ cardId }) => mine.has(cardId));
  const month = monthOf(today);
  const months = monthsUpTo(month, MONTHS_SHOWN);
  const sum = [...limitOf.values()].reduce((all, one) => all + one, 0n);
  const total = usedBy(spent, months, sum);
  const bills = found.bills.map(({ id, billNo, period, dueDate, paidAt, zone }): BillPaid => {
    const paidOn = paidAt === null ? null : localDate(new Date(paidAt), zone);
    return { id, billNo, period, dueDate, paidOn, late: isLate(dueDate, paidOn, today) };
  });
  // The month that runs is not over, nor were those whole in which the cards came: the rule looks at the ones between.
  const since = found.cards.reduce((first, { decree }) => (decree && decree.date < first ? decree.date : first), today);
  const complete = total.slice(0, -1).filter((one) => one.month > monthOf(since));
  const warnings = warningsOf(complete, bills, rules);
  const least = rules.get('kkp.minUtilisation');
  const quarter = quarterOf(spent, sum, month, rules);
  return {
    cards: found.cards.map((card: Card) => ({
      id: card.id,
      holder: card.holder,
      last4: card.last4,
      issuer: rules.bank(card.issuerBankCode)?.name ?? card.issuerBankCode,
      months: usedBy(
        spent.filter(({ cardId }) => cardId === card.id),
        months,
        limitOf.get(card.id) ?? 0n,
      ).map(plain),
    })),
    total: total.map(plain),
    ...warnings,
    leastBasisPoints: Number((least.num * 10_000n) / least.den),
    leastMonths: rules.get('kkp.minUtilisation.months'),
    bills: asker.role === 'KKP_HOLDER' ? [] : bills,
    quarter: { ...quarter, used: quarter.used.toString(), yearly: quarter.yearly.toString() },
  };
}
