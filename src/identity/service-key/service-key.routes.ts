/** Integrations and their keys over HTTP: an admin makes, changes and ends them. What a key then may do is in `door.ts`. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf, scopeOf } from '../../journal/actor.ts';
import { type Decided, type Door, runCommand } from '../../journal/command.ts';
import { type Decision, isRefusal, type Refusal, refuse } from '../../kernel/decision.ts';
import type { Permissions } from '../../kernel/permission.ts';
import { type Pool, readAs } from '../../platform/database.ts';
import type { App } from '../../platform/http/app.ts';
import { type Asker, askerOf } from '../../platform/http/asker.ts';
import { orRefused, Refused } from '../../platform/http/problem.ts';
import { idempotencyHeaders } from '../../platform/http/wire.ts';
import { type BoundProof, type Confirmation, confirmationOf, confirmed, type ProofCheck } from '../confirm.ts';
import { barred, checkAccount, checkOpen, createAccount, type Held, revokeAccount, rotateKey } from './account.ts';
import { type KeyEnvironment, keyHash, newKey } from './key.ts';
import { officeFor } from './office.ts';
import { grantable } from './scopes.ts';
import { createKey, outcome, revoke, rotate, serviceAccountView } from './service-key.schema.ts';
import { accountById, accounts, forgetSecret, keepSecret, lastUses, openAccounts } from './service-key.store.ts';

export interface ServiceKeyRouteDeps extends Door {
  /** Of the role of sign-in. */
  readonly identityPool: Pool;
  /** 32 bytes outside the database, as for the door. */
  readonly key: Buffer;
  readonly env: KeyEnvironment;
  readonly permissions: Permissions;
  readonly checkProof: ProofCheck;
  readonly clock: () => Date;
}

const PATH = '/api/v1/service-keys';
const params = z.object({ id: z.uuid() });
/** Made by hand, and seldom. */
const slow = { rateLimit: { max: 30, timeWindow: '1 minute' } };
const nothing = { id: null, confirm: null, key: null, keyId: null, validTo: null };

type Outcome = z.output<typeof outcome>;

