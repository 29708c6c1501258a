/** Registration of vendors over HTTP: invited or self-registered, verified, suspended, blocked. */
import { z } from 'zod';
import { emailKey, nikKey } from '../identity/person.ts';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import type { MailQueue } from '../mail/outbox.ts';
import type { Inviter } from '../people/people.act.ts';
import { activatedOf, peopleById, registerHistory } from '../people/people.store.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { afterPlace, idempotencyHeaders, placeOf } from '../platform/http/wire.ts';
import { type CodeCheck, confirmed } from '../purchasing/step-up.ts';
import { toConfirm } from './confirmation.ts';
import { bankName } from './masking.ts';
import { satkerById } from './organisation.store.ts';
import { selfRegister } from './self-registration.ts';
import { accountChangedJob } from './vendor.jobs.ts';
import { vendorStates } from './vendor.machine.ts';
import { type VendorAction, vendorCommands, vendorList, vendorOutcome, vendorView } from './vendor.schema.ts';
import { addressKnown, holdsOffice, storedVendor, vendorAdmins, vendorPage } from './vendor.store.ts';
import type { Vendor } from './vendor.ts';
import { vendorSummaryOf, vendorViewOf } from './vendor.view.ts';
import { decideVendor, reaches, type VendorDecision, type VendorFacts } from './vendor-acts.ts';
import type { VendorNotice } from './vendor-letters.ts';
import { lifeOf } from './vendor-life.ts';
import { tellVendor } from './vendor-notices.ts';
import { registerVendor } from './vendor-register.ts';

export interface VendorDeps extends Door {
  readonly clock: () => Date;
  readonly verifyCode: CodeCheck;
  readonly inviter: Inviter;
  readonly mail: MailQueue;
  /** Of the blind indexes. */
  readonly key: Buffer;
}

const params = z.object({ id: z.uuid() });
const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };
/** By hand, once: a stranger who registers more is none. */
const verySlow = { rateLimit: { max: 5, timeWindow: '1 minute' } };

