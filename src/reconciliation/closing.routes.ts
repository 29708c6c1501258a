/** Months of the account over HTTP: the proof of each, signed and closed. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { transitionFor } from '../kernel/machine.ts';
import { refusalSentence } from '../kernel/refusal.ts';
import { storedSatker } from '../organisation/satker.store.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { idempotencyHeaders, langOf } from '../platform/http/wire.ts';
import { confirmed } from '../purchasing/step-up.ts';
import type { Book } from './book.ts';
import { type ClosingRole, closingMachine } from './closing.machine.ts';
import {
  actOnClosing,
  type Closing,
  type ClosingAct,
  type ClosingFacts,
  closingBar,
  closingDigest,
  closingId,
  figuresOf,
  nextPeriod,
} from './closing.ts';
import type { ReconciliationDeps } from './deps.ts';
import { proofOf } from './proof.ts';
import { closingCommands, monthSummary, monthView } from './reconciliation.schema.ts';
import {
  bookById,
  booksOf,
  closingById,
  closingsOf,
  countMonth,
  lateLines,
  returningLines,
  unseenPayments,
} from './reconciliation.store.ts';
import { figuresViewOf, shortLineOf } from './reconciliation.view.ts';

const tags = ['reconciliation'];
const params = z.object({ bookId: z.uuid(), period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) });
type Params = z.output<typeof params>;
const careful = { rateLimit: { max: 30, timeWindow: '1 minute' } };

export function closingRoutes(app: App, deps: ReconciliationDeps): void {
  app.get(
    '/api/v1/reconciliation/months',
    {
      config: { action: 'closing.list' },
      schema: {
        tags,
        summary: 'Months of the account, newest first',
        response: { 200: z.object({ items: z.array(monthSummary) }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const books = await booksOf(db, deps.codec, asker.satkerId);
        const closings = new Map((await closingsOf(db, deps.codec)).map((one) => [one.id, one]));
        return { items: books.flatMap((book) => monthsOf(book, closings)) };
      });
    },
  );

  app.get(
    '/api/v1/reconciliation/months/:bookId/:period',
    {
      config: { action: 'closing.read' },
      schema: { tags, summary: 'The proof of a month, with the open actions', params, response: { 200: monthView } },
    },
    async (request) => orRefused(await readMonth(deps, askerOf(request), request.params, langOf(request))),
  );

  for (const act of Object.keys(closingCommands) as ClosingAct['act'][]) {
    app.post(
      `/api/v1/reconciliation/months/:bookId/:period/${act}`,
      {
        config: { action: `closing.${act}`, ...careful },
        schema: {
          tags,
          summary: `Month of the account: ${act}`,
          headers: idempotencyHeaders,
          params,
          body: closingCommands[act] as z.ZodType<Record<string, unknown>>,
          response: { 200: monthView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const asked = { key: request.headers['idempotency-key'], act, body: request.body, ...request.params };
        orRefused(await actOn(deps, asker, request, asked));
        return orRefused(await readMonth(deps, asker, request.params, langOf(request)));
      },
    );
  }
}

function monthsOf(book: Book, closings: ReadonlyMap<string, Closing>) {
  const turn = nextPeriod(book);
  const periods = new Set([...Object.keys(book.months), turn]);
  return [...periods]
    .toSorted()
    .toReversed()
    .map((period) => {
      const closing = closings.get(closingId(book.id, period));
      return {
        bookId: book.id,
        bank: book.account.bankCode,
        accountNo: book.account.accountNo,
        period,
        state: closing?.state ?? ('OPEN' as const),
        figures: figuresViewOf(
          closing?.state === 'CLOSED' ? closing.figures : figuresOf(book, period, closing?.figures ?? { toReturn: 0n }),
        ),
        next: period === turn,
      };
    });
}

async function factsFor(
  db: Queryable,
  deps: ReconciliationDeps,
  asker: Asker,
  { bookId, period }: Params,
): Promise<(ClosingFacts & { readonly incoming: bigint }) | null> {
  const book = await bookById(db, deps.codec, bookId);
  if (!book || book.satkerId !== asker.satkerId) return null;
  const counted = await countMonth(db, deps.codec, bookId, period);
  const { difference, incoming } = await proofOf(db, deps.codec, deps.ids, book.satkerId);
  return { book, period, counted, difference, incoming, now: deps.clock() };
}

async function readMonth(deps: ReconciliationDeps, asker: Asker, place: Params, language: 'id' | 'en') {
  return readAs(deps.pool, scopeOf(asker), async (db) => {
    const facts = await factsFor(db, deps, asker, place);
    if (!facts) return refuse('not_found');
    const { book, period } = facts;
    const closing = await closingById(db, deps.codec, closingId(book.id, period));
    const satker = await storedSatker(db, deps.codec, book.satkerId);
    const figures = closing?.state === 'CLOSED' ? closing.figures : figuresOf(book, period, facts.counted);
    const unseen = await unseenPayments(db, deps.codec, book.satkerId);
    return {
      bookId: book.id,
      bank: book.account.bankCode,
      accountNo: book.account.accountNo,
      accountName: book.account.name,
      satker: satker?.satker.name ?? '',
      period,
      state: closing?.state ?? ('OPEN' as const),
      figures: figuresViewOf(figures),
      next: period === nextPeriod(book),
      signatures: (closing?.signatures ?? []).map(({ act, name, role, at, note }) => ({ act, name, role, at, note })),
      difference: facts.difference.toString(),
      onTheWay: unseen.map((one) => ({
        reference: one.reference,
        payee: one.vendorName,
        amount: one.net.toString(),
        paidAt: one.bank.at,
      })),
      incoming: facts.incoming.toString(),
      openLines: facts.counted.open,
      toReturn: (await returningLines(db, deps.codec, book.id, period)).map(shortLineOf),
      late: (await lateLines(db, deps.codec, book.id, period)).map(shortLineOf),
      actions: actionsFor(closing, facts, asker, language),
    };
  });
}

function actionsFor(closing: Closing | null, facts: ClosingFacts, asker: Asker, language: 'id' | 'en') {
  const { book, period } = facts;
  const figures = figuresOf(book, period, facts.counted);
  return (['sign', 'close', 'sendBack'] as const)
    .filter((act) => transitionFor(closingMachine, closing?.state ?? null, act, asker.role as ClosingRole) !== null)
    .map((action) => {
      const bar = action === 'sendBack' ? null : closingBar(facts);
      return {
        action,
        blockedBy: bar && refusalSentence(bar, language),
        stepUp:
          action === 'sendBack' || bar
            ? null
            : {
                digest: closingDigest(book, period, figures, action, asker.assignmentId),
                documentNumber: `${book.account.accountNo} ${period}`,
                payee: book.account.name,
                amount: (figures.closing / 100n).toString(),
              },
      };
    });
}

interface Asked extends Params {
  readonly key: string;
  readonly act: ClosingAct['act'];
  readonly body: Readonly<Record<string, unknown>>;
}

async function actOn(deps: ReconciliationDeps, asker: Asker, origin: Origin, asked: Asked): Promise<object | Refusal> {
  const { act, body, bookId, period } = asked;
  const at = deps.clock();
  const request = JSON.stringify(['closing', act, bookId, period, body]);
  const command = { key: asked.key, request, actor: actorOf(asker, origin), at };
  const note = String(body.note ?? body.reason ?? '');
  return runCommand(deps, command, async (cause) => {
    const found = await readAs(deps.pool, scopeOf(asker), async (db) => {
      const facts = await factsFor(db, deps, asker, { bookId, period });
      return facts && { facts, existing: await closingById(db, deps.codec, closingId(bookId, period)) };
    });
    if (!found) return refuse('not_found');
    const { facts, existing } = found;
    const { personId, assignmentId, name, role } = asker;
    const decision = actOnClosing(existing, { act, by: { personId, assignmentId, name, role }, note }, facts);
    if (isRefusal(decision)) return decision;
    const figures = figuresOf(facts.book, period, facts.counted);
    const digest = act === 'sendBack' ? null : closingDigest(facts.book, period, figures, act, assignmentId);
    const confirmation = { digest, personId, by: command.actor, given: body.stepUp, command: cause };
    const unconfirmed = await confirmed(deps.verifyCode, confirmation);
    if (unconfirmed) return unconfirmed;
    return { decision, parties: { satkerId: facts.book.satkerId, vendorId: null }, response: {} };
  });
}
