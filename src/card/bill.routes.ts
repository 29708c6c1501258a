/** The monthly bill of the cards over HTTP. */
import { z } from 'zod';
import { budgetLineById } from '../budget/budget.store.ts';
import { styleHash } from '../document/sheet.ts';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { yearAt } from '../kernel/time.ts';
import { account, balances, creditRoom } from '../ledger/accounts.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { drawNumbers } from '../purchasing/order.store.ts';
import { confirmed } from '../purchasing/step-up.ts';
import { rulesOn } from '../regulation/rules.ts';
import { billsJob } from './bill.jobs.ts';
import { billActs, billList, billView, lineActs } from './bill.schema.ts';
import { billById, billsOf, unbilledPayments } from './bill.store.ts';
import type { CardBill } from './bill.ts';
import { billSummaryView, billViewOf, dptDigest, linesFor } from './bill.view.ts';
import { finishBill, issueDpt, payBill, recordPaper } from './bill-acts.ts';
import { drawDpt } from './dpt.ts';
import type { BillFacts } from './facts.ts';
import { actOnLine, type LineAct, type LineInput } from './line-acts.ts';
import { ownReceipts } from './receipt.routes.ts';

const params = z.object({ id: z.uuid() });
const POLICY = `default-src 'none'; style-src ${styleHash}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

type BillAct = keyof typeof billActs;
type Body = Readonly<Record<string, unknown>>;

export function cardBillRoutes(app: App, deps: OrderDeps): void {
  app.get(
    '/api/v1/card-bills',
    {
      config: { action: 'cardBill.list' },
      schema: {
        tags: ['card bills'],
        summary: 'Monthly bills of the cards, newest first',
        response: { 200: billList },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      if (asker.satkerId === null) return { items: [] };
      const { satkerId } = asker;
      const bills = await readAs(deps.pool, scopeOf(asker), (db) => billsOf(db, deps.codec, satkerId));
      const now = deps.clock();
      return {
        items: bills
          .filter((bill) => linesFor(bill, asker).length > 0 || asker.role !== 'KKP_HOLDER')
          .map((bill) => billSummaryView(bill, asker, rulesOf(null, bill.regime, now, bill.zone), now)),
      };
    },
  );

  app.get(
    '/api/v1/card-bills/:id',
    {
      config: { action: 'cardBill.read' },
      schema: { tags: ['card bills'], summary: 'One bill with its lines', params, response: { 200: billView } },
    },
    async (request) => orRefused(await readBill(deps, askerOf(request), request.params.id)),
  );

  app.get(
    '/api/v1/card-bills/:id/dpt',
    {
      config: { action: 'cardBill.paper' },
      schema: {
        tags: ['card bills'],
        summary: 'DPT KKP with the order to pay, as a printable page (text/html)',
        params,
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const page = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const bill = await billById(db, deps.codec, request.params.id);
        const satker = bill && (await satkerById(db, deps.codec, bill.satkerId));
        return bill && satker ? drawDpt(bill, satker, rulesOf(null, bill.regime, deps.clock(), bill.zone)) : null;
      });
      if (page === null) throw new Refused(refuse('not_found'));
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', POLICY)
        .header('cache-control', 'private, no-store')
        .send(page);
    },
  );

  app.post(
    '/api/v1/card-bills/fetch',
    {
      config: { action: 'cardBill.fetch' },
      schema: {
        tags: ['card bills'],
        summary: 'Asks the issuers for new bills now',
        headers: idempotencyHeaders,
        body: z.object({}),
        response: { 200: z.object({ asked: z.boolean() }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      orRefused(await askForBills(deps, asker, request, request.headers['idempotency-key']));
      return { asked: true };
    },
  );

  for (const [act, body] of Object.entries({ ...lineActs, ...billActs })) {
    app.post(
      `/api/v1/card-bills/:id/${act}`,
      {
        config: { action: `cardBill.${act}` },
        schema: {
          tags: ['card bills'],
          summary: `Card bill: ${act}`,
          headers: idempotencyHeaders,
          params,
          body: body as z.ZodType<Record<string, unknown>>,
          response: { 200: billView },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const asked = { key: request.headers['idempotency-key'], id, act, body: request.body };
        orRefused(await actOn(deps, asker, request, asked));
        return orRefused(await readBill(deps, asker, id));
      },
    );
  }
}

async function askForBills(deps: OrderDeps, asker: Asker, origin: Origin, key: string): Promise<object | Refusal> {
  const { satkerId } = asker;
  if (satkerId === null) return refuse('not_yours');
  const at = deps.clock();
  const command = { key, request: 'card-bills/fetch', actor: actorOf(asker, origin), at };
  return runCommand(deps, command, async () => ({
    decision: {
      ok: true,
      events: [
        { type: 'card_bill.asked', aggregate: 'cardBill', aggregateId: derivedId('card.bills', satkerId), payload: {} },
      ],
      rows: [],
      transfers: [],
      jobs: [billsJob(satkerId, at)],
    },
    parties: { satkerId, vendorId: null },
    response: {},
  }));
}

interface Asked {
  readonly key: string;
  readonly id: string;
  readonly act: string;
  readonly body: Body;
}

async function actOn(deps: OrderDeps, asker: Asker, origin: Origin, asked: Asked): Promise<object | Refusal> {
  const { id, act, body } = asked;
  const at = deps.clock();
  const { stepUp: given, ...said } = body;
  const command = {
    key: asked.key,
    request: JSON.stringify(['card-bill', act, id, said]),
    actor: actorOf(asker, origin),
    at,
  };
  let number: string | null = null;
  return runCommand(deps, command, async (cause) => {
    if (act === 'issueDpt') number ??= (await drawNumbers(deps.pool, ['DPT'], yearAt(at, asker.zone))).DPT;
    const decided = await readAs(deps.pool, scopeOf(asker), async (db) => {
      const bill = await billById(db, deps.codec, id);
      if (!bill || bill.satkerId !== asker.satkerId) return null;
      const facts = { actor: handOf(asker), now: at, cause, rules: rulesOf(null, bill.regime, at, bill.zone) };
      const decision = Object.hasOwn(lineActs, act)
        ? await onLine(db, deps, bill, act as LineAct, body, facts)
        : await onBill(db, deps, bill, act as BillAct, body, { ...facts, number: number ?? '' });
      return { bill, decision };
    });
    if (!decided) return refuse('not_found');
    const { bill, decision } = decided;
    if (!decision.ok) return decision;
    const unconfirmed = await confirmed(deps.verifyCode, {
      digest: act === 'issueDpt' ? dptDigest(bill, asker.assignmentId) : null,
      personId: asker.personId,
      by: command.actor,
      given,
      command: cause,
    });
    if (unconfirmed) return unconfirmed;
    return { decision, parties: { satkerId: bill.satkerId, vendorId: null }, response: { id } };
  });
}

const handOf = ({ personId, assignmentId, name, role }: Asker) => ({ personId, assignmentId, name, role });

async function onLine(
  db: Queryable,
  deps: OrderDeps,
  bill: CardBill,
  act: LineAct,
  body: Body,
  facts: BillFacts,
): Promise<Decision | Refusal> {
  const { line, ...input } = body;
  const no = Number(line);
  if (act === 'verify') return actOnLine(bill, no, 'verify', await budgetOf(db, deps, bill, input, facts.now), facts);
  if (act === 'link') {
    const bills = await billsOf(db, deps.codec, bill.satkerId);
    const known = await unbilledPayments(db, deps.codec, bill.satkerId, bills);
    const direction = bill.lines.find((one) => one.no === no)?.direction;
    const payment =
      known.find((one) => one.instructionId === input.instructionId && one.direction === direction) ?? null;
    return actOnLine(bill, no, 'link', { payment }, facts);
  }
  if (act === 'document') {
    const photos = Array.isArray(input.photos) ? input.photos.map(String) : [];
    const own = await ownReceipts(db, bill.id, facts.actor.personId, photos);
    if (photos.some((id) => !own.has(id))) return refuse('not_found');
  }
  return actOnLine(bill, no, act, input as unknown as LineInput[typeof act], facts);
}

/** A line of the satker's own budget of this year. */
async function budgetOf(
  db: Queryable,
  deps: OrderDeps,
  bill: CardBill,
  input: Body,
  now: Date,
): Promise<LineInput['verify']> {
  if (typeof input.budgetLineId !== 'string') return { budget: null };
  const line = await budgetLineById(db, deps.codec, deps.ids, input.budgetLineId);
  if (!line || line.satkerId !== bill.satkerId || line.year !== yearAt(now, bill.zone)) return { budget: null };
  return { budget: { lineId: line.id, mak: line.mak, akun: line.akun, name: line.name, figures: line.figures } };
}

const PAPER_OF = { recordSpp: 'spp', recordSpm: 'spm', recordSp2d: 'sp2d' } as const;

async function onBill(
  db: Queryable,
  deps: OrderDeps,
  bill: CardBill,
  act: BillAct,
  body: Body,
  facts: BillFacts & { readonly number: string },
): Promise<Decision | Refusal> {
  switch (act) {
    case 'issueDpt':
      return issueDpt(bill, { ...facts, codeVerified: true });
    case 'finish':
      return finishBill(bill, facts);
    case 'pay': {
      const satker = await satkerById(db, deps.codec, bill.satkerId);
      if (!satker) return refuse('not_found');
      const issuer = facts.rules.bank(bill.issuerBankCode)?.name ?? bill.issuerBankCode;
      const fundLeft = await fundOf(db, deps, bill);
      return payBill(bill, { ...facts, source: satker.account, issuerName: `${issuer} (tagihan KKP)`, fundLeft });
    }
    default: {
      const { number, date, signedBy } = body as { number: string; date: string; signedBy: string };
      return recordPaper(bill, PAPER_OF[act], { number, date, signedBy }, facts);
    }
  }
}

async function fundOf(db: Queryable, deps: OrderDeps, bill: CardBill): Promise<bigint> {
  const [fund] = await balances(db, deps.ids, [account('kkp.fund', bill.satkerId)]);
  return fund ? creditRoom(fund) : 0n;
}

async function readBill(deps: OrderDeps, asker: Asker, id: string) {
  return readAs(deps.pool, scopeOf(asker), async (db) => {
    const bill = await billById(db, deps.codec, id);
    if (!bill || bill.satkerId !== asker.satkerId) return refuse('not_found');
    if (asker.role === 'KKP_HOLDER' && linesFor(bill, asker).length === 0) return refuse('not_found');
    const now = deps.clock();
    const bills = bill.state === 'OPEN' ? await billsOf(db, deps.codec, bill.satkerId) : [];
    const unbilled = bill.state === 'OPEN' ? await unbilledPayments(db, deps.codec, bill.satkerId, bills) : [];
    // Lines are tested by the rules of the day of the bill.
    const rules = rulesOn(bill.regime, bill.statementDate);
    return billViewOf(bill, asker, { rules, now, fund: await fundOf(db, deps, bill), unbilled });
  });
}
