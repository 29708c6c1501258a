/** Sign-in over HTTP. The session is a cookie that scripts cannot read and other sites cannot send. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOf } from '../platform/http/asker.ts';
import { activationRoutes } from './activation.routes.ts';
import { cookiesOf } from './cookies.ts';
import type { Identity } from './identity.ts';
import { fromOf, type IdentityRouteDeps, type Routing, remember, renewedOf } from './request.ts';
import { securityRoutes } from './security.routes.ts';
import { signInRoutes } from './sign-in.routes.ts';
import { stepUpRoutes } from './step-up.routes.ts';

export { SESSION_COOKIE } from './cookies.ts';
export type { IdentityRouteDeps } from './request.ts';

const me = z.object({
  person: z.object({ id: z.uuid(), name: z.string() }),
  role: z.string(),
  office: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  demo: z.boolean(),
  zone: z.enum(['WIB', 'WITA', 'WIT']),
});

/** For `createApp`: whose session a request carries. `secure`: behind TLS, as the routes are told. */
export const authenticateBy = (identity: Identity, secure = false) => {
  const cookies = cookiesOf(secure);
  return async (request: FastifyRequest): Promise<Asker | null> => {
    const token = cookies.session(request);
    if (token === undefined) return null;
    const resumed = await identity.resume(token, fromOf(request, cookies));
    if (!resumed) return null;
    remember(request, resumed.sessionId, resumed.renewed);
    return resumed.asker;
  };
};

export function identityRoutes(app: App, deps: IdentityRouteDeps): void {
  const { identity, secure } = deps;
  const cookies = cookiesOf(secure);
  const routing: Routing = { ...deps, cookies };

  app.addHook('onSend', async (request, reply) => {
    const renewed = renewedOf(request);
    if (renewed !== null) cookies.giveSession(reply, renewed);
  });

  signInRoutes(app, routing);
  activationRoutes(app, routing);
  securityRoutes(app, routing);
  stepUpRoutes(app, routing);

  app.post(
    '/api/v1/sign-out',
    {
      config: { action: 'session.end' },
      schema: { tags: ['sign-in'], summary: 'Ends the session', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const token = cookies.session(request);
      // A token that is offered with this answer would outlive the session.
      renewedOf(request);
      if (token !== undefined) await identity.signOut(token);
      const { asker } = request;
      if (asker) {
        const { personId } = asker;
        await identity.deps.note({
          type: 'identity.signed_out',
          personId,
          by: asker,
          from: fromOf(request, cookies),
        });
      }
      cookies.clearSession(reply);
      return reply.code(204).send(null);
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