export function vendorRoutes(app: App, deps: VendorDeps): void {
  const read = (asker: Asker, id: string) =>
    readAs(deps.pool, scopeOf(asker), (db) => viewOf(db, deps, asker, id)).then(orRefused);

  app.get(
    '/api/v1/vendors',
    {
      config: { action: 'vendor.list' },
      schema: {
        tags: ['vendors'],
        summary: 'Registrations the asker looks after, newest first',
        querystring: z.object({ state: z.enum(vendorStates).optional(), cursor: z.string().max(200).optional() }),
        response: { 200: vendorList },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { state, cursor } = request.query;
      const { items, last } = await readAs(deps.pool, scopeOf(asker), (db) =>
        vendorPage(
          db,
          deps.codec,
          { state, invitedBy: asker.satkerId, kppnCode: asker.officeKind === 'KPPN' ? asker.officeCode : null },
          placeOf(cursor),
        ),
      );
      return { items: items.map(({ vendor }) => vendorSummaryOf(vendor, asker)), next: afterPlace(last) };
    },
  );

  app.get(
    '/api/v1/vendors/own',
    {
      config: { action: 'vendor.read' },
      schema: { tags: ['vendors'], summary: 'The asker’s own registration', response: { 200: vendorView } },
    },
    (request) => read(askerOf(request), askerOf(request).vendorId ?? ''),
  );

  app.get(
    '/api/v1/vendors/:id',
    {
      config: { action: 'vendor.read' },
      schema: { tags: ['vendors'], summary: 'One registration', params, response: { 200: vendorView } },
    },
    (request) => read(askerOf(request), request.params.id),
  );

  app.post(
    '/api/v1/vendors',
    {
      config: { action: 'vendor.invite', ...slow },
      schema: {
        tags: ['vendors'],
        summary: 'A Pejabat Pengadaan invites a vendor; the link is mailed',
        headers: idempotencyHeaders,
        body: vendorCommands.invite,
        response: { 200: vendorView },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const { vendorId, personId } = await invite(
        deps,
        asker,
        request,
        request.headers['idempotency-key'],
        request.body,
      );
      await inviteOnce(deps, personId);
      return read(asker, vendorId);
    },
  );

  app.post(
    '/api/v1/vendors/register',
    {
      config: { action: 'vendor.register', ...verySlow },
      schema: {
        tags: ['vendors'],
        summary: 'A business registers itself; the answer is the same whoever asks',
        body: vendorCommands.register,
        response: { 202: z.object({}) },
        security: [],
      },
    },
    async (request, reply) => {
      const { body, id, ip } = request;
      // Answered before anything is looked up: neither words nor time tell whether an address is known.
      setImmediate(() => {
        selfRegister(deps, body, { id, ip }).catch((error: unknown) => {
          request.log.error({ err: error, reference: id }, 'a registration could not be written');
        });
      });
      return reply.code(202).send({});
    },
  );

  for (const action of Object.keys(vendorCommands) as VendorAction[]) {
    if (action === 'invite' || action === 'register') continue;
    app.post(
      `/api/v1/vendors/:id/${action}`,
      {
        config: { action: `vendor.${action}`, ...slow },
        schema: {
          tags: ['vendors'],
          summary: `Vendor: ${action}`,
          headers: idempotencyHeaders,
          params,
          body: vendorCommands[action] as z.ZodType<Record<string, unknown>>,
          response: { 200: vendorOutcome },
        },
      },
      async (request) => {
        const asker = askerOf(request);
        const { id } = request.params;
        const asked = { key: request.headers['idempotency-key'], id, action, body: request.body };
        const confirm = await act(deps, asker, request, asked);
        return confirm ? { vendor: null, confirm } : { vendor: await read(asker, id), confirm: null };
      },
    );
  }
}

const factsOf = (asker: Asker, zone: Vendor['zone'], now: Date): VendorFacts => ({
  now,
  today: localDate(now, zone),
  actor: asker,
});

/** Offices that see more vendors than they look after: whoever they may buy from, whoever supplies their satker. */
const NEAR: readonly Asker['officeKind'][] = ['SATKER', 'KPPN'];

/** A Pejabat Pengadaan may buy from any vendor, but sees the registration of those that their satker brought in. */
async function viewOf(db: Queryable, deps: VendorDeps, asker: Asker, id: string) {
  const stored = id === '' ? null : await storedVendor(db, deps.codec, id);
  if (!stored || (NEAR.includes(asker.officeKind) && !reaches(stored.vendor, asker))) return refuse('not_found');
  const history = await registerHistory(db, deps.codec, 'vendor', id);
  const people = await peopleById(
    db,
    deps.codec,
    history.flatMap((event) => event.personId ?? []),
  );
  const names = new Map([...people].map(([personId, { person }]) => [personId, person.name]));
  return vendorViewOf(stored.vendor, factsOf(asker, stored.vendor.zone, deps.clock()), history, names);
}

async function invite(
  deps: VendorDeps,
  asker: Asker,
  origin: Origin,
  key: string,
  body: z.output<typeof vendorCommands.invite>,
): Promise<{ vendorId: string; personId: string }> {
  const now = deps.clock();
  const command = { key, request: JSON.stringify(['vendor.invite', body]), actor: actorOf(asker, origin), at: now };
  return orRefused(
    await runCommand(deps, command, (cause) =>
      readAs(deps.pool, scopeOf(asker), async (db) => {
        const satker = await satkerById(db, deps.codec, asker.satkerId ?? '');
        if (!satker) return refuse('not_found');
        if ((await addressKnown(db, emailKey(deps.key, body.email))).known) return refuse('email_taken');
        const { town, province, zone } = satker;
        const invitedBy = { satkerId: satker.id, personId: asker.personId, name: asker.name };
        const input = { ...body, town, province, zone, kppnCode: satker.kppn.code, invitedBy };
        const { decision, vendorId, personId } = registerVendor(input, { cause, now, key: deps.key });
        return { decision, parties: { satkerId: null, vendorId }, response: { vendorId, personId } };
      }),
    ),
  );
}

/** Whoever has proven who they are needs no link. */
async function inviteOnce(deps: VendorDeps, personId: string): Promise<void> {
  if (!(await activatedOf(deps.pool, [personId])).has(personId)) await deps.inviter.invite(personId);
}

interface Asked {
  readonly key: string;
  readonly id: string;
  readonly action: VendorAction;
  readonly body: Record<string, unknown>;
}

/** Decides; answers what is to be confirmed while a code is missing; otherwise commits and tells. Throws Refused. */
async function act(deps: VendorDeps, asker: Asker, origin: Origin, asked: Asked) {
  const { id, action } = asked;
  const now = deps.clock();
  const { stepUp, ...input } = asked.body;
  const decide = () =>
    readAs(deps.pool, scopeOf(asker), async (db): Promise<VendorDecision | Refusal> => {
      const stored = await storedVendor(db, deps.codec, id);
      if (!stored) return refuse('not_found');
      const facts = factsOf(asker, stored.vendor.zone, now);
      // Wherever it is paid, its standing account is frozen.
      const jobs = action === 'setAccount' ? [accountChangedJob(id)] : [];
      if (action !== 'verify') return decideVendor(stored, action, input, facts, jobs);
      const { ownerNik } = lifeOf(stored.vendor);
      const ownerInOffice = ownerNik !== null && (await holdsOffice(db, nikKey(deps.key, ownerNik), facts.today));
      return decideVendor(stored, action, input, { ...facts, ownerInOffice });
    });
  const confirm = action === 'setAccount' ? confirmAccount(id, input, asker) : null;
  if (confirm && stepUp === undefined) {
    orRefused(await decide());
    return confirm;
  }
  const command = {
    key: asked.key,
    request: JSON.stringify(['vendor', action, id, input]),
    actor: actorOf(asker, origin),
    at: now,
  };
  const { tell } = orRefused(
    await runCommand(deps, command, async (cause) => {
      const made = await decide();
      if (isRefusal(made)) return made;
      const proof = { digest: confirm?.digest ?? null, personId: asker.personId, given: stepUp, command: cause };
      const unconfirmed = await confirmed(deps.verifyCode, proof);
      if (unconfirmed) return unconfirmed;
      const notice = noticeOf(action, made.vendor);
      return { decision: made.decision, parties: { satkerId: null, vendorId: id }, response: { tell: { ...notice } } };
    }),
  );
  if ('kind' in tell) await tellVendor(deps, id, tell as VendorNotice);
  if (action === 'remind') await remind(deps, asker, id);
  return null;
}

async function remind(deps: VendorDeps, asker: Asker, id: string): Promise<void> {
  const admins = await readAs(deps.pool, scopeOf(asker), (db) => vendorAdmins(db, deps.codec, id));
  for (const admin of admins) await inviteOnce(deps, admin.id);
}

function confirmAccount(id: string, input: Record<string, unknown>, asker: Asker) {
  const { account } = input as Pick<z.output<typeof vendorCommands.setAccount>, 'account'>;
  const says = [
    { what: 'bank', value: bankName(account.bankCode) },
    { what: 'accountNo', value: account.accountNo },
    { what: 'accountName', value: account.name },
  ];
  return toConfirm('vendor.setAccount', id, says, asker.assignmentId);
}

const SHOWN = 4;

/** What the vendor is told by mail; null for what it did itself or sees on its screen. */
function noticeOf(action: VendorAction, vendor: Vendor): VendorNotice | null {
  const { reason } = lifeOf(vendor);
  switch (action) {
    case 'setAccount':
      // The first one is recorded; from then on it is changed.
      if (lifeOf(vendor).accountChangedAt === null) return null;
      return {
        kind: 'account-changed',
        bank: bankName(vendor.account.bankCode),
        last4: vendor.account.accountNo.slice(-SHOWN),
      };
    case 'verify':
      return { kind: 'verified' };
    case 'reject':
      return { kind: 'returned', reason };
    case 'suspend':
    case 'block':
      return { kind: 'suspended', reason };
    default:
      return null;
  }
}
