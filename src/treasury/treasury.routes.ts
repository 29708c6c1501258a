/** Petty cash over HTTP: what may be replenished, requests, their papers. */
import { z } from 'zod';
import { type Origin, scopeOf } from '../journal/actor.ts';
import { officeCommand } from '../journal/office-command.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate, yearAt } from '../kernel/time.ts';
import { account, balances, creditRoom } from '../ledger/accounts.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, placeOf } from '../platform/http/wire.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { drawNumbers } from '../purchasing/order.store.ts';
import { type Rules, rulesOn } from '../regulation/rules.ts';
import { papersShown } from './papers.ts';
import { replacedVersions, replenishmentById, replenishmentPage, spentLines } from './replenishment.store.ts';
import {
  actOnReplenishment,
  type DraftInput,
  draftReplenishment,
  onwardAct,
  openActs,
  type Replenishment,
  sumsByMak,
  type TreasuryAct,
  total,
} from './replenishment.ts';
import { replenishmentPageView, replenishmentView, spentView, treasuryCommands } from './treasury.schema.ts';

const params = z.object({ id: z.uuid() });
const PERCENT = 100n;

export function treasuryRoutes(app: App, deps: OrderDeps): void {
  app.get(
    '/api/v1/replenishments/spent',
    {
      config: { action: 'replenishment.spent' },
      schema: {
        tags: ['treasury'],
        summary: 'What the petty cash has paid and no request replaces yet',
        response: { 200: spentView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const facts = orRefused(await treasuryFacts(db, deps, asker, deps.clock()));
        const amount = total(facts.spent);
        const { num, den } = facts.rules.get('up.revolve.minUsed');
        const whole = amount + facts.left;
        return {
          lines: facts.spent.map(shown),
          amount: amount.toString(),
          left: facts.left.toString(),
          held: facts.held.toString(),
          usedPercent: whole === 0n ? 0 : Number((amount * PERCENT) / whole),
          minPercent: Number((num * PERCENT) / den),
        };
      });
    },
  );

  app.get(
    '/api/v1/replenishments',
    {
      config: { action: 'replenishment.list' },
      schema: {
        tags: ['treasury'],
        summary: 'Requests for petty cash that the asker may see, newest first',
        querystring: z.object({ cursor: z.string().max(200).optional() }),
        response: { 200: replenishmentPageView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { items, last } = await readAs(deps.pool, scopeOf(asker), (db) =>
        replenishmentPage(db, deps.codec, placeOf(request.query.cursor)),
      );
      return { items: items.map((one) => summaryOf(one, asker)), next: afterPlace(last) };
    },
  );

  app.get(
    '/api/v1/replenishments/:id',
    {
      config: { action: 'replenishment.read' },
      schema: {
        tags: ['treasury'],
        summary: 'One request with its lines and papers, and the open actions',
        params,
        response: { 200: replenishmentView },
      },
    },
    async (request) => orRefused(await readOne(deps, askerOf(request), request.params.id)),
  );

  app.post(
    '/api/v1/replenishments',
    {
      config: { action: 'replenishment.draft' },
      schema: {
        tags: ['treasury'],
        summary: 'The PPK puts a request together: GUP of what was spent, or UP and TUP as the KPPN approved',
        headers: idempotencyHeaders,
        body: treasuryCommands.draft,
        response: { 200: replenishmentView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = orRefused(await drafted(deps, asker, request, request.headers['idempotency-key'], request.body));
      return orRefused(await readOne(deps, asker, id));
    },
  );

  for (const act of Object.keys(treasuryCommands).filter((one) => one !== 'draft') as TreasuryAct[]) {
    app.post(
      `/api/v1/replenishments/:id/${act}`,
      {
        config: { action: `replenishment.${act}` },
        schema: {
          tags: ['treasury'],
          summary: `Petty cash: ${act}`,
          headers: idempotencyHeaders,
          params,
          body: treasuryCommands[act] as z.ZodType<Record<string, unknown>>,
          response: { 200: replenishmentView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const asked = { key: request.headers['idempotency-key'], id, act, body: request.body };
        orRefused(await acted(deps, asker, request, asked));
        return orRefused(await readOne(deps, asker, id));
      },
    );
  }
}

interface Facts {
  readonly satkerId: string;
  readonly zone: Asker['zone'];
  readonly regime: Rules['regime'];
  readonly year: number;
  readonly rules: Rules;
  readonly spent: Awaited<ReturnType<typeof spentLines>>['lines'];
  readonly replacedVersions: ReadonlyMap<string, number>;
  readonly left: bigint;
  readonly held: bigint;
}

async function treasuryFacts(db: Queryable, deps: OrderDeps, asker: Asker, at: Date): Promise<Facts | Refusal> {
  const satker = asker.satkerId === null ? null : await satkerById(db, deps.codec, asker.satkerId);
  if (!satker) return refuse('not_yours');
  const year = yearAt(at, asker.zone);
  const { lines, versions } = await spentLines(db, deps.codec, satker.id, year);
  const [fund] = await balances(db, deps.ids, [account('up.fund', satker.id)]);
  return {
    satkerId: satker.id,
    zone: asker.zone,
    regime: satker.regime,
    year,
    rules: rulesOn(satker.regime, localDate(at, asker.zone)),
    spent: lines,
    replacedVersions: versions,
    left: fund ? creditRoom(fund) + fund.debitsPending : 0n,
    held: fund?.debitsPending ?? 0n,
  };
}

function drafted(deps: OrderDeps, asker: Asker, origin: Origin, key: string, body: DraftInput) {
  const said = ['replenishment', { ...body, amount: body.amount?.toString() }];
  let number: string | null = null;
  return officeCommand(deps, asker, origin, { key, said }, async (db, { cause, now }) => {
    const facts = await treasuryFacts(db, deps, asker, now);
    if ('ok' in facts) return facts;
    number ??= (await drawNumbers(deps.pool, ['DRPP'], facts.year)).DRPP;
    return draftReplenishment(body, { ...facts, number, cause, now, actor: asker });
  });
}

interface Asked {
  readonly key: string;
  readonly id: string;
  readonly act: TreasuryAct;
  readonly body: Record<string, unknown>;
}

function acted(deps: OrderDeps, asker: Asker, origin: Origin, { key, id, act, body }: Asked) {
  const said = ['replenishment', act, id, body];
  return officeCommand(deps, asker, origin, { key, said }, async (db, { cause, now }) => {
    const found = await replenishmentById(db, deps.codec, id);
    if (!found || found.satkerId !== asker.satkerId) return refuse('not_found');
    const { number, date, reason } = body as { number?: string; date?: string; reason?: string };
    const paper = number === undefined || date === undefined ? undefined : { number, date };
    const facts = {
      cause,
      now,
      actor: asker,
      rules: rulesOn(found.regime, localDate(now, found.zone)),
      replacedVersions: await replacedVersions(db, id),
    };
    return actOnReplenishment(found, act, { paper, reason }, facts);
  });
}

async function readOne(deps: OrderDeps, asker: Asker, id: string) {
  return readAs(deps.pool, scopeOf(asker), async (db) => {
    const found = await replenishmentById(db, deps.codec, id);
    return found ? viewOf(found, asker) : refuse('not_found');
  });
}

const mine = (request: Replenishment, asker: Asker): TreasuryAct[] =>
  asker.satkerId === request.satkerId ? openActs(request, asker) : [];

const summaryOf = (request: Replenishment, asker: Asker) => ({
  id: request.id,
  version: request.version,
  kind: request.kind,
  number: request.number,
  state: request.state,
  year: request.year,
  amount: request.amount.toString(),
  createdAt: request.createdAt,
  waitsForAsker: asker.satkerId === request.satkerId && onwardAct(request, asker) !== null,
});

const shown = (line: Replenishment['lines'][number]) => ({ ...line, gross: line.gross.toString() });

function viewOf(request: Replenishment, asker: Asker): z.output<typeof replenishmentView> {
  return {
    ...summaryOf(request, asker),
    approval: request.approval,
    draftedBy: request.draftedBy.name,
    lines: request.lines.map(shown),
    byMak: sumsByMak(request.lines).map((sum) => ({ ...sum, amount: sum.amount.toString() })),
    papers: papersShown(request.papers),
    sentBack: [...request.sentBack],
    receivedAt: request.receivedAt,
    actions: mine(request, asker),
  };
}
