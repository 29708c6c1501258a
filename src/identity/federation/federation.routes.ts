/** Sign-in through an institution over HTTP. The browser comes back by a link of another site, so answers are pages, not problems. */
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actorOf } from '../../journal/actor.ts';
import { refuse } from '../../kernel/decision.ts';
import type { App } from '../../platform/http/app.ts';
import { askerOf } from '../../platform/http/asker.ts';
import { orRefused, Refused } from '../../platform/http/problem.ts';
import { type BoundProof, boundProof, type Confirmation, confirmation, confirmationOf, confirmed } from '../confirm.ts';
import { cookiesOf } from '../cookies.ts';
import type { Identity } from '../identity.ts';
import { beginSession, fromOf, selfOf, slow } from '../request.ts';
import { endOtherSessions } from '../security.ts';
import { type Journal, noted, notedOutcome } from './federation.journal.ts';
import type { Federation, Outcome } from './federation.ts';
import { START_MS } from './start.store.ts';

export const FEDERATED_COOKIE = 'digipay_federated';
const COOKIE_PATH = '/api/v1/sign-in/federated';
export const CALLBACK_PATH = `${COOKIE_PATH}/callback`;

export interface FederationRouteDeps extends Journal {
  readonly federation: Federation;
  readonly identity: Identity;
  readonly secure: boolean;
}

const issuerId = z.object({ issuer: z.string().regex(/^[a-z0-9-]{2,30}$/) });
const elsewhere = z.object({ url: z.url() });

/** Without `stepUp` nothing is done: the answer says what is to be confirmed. */
const confirmable = z.object({ stepUp: boundProof.optional() });

export function federationRoutes(app: App, deps: FederationRouteDeps): void {
  const { federation, secure } = deps;
  const own = cookiesOf(secure);
  // `lax`: the browser comes back from another site. It proves nothing by itself and lives ten minutes.
  // `__Host-` keeps other hosts of the domain from setting it, and asks for the path `/` (RFC 6265bis §4.1.3.2).
  const cookie = { path: secure ? '/' : COOKIE_PATH, httpOnly: true, sameSite: 'lax', secure } as const;
  const cookieName = secure ? `__Host-${FEDERATED_COOKIE}` : FEDERATED_COOKIE;
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
      reply.setCookie(cookieName, secret, lasting).header('cache-control', 'no-store');
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
      const outcome = await federation.finish(request.cookies[cookieName], answer, fromOf(request, own));
      await notedOutcome(deps, request, outcome);
      if (outcome.kind === 'linked' || (outcome.kind === 'second-step' && outcome.linked))
        told(deps, 'factor-added', outcome.personId, outcome.issuer);
      reply.clearCookie(cookieName, cookie).header('cache-control', 'no-store');
      if (outcome.kind === 'signed-in')
        await beginSession({ identity: deps.identity, cookies: own }, request, reply, outcome);
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
        body: confirmable,
        response: { 200: z.object({ url: z.url().nullable(), confirm: confirmation.nullable() }) },
      },
    },
    async (request, reply) => {
      const { issuer } = request.params;
      const { personId } = askerOf(request);
      const confirm = await unconfirmed(deps, request, 'link', issuer, request.body.stepUp);
      if (confirm) return { url: null, confirm };
      const { url, secret } = orRefused(await federation.start(issuer, personId));
      reply.setCookie(cookieName, secret, lasting).header('cache-control', 'no-store');
      return { url, confirm: null };
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
        body: confirmable,
        response: { 200: z.object({ done: z.boolean(), confirm: confirmation.nullable() }) },
      },
    },
    async (request) => {
      const { issuer } = request.params;
      const asker = askerOf(request);
      const confirm = await unconfirmed(deps, request, 'unlink', issuer, request.body.stepUp);
      if (confirm) return { done: false, confirm };
      if (!(await federation.unlink(issuer, asker.personId))) throw new Refused(refuse('not_found'));
      const type = 'identity.federation_unlinked';
      await noted(deps, request, { type, personId: asker.personId, asker, payload: { issuer } });
      told(deps, 'factor-removed', asker.personId, issuer);
      return { done: true, confirm: null };
    },
  );
}

/** Null when a fresh factor confirms it; what is to be confirmed while none is given. Throws Refused. */
async function unconfirmed(
  deps: FederationRouteDeps,
  request: FastifyRequest,
  act: 'link' | 'unlink',
  issuer: string,
  given: BoundProof | undefined,
): Promise<Confirmation | null> {
  const known = deps.federation.list().find(({ id }) => id === issuer);
  if (!known) throw new Refused(refuse('not_found'));
  const asker = askerOf(request);
  const { assignmentId } = asker;
  const confirm = confirmationOf(`federation.${act}`, assignmentId, [{ what: 'institution', value: known.name }]);
  if (!given) return confirm;
  // The request's own id is the command: a code serves one try.
  const by = { ...actorOf(asker, request), personId: asker.personId };
  const refusal = await confirmed(deps.identity.takeProof, { by, given, digest: confirm.digest, command: request.id });
  if (refusal) throw new Refused(refusal);
  // As with every change of what a person signs in with.
  await endOtherSessions(deps.identity.deps, selfOf(request, cookiesOf(deps.secure)));
  return null;
}

/** Tells the owner by mail, after the answer. */
function told(
  { federation, identity, clock }: FederationRouteDeps,
  kind: 'factor-added' | 'factor-removed',
  personId: string,
  issuer: string,
): void {
  const { post, background } = identity.deps;
  const label = federation.list().find(({ id }) => id === issuer)?.name ?? issuer;
  background.run(() => post.write(personId, { kind, label, at: post.at(clock()) }));
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
