/** Deny by default: a route of the API without an action of the matrix does not start; who may not is answered before it. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/decision.ts';
import { type Permissions, roleMay } from '../../kernel/permission.ts';
import { Refused } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Action of the permission matrix that this route carries out. */
    action?: string;
  }
}

/** Paths that describe the API itself. */
const DESCRIPTION = /^\/api\/(docs(\/|$)|openapi\.json$)/;

/** A route of the API as it was added: `/api/v1/orders/:id`. */
export interface GuardedRoute {
  readonly method: string;
  readonly url: string;
  readonly action: string;
}

const tables = new WeakMap<object, GuardedRoute[]>();

/** Every route of an app that carries out an action, in the order in which they were added; HEAD, which follows GET, is left out. */
export const routeTable = (app: Pick<FastifyInstance, 'server'>): readonly GuardedRoute[] =>
  tables.get(app.server) ?? [];

/** Call before any route is added. Throws at the first route that names no known action. */
export function guardRoutes(app: Pick<FastifyInstance, 'addHook' | 'server'>, permissions: Permissions): void {
  const table: GuardedRoute[] = [];
  tables.set(app.server, table);
  app.addHook('onRoute', (route) => {
    if (!route.url.startsWith('/api/') || DESCRIPTION.test(route.url)) return;
    const action = route.config?.action;
    if (action === undefined || !Object.hasOwn(permissions, action))
      throw new Error(`${route.method} ${route.url} names no action of the permission matrix (${action})`);
    for (const method of [route.method].flat().filter((one) => one !== 'HEAD'))
      table.push({ method, url: route.url, action });
  });
  app.addHook('onRequest', async (request) => mayOrRefused(request, permissions));
}

/** Throws Refused `not_signed_in` or `not_your_role`. */
function mayOrRefused(request: FastifyRequest, permissions: Permissions): void {
  const { action } = request.routeOptions.config;
  if (action === undefined) return;
  const permission = permissions[action];
  if (roleMay(permission, request.asker?.role ?? null)) return;
  if (!request.asker) throw new Refused(refuse('not_signed_in'));
  const roles = permission?.roles;
  throw new Refused(refuse('not_your_role', { who: typeof roles === 'object' ? roles.join(', ') : '' }));
}
