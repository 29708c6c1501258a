/** The papers of an order over HTTP: pages to read and print, that may run nothing. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { officialsOf } from '../identity/person.store.ts';
import { scopeOf } from '../journal/actor.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { satkerById, vendorById } from '../organisation/organisation.store.ts';
import { instructionById } from '../payment/payment.store.ts';
import { rulesOfInstruction } from '../payment/payment.view.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { rulesOf } from '../purchasing/amounts.ts';
import type { Reading } from '../purchasing/order.reading.ts';
import { orderById } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { rulesOn } from '../regulation/rules.ts';
import { depositById, withholdingsById, withholdingsOf } from '../tax/deposit/deposit.store.ts';
import type { Deposit } from '../tax/deposit/deposit.ts';
import { replenishmentById } from '../treasury/replenishment.store.ts';
import { drawPaper } from './draw.ts';
import { paperKinds, papersOf, readerOf } from './papers.ts';
import { drawDeposit, drawRequest, drawTaxData } from './papers-to-treasury.ts';
import { returnLetter } from './return-letter.ts';
import { styleHash } from './sheet.ts';
import type { Sources } from './sources.ts';

const POLICY = `default-src 'none'; style-src ${styleHash}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

export function documentRoutes(app: App, deps: Pick<Reading, 'pool' | 'codec' | 'clock'>): void {
  app.get(
    '/api/v1/orders/:id/papers/:kind',
    {
      config: { action: 'paper.read' },
      schema: {
        tags: ['papers'],
        summary: 'A paper of an order as a printable page (text/html)',
        params: z.object({ id: z.uuid(), kind: z.enum(paperKinds) }),
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const { id, kind } = request.params;
      const page = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const order = await orderById(db, deps.codec, id);
        if (!order || !papersOf(order, readerOf(order, asker)).some((paper) => paper.kind === kind))
          return refuse('not_found');
        const satker = await satkerById(db, deps.codec, order.satkerId);
        const vendor = await vendorById(db, deps.codec, order.vendorId);
        if (!satker || !vendor) return refuse('not_found');
        const officials = await officialsOf(db, deps.codec, order.satkerId);
        return drawPaper(kind, {
          order,
          satker,
          vendor,
          rules: rulesOf(order, order.regime, deps.clock(), order.zone),
          treasurerName: officials.find((official) => official.role === 'BENDAHARA')?.name ?? null,
          payment: await paymentOf(db, deps, order),
        });
      });
      return printed(reply, page);
    },
  );

  app.get(
    '/api/v1/payments/:id/papers/permintaan-pengembalian',
    {
      config: { action: 'paper.readReturn' },
      schema: {
        tags: ['papers'],
        summary: 'The letter that asks for money of a payment back, as a printable page (text/html)',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const page = await readAs(deps.pool, scopeOf(asker), async (db) => {
        const instruction = await instructionById(db, deps.codec, request.params.id);
        const satker = instruction && (await satkerById(db, deps.codec, instruction.satkerId));
        if (!instruction || !satker) return refuse('not_found');
        return returnLetter(instruction, satker, rulesOfInstruction(instruction)) ?? refuse('not_found');
      });
      return printed(reply, page);
    },
  );
  treasuryPaperRoutes(app, deps);
}

/** The page as text that may run nothing, or the refusal. */
const printed = (reply: FastifyReply, page: string | Refusal) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', POLICY)
    .header('cache-control', 'private, no-store')
    .send(orRefused(page));

/** What is owed to the State and asked of it. */
function treasuryPaperRoutes(app: App, deps: Pick<Reading, 'pool' | 'codec' | 'clock'>): void {
  const { codec } = deps;
  /** Rules of the day on which the thing was made. */
  const rulesAt = ({ regime, zone }: Pick<Deposit, 'regime' | 'zone'>, at: string) =>
    rulesOn(regime, localDate(new Date(at), zone));
  const route = (
    url: string,
    action: 'paper.readRequest' | 'paper.readDeposit' | 'paper.readTax',
    summary: string,
    draw: (db: Queryable, id: string) => Promise<string | Refusal>,
  ) =>
    app.get(
      url,
      {
        config: { action },
        schema: {
          tags: ['papers'],
          summary: `${summary}, as a printable page (text/html)`,
          params: z.object({ id: z.uuid() }),
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        return printed(reply, await readAs(deps.pool, scopeOf(askerOf(request)), (db) => draw(db, id)));
      },
    );

  route(
    '/api/v1/replenishments/:id/papers/drpp',
    'paper.readRequest',
    'A request for petty cash (DRPP)',
    async (db, id) => {
      const request = await replenishmentById(db, codec, id);
      const satker = request && (await satkerById(db, codec, request.satkerId));
      return satker ? drawRequest(request, satker, rulesAt(request, request.createdAt)) : refuse('not_found');
    },
  );
  route('/api/v1/taxes/deposits/:id/papers/bukti-setor', 'paper.readDeposit', 'Proof of a deposit', async (db, id) => {
    const deposit = await depositById(db, codec, id);
    const satker = deposit && (await satkerById(db, codec, deposit.satkerId));
    if (!satker) return refuse('not_found');
    const taxes = await withholdingsOf(db, codec, deposit);
    return drawDeposit(deposit, taxes, satker, rulesAt(deposit, deposit.createdAt));
  });
  route(
    '/api/v1/taxes/withholdings/:id/papers/data-pajak',
    'paper.readTax',
    'Data of a tax kept back',
    async (db, id) => {
      const [one] = await withholdingsById(db, codec, [id]);
      const satker = one && (await satkerById(db, codec, one.satkerId));
      const vendor = one && (await vendorById(db, codec, one.vendorId));
      return satker && vendor ? drawTaxData(one, satker, vendor, rulesAt(one, one.withheldAt)) : refuse('not_found');
    },
  );
}

/** Acts by which an instruction comes to be, or comes again after it was returned. */
const MAKING: readonly string[] = ['submit', 'resubmit', 'prepare'];

async function paymentOf(db: Queryable, { codec }: Pick<Reading, 'codec'>, order: Order): Promise<Sources['payment']> {
  const id = order.instructions.at(-1);
  if (order.paidAt === null || id === undefined) return null;
  const instruction = await instructionById(db, codec, id);
  if (!instruction) return null;
  const made = instruction.approvals.findLast(({ step }) => MAKING.includes(step));
  return {
    reference: instruction.reference,
    bankReference: instruction.bank.referenceNo,
    madeBy: made ? { name: made.by.name, at: made.at } : null,
  };
}
