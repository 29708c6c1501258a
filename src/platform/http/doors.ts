/**
 * What a request passes before a room sees it, cheapest first: its address, the share of whoever sends it, signs of another
 * site, and only then whose session it carries.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuse } from '../../kernel/decision.ts';
import type { Asker } from './asker.ts';
import { foreignSign, ownOrigins } from './cross-site.ts';
import { createCounter, createGate, subscriberOf } from './flood.ts';
import { isOddAddress } from './json-body.ts';
import { Refused } from './problem.ts';
import { apiHeaders, pageHeaders } from './security.ts';

export interface DoorOptions {
  readonly authenticate: (request: FastifyRequest) => Promise<Asker | null>;
  readonly publicUrl: string;
  readonly webDir: string | null;
  readonly secure: boolean;
  /** Requests a minute of one address to the API: many people of one office may share it. */
  readonly perAddress: number;
  /** Credentials a minute of one address that nobody knows. */
  readonly unknownPerAddress: number;
}

/** By the route that was found, not by the spelling of the address: `/%61pi/` leads to the same place. */
export const ofApi = (request: FastifyRequest): boolean =>
  (request.routeOptions.url ?? request.url).startsWith('/api/');

/** Whether a request is counted: the app's own files are cheap. */
export const isCounted = (request: FastifyRequest): boolean =>
  ofApi(request) || (request.routeOptions.url ?? '').startsWith('/bank/');

const tooMany = () => new Refused(refuse('too_many_requests', { seconds: '60' }));

export function openDoors(app: FastifyInstance, options: DoorOptions): void {
  const origins = ownOrigins(options.publicUrl);
  const requests = createCounter(options.perAddress, Date.now);
  const gate = createGate(options.unknownPerAddress, Date.now);
  const forPages = pageHeaders(options.webDir, options.secure);
  const forApi = { ...forPages, ...apiHeaders };

  /** Asks the database for a credential that may be good, and for no other. */
  async function whoAsks(request: FastifyRequest): Promise<Asker | null> {
    const { cookie, authorization } = request.headers;
    if (cookie === undefined && authorization === undefined) return options.authenticate(request);
    const address = subscriberOf(request.ip);
    const credential = `${cookie ?? ''}\n${authorization ?? ''}`;
    const verdict = gate.verdict(address, credential);
    if (verdict === 'refuse') throw tooMany();
    if (verdict === 'nobody') return null;
    const asker = await options.authenticate(request);
    gate.learned(address, credential, asker !== null);
    return asker;
  }

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(ofApi(request) ? forApi : forPages);
    if (isOddAddress(request.raw.url ?? '')) throw new Refused(refuse('not_found'));
    if (isCounted(request) && !requests.take(subscriberOf(request.ip))) throw tooMany();
    if (!ofApi(request)) return;
    const foreign = foreignSign(request, origins);
    if (foreign !== null) throw new Refused(refuse('foreign_request', { sign: foreign }));
    request.asker = await whoAsks(request);
  });
}
