/** Work units and treasury offices over HTTP: recorded by the centre, looked after by KPPN, completed by their own admin. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { type Decision, isRefusal, type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { type CodeCheck, confirmed } from '../purchasing/step-up.ts';
import { banks } from '../regulation/banks.ts';
import { toConfirm } from './confirmation.ts';
import { kppnByCode, kppnsOf } from './kppn.store.ts';
import { kppnRow } from './kppn.ts';
import { bankName } from './masking.ts';
import {
  kppnCommand,
  kppnList,
  kppnView,
  paymentProfileCommand,
  satkerCommand,
  satkerList,
  satkerOutcome,
  satkerView,
} from './satker.schema.ts';
import { type StoredSatker, satkersSeen, storedSatker } from './satker.store.ts';
import { type Satker, satkerRow } from './satker.ts';
import { satkerViewOf, summariesOf } from './satker.view.ts';

export interface SatkerDeps extends Door {
  readonly clock: () => Date;
  readonly verifyCode: CodeCheck;
}

const params = z.object({ id: z.uuid() });
const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };

export function satkerRoutes(app: App, deps: SatkerDeps): void {
  const view = (asker: Asker, id: string) =>
    readAs(deps.pool, scopeOf(asker), async (db) => {
      const stored = await storedSatker(db, deps.codec, id);
      return stored ? satkerViewOf(db, deps, asker, stored.satker) : refuse('not_found');
    });

  app.get(
    '/api/v1/kppns',
    {
      config: { action: 'kppn.list' },
      schema: { tags: ['offices'], summary: 'Treasury service offices', response: { 200: kppnList }, security: [] },
    },
    async () => ({ items: await readAs(deps.pool, {}, (db) => kppnsOf(db, deps.codec)) }),
  );

  app.post(
    '/api/v1/kppns',
    {
      config: { action: 'kppn.create', ...slow },
      schema: {
        tags: ['offices'],
        summary: 'Records a treasury service office',
        headers: idempotencyHeaders,
        body: kppnCommand,
        response: { 200: kppnView },
      },
    },
    async (request) => {
      const { body } = request;
      const { id } = await command(deps, askerOf(request), request, {
        key: request.headers['idempotency-key'],
        act: 'kppn.create',
        body,
        decide: async (db, cause) => {
          if (await kppnByCode(db, deps.codec, body.code)) return refuse('code_taken', { code: body.code });
          const kppn = { id: derivedId(cause, 'kppn'), ...body };
          return { id: kppn.id, satkerId: null, decision: recorded('kppn.recorded', kppn.id, kppnRow(kppn, 0)) };
        },
      });
      return { id, ...body };
    },
  );

  app.get(
    '/api/v1/satkers',
    {
      config: { action: 'satker.list' },
      schema: {
        tags: ['offices'],
        summary: 'Work units the asker looks after, with their status',
        response: { 200: satkerList },
      },
    },
    (request) =>
      readAs(deps.pool, scopeOf(askerOf(request)), async (db) => {
        const seen = await satkersSeen(db, deps.codec);
        return {
          items: await summariesOf(
            db,
            deps,
            seen.map((one) => one.satker),
          ),
        };
      }),
  );

  app.get(
    '/api/v1/satkers/:id',
    {
      config: { action: 'satker.read' },
      schema: { tags: ['offices'], summary: 'One work unit', params, response: { 200: satkerView } },
    },
    async (request) => orRefused(await view(askerOf(request), request.params.id)),
  );

  app.post(
    '/api/v1/satkers',
    {
      config: { action: 'satker.create', ...slow },
      schema: {
        tags: ['offices'],
        summary: 'Records a work unit; its admin completes it',
        headers: idempotencyHeaders,
        body: satkerCommand,
        response: { 200: satkerView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { kppnCode, ...body } = request.body;
      const { id } = await command(deps, asker, request, {
        key: request.headers['idempotency-key'],
        act: 'satker.create',
        body: request.body,
        decide: async (db, cause) => {
          const kppn = await kppnByCode(db, deps.codec, kppnCode);
          if (!kppn) return refuse('input_invalid', { field: 'kppnCode' });
          const known = await satkersSeen(db, deps.codec);
          if (known.some((one) => one.satker.code === body.code)) return refuse('code_taken', { code: body.code });
          const satker: Satker = {
            ...body,
            id: derivedId(cause, 'satker'),
            kppn: { code: kppn.code, name: kppn.name },
            address: '',
            npwp: '',
            account: { bankCode: '', accountNo: '', name: '' },
            fictional: false,
          };
          const decision = recorded('satker.recorded', satker.id, satkerRow(satker, 0));
          return { id: satker.id, satkerId: satker.id, decision };
        },
      });
      return orRefused(await view(asker, id));
    },
  );

  app.post(
    '/api/v1/satkers/:id/setPaymentProfile',
    {
      config: { action: 'satker.setPaymentProfile', ...slow },
      schema: {
        tags: ['offices'],
        summary: 'Records paying account, NPWP and address; without a code it answers what is to be confirmed',
        headers: idempotencyHeaders,
        params,
        body: paymentProfileCommand,
        response: { 200: satkerOutcome },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const { stepUp, ...profile } = request.body;
      const own = (db: Queryable) => ownSatker(db, deps, asker, id);
      const says = [
        { what: 'bank', value: bankName(profile.account.bankCode) },
        { what: 'accountNo', value: profile.account.accountNo },
        { what: 'accountName', value: profile.account.name },
        { what: 'npwp', value: profile.npwp },
        { what: 'address', value: profile.address },
      ];
      const confirm = toConfirm('satker.setPaymentProfile', id, says, asker.assignmentId);
      if (stepUp === undefined) {
        orRefused(changedProfile(orRefused(await readAs(deps.pool, scopeOf(asker), own)), profile));
        return { satker: null, confirm };
      }
      await command(deps, asker, request, {
        key: request.headers['idempotency-key'],
        act: `satker.setPaymentProfile ${id}`,
        body: profile,
        decide: async (db, cause) => {
          const stored = await own(db);
          if (isRefusal(stored)) return stored;
          const next = changedProfile(stored, profile);
          if (isRefusal(next)) return next;
          const asked = { digest: confirm.digest, personId: asker.personId, given: stepUp, command: cause };
          const unconfirmed = await confirmed(deps.verifyCode, asked);
          if (unconfirmed) return unconfirmed;
          const decision = recorded('satker.payment_profile_set', id, satkerRow(next, stored.version), {
            before: { ...stored.satker.account },
            after: { ...next.account },
          });
          return { id, satkerId: id, decision };
        },
      });
      return { satker: orRefused(await view(asker, id)), confirm: null };
    },
  );
}

async function ownSatker(db: Queryable, deps: SatkerDeps, asker: Asker, id: string): Promise<StoredSatker | Refusal> {
  if (asker.satkerId !== id) return refuse('not_found');
  return (await storedSatker(db, deps.codec, id)) ?? refuse('not_found');
}

type Profile = Omit<z.output<typeof paymentProfileCommand>, 'stepUp'>;

function changedProfile({ satker }: StoredSatker, profile: Profile): Satker | Refusal {
  if (!banks.some((bank) => bank.value.code === profile.account.bankCode))
    return refuse('input_invalid', { field: 'account.bankCode' });
  const next = { ...satker, ...profile };
  return JSON.stringify(next) === JSON.stringify(satker) ? refuse('nothing_changed') : next;
}

function recorded(
  type: string,
  id: string,
  row: RowWrite,
  payload: Decision['events'][number]['payload'] = {},
): Decision {
  return {
    ok: true,
    events: [{ type, aggregate: 'satker', aggregateId: id, payload }],
    rows: [row],
    transfers: [],
    jobs: [],
  };
}

interface Asked {
  readonly key: string;
  readonly act: string;
  readonly body: unknown;
  decide(
    db: Queryable,
    cause: string,
  ): Promise<{ readonly id: string; readonly satkerId: string | null; readonly decision: Decision } | Refusal>;
}

async function command(deps: SatkerDeps, asker: Asker, origin: Origin, asked: Asked): Promise<{ id: string }> {
  const sent = {
    key: asked.key,
    request: JSON.stringify([asked.act, asked.body]),
    actor: actorOf(asker, origin),
    at: deps.clock(),
  };
  return orRefused(
    await runCommand(deps, sent, async (cause) => {
      const made = await readAs(deps.pool, scopeOf(asker), (db) => asked.decide(db, cause));
      if (isRefusal(made)) return made;
      const { id, satkerId, decision } = made;
      return { decision, parties: { satkerId, vendorId: null }, response: { id } };
    }),
  );
}
