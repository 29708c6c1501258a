/** Taxes kept back over HTTP: what is owed, deposits with their billing codes, slips, reports. */
import { z } from 'zod';
import { scopeOf } from '../../journal/actor.ts';
import { officeCommand } from '../../journal/office-command.ts';
import { type Decision, joined, type Refusal, refuse } from '../../kernel/decision.ts';
import { endOfDay, localDate, yearAt } from '../../kernel/time.ts';
import { satkerById, vendorById } from '../../organisation/organisation.store.ts';
import { type Queryable, readAs } from '../../platform/database.ts';
import type { App } from '../../platform/http/app.ts';
import { type Asker, askerOf } from '../../platform/http/asker.ts';
import { orRefused } from '../../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, placeOf } from '../../platform/http/wire.ts';
import type { OrderDeps } from '../../purchasing/order.routes.ts';
import { drawNumbers } from '../../purchasing/order.store.ts';
import { rulesOn } from '../../regulation/rules.ts';
import { coretaxXml } from './coretax.ts';
import { depositById, depositPage, withholdingsById, withholdingsIn, withholdingsOf } from './deposit.store.ts';
import {
  type Deposit,
  type DepositFacts,
  draftDeposit,
  openDepositActs,
  recordBilling,
  recordNtpn,
  withdrawDeposit,
} from './deposit.ts';
import { depositedElsewhere, payDeposit } from './deposit-payment.ts';
import {
  depositCommands,
  depositPageView,
  depositView,
  period,
  reportCommand,
  withholdingCommands,
  withholdingList,
  withholdingView,
} from './tax.schema.ts';
import { closeOutsideCard, recordSlip, report, type Withholding, type WithholdingState } from './withholding.ts';

const params = z.object({ id: z.uuid() });
const VIEWS = {
  owed: ['OWED', 'IN_DEPOSIT'],
  slips: ['DEPOSITED'],
  report: ['DEPOSITED', 'SLIPPED'],
  done: ['REPORTED', 'CLOSED'],
  all: ['OWED', 'IN_DEPOSIT', 'DEPOSITED', 'SLIPPED', 'REPORTED', 'CLOSED'],
} as const satisfies { readonly [view: string]: readonly WithholdingState[] };

type DepositAct = Exclude<keyof typeof depositCommands, 'draft'>;

