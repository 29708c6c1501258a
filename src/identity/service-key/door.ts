/**
 * Who asks by `Authorization: Bearer dgs_…` (RFC 6750). A key reads, within its scopes and its office, from its own networks. Every fault
 * gets the same answer: whoever found a key learns nothing about it; the journal learns what happened.
 */
import type { FastifyRequest } from 'fastify';
import type { Codec } from '../../journal/codec.ts';
import type { Committer } from '../../journal/commit.ts';
import { refuse } from '../../kernel/decision.ts';
import { derivedId } from '../../kernel/ids.ts';
import { type Permissions, roleMay } from '../../kernel/permission.ts';
import type { Pool } from '../../platform/database.ts';
import type { Asker } from '../../platform/http/asker.ts';
import { Refused } from '../../platform/http/problem.ts';
import { barred, type ServiceAccount } from './account.ts';
import { isWithin } from './address.ts';
import { type KeyEnvironment, keyHash, parseKey, sameHash, sourceKey } from './key.ts';
import { grantable } from './scopes.ts';
import { markPlace, markUsed, type Presented, presented } from './service-key.store.ts';
import { minuteWindow } from './window.ts';

export interface ServiceDoorOptions {
  /** Of the role of sign-in. */
  readonly pool: Pool;
  readonly codec: Codec;
  readonly committer: Committer;
  /** 32 bytes outside the database: hashes of keys and places. */
  readonly key: Buffer;
  readonly env: KeyEnvironment;
  readonly permissions: Permissions;
  readonly clock: () => Date;
  /** Requests a minute of one account. */
  readonly perMinute?: number;
}

const PER_MINUTE = 120;
const FAULTS_PER_MINUTE = 30;
/** Last use is written at most this often. */
const USED_EVERY_MS = 60_000;
const MOST_NOTED = 10_000;
const READING: readonly string[] = ['GET', 'HEAD'];

/** The asker behind a key; null for a request that carries none. Throws Refused. */
export function createServiceDoor(options: ServiceDoorOptions): (request: FastifyRequest) => Promise<Asker | null> {
  const { pool, codec, committer, env, permissions, clock } = options;
  const requests = minuteWindow(options.perMinute ?? PER_MINUTE);
  const faults = minuteWindow(FAULTS_PER_MINUTE);
  const noted = new Set<string>();

  /** Once for the same thing, whichever process notices it. */
  async function note(
    found: Presented,
    request: FastifyRequest,
    type: string,
    why: string,
    once: string,
  ): Promise<void> {
    const cause = derivedId('service key', `${found.account.id}\n${type}\n${why}\n${once}`);
    if (noted.has(cause)) return;
    const { id, satkerId, vendorId } = found.account;
    const payload = { keyId: found.key.keyId, ...(why === '' ? {} : { why }) };
    const parties = { satkerId, vendorId };
    await committer
      .commit({
        decision: {
          ok: true,
          events: [{ type, aggregate: 'service_account', aggregateId: id, payload }],
          rows: [],
          transfers: [],
          jobs: [],
        },
        actor: {
          personId: null,
          assignmentId: null,
          role: 'SERVICE',
          ...parties,
          origin: { address: request.ip, request: request.id },
        },
        parties,
        at: clock(),
        cause,
      })
      .catch((error: unknown) => {
        // Another process was faster with the same line.
        if (!(error instanceof Error && 'code' in error && error.code === '23505')) throw error;
      });
    if (noted.size >= MOST_NOTED) noted.clear();
    noted.add(cause);
  }

  async function provenKey(request: FastifyRequest, text: string, now: Date): Promise<Presented> {
    const wait = faults.wait(request.ip, now);
    if (wait > 0) throw new Refused(refuse('too_many_requests', { seconds: String(wait) }));
    const fault = () => {
      faults.add(request.ip, now);
      return new Refused(refuse('service_key_invalid'));
    };
    const key = parseKey(text);
    if (!key || key.env !== env) throw fault();
    const source = sourceKey(options.key, request.ip);
    const found = await presented(pool, codec, key.keyId, source);
    if (!found || !sameHash(found.hash, keyHash(options.key, found.account.id, key))) throw fault();
    const why =
      barred(found.account, found.key, now) ?? (isWithin(found.account.addresses, request.ip) ? null : 'address');
    if (why !== null) {
      const day = now.toISOString().slice(0, 10);
      await note(found, request, 'service_key.refused', why, `${found.key.keyId} ${source.toString('hex')} ${day}`);
      throw fault();
    }
    if (!found.placeKnown) {
      // Not used from a new place before that is written down.
      await note(found, request, 'service_key.new_address', '', source.toString('hex'));
      await markPlace(pool, found.account.id, source, now);
    }
    return found;
  }

  return async (request) => {
    const text = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (text === undefined) return null;
    const now = clock();
    const { account, key, lastUsedAt } = await provenKey(request, text, now);
    const wait = requests.wait(account.id, now);
    if (wait > 0) throw new Refused(refuse('too_many_requests', { seconds: String(wait) }));
    requests.add(account.id, now);
    mayOrRefused(request, account, permissions);
    if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() > USED_EVERY_MS)
      await markUsed(pool, key.keyId, now);
    return askerFrom(account);
  };
}

/** What was given, as far as the office may still do it; nothing that writes. Throws Refused. */
function mayOrRefused(request: FastifyRequest, account: ServiceAccount, permissions: Permissions): void {
  const { action } = request.routeOptions.config;
  const permission = action !== undefined && Object.hasOwn(permissions, action) ? permissions[action] : undefined;
  if (action === undefined) return;
  const scopes: readonly string[] = grantable(permissions, account.kind).filter((scope) =>
    account.scopes.includes(scope),
  );
  const open = roleMay(permission, null) || scopes.includes(action);
  if (!open || !READING.includes(request.method)) throw new Refused(refuse('not_your_role', { who: action }));
}

function askerFrom(account: ServiceAccount): Asker {
  return {
    personId: account.id,
    assignmentId: account.id,
    name: account.name,
    role: 'SERVICE',
    satkerId: account.satkerId,
    vendorId: account.vendorId,
    officeCode: account.officeCode,
    officeName: account.officeName,
    officeKind: account.kind,
    zone: account.zone,
  };
}
