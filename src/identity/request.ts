/** What the routes of this room read from a request and put into an answer. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '../kernel/decision.ts';
import { isRefusal } from '../kernel/decision.ts';
import { askerOf } from '../platform/http/asker.ts';
import { Refused } from '../platform/http/problem.ts';
import { langOf } from '../platform/http/wire.ts';
import type { Cookies } from './cookies.ts';
import type { From } from './from.ts';
import type { Identity } from './identity.ts';
import type { Self } from './self.ts';

export interface IdentityRouteDeps {
  readonly identity: Identity;
  /** Behind TLS. */
  readonly secure: boolean;
  /** Whether this instance shows invented people. */
  readonly demo: boolean;
}

export interface Routing extends IdentityRouteDeps {
  readonly cookies: Cookies;
}

/** Sign-in is tried by hand: far fewer requests than reading. */
export const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };

export const fromOf = (request: FastifyRequest, cookies: Cookies): From => ({
  address: request.ip,
  agent: request.headers['user-agent'] ?? '',
  device: cookies.device(request),
  language: langOf(request),
  request: request.id,
});

/** Sessions and new tokens of requests that are under way. */
const sessions = new WeakMap<FastifyRequest, { readonly sessionId: string; renewed: string | null }>();

export const remember = (request: FastifyRequest, sessionId: string, renewed: string | null): void =>
  void sessions.set(request, { sessionId, renewed });

/** The token that the answer is to carry; once. */
export function renewedOf(request: FastifyRequest): string | null {
  const held = sessions.get(request);
  const token = held?.renewed ?? null;
  if (held) held.renewed = null;
  return token;
}

/** Whoever signs in begins anew: a session whose token came along ends (ASVS 5.0 V7.2.4). */
export async function beginSession(
  { identity, cookies }: Pick<Routing, 'identity' | 'cookies'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, device }: { readonly token: string; readonly device: string },
): Promise<void> {
  const former = cookies.session(request);
  if (former !== undefined) await identity.signOut(former);
  cookies.giveSession(reply, token);
  cookies.giveDevice(reply, device);
}

/** Throws Refused `not_signed_in`. */
export function selfOf(request: FastifyRequest, cookies: Cookies): Self {
  const asker = askerOf(request);
  return { asker, sessionId: sessions.get(request)?.sessionId ?? '', from: fromOf(request, cookies) };
}

/** What was decided. Throws Refused; one that tells how long to wait tells it to programs too (RFC 9110 §10.2.3). */
export function orRefuse<T>(reply: FastifyReply, outcome: T | Refusal): Exclude<T, Refusal> {
  if (!isRefusal(outcome)) return outcome as Exclude<T, Refusal>;
  const { seconds } = outcome.params;
  if (seconds !== undefined) reply.header('retry-after', String(seconds));
  throw new Refused(outcome);
}