export function taxRoutes(app: App, deps: OrderDeps): void {
  app.get(
    '/api/v1/taxes/withholdings',
    {
      config: { action: 'withholding.list' },
      schema: {
        tags: ['tax'],
        summary:
          'Taxes kept back that the asker may see: owed, without slip, to be reported, or done; those due first. Or all, latest first',
        querystring: z.object({ view: z.enum(['owed', 'slips', 'report', 'done', 'all']).default('owed') }),
        response: { 200: withholdingList },
      },
    },
    async (request) => {
      const items = await readAs(deps.pool, scopeOf(askerOf(request)), (db) =>
        withholdingsIn(db, deps.codec, VIEWS[request.query.view], request.query.view === 'all'),
      );
      const owed = items.filter(({ state, from }) => state === 'OWED' && from === 'PAYMENT');
      return { items: items.map(shown), owed: owed.reduce((sum, { amount }) => sum + amount, 0n).toString() };
    },
  );

  for (const act of ['slip', 'closeOutsideCard'] as const) {
    app.post(
      `/api/v1/taxes/withholdings/:id/${act}`,
      {
        config: { action: `withholding.${act}` },
        schema: {
          tags: ['tax'],
          summary: act === 'slip' ? 'Records the slip that Coretax issued' : 'Closes a tax owed outside the card flow',
          headers: idempotencyHeaders,
          params,
          body: withholdingCommands[act] as z.ZodType<Record<string, string>>,
          response: { 200: withholdingView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const body = request.body as { number: string; ntpn: string; date: string; note: string };
        const command = { key: request.headers['idempotency-key'], said: ['withholding', act, id, body] };
        orRefused(
          await officeCommand(deps, asker, request, command, async (db, moment) => {
            const [one] = await withholdingsById(db, deps.codec, [id]);
            if (one?.satkerId !== asker.satkerId || !one) return refuse('not_found');
            return act === 'slip' ? recordSlip(one, body) : closeOutsideCard(one, body, { ...moment, actor: asker });
          }),
        );
        return readAs(deps.pool, scopeOf(asker), async (db) => {
          const [one] = await withholdingsById(db, deps.codec, [id]);
          return shown(orRefused(one ?? refuse('not_found')));
        });
      },
    );
  }

  app.post(
    '/api/v1/taxes/report',
    {
      config: { action: 'withholding.report' },
      schema: {
        tags: ['tax'],
        summary: 'Records that the return of a period was filed for these taxes',
        headers: idempotencyHeaders,
        body: reportCommand,
        response: { 200: withholdingList },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { body } = request;
      const command = { key: request.headers['idempotency-key'], said: ['tax report', body] };
      orRefused(
        await officeCommand(deps, asker, request, command, async (db) => {
          const all = await withholdingsById(db, deps.codec, body.withholdingIds);
          return report(
            all.filter((one) => one.satkerId === asker.satkerId),
            body.period,
          );
        }),
      );
      const items = await readAs(deps.pool, scopeOf(asker), (db) =>
        withholdingsById(db, deps.codec, body.withholdingIds),
      );
      return { items: items.map(shown), owed: '0' };
    },
  );

  app.get(
    '/api/v1/taxes/coretax',
    {
      config: { action: 'withholding.export', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags: ['tax'],
        summary: 'Slips that Coretax has yet to issue, as a file for it (XML)',
        querystring: z.object({ period }),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const xml = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const satker = asker.satkerId === null ? null : await satkerById(db, deps.codec, asker.satkerId);
        if (!satker) return refuse('not_yours');
        const all = (await withholdingsIn(db, deps.codec, ['DEPOSITED'])).filter((one) =>
          isOf(one, request.query.period),
        );
        const numbers = new Map<string, string | null>();
        for (const id of new Set(all.map(({ vendorId }) => vendorId)))
          numbers.set(id, (await vendorById(db, deps.codec, id))?.npwp ?? null);
        return coretaxXml(all, request.query.period, satker, (id) => numbers.get(id) ?? null);
      });
      return reply
        .type('application/xml')
        .header('content-disposition', `attachment; filename="bpu-${request.query.period}.xml"`)
        .send(orRefused(xml));
    },
  );

  depositRoutes(app, deps);
}

/** Kept back in that month, `MMyyyy`. */
function isOf(one: Withholding, wanted: string): boolean {
  const [year, month] = localDate(new Date(one.withheldAt), one.zone).split('-');
  return `${month}${year}` === wanted;
}

function depositRoutes(app: App, deps: OrderDeps): void {
  app.get(
    '/api/v1/taxes/deposits',
    {
      config: { action: 'deposit.list' },
      schema: {
        tags: ['tax'],
        summary: 'Deposits that the asker may see, newest first',
        querystring: z.object({ cursor: z.string().max(200).optional() }),
        response: { 200: depositPageView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { items, last } = await readAs(deps.pool, scopeOf(asker), (db) =>
        depositPage(db, deps.codec, placeOf(request.query.cursor)),
      );
      return { items: items.map((one) => summaryOf(one, asker)), next: afterPlace(last) };
    },
  );

  app.get(
    '/api/v1/taxes/deposits/:id',
    {
      config: { action: 'deposit.read' },
      schema: { tags: ['tax'], summary: 'One deposit with its taxes', params, response: { 200: depositView } },
    },
    async (request) => orRefused(await readDeposit(deps, askerOf(request), request.params.id)),
  );

  app.post(
    '/api/v1/taxes/deposits',
    {
      config: { action: 'deposit.draft' },
      schema: {
        tags: ['tax'],
        summary: 'Puts taxes together into one deposit; the billing code follows',
        headers: idempotencyHeaders,
        body: depositCommands.draft,
        response: { 200: depositView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { body } = request;
      let number: string | null = null;
      const command = { key: request.headers['idempotency-key'], said: ['deposit', body] };
      const done = await officeCommand(deps, asker, request, command, async (db, moment) => {
        const satker = asker.satkerId === null ? null : await satkerById(db, deps.codec, asker.satkerId);
        if (!satker) return refuse('not_yours');
        const chosen = await withholdingsById(db, deps.codec, body.withholdingIds);
        number ??= (await drawNumbers(deps.pool, ['STR'], yearAt(moment.now, asker.zone))).STR;
        const account = rulesOn(satker.regime, localDate(moment.now, asker.zone)).get('tax.depositAccount');
        const [kap, kjs] = account?.split('-') ?? [];
        const code = kap !== undefined && kjs !== undefined ? { kap, kjs } : null;
        const place = { satkerId: satker.id, zone: satker.zone, regime: satker.regime };
        return draftDeposit(chosen, { ...moment, actor: asker, ...place, number, period: body.period, code });
      });
      return orRefused(await readDeposit(deps, asker, orRefused(done).id));
    },
  );

  for (const act of ['recordBilling', 'pay', 'recordNtpn', 'withdraw'] as const) {
    app.post(
      `/api/v1/taxes/deposits/:id/${act}`,
      {
        config: { action: `deposit.${act}` },
        schema: {
          tags: ['tax'],
          summary: `Deposit of taxes: ${act}`,
          headers: idempotencyHeaders,
          params,
          body: depositCommands[act] as z.ZodType<Record<string, string>>,
          response: { 200: depositView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const command = { key: request.headers['idempotency-key'], said: ['deposit', act, id, request.body] };
        orRefused(
          await officeCommand(deps, asker, request, command, async (db, moment) => {
            const deposit = await depositById(db, deps.codec, id);
            if (!deposit || deposit.satkerId !== asker.satkerId) return refuse('not_found');
            return actOn(db, deps, deposit, act, request.body, { ...moment, actor: asker });
          }),
        );
        return orRefused(await readDeposit(deps, asker, id));
      },
    );
  }
}

async function actOn(
  db: Queryable,
  deps: OrderDeps,
  deposit: Deposit,
  act: DepositAct,
  body: Record<string, string>,
  facts: DepositFacts,
): Promise<Decision | Refusal> {
  const { code = '', expiresOn = '', number = '', date = '', reason = '' } = body;
  switch (act) {
    case 'recordBilling': {
      const expiresAt = endOfDay(expiresOn, deposit.zone).toISOString();
      return recordBilling(deposit, { code, expiresAt, madeBy: 'TYPED' }, facts, facts.actor.role);
    }
    case 'pay': {
      const satker = await satkerById(db, deps.codec, deposit.satkerId);
      return satker ? payDeposit(deposit, satker, facts) : refuse('not_found');
    }
    case 'recordNtpn': {
      const chosen = await withholdingsOf(db, deps.codec, deposit);
      const decision = recordNtpn(deposit, chosen, { number, date }, facts);
      if (!decision.ok) return decision;
      const paid = depositedElsewhere(facts.cause, deposit.satkerId, deposit.amount);
      return joined(decision, { ...decision, events: [], rows: [], jobs: [], transfers: [paid] });
    }
    case 'withdraw':
      return withdrawDeposit(deposit, await withholdingsOf(db, deps.codec, deposit), reason, facts);
  }
}

const shown = ({ from, ...one }: Withholding): z.output<typeof withholdingView> => ({
  ...one,
  source: from,
  base: one.base.toString(),
  amount: one.amount.toString(),
});

function summaryOf(deposit: Deposit, asker: Asker) {
  const { id, version, number, state, code, amount, billing, ntpn, ntb, depositedAt, createdAt, trouble } = deposit;
  return {
    id,
    version,
    number,
    state,
    ...code,
    period: deposit.period,
    amount: amount.toString(),
    billing,
    paymentId: deposit.instructionId,
    ntpn,
    ntb,
    depositedAt,
    draftedBy: deposit.draftedBy.name,
    createdAt,
    trouble,
    actions: asker.satkerId === deposit.satkerId ? openDepositActs(deposit, asker.role) : [],
  };
}

async function readDeposit(deps: OrderDeps, asker: Asker, id: string) {
  return readAs(deps.pool, scopeOf(asker), async (db) => {
    const deposit = await depositById(db, deps.codec, id);
    if (!deposit) return refuse('not_found');
    const items = await withholdingsOf(db, deps.codec, deposit);
    return { ...summaryOf(deposit, asker), items: items.map(shown) };
  });
}
