/** The register over HTTP: who holds which office, and the acts of whoever keeps it. */
import { z } from 'zod';
import { scopeOf } from '../journal/actor.ts';
import { isRefusal, refuse } from '../kernel/decision.ts';
import { kppnCodesOf } from '../organisation/satker.store.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { idempotencyHeaders } from '../platform/http/wire.ts';
import { appoint } from './appoint.ts';
import { type AppointmentAct, appointmentActs } from './appointment.machine.ts';
import type { Held } from './appointment.ts';
import { act, onTarget, type PeopleDeps } from './people.act.ts';
import { officeNamed, officeOfHeld, registerFacts, registrarFrom } from './people.load.ts';
import { appointmentCommands, appointmentDetail, appointmentList, outcome } from './people.schema.ts';
import { activatedOf, type HeldFilter, heldBy, heldById, peopleById, registerHistory } from './people.store.ts';
import { appointmentViewOf } from './people.view.ts';
import { rolesOf } from './registrar.ts';

const params = z.object({ id: z.uuid() });
const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };

export function peopleRoutes(app: App, deps: PeopleDeps): void {
  app.get(
    '/api/v1/people',
    {
      config: { action: 'people.list' },
      schema: {
        tags: ['people'],
        summary: 'Who holds which office, as far as the asker may see it',
        querystring: z.object({
          satkerId: z.uuid().optional(),
          vendorId: z.uuid().optional(),
          when: z.enum(['current', 'all']).default('current'),
        }),
        response: { 200: appointmentList },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { when, ...office } = request.query;
      return readAs(deps.pool, scopeOf(asker), async (db) => {
        const shown = await heldBy(db, deps.codec, listed(asker, office));
        const items = await views(db, deps, asker, shown);
        return {
          items: when === 'all' ? items : items.filter((item) => item.state !== 'ENDED'),
          mayAppoint: rolesOf(asker.role),
        };
      });
    },
  );

  app.get(
    '/api/v1/people/:id',
    {
      config: { action: 'people.read' },
      schema: {
        tags: ['people'],
        summary: 'One appointment and its history',
        params,
        response: { 200: appointmentDetail },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      return orRefused(await readAs(deps.pool, scopeOf(asker), (db) => detail(db, deps, asker, request.params.id)));
    },
  );

  app.post(
    '/api/v1/people',
    {
      config: { action: 'people.appoint', ...slow },
      schema: {
        tags: ['people'],
        summary: 'Registers an official by decree; without a code it answers what is to be confirmed',
        headers: idempotencyHeaders,
        body: appointmentCommands.appoint,
        response: { 200: outcome },
      },
    },
    (request) =>
      act(deps, askerOf(request), request, {
        key: request.headers['idempotency-key'],
        action: 'appoint',
        target: '',
        body: request.body,
        decide: async (db, asker, moment) => {
          const reader = { db, codec: deps.codec, key: deps.key };
          const { satkerId, officeCode, ...input } = request.body;
          const office = await officeNamed(reader, asker, { role: input.role, satkerId, officeCode });
          if (isRefusal(office)) return office;
          const facts = await registerFacts(reader, asker, office, input.person, moment);
          return { facts, made: appoint(input, facts) };
        },
      }),
  );

  for (const action of appointmentActs) {
    app.post(
      `/api/v1/people/:id/${action}`,
      {
        config: { action: `people.${action}`, ...slow },
        schema: {
          tags: ['people'],
          summary: `Appointment: ${action}`,
          headers: idempotencyHeaders,
          params,
          body: bodyOf(action),
          response: { 200: outcome },
        },
      },
      (request) =>
        act(deps, askerOf(request), request, {
          key: request.headers['idempotency-key'],
          action,
          target: request.params.id,
          body: request.body,
          decide: (db, asker, moment) => onTarget(db, deps, asker, moment, action, request.params.id, request.body),
        }),
    );
  }
}

const bodyOf = (action: AppointmentAct): z.ZodType<Record<string, unknown>> =>
  (action === 'cancel' ? z.object({}) : appointmentCommands[action]) as z.ZodType<Record<string, unknown>>;

/** Whose appointments a list shows: an office that is named, otherwise those the asker is there for. */
function listed(
  asker: Asker,
  { satkerId, vendorId }: { satkerId?: string | undefined; vendorId?: string | undefined },
): HeldFilter {
  if (satkerId !== undefined || vendorId !== undefined) return { satkerId, vendorId };
  switch (asker.officeKind) {
    case 'SATKER':
      return { satkerId: asker.satkerId ?? undefined };
    case 'VENDOR':
      return { vendorId: asker.vendorId ?? undefined };
    case 'KPPN':
    case 'KANWIL':
      return { roles: ['ADMIN_SATKER'] };
    default:
      return { officeKinds: ['KPPN', 'KANWIL', 'OVERSIGHT', 'DJPB'] };
  }
}

async function views(db: Queryable, deps: PeopleDeps, asker: Asker, held: readonly Held[]) {
  const ids = held.map((one) => one.personId);
  const facts = {
    now: deps.clock(),
    registrar: registrarFrom(asker),
    people: await peopleById(db, deps.codec, ids),
    activated: await activatedOf(db, ids),
    kppnOf: await kppnCodesOf(
      db,
      held.flatMap((one) => one.satkerId ?? []),
    ),
    held,
  };
  return held.map((one) => appointmentViewOf(one, facts));
}

async function detail(db: Queryable, deps: PeopleDeps, asker: Asker, id: string) {
  const target = await heldById(db, deps.codec, id);
  if (!target) return refuse('not_found');
  const office = officeOfHeld(target);
  const around = await heldBy(db, deps.codec, {
    satkerId: office.satkerId ?? undefined,
    vendorId: office.vendorId ?? undefined,
    officeCode: office.officeCode ?? undefined,
  });
  const appointment = (await views(db, deps, asker, around)).find((view) => view.id === id);
  if (!appointment) return refuse('not_found');
  const events = await registerHistory(db, deps.codec, 'assignment', id);
  const names = await peopleById(
    db,
    deps.codec,
    events.flatMap((event) => event.personId ?? []),
  );
  return {
    appointment,
    history: events.map(({ at, type, role, personId, payload }) => ({
      at,
      type,
      role,
      by: personId === null ? null : (names.get(personId)?.person.name ?? null),
      reason: typeof payload.reason === 'string' ? payload.reason : '',
    })),
  };
}
