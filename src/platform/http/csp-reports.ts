/** Takes what browsers report about broken policies: slowly, in small pieces, counted, without the pages' addresses. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createCounter, subscriberOf } from './flood.ts';
import { REPORT_PATH } from './security.ts';

export interface Violation {
  /** The directive that was broken. */
  readonly directive: string;
  /** What was stopped: a scheme, an origin or a keyword; never a whole address. */
  readonly blocked: string;
}

export interface Reports {
  /** How often each was reported, since the start. */
  counts(): ReadonlyMap<string, number>;
}

const MAX_BYTES = 16_384;
const MAX_REPORTS = 10;
const PER_ADDRESS_A_MINUTE = 20;
/** Kinds that are told apart; the rest is counted as one. */
const MAX_KINDS = 200;
const REST = 'rest';

/** Adds the route. `onNew` is called for the first report of each kind. */
export function takeReports(app: FastifyInstance, onNew: (violation: Violation) => void): Reports {
  const counts = new Map<string, number>();
  const counter = createCounter(PER_ADDRESS_A_MINUTE, Date.now);
  const count = (violation: Violation) => {
    const kind = `${violation.directive} ${violation.blocked}`;
    const key = counts.has(kind) || counts.size < MAX_KINDS ? kind : REST;
    const before = counts.get(key) ?? 0;
    counts.set(key, before + 1);
    if (before === 0) onNew(violation);
  };
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      ['application/csp-report', 'application/reports+json', 'application/json'],
      { parseAs: 'string', bodyLimit: MAX_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post(REPORT_PATH, { schema: { hide: true } as object }, async (request: FastifyRequest, reply) => {
      // Whoever reports too much is not told; a browser does nothing with an answer.
      if (counter.take(subscriberOf(request.ip)))
        for (const violation of violationsIn(String(request.body ?? ''))) count(violation);
      return reply.code(204).send();
    });
  });
  return { counts: () => counts };
}

/** Both forms: `report-uri` (one object) and the Reporting API (a list). Nothing of what cannot be read. */
export function violationsIn(text: string): Violation[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  const reports = Array.isArray(read) ? read.slice(0, MAX_REPORTS) : [read];
  return reports.flatMap((report) => {
    const body = fieldOf(report, 'csp-report') ?? fieldOf(report, 'body');
    const directive =
      fieldOf(body, 'effective-directive') ??
      fieldOf(body, 'effectiveDirective') ??
      fieldOf(body, 'violated-directive');
    const blocked = fieldOf(body, 'blocked-uri') ?? fieldOf(body, 'blockedURL') ?? '';
    if (typeof directive !== 'string' || typeof blocked !== 'string') return [];
    return [{ directive: plain(directive), blocked: plain(originOf(blocked)) }];
  });
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

const MAX_CHARS = 80;
/** Names of directives and origins only, so that no report writes lines of its own into the log. */
const plain = (text: string): string => text.replace(/[^\w:/.-]/g, '').slice(0, MAX_CHARS);

function originOf(blocked: string): string {
  if (!URL.canParse(blocked)) return blocked;
  const { origin, protocol } = new URL(blocked);
  return origin === 'null' ? protocol : origin;
}