export function serviceKeyRoutes(app: App, deps: ServiceKeyRouteDeps): void {
  const load = async (asker: Asker, id: string): Promise<Held | Refusal> =>
    (await readAs(deps.pool, scopeOf(asker), (db) => accountById(db, deps.codec, id))) ?? refuse('not_found');

  app.get(
    PATH,
    {
      config: { action: 'service-key.list' },
      schema: {
        tags: ['service keys'],
        summary: 'Integrations of the office, their scopes, keys and last use; never a key itself',
        response: { 200: z.object({ items: z.array(serviceAccountView), scopes: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const asker = askerOf(request);
      const found = await readAs(deps.pool, scopeOf(asker), (db) => accounts(db, deps.codec));
      const used = await lastUses(
        deps.identityPool,
        found.flatMap(({ keys }) => keys.map(({ keyId }) => keyId)),
      );
      const kind = asker.satkerId === null ? 'KPPN' : 'SATKER';
      return {
        items: found.map((held) => viewOf(held, used, deps.clock())),
        scopes: grantable(deps.permissions, kind),
      };
    },
  );

  app.post(
    PATH,
    {
      config: { ...slow, action: 'service-key.create' },
      schema: {
        tags: ['service keys'],
        summary: 'Makes an integration and its first key, which is shown once',
        headers: idempotencyHeaders,
        body: createKey,
        response: { 200: outcome },
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const { stepUp, office: named, ...asked } = request.body;
      const office = orRefused(await officeFor(deps, asker, named));
      const account = {
        ...office,
        ...asked,
        id: randomUUID(),
        createdBy: asker.name,
        scopes: [...new Set(asked.scopes)],
      };
      const limits = async () => ({
        grantable: grantable(deps.permissions, office.kind),
        others: await readAs(deps.pool, scopeOf(asker), (db) => openAccounts(db, office)),
      });
      const confirm = confirmationOf('serviceKey.create', asker.assignmentId, [
        { what: 'name', value: account.name },
        { what: 'office', value: office.officeName },
        { what: 'scopes', value: account.scopes.toSorted().join(', ') },
        { what: 'addresses', value: account.addresses.join(', ') },
        { what: 'validDays', value: String(account.validDays) },
      ]);
      reply.header('cache-control', 'no-store');
      if (!stepUp) {
        const refused = checkAccount({ account, ...(await limits()) });
        if (refused) throw new Refused(refused);
        return { ...nothing, confirm };
      }
      return keyMade(deps, request, { asker, stepUp, confirm, validDays: account.validDays }, async (key) => {
        const decision = createAccount({ account, key, ...(await limits()) }, deps.clock());
        return isRefusal(decision) ? decision : { decision, accountId: account.id, office };
      });
    },
  );

  app.post(
    `${PATH}/:id/rotate`,
    {
      config: { ...slow, action: 'service-key.rotate' },
      schema: {
        tags: ['service keys'],
        summary: 'Makes a new key, which is shown once; the one before lives on for the overlap',
        headers: idempotencyHeaders,
        params,
        body: rotate,
        response: { 200: outcome },
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const { stepUp, overlapHours, validDays } = request.body;
      const { id } = request.params;
      const held = orRefused(await load(asker, id));
      const confirm = confirmationOf('serviceKey.rotate', asker.assignmentId, [
        { what: 'name', value: held.account.name },
        { what: 'office', value: held.account.officeName },
        { what: 'integration', value: id },
        { what: 'overlapHours', value: String(overlapHours) },
        { what: 'validDays', value: String(validDays) },
      ]);
      reply.header('cache-control', 'no-store');
      if (!stepUp) {
        const refused = checkOpen(held);
        if (refused) throw new Refused(refused);
        return { ...nothing, confirm };
      }
      return keyMade(deps, request, { asker, stepUp, confirm, validDays }, async (key) => {
        const now = await load(asker, id);
        if (isRefusal(now)) return now;
        const decision = rotateKey(now, { ...key, overlapHours }, deps.clock());
        return isRefusal(decision) ? decision : { decision, accountId: id, office: now.account };
      });
    },
  );

  app.post(
    `${PATH}/:id/revoke`,
    {
      config: { ...slow, action: 'service-key.revoke' },
      schema: {
        tags: ['service keys'],
        summary: 'Ends an integration and all its keys at once; needs no factor, so that a leak is stopped quickly',
        headers: idempotencyHeaders,
        params,
        body: revoke,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const asker = askerOf(request);
      const { id } = request.params;
      const outcome = await runCommand(deps, commandOf(deps, request, asker), async () => {
        const held = await load(asker, id);
        if (isRefusal(held)) return held;
        const decision = revokeAccount(held, request.body.reason, deps.clock());
        return isRefusal(decision) ? decision : decidedFor(decision, held.account, null);
      });
      orRefused(outcome);
      return reply.code(204).send(null);
    },
  );
}

interface Making {
  readonly asker: Asker;
  readonly stepUp: BoundProof;
  readonly confirm: Confirmation;
  readonly validDays: number;
}

type Made = { readonly decision: Decision; readonly accountId: string; readonly office: Parties };
type Parties = { readonly satkerId: string | null; readonly vendorId: string | null };

/**
 * Draws a key, keeps its hash, and commits what is decided with it. The key stands in no stored answer: the same request sent again gets
 * everything but the key.
 */
async function keyMade(
  deps: ServiceKeyRouteDeps,
  request: FastifyRequest,
  { asker, stepUp, confirm, validDays }: Making,
  decide: (key: { id: string; keyId: string; validDays: number }) => Promise<Made | Refusal>,
): Promise<Outcome> {
  const drawn = newKey(deps.env);
  const key = { id: randomUUID(), keyId: drawn.keyId, validDays };
  let kept = false;
  const result = await runCommand(deps, commandOf(deps, request, asker), async (cause) => {
    const made = await decide(key);
    if (isRefusal(made)) return made;
    const by = { ...actorOf(asker, request), personId: asker.personId };
    const refused = await confirmed(deps.checkProof, { by, given: stepUp, digest: confirm.digest, command: cause });
    if (refused) return refused;
    // Before the row that makes it count: a key that is committed can always be used.
    if (!kept) await keepSecret(deps.identityPool, drawn.keyId, keyHash(deps.key, made.accountId, drawn));
    kept = true;
    const validTo = made.decision.rows.find((row) => row.id === key.id)?.columns.valid_to;
    return decidedFor(made.decision, made.office, { id: made.accountId, keyId: drawn.keyId, validTo: String(validTo) });
  });
  const fresh = !isRefusal(result) && result !== null && result.keyId === drawn.keyId;
  if (kept && !fresh) await forgetSecret(deps.identityPool, drawn.keyId);
  const done = orRefused(result);
  return { ...nothing, ...done, key: fresh ? drawn.text : null };
}

interface Stored {
  readonly [name: string]: string;
  readonly id: string;
  readonly keyId: string;
  readonly validTo: string;
}

function decidedFor(
  decision: Decision,
  { satkerId, vendorId }: Parties,
  response: Stored | null,
): Decided<Stored | null> {
  return { decision, parties: { satkerId, vendorId }, response };
}

function commandOf(deps: ServiceKeyRouteDeps, request: FastifyRequest, asker: Asker) {
  // What is asked, without the proof: a code that was mistyped is no other request.
  const { stepUp: _, ...asked } = request.body as { readonly stepUp?: unknown };
  return {
    key: String(request.headers['idempotency-key']),
    request: JSON.stringify([request.method, request.url, asked]),
    actor: actorOf(asker, request),
    at: deps.clock(),
  };
}

function viewOf({ account, keys }: Held, used: ReadonlyMap<string, Date | null>, now: Date) {
  const { id, name, purpose, kind, officeName, scopes, addresses, createdBy, createdAt, revokedAt } = account;
  const officeId = account.satkerId ?? account.vendorId ?? account.officeCode ?? '';
  return {
    id,
    name,
    purpose,
    office: { kind, id: officeId, name: officeName },
    scopes: [...scopes],
    addresses: [...addresses],
    createdBy,
    createdAt,
    revokedAt,
    keys: keys.map((key) => ({
      keyId: key.keyId,
      validFrom: key.validFrom,
      validTo: key.validTo,
      state: barred(account, key, now) === null ? ('LIVING' as const) : ('ENDED' as const),
      lastUsedAt: used.get(key.keyId)?.toISOString() ?? null,
    })),
  };
}
