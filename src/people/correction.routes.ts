/** Corrections over HTTP: asked by the person or their registrar, decided by somebody else. */
import { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { localDate, when } from '../kernel/time.ts';
import { letterText } from '../mail/letters.ts';
import type { MailQueue } from '../mail/outbox.ts';
import { toConfirm } from '../organisation/confirmation.ts';
import { storedSatker } from '../organisation/satker.store.ts';
import { storedVendor } from '../organisation/vendor.store.ts';
import { lifeOf } from '../organisation/vendor-life.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { confirmed } from '../purchasing/step-up.ts';
import { holdsOn } from './appointment.ts';
import { correctionById, correctionsSeen } from './correction.store.ts';
import {
  approveCorrection,
  askCorrection,
  type Correction,
  type Decided,
  lookup,
  mayDecide,
  rejectCorrection,
  withdrawCorrection,
} from './correction.ts';
import { masked } from './identifiers.ts';
import { answerHours, dueAt } from './overdue.ts';
import type { PeopleDeps } from './people.act.ts';
import { officeOfHeld, registrarFrom } from './people.load.ts';
import { correctionCommands, correctionList, correctionView, outcome } from './people.schema.ts';
import { heldBy, peopleById, registeredAs } from './people.store.ts';
import { mayRegister } from './registrar.ts';

const params = z.object({ id: z.uuid() });
const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };
type Act = 'approve' | 'reject' | 'withdraw';

export interface CorrectionDeps extends PeopleDeps {
  readonly mail: MailQueue;
}

