/** Many payments in one sitting over HTTP: looked at together, confirmed once, each answered for itself. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { refusalSentence } from '../kernel/refusal.ts';
import { readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { idempotencyHeaders, langOf, rupiah } from '../platform/http/wire.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { confirmed } from '../purchasing/step-up.ts';
import { type ActDeps, actOn } from './act.ts';
import { BATCH_ACTS, type BatchAct, batchDigest, entryOf, MOST_IN_BATCH, totalOf } from './batch.ts';
import { levelsSetBy } from './cms.store.ts';
import type { Instruction } from './instruction.ts';
import { payeeNow } from './payee.store.ts';
import { instructionById } from './payment.store.ts';
import { rulesOfInstruction } from './payment.view.ts';
import { heldUp, openTransferActions } from './transfer.ts';

const ids = z
  .array(z.uuid())
  .min(1)
  .max(MOST_IN_BATCH)
  .refine((all) => new Set(all).size === all.length, 'each once');

const answer = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      ok: z.boolean(),
      /** Why not, for a person; null when it was done. */
      refused: z.string().nullable(),
    }),
  ),
  done: z.int(),
  refused: z.int(),
});

const preview = z.object({
  act: z.enum(BATCH_ACTS),
  /** Of those that may be done. */
  count: z.int(),
  total: rupiah,
  /** What one proof would be bound to; null when nothing may be done or the act needs no proof. */
  digest: z.string().nullable(),
  items: z.array(
    z.object({
      id: z.uuid(),
      spbyNumber: z.string(),
      payee: z.object({ name: z.string(), bank: z.string(), accountNo: z.string() }),
      net: rupiah,
      executeOn: z.string().nullable(),
      /** Why this one would be left out; null when it may be done. */
      refused: z.string().nullable(),
    }),
  ),
});

type Answer = z.output<typeof answer>;
type Begin = (asker: Asker, origin: Origin, key: string, orderId: string, executeOn: string | null) => Promise<void>;

/** Each answer is a payment's own: a refusal of one stops none of the others. */
const slow = { rateLimit: { max: 30, timeWindow: '1 minute' } };

