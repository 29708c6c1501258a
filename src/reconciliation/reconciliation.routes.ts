/** Accounts, statement lines and the work list over HTTP. Banks are spoken to by `work`. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { account, balances, debitRoom } from '../ledger/accounts.ts';
import { readJob } from '../payment/statement.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, langOf, placeOf } from '../platform/http/wire.ts';
import { closingRoutes } from './closing.routes.ts';
import { findingBy, type ReconciliationDeps } from './deps.ts';
import { factsOf } from './facts.ts';
import type { StatementRow } from './line.ts';
import { proofOf } from './proof.ts';
import { isOverdue } from './reconciliation.jobs.ts';
import { lineCommands, linePageView, lineView, proofView } from './reconciliation.schema.ts';
import { bookById, booksOf, lineById, linePage, unseenPayments } from './reconciliation.store.ts';
import { type LineFacts, lineViewOf, proofViewOf } from './reconciliation.view.ts';
import { type ByPerson, type Choice, classify, matchExpected, matchPayment, undo } from './work-list.ts';

const tags = ['reconciliation'];
const params = z.object({ id: z.uuid() });
/** The bank is asked seldom: everybody's statements are read by themselves. */
const rare = { rateLimit: { max: 6, timeWindow: '1 minute' } };
const careful = { rateLimit: { max: 60, timeWindow: '1 minute' } };

export function reconciliationRoutes(app: App, deps: ReconciliationDeps): void {
  app.get(
    '/api/v1/reconciliation/proof',
    {
      config: { action: 'statement.proof' },
      schema: {
        tags,
        summary: 'Whether platform = bank, to the rupiah: balances, what is on its way, what is unexplained',
        response: { 200: proofView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const satkerId = orRefused(satkerOf(asker));
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const proof = await proofOf(db, deps.codec, deps.ids, satkerId);
        const unseen = await unseenPayments(db, deps.codec, satkerId);
        const now = deps.clock();
        return proofViewOf(
          proof,
          unseen.filter((one) => isOverdue(one, now)),
          langOf(request),
        );
      });
    },
  );

  app.get(
    '/api/v1/reconciliation/lines',
    {
      config: { action: 'statement.list' },
      schema: {
        tags,
        summary: 'Statement lines, newest first; `open`: those that want an explanation, with suggestions',
        querystring: z.object({
          view: z.enum(['open', 'all']).default('open'),
          cursor: z.string().max(200).optional(),
        }),
        response: { 200: linePageView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      orRefused(satkerOf(asker));
      const { view, cursor } = request.query;
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const { items, last } = await linePage(db, deps.codec, view, placeOf(cursor));
        const facts = await lineFacts(db, deps, asker, items);
        return { items: items.map((line) => lineViewOf(line, facts)), next: afterPlace(last) };
      });
    },
  );

  app.post(
    '/api/v1/reconciliation/read',
    {
      config: { action: 'statement.askRead', ...rare },
      schema: {
        tags,
        summary: 'Have the statement read now',
        headers: idempotencyHeaders,
        response: { 200: z.object({}) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const satkerId = orRefused(satkerOf(asker));
      const at = deps.clock();
      const command = {
        key: request.headers['idempotency-key'],
        request: 'reconciliation.read',
        actor: actorOf(asker, request),
        at,
      };
      const asked = { type: 'statement.read_asked', aggregate: 'satker', aggregateId: satkerId, payload: {} };
      return orRefused(
        await runCommand(deps, command, async () => ({
          decision: { ok: true, events: [asked], rows: [], transfers: [], jobs: [readJob(satkerId, at)] },
          parties: { satkerId, vendorId: null },
          response: {},
        })),
      );
    },
  );

  for (const act of Object.keys(lineCommands) as (keyof typeof lineCommands)[]) {
    app.post(
      `/api/v1/reconciliation/lines/:id/${act}`,
      {
        config: { action: `statement.${act}`, ...careful },
        schema: {
          tags,
          summary: `Statement line: ${act}`,
          headers: idempotencyHeaders,
          params,
          body: lineCommands[act] as z.ZodType<Record<string, unknown>>,
          response: { 200: lineView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const asked = { key: request.headers['idempotency-key'], id, act, body: request.body };
        orRefused(await actOn(deps, asker, request, asked));
        return orRefused(await readLine(deps, asker, id));
      },
    );
  }

  closingRoutes(app, deps);
}

export const satkerOf = (asker: Asker): string | Refusal => asker.satkerId ?? refuse('not_found');

interface Asked {
  readonly key: string;
  readonly id: string;
  readonly act: keyof typeof lineCommands;
  readonly body: Readonly<Record<string, unknown>>;
}

async function actOn(deps: ReconciliationDeps, asker: Asker, origin: Origin, asked: Asked): Promise<object | Refusal> {
  const { id, act, body } = asked;
  const at = deps.clock();
  const request = JSON.stringify(['statement', act, id, body]);
  const command = { key: asked.key, request, actor: actorOf(asker, origin), at };
  const person: ByPerson = {
    by: { personId: asker.personId, name: asker.name, role: asker.role },
    reason: String(body.reason),
  };
  return runCommand(deps, command, (cause) =>
    readAs(deps.pool, scopeOf(asker), async (db) => {
      const line = await lineById(db, deps.codec, id);
      if (!line || line.satkerId !== asker.satkerId) return refuse('not_found');
      const moment = { cause, now: at };
      const finding = findingBy(deps, db);
      switch (act) {
        case 'classify':
          if (body.class === 'RETURN' && (await incomingRoom(db, deps, line)) < line.posted)
            return refuse('line_match_unfit');
          return classify(line, body.class as Choice, person, moment);
        case 'match':
          return body.kind === 'PAYMENT'
            ? matchPayment(finding, line, String(body.id), person, moment)
            : matchExpected(finding, line, String(body.id), person, moment);
        case 'undo': {
          const book = await bookById(db, deps.codec, line.bookId);
          const decision = book ? undo(line, book, person, moment) : refuse('not_found');
          if (!decision.ok) return decision;
          return { decision, parties: { satkerId: line.satkerId, vendorId: null }, response: { incident: null } };
        }
      }
    }),
  );
}

/** What is still expected from payees' banks. */
async function incomingRoom(db: Queryable, { ids }: ReconciliationDeps, { satkerId }: StatementRow): Promise<bigint> {
  const [incoming] = await balances(db, ids, [account('bank.incoming', satkerId)]);
  return incoming ? debitRoom(incoming) : 0n;
}

async function readLine(deps: ReconciliationDeps, asker: Asker, id: string) {
  return readAs(deps.pool, scopeOf(asker), async (db) => {
    const line = await lineById(db, deps.codec, id);
    return line ? lineViewOf(line, await lineFacts(db, deps, asker, [line])) : refuse('not_found');
  });
}

async function lineFacts(
  db: Queryable,
  deps: ReconciliationDeps,
  asker: Asker,
  lines: readonly StatementRow[],
): Promise<LineFacts> {
  const satkerId = asker.satkerId ?? '';
  const books = new Map((await booksOf(db, deps.codec, satkerId)).map((book) => [book.id, book]));
  const open = lines.filter(({ status }) => status === 'OPEN');
  const facts = factsOf(findingBy(deps, db), satkerId);
  return {
    asker,
    books,
    payments: open.length > 0 ? await facts.payments() : [],
    expected: open.length > 0 ? await facts.expected() : [],
    paid: open.some(({ direction }) => direction === 'CREDIT') ? await facts.paid() : [],
  };
}