export function correctionRoutes(app: App, deps: CorrectionDeps): void {
  app.get(
    '/api/v1/corrections',
    {
      config: { action: 'correction.list' },
      schema: {
        tags: ['people'],
        summary: 'Requests to correct personal data: the asker’s own, or those they decide',
        querystring: z.object({ view: z.enum(['mine', 'decide']).default('mine') }),
        response: { 200: correctionList },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const decide = request.query.view === 'decide';
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const seen = await correctionsSeen(db, deps.codec, decide ? asker.role : null);
        const items = [];
        for (const one of seen) {
          const reach = await reaches(db, deps, asker, one);
          const mine = [one.personId, one.askedBy.personId].includes(asker.personId);
          if (decide ? reach : mine) items.push(await viewOf(db, deps, asker, one, reach));
        }
        return { items };
      });
    },
  );

  app.post(
    '/api/v1/corrections',
    {
      config: { action: 'correction.ask', ...slow },
      schema: {
        tags: ['people'],
        summary: 'Asks for a correction, with a reason',
        headers: idempotencyHeaders,
        body: correctionCommands.ask,
        response: { 200: correctionView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { body } = request;
      const key = request.headers['idempotency-key'];
      const id = await run(deps, asker, request, key, ['ask', body], (db, cause) =>
        asked(db, deps, asker, body, cause),
      );
      return orRefused(await readOne(deps, asker, id));
    },
  );

  for (const action of ['approve', 'reject', 'withdraw'] as const) {
    app.post(
      `/api/v1/corrections/:id/${action}`,
      {
        config: { action: `correction.${action}`, ...slow },
        schema: {
          tags: ['people'],
          summary: `Correction: ${action}`,
          headers: idempotencyHeaders,
          params,
          body: correctionCommands[action] as z.ZodType<Record<string, unknown>>,
          response: { 200: outcome },
        },
      },
      (request) =>
        decide(deps, askerOf(request), request, {
          key: request.headers['idempotency-key'],
          action,
          id: request.params.id,
          body: request.body,
        }),
    );
  }
}

async function asked(
  db: Queryable,
  deps: PeopleDeps,
  asker: Asker,
  body: z.output<typeof correctionCommands.ask>,
  cause: string,
): Promise<Decided | Refusal> {
  const person = (await peopleById(db, deps.codec, [body.personId])).get(body.personId)?.person;
  const now = deps.clock();
  const held = (await heldBy(db, deps.codec, { personId: body.personId })).filter((one) =>
    holdsOn(one, localDate(now, one.zone)),
  );
  const office = held.at(-1);
  if (!person || !office) return refuse('not_found');
  const kppn =
    office.satkerId === null ? null : (await storedSatker(db, deps.codec, office.satkerId))?.satker.kppn.code;
  const keepsRegister = mayRegister(registrarFrom(asker), office.role, officeOfHeld(office), kppn ?? null) === null;
  return askCorrection(body, {
    cause,
    now,
    asker,
    person,
    role: office.role,
    office: { satkerId: office.satkerId, vendorId: office.vendorId, officeCode: office.officeCode ?? null },
    keepsRegister,
  });
}

interface Asked {
  readonly key: string;
  readonly action: Act;
  readonly id: string;
  readonly body: Record<string, unknown>;
}

async function decide(deps: CorrectionDeps, asker: Asker, origin: Origin, { key, action, id, body }: Asked) {
  const { stepUp, ...input } = body;
  const made = (db: Queryable) => decided(db, deps, asker, action, id, input);
  const confirmation = (correction: Correction) =>
    toConfirm(
      'correction.approve',
      id,
      [
        { what: 'field', value: correction.field },
        { what: 'before', value: shown(correction, correction.before) },
        { what: 'after', value: shown(correction, correction.after) },
      ],
      asker.assignmentId,
    );
  if (action === 'approve' && stepUp === undefined) {
    const { correction } = orRefused(await readAs(deps.pool, scopeOf(asker), made));
    return { id: null, confirm: confirmation(correction) };
  }
  const done = await run(deps, asker, origin, key, [action, id, input], async (db, cause) => {
    const found = await made(db);
    if (isRefusal(found) || action !== 'approve') return found;
    const { digest } = confirmation(found.correction);
    const asked = { digest, personId: asker.personId, given: stepUp, command: cause };
    return (await confirmed(deps.verifyCode, asked)) ?? found;
  });
  if (action !== 'withdraw') await tellDecided(deps, asker, done);
  return { id: done, confirm: null };
}

const FIELD_WORDS: { readonly [F in Correction['field']]: string } = {
  nik: 'NIK',
  name: 'nama',
  email: 'alamat surel',
  nip: 'NIP',
  phone: 'nomor telepon',
};
const LETTER_LIVES_MS = 3 * 24 * 60 * 60_000;

/** The result goes to whom the data are about (UU 27/2022 art. 30 (2)); of a new address also to the one before, where a thief is noticed. */
async function tellDecided(deps: CorrectionDeps, asker: Asker, id: string): Promise<void> {
  const now = deps.clock();
  const found = await readAs(deps.pool, scopeOf(asker), async (db) => {
    const one = await correctionById(db, deps.codec, id);
    return one && { one, person: (await peopleById(db, deps.codec, [one.personId])).get(one.personId)?.person };
  });
  if (!found?.person) return;
  const { one, person } = found;
  const words = { field: FIELD_WORDS[one.field], at: when(now, 'WIB') };
  const approved = one.state === 'APPROVED';
  const letter = approved
    ? ({ kind: 'correction-approved', ...words } as const)
    : ({ kind: 'correction-rejected', ...words, reason: one.decided?.words ?? '' } as const);
  const expires = new Date(now.getTime() + LETTER_LIVES_MS);
  for (const to of new Set([person.email, ...(approved && one.field === 'email' ? [one.before] : [])]))
    await deps.mail.queue(person.id, { to, ...letterText(letter, person.name, 'id') }, expires);
}

async function decided(
  db: Queryable,
  deps: PeopleDeps,
  asker: Asker,
  action: Act,
  id: string,
  input: Record<string, unknown>,
): Promise<Decided | Refusal> {
  const correction = await correctionById(db, deps.codec, id);
  if (!correction) return refuse('not_found');
  const now = deps.clock();
  if (action === 'withdraw') return withdrawCorrection(correction, { actor: asker, now });
  const stored = (await peopleById(db, deps.codec, [correction.personId])).get(correction.personId);
  if (!stored) return refuse('not_found');
  const facts = {
    now,
    actor: asker,
    reaches: await reaches(db, deps, asker, correction),
    person: stored.person,
    personVersion: stored.version,
    key: deps.key,
    known: await registeredAs(db, deps.codec, lookup(correction.field, correction.after, deps.key)),
  };
  if (action === 'approve') return approveCorrection(correction, facts);
  return rejectCorrection(correction, String(input.reason), facts);
}

/** Whether the asker's office decides for the office of the person. */
async function reaches(
  db: Queryable,
  deps: PeopleDeps,
  asker: Asker,
  { decides, office }: Correction,
): Promise<boolean> {
  if (asker.role !== decides) return false;
  if (decides === 'ADMIN_PKN') return true;
  if (decides === 'ADMIN_SATKER') return office.satkerId === asker.satkerId;
  if (office.satkerId !== null)
    return (await storedSatker(db, deps.codec, office.satkerId))?.satker.kppn.code === asker.officeCode;
  const vendor = office.vendorId === null ? null : await storedVendor(db, deps.codec, office.vendorId);
  return vendor !== null && lifeOf(vendor.vendor).kppnCode === asker.officeCode;
}

async function run(
  deps: PeopleDeps,
  asker: Asker,
  origin: Origin,
  key: string,
  said: unknown,
  made: (db: Queryable, cause: string) => Promise<Decided | Refusal>,
): Promise<string> {
  const command = {
    key,
    request: JSON.stringify(['correction', said]),
    actor: actorOf(asker, origin),
    at: deps.clock(),
  };
  const { id } = orRefused(
    await runCommand(deps, command, async (cause) => {
      const found = await readAs(deps.pool, scopeOf(asker), (db) => made(db, cause));
      if (isRefusal(found)) return found;
      const { correction, decision } = found;
      const { satkerId, vendorId } = correction.office;
      return { decision, parties: { satkerId, vendorId }, response: { id: correction.id } };
    }),
  );
  return id;
}

const shown = ({ field }: Correction, value: string): string => (field === 'nik' ? masked(value) : value);

async function readOne(deps: PeopleDeps, asker: Asker, id: string) {
  return readAs(deps.pool, scopeOf(asker), async (db) => {
    const correction = await correctionById(db, deps.codec, id);
    if (!correction) return refuse('not_found');
    return viewOf(db, deps, asker, correction, await reaches(db, deps, asker, correction));
  });
}

async function viewOf(
  db: Queryable,
  deps: PeopleDeps,
  asker: Asker,
  one: Correction,
  reach: boolean,
): Promise<z.output<typeof correctionView>> {
  const person = (await peopleById(db, deps.codec, [one.personId])).get(one.personId)?.person;
  const facts = { actor: asker, reaches: reach };
  const actions: Act[] = (['approve', 'reject'] as const).filter((act) => mayDecide(one, act, facts) === null);
  if (one.state === 'ASKED' && one.askedBy.personId === asker.personId) actions.push('withdraw');
  return {
    id: one.id,
    personId: one.personId,
    name: person?.name ?? '–',
    role: one.role,
    field: one.field,
    before: shown(one, one.before),
    after: shown(one, one.after),
    reason: one.reason,
    state: one.state,
    askedAt: one.askedAt,
    dueAt: dueAt(one.askedAt, answerHours(new Date(one.askedAt))),
    askedBy: one.askedBy.name,
    decidedAt: one.decided?.at ?? null,
    decidedBy: one.decided?.by ?? null,
    decision: one.decided?.words ?? '',
    decidedByRole: one.decides,
    actions,
  };
}