export function batchRoutes(app: App, deps: ActDeps, begin: Begin): void {
  app.post(
    '/api/v1/payments/batch/preview',
    {
      config: { action: 'payment.batch', ...slow },
      schema: {
        tags: ['payments'],
        summary: 'What one sitting over these payments would confirm',
        body: z.object({ act: z.enum(BATCH_ACTS), ids }),
        response: { 200: preview },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { act } = request.body;
      const seen = await looked(deps, asker, act, request.body.ids);
      const open = seen.filter(({ refusal }) => refusal === null).map(({ instruction }) => instruction);
      return {
        act,
        count: open.length,
        total: totalOf(open).toString(),
        digest: open.length === 0 || act === 'check' ? null : batchDigest(act, open, asker.assignmentId),
        items: seen.map(({ instruction, refusal }) => {
          const { id, spbyNumber, beneficiary, net, executeOn = null } = instruction;
          const bank = rulesOfInstruction(instruction).bank(beneficiary.bankCode)?.name ?? beneficiary.bankCode;
          return {
            id,
            spbyNumber,
            payee: { name: beneficiary.name, bank, accountNo: beneficiary.accountNo },
            net: net.toString(),
            executeOn,
            refused: refusal && refusalSentence(refusal, langOf(request)),
          };
        }),
      };
    },
  );

  app.post(
    '/api/v1/payments/batch/startPayment',
    {
      config: { action: 'order.startPayment', ...slow },
      schema: {
        tags: ['payments'],
        summary: 'The treasurer makes payment instructions for several orders',
        headers: idempotencyHeaders,
        body: z.object({ ids, executeOn: z.iso.date().nullable().default(null) }),
        response: { 200: answer },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const key = request.headers['idempotency-key'];
      const { executeOn } = request.body;
      return eachOf(request.body.ids, langOf(request), async (id) => {
        await begin(asker, request, derivedId(key, id), id, executeOn);
        return null;
      });
    },
  );

  for (const act of BATCH_ACTS) {
    app.post(
      `/api/v1/payments/batch/${act}`,
      {
        config: { action: `payment.${act}`, ...slow },
        schema: {
          tags: ['payments'],
          summary: `Several payments: ${act}`,
          headers: idempotencyHeaders,
          body: act === 'check' ? z.object({ ids }) : z.object({ ids, stepUp }),
          response: { 200: answer },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const key = request.headers['idempotency-key'];
        const body = request.body as { readonly ids: readonly string[]; readonly stepUp?: unknown };
        const sitting = await confirmedSitting(deps, asker, request, { key, act, ...body });
        return eachOf(body.ids, langOf(request), async (id) => {
          const done = await actOn(deps, asker, request, { key: derivedId(key, id), id, act, body: {}, sitting });
          return isRefusal(done) ? done : null;
        });
      },
    );
  }
}

/** One after another, so that each is decided on what the one before has left. */
async function eachOf(
  all: readonly string[],
  language: 'id' | 'en',
  one: (id: string) => Promise<Refusal | null>,
): Promise<Answer> {
  const items: Answer['items'] = [];
  for (const id of all) {
    const refusal = await one(id).catch((error: unknown) => {
      if (error instanceof Refused) return error.refusal;
      throw error;
    });
    items.push({ id, ok: refusal === null, refused: refusal && refusalSentence(refusal, language) });
  }
  const done = items.filter(({ ok }) => ok).length;
  return { items, done, refused: items.length - done };
}

/** The payments of the list as they are now, each with why it may not be done by the asker; throws when one is not theirs. */
async function looked(
  deps: ActDeps,
  asker: Asker,
  act: BatchAct,
  wanted: readonly string[],
): Promise<{ instruction: Instruction; refusal: Refusal | null }[]> {
  const seen = await readAs(deps.pool, scopeOf(asker), async (db) => {
    const found: { instruction: Instruction; refusal: Refusal | null }[] = [];
    for (const id of wanted) {
      const instruction = await instructionById(db, deps.codec, id);
      if (!instruction || instruction.satkerId !== asker.satkerId) return refuse('not_found');
      const facts = {
        actor: asker,
        now: deps.clock(),
        cause: id,
        rules: rulesOfInstruction(instruction),
        codeVerified: true,
        payee: await payeeNow(db, deps.codec, instruction.vendorId),
        cms: instruction.levels ?? (await levelsSetBy(db, deps.codec, instruction.satkerId)),
      };
      const open = openTransferActions(instruction, facts).includes(act);
      const refusal = open ? heldUp(instruction, act, facts) : refuse('not_possible_now', { state: instruction.state });
      found.push({ instruction, refusal });
    }
    return found;
  });
  return orRefused(seen);
}

/** A sitting that was confirmed lets its own payments through for this long, should the same request come again. */
const SITTING_MS = 5 * 60_000;

interface Sitting {
  readonly key: string;
  readonly act: BatchAct;
  readonly ids: readonly string[];
  readonly stepUp?: unknown;
}

/** Takes the one proof for exactly this list, and writes down that the sitting was held. Throws Refused. */
async function confirmedSitting(deps: ActDeps, asker: Asker, origin: Origin, { key, act, ids, stepUp }: Sitting) {
  const at = deps.clock();
  const list = (await looked(deps, asker, act, ids)).map(({ instruction }) => instruction);
  const digest = batchDigest(act, list, asker.assignmentId);
  const actor = actorOf(asker, origin);
  const command = { key, request: JSON.stringify(['payment.batch', act, digest]), actor, at };
  const held = orRefused(
    await runCommand(deps, command, async (cause) => {
      const needed = act === 'check' ? null : digest;
      const proof = { digest: needed, personId: asker.personId, by: actor, given: stepUp, command: cause };
      const unconfirmed = await confirmed(deps.verifyCode, proof);
      if (unconfirmed) return unconfirmed;
      const payload = {
        act,
        digest,
        count: list.length,
        total: totalOf(list),
        references: list.map(({ reference }) => reference),
      };
      const event = { type: 'payment.sitting_held', aggregate: 'sitting', aggregateId: cause, payload };
      return {
        decision: { ok: true, events: [event], rows: [], transfers: [], jobs: [] },
        parties: { satkerId: asker.satkerId, vendorId: null },
        response: { at: at.toISOString() },
      };
    }),
  );
  if (at.getTime() - Date.parse(held.at) > SITTING_MS) throw new Refused(refuse('step_up_required'));
  const entries = new Set(list.map(entryOf));
  return {
    digest,
    note: list.length === 1 ? '' : `Bersama ${list.length} pembayaran`,
    entry: (instruction: Instruction) => entries.has(entryOf(instruction)),
  };
}
