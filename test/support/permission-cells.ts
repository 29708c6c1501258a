/**
 * Tries every route as everybody and compares the answers with the matrix. A cell is one person, one route and one object. Those
 * whose right answer is a refusal are tried first: they change nothing if the answer is right.
 */
import { randomUUID } from 'node:crypto';
import { type Permissions, roleMay } from '../../src/kernel/permission.ts';
import type { App } from '../../src/platform/http/app.ts';
import type { Asker } from '../../src/platform/http/asker.ts';
import { type GuardedRoute, routeTable } from '../../src/platform/http/permission.ts';
import type { OfficeHolder } from './offices.ts';
import { type Target, targetsOf, type World } from './permission-objects.ts';
import { type JsonSchema, sample } from './sample.ts';

/** `nobody` 401 · `role` 403 · `hidden` 404 · `refused` 403 or 404 · `not-now` let in, and the state says no · `in` let in. */
export type Answer = 'nobody' | 'role' | 'hidden' | 'refused' | 'not-now' | 'in';

const BAD_REQUEST = 400;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const FAULT = 500;

export interface Cell {
  readonly route: GuardedRoute;
  readonly target: Target;
  /** Null: nobody signed in. */
  readonly who: OfficeHolder | null;
  readonly expected: Answer | 'in or hidden';
}

export interface Tried {
  readonly routes: number;
  readonly cells: number;
  readonly byAnswer: Readonly<Record<string, number>>;
  /** Routes that could not be tried, and answers that differ. None: all is well. */
  readonly faults: readonly string[];
}

function expectedFor(
  permissions: Permissions,
  route: GuardedRoute,
  target: Target,
  asker: Asker | null,
): Cell['expected'] {
  const permission = permissions[route.action];
  if (!roleMay(permission, asker?.role ?? null)) return asker === null ? 'nobody' : 'role';
  if (asker !== null && target.mayNot?.(asker) === true) return 'role';
  if (target.reached) return asker !== null && target.reached(asker) ? 'in or hidden' : 'refused';
  if (!target.visible) return 'in or hidden';
  if (!target.visible(asker)) return 'hidden';
  return asker !== null && target.possible?.(asker) === false ? 'not-now' : 'in';
}

/** Nobody, and two who are somebody. */
const FEW = 3;
/** Objects in different states that strangers and further roles try: some seen by others, some by their owner alone. */
const SOME = 5;

export function cellsOf(
  world: World,
  permissions: Permissions,
  route: GuardedRoute,
  targets: readonly Target[],
): Cell[] {
  const everybody: readonly (OfficeHolder | null)[] = [null, ...world.offices.people];
  // Where nothing is anybody's, the second office of the same role proves nothing; where everybody may, neither do the other roles.
  const once = everybody.filter((who) => !who || !world.offices.sides[1].people.includes(who));
  const few = permissions[route.action]?.roles === 'anyone' ? once.slice(0, FEW) : once;
  const firstRole = new Map<string, string | undefined>();
  return targets.flatMap((target, i) =>
    (target.visible || target.reached ? everybody : few).flatMap((who) => {
      const expected = expectedFor(permissions, route, target, who?.asker ?? null);
      const first = firstRole.get(target.label) ?? who?.asker.role;
      if (expected === 'not-now') firstRole.set(target.label, first);
      return i < most(expected, target, who?.asker.role === first) ? [{ route, target, who, expected }] : [];
    }),
  );
}

