/** Sign-in over HTTP. The session is a cookie that scripts cannot read and other sites cannot send. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor, Committer } from '../journal/commit.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { Refused } from '../platform/http/problem.ts';
import type { Identity } from './identity.ts';

export const SESSION_COOKIE = 'digipay_session';

export interface IdentityRouteDeps {
  readonly identity: Identity;
  readonly committer: Committer;
  readonly clock: () => Date;
  readonly secure: boolean;
  /** Whether this instance shows invented people. */
  readonly demo: boolean;
}

const me = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  role: z.string(),
  office: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  demo: z.boolean(),
  zone: z.enum(['WIB', 'WITA', 'WIT']),
});

/** Sign-in is tried by hand: far fewer requests than reading. */
const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };
/** No password of a person is longer; a longer one only costs time. */
const MAX_PASSWORD_CHARS = 200;

/** For `createApp`: whose session a request carries. */
export const authenticateBy =
  (identity: Identity) =>
  async (request: FastifyRequest): Promise<Asker | null> => {
    const token = request.cookies?.[SESSION_COOKIE];
    return token === undefined ? null : identity.session(token);
  };

export function identityRoutes(app: App, deps: IdentityRouteDeps): void {
  const { identity, secure } = deps;
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure } as const;

  app.post(
    '/api/v1/sign-in',
    {
      config: { ...slow, action: 'sign-in.password' },
      schema: {
        tags: ['sign-in'],
        summary: 'First step: e-mail and password',
        body: z.object({ email: z.string().min(3).max(254), password: z.string().min(1).max(MAX_PASSWORD_CHARS) }),
        response: { 200: z.object({ ticket: z.string() }) },
        security: [],
      },
    },
    async (request) => {
      const outcome = await identity.signIn(request.body.email, request.body.password, fromOf(request));
      if (outcome.ok) return { ticket: outcome.ticket };
      notedLater(deps, request, outcome.personId, { code: outcome.code, step: 'password' });
      throw new Refused({ ok: false, code: outcome.code, params: outcome.params });
    },
  );

  app.post(
    '/api/v1/sign-in/code',
    {
      config: { ...slow, action: 'sign-in.code' },
      schema: {
        tags: ['sign-in'],
        summary: 'Second step: the one-time code; sets the session cookie',
        body: z.object({ ticket: z.string().min(20).max(100), code: z.string().regex(/^\d{6}$/) }),
        response: { 200: z.object({ person: z.object({ id: z.uuid(), name: z.string() }) }) },
        security: [],
      },
    },
    async (request, reply) => {
      const outcome = await identity.signInCode(request.body.ticket, request.body.code, fromOf(request));
      if (!outcome.ok) {
        notedLater(deps, request, outcome.personId, { code: outcome.code, step: 'code' });
        throw new Refused({ ok: false, code: outcome.code, params: outcome.params });
      }
      const { asker, token } = outcome;
      await noted(deps, request, 'identity.signed_in', asker.personId, {}, asker);
      reply.setCookie(SESSION_COOKIE, token, cookie);
      return { person: { id: asker.personId, name: asker.name } };
    },
  );

  app.post(
    '/api/v1/sign-out',
    {
      config: { action: 'session.end' },
      schema: { tags: ['sign-in'], summary: 'Ends the session', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const token = request.cookies[SESSION_COOKIE];
      if (token !== undefined) await identity.signOut(token);
      if (request.asker) await noted(deps, request, 'identity.signed_out', request.asker.personId, {}, request.asker);
      return reply.clearCookie(SESSION_COOKIE, cookie).code(204).send(null);
    },
  );

  app.get(
    '/api/v1/me',
    {
      config: { action: 'session.read' },
      schema: { tags: ['sign-in'], summary: 'Who is signed in, in which role and office', response: { 200: me } },
    },
    (request) => {
      const { personId, name, role, zone, ...office } = askerOf(request);
      return {
        person: { id: personId, name },
        role,
        office: {
          id: office.satkerId ?? office.vendorId ?? office.officeKind,
          name: office.officeName,
          kind: office.officeKind,
        },
        demo: deps.demo,
        zone,
      };
    },
  );
}

const fromOf = (request: FastifyRequest) => ({
  address: request.ip,
  agent: request.headers['user-agent'] ?? '',
});

/** Not waited for: strangers are not in the journal, and an answer that came sooner would tell who is one. */
function notedLater(
  deps: IdentityRouteDeps,
  request: FastifyRequest,
  personId: string | null,
  payload: { readonly [key: string]: string },
): void {
  noted(deps, request, 'identity.sign_in_refused', personId, payload).catch((error: unknown) => {
    request.log.error({ err: error, reference: request.id }, 'a refused sign-in could not be written down');
  });
}

/** The journal keeps who came in, and who was refused, when the person is known. Addresses of strangers are not kept. */
async function noted(
  deps: IdentityRouteDeps,
  request: FastifyRequest,
  type: string,
  personId: string | null,
  payload: { readonly [key: string]: string },
  asker: Asker | null = null,
): Promise<void> {
  if (personId === null) return;
  const actor: Actor = {
    personId,
    assignmentId: asker?.assignmentId ?? null,
    role: asker?.role ?? 'NONE',
    satkerId: asker?.satkerId ?? null,
    vendorId: asker?.vendorId ?? null,
    origin: { address: request.ip, request: request.id },
  };
  await deps.committer.commit({
    decision: {
      ok: true,
      events: [{ type, aggregate: 'person', aggregateId: personId, payload }],
      rows: [],
      transfers: [],
      jobs: [],
    },
    actor,
    parties: { satkerId: actor.satkerId, vendorId: actor.vendorId },
    at: deps.clock(),
    cause: randomUUID(),
  });
}
