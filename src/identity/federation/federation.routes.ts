/** Sign-in through an institution over HTTP. The browser comes back by a link of another site, so answers are pages, not problems. */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from '../../kernel/decision.ts';
import type { App } from '../../platform/http/app.ts';
import { askerOf } from '../../platform/http/asker.ts';
import { orRefused, Refused } from '../../platform/http/problem.ts';
import { type Proof, proof } from '../proof.schema.ts';
import { type Journal, noted, notedOutcome } from './federation.journal.ts';
import type { Federation, Outcome } from './federation.ts';
import type { From, GiveSession, ProofCheck } from './ports.ts';
import { START_MS } from './start.store.ts';

export const FEDERATED_COOKIE = 'digipay_federated';
const COOKIE_PATH = '/api/v1/sign-in/federated';
export const CALLBACK_PATH = `${COOKIE_PATH}/callback`;

export interface FederationRouteDeps extends Journal {
  readonly federation: Federation;
  readonly giveSession: GiveSession;
  readonly checkProof: ProofCheck;
  readonly secure: boolean;
}

/** Tried by hand; an office shares one address. */
const slow = { rateLimit: { max: 60, timeWindow: '1 minute' } };
const issuerId = z.object({ issuer: z.string().regex(/^[a-z0-9-]{2,30}$/) });
const elsewhere = z.object({ url: z.url() });

/**
 * What a fresh factor confirms when somebody links or unlinks an account at an institution: the act, the institution, the person.
 * SHA-256, hex.
 */
export const federationDigest = (act: 'link' | 'unlink', issuer: string, personId: string): string =>
  createHash('sha256').update(`federation.${act}\n${issuer}\n${personId}`).digest('hex');

export function federationRoutes(app: App, deps: FederationRouteDeps): void {
  const { federation, secure } = deps;
  // `lax`: the browser comes back from another site. It proves nothing by itself and lives ten minutes.
  const cookie = { path: COOKIE_PATH, httpOnly: true, sameSite: 'lax', secure } as const;
  const lasting = { ...cookie, maxAge: START_MS / 1000 };

  app.get(
    COOKIE_PATH,
    {
      config: { action: 'sign-in.federated' },
      schema: {
        tags: ['sign-in'],
        summary: 'Institutions through which people may sign in',
        response: { 200: z.array(z.object({ id: z.string(), name: z.string() })) },
        security: [],
      },
    },
    () => federation.list(),
  );

  app.post(
    `${COOKIE_PATH}/:issuer`,
    {
      config: { ...slow, action: 'sign-in.federated' },
      schema: {
        tags: ['sign-in'],
        summary: 'Begins to sign in at an institution: where the browser has to go',
        params: issuerId,
        response: { 200: elsewhere },
        security: [],
      },
    },
    async (request, reply) => {
      const { url, secret } = orRefused(await federation.start(request.params.issuer, null));
      reply.setCookie(FEDERATED_COOKIE, secret, lasting).header('cache-control', 'no-store');
      return { url };
    },
  );

  app.get(
    CALLBACK_PATH,
    {
      config: { ...slow, action: 'sign-in.federated' },
      schema: {
        tags: ['sign-in'],
        summary: 'Where the institution sends the browser back to; leads on to a page of ours',
        description:
          'Signed in: `/`. A factor of ours is still asked: `/masuk#tiket=…&faktor=totp,passkey&lembaga=…`. Account linked: `/keamanan#tertaut=…`. Refused: `/masuk#gagal=<code>&lembaga=…`.',
        // What providers add is theirs to choose; length is bounded by the size of a request's first line.
        querystring: z.looseObject({}),
        response: { 303: z.null() },
        security: [],
      },
    },
    async (request, reply) => {
      const answer = new URL(request.url, 'https://answer.invalid');
      const outcome = await federation.finish(request.cookies[FEDERATED_COOKIE], answer, fromOf(request));
      await notedOutcome(deps, request, outcome);
      reply.clearCookie(FEDERATED_COOKIE, cookie).header('cache-control', 'no-store');
      if (outcome.kind === 'signed-in') deps.giveSession(reply, outcome.token);
      return reply.code(303).header('location', pageAfter(outcome)).send(null);
    },
  );

  app.get(
    '/api/v1/security/federated',
    {
      config: { action: 'federation.read' },
      schema: {
        tags: ['security'],
        summary: 'Accounts at institutions that are linked to the asker',
        response: {
          200: z.array(
            z.object({
              issuer: z.string(),
              linkedAt: z.iso.datetime(),
              confirmed: z.boolean().describe('False: a factor of ours is asked at every sign-in through it'),
              lastUsedAt: z.iso.datetime().nullable(),
            }),
          ),
        },
      },
    },
    (request) => federation.links(askerOf(request).personId),
  );

  app.post(
    '/api/v1/security/federated/:issuer',
    {
      config: { ...slow, action: 'federation.link' },
      schema: {
        tags: ['security'],
        summary: 'Begins to link an account at an institution: where the browser has to go',
        params: issuerId,
        body: z.object({ proof }),
        response: { 200: elsewhere },
      },
    },
    async (request, reply) => {
      const { issuer } = request.params;
      const { personId } = askerOf(request);
      await confirmed(deps, request, 'link', issuer, request.body.proof);
      const { url, secret } = orRefused(await federation.start(issuer, personId));
      reply.setCookie(FEDERATED_COOKIE, secret, lasting).header('cache-control', 'no-store');
      return { url };
    },
  );

  app.post(
    '/api/v1/security/federated/:issuer/unlink',
    {
      config: { ...slow, action: 'federation.link' },
      schema: {
        tags: ['security'],
        summary: 'Unlinks an account at an institution',
        params: issuerId,
        body: z.object({ proof }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { issuer } = request.params;
      const asker = askerOf(request);
      await confirmed(deps, request, 'unlink', issuer, request.body.proof);
      if (!(await federation.unlink(issuer, asker.personId))) throw new Refused(refuse('not_found'));
      const type = 'identity.federation_unlinked';
      await noted(deps, request, { type, personId: asker.personId, asker, payload: { issuer } });
      return reply.code(204).send(null);
    },
  );
}

/** Throws Refused. The request's own id is the command: a code serves one try. */
async function confirmed(
  deps: FederationRouteDeps,
  request: FastifyRequest,
  act: 'link' | 'unlink',
  issuer: string,
  given: Proof,
): Promise<void> {
  if (!deps.federation.list().some(({ id }) => id === issuer)) throw new Refused(refuse('not_found'));
  const { personId } = askerOf(request);
  const digest = federationDigest(act, issuer, personId);
  const refusal = await deps.checkProof({ personId, proof: given, digest, command: request.id });
  if (refusal) throw new Refused(refusal);
}

/** A page of ours. What it needs stands behind the #, which browsers send to nobody. */
export function pageAfter(outcome: Outcome): string {
  const behind = (values: { readonly [name: string]: string }) => new URLSearchParams(values).toString();
  switch (outcome.kind) {
    case 'signed-in':
      return '/';
    case 'linked':
      return `/keamanan#${behind({ tertaut: outcome.issuer })}`;
    case 'second-step':
      return `/masuk#${behind({ tiket: outcome.ticket, faktor: outcome.factors.join(','), lembaga: outcome.issuer })}`;
    case 'refused':
      return `/masuk#${behind({ gagal: outcome.code, ...(outcome.issuer === null ? {} : { lembaga: outcome.issuer }) })}`;
  }
}

const fromOf = (request: FastifyRequest): From => ({
  address: request.ip,
  agent: request.headers['user-agent'] ?? '',
});