/** On how many objects an answer is tried: the door is the same for all of them; the state is looked at for one role on each. */
function most(expected: Cell['expected'], target: Target, first: boolean): number {
  switch (expected) {
    case 'nobody':
      return 1;
    case 'role':
      return target.mayNot ? Number.POSITIVE_INFINITY : 1;
    case 'hidden':
      return SOME;
    case 'not-now':
      return first ? Number.POSITIVE_INFINITY : SOME;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

const ORDER: readonly Cell['expected'][] = ['nobody', 'role', 'hidden', 'refused', 'not-now', 'in or hidden', 'in'];
/** Requests on their way at once; those that may change something go one after another. */
const AT_ONCE = 12;

export interface Trial {
  readonly app: App;
  readonly world: World;
  readonly permissions: Permissions;
  /** Headers by which the app takes a request for this person's. */
  readonly as: (who: OfficeHolder) => Record<string, string>;
  /** A part of the routes. */
  readonly only?: (route: GuardedRoute) => boolean;
}

export async function tryEverything(trial: Trial): Promise<Tried> {
  const { app, world, permissions } = trial;
  const document = JSON.parse((await app.inject({ url: '/api/openapi.json' })).body) as Document;
  const faults: string[] = [];
  const cells: Cell[] = [];
  const bodies = new Map<GuardedRoute, object | undefined>();
  const routes = routeTable(app).filter(trial.only ?? (() => true));
  for (const route of routes) {
    const targets = targetsOf(world, route);
    if (targets === null) {
      faults.push(
        `${route.method} ${route.url}: what is it tried on? Add its objects to test/support/permission-objects.ts`,
      );
      continue;
    }
    bodies.set(route, bodyOf(document, route));
    cells.push(...cellsOf(world, permissions, route, targets));
  }
  const byAnswer: Record<string, number> = {};
  for (const expected of ORDER) {
    const group = cells.filter((cell) => cell.expected === expected);
    byAnswer[expected] = group.length;
    const reads = group.filter(({ route }) => route.method === 'GET');
    const acts = group.filter(({ route }) => route.method !== 'GET');
    const together = expected === 'in' || expected === 'in or hidden' ? reads : group;
    for (let i = 0; i < together.length; i += AT_ONCE) {
      const some = await Promise.all(
        together.slice(i, i + AT_ONCE).map((cell) => tryOne(trial, cell, bodies.get(cell.route))),
      );
      faults.push(...some.flatMap((fault) => fault ?? []));
    }
    if (together === group) continue;
    for (const cell of acts) {
      const fault = await tryOne(trial, cell, bodies.get(cell.route));
      if (fault) faults.push(fault);
    }
  }
  return { routes: routes.length, cells: cells.length, byAnswer, faults };
}

async function tryOne({ app, as }: Trial, cell: Cell, sampled: object | undefined): Promise<string | null> {
  const { route, target, who, expected } = cell;
  const body = target.body ?? sampled;
  const answer = await app.inject({
    method: route.method as 'GET',
    url: target.path,
    headers: {
      ...(who ? as(who) : {}),
      'x-digipay': '1',
      'idempotency-key': randomUUID(),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { payload: JSON.stringify(body) } : {}),
  });
  const code = String(answer.headers['content-type']).includes('problem+json') ? String(answer.json().code) : '';
  const got = named(answer.statusCode, code);
  if (isRight(expected, got, answer.statusCode)) return null;
  return `${route.method} ${route.url} (${route.action}) on ${target.label || 'itself'} as ${who?.email ?? 'nobody'}: expected ${expected}, got ${answer.statusCode} ${code}`;
}

function isRight(expected: Cell['expected'], got: string, status: number): boolean {
  switch (expected) {
    case 'in or hidden':
      return got === 'in' || got === 'hidden';
    case 'refused':
      return got === 'hidden' || got === 'role' || (got === 'in' && status === FORBIDDEN);
    case 'not-now':
      return got === 'in' && status >= BAD_REQUEST;
    default:
      return got === expected;
  }
}

/** A code of sign-in that is wrong is answered 401 too; the door is closed only to whoever is not signed in. */
function named(status: number, code: string): string {
  if (status >= FAULT) return 'fault';
  if (code === 'not_signed_in') return 'nobody';
  if (code === 'not_your_role') return 'role';
  return status === NOT_FOUND ? 'hidden' : 'in';
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> } }
        >
      >
    >
  >;
}

/** A body that the route's schema accepts; none for routes that take none. */
function bodyOf(document: Document, { method, url }: GuardedRoute): object | undefined {
  if (method === 'GET') return undefined;
  const path = document.paths[url.replace(/:(\w+)/g, '{$1}')];
  const schema = path?.[method.toLowerCase()]?.requestBody?.content?.['application/json']?.schema;
  return schema ? (sample(schema, `${method} ${url}`) as object) : undefined;
}
