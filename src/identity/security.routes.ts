/** A person's own security page. Every change asks for a fresh proof, ends the other sessions and goes on under a new token. */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '../kernel/decision.ts';
import type { App } from '../platform/http/app.ts';
import { langOf } from '../platform/http/wire.ts';
import { ceremony, empty } from './proof.schema.ts';
import { orRefuse, type Routing, selfOf, slow } from './request.ts';
import {
  ownParams,
  passkeyFinishBody,
  passwordBody,
  proofBody,
  recoveryCodes,
  securityView,
  totpFinishBody,
} from './security.schema.ts';
import {
  beginPasskey,
  beginTotp,
  type Changed,
  changePassword,
  endOtherSessions,
  endOwnSession,
  finishPasskey,
  finishTotp,
  newRecoveryCodes,
  removeOwnFactor,
  securityOf,
} from './security.ts';
import { totpOffer } from './sign-in.schema.ts';

const tags = ['security'];
const factor = { ...slow, action: 'security.factor' };

export function securityRoutes(app: App, { identity, cookies }: Routing): void {
  const { deps } = identity;
  const goneOn = <T extends Changed>(reply: FastifyReply, outcome: T | Refusal): T => {
    const changed = orRefuse(reply, outcome) as T;
    cookies.giveSession(reply, changed.token);
    return changed;
  };

  app.get(
    '/api/v1/security',
    {
      config: { action: 'security.read' },
      schema: { tags, summary: 'One’s factors, and where one is signed in', response: { 200: securityView } },
    },
    (request) => securityOf(deps, selfOf(request, cookies), langOf(request)),
  );

  app.post(
    '/api/v1/security/sessions/:id/end',
    {
      config: { action: 'security.session-end' },
      schema: { tags, summary: 'Signs out there', params: ownParams, response: { 204: z.null() } },
    },
    async (request, reply) => {
      orRefuse(reply, await endOwnSession(deps, selfOf(request, cookies), request.params.id));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/security/sessions/end-others',
    {
      config: { action: 'security.session-end' },
      schema: { tags, summary: 'Signs out everywhere else', response: { 204: z.null() } },
    },
    async (request, reply) => {
      await endOtherSessions(deps, selfOf(request, cookies));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/v1/security/password',
    {
      config: { ...slow, action: 'security.password' },
      schema: { tags, summary: 'Changes the password', body: passwordBody, response: { 200: empty } },
    },
    async (request, reply) => {
      goneOn(reply, await changePassword(deps, selfOf(request, cookies), request.body));
      return {};
    },
  );

  app.post(
    '/api/v1/security/totp/begin',
    {
      config: factor,
      schema: { tags, summary: 'Offers another authenticator app', response: { 200: totpOffer } },
    },
    async (request, reply) => orRefuse(reply, await beginTotp(deps, selfOf(request, cookies))),
  );

  app.post(
    '/api/v1/security/totp/finish',
    {
      config: factor,
      schema: { tags, summary: 'Adds the authenticator app', body: totpFinishBody, response: { 200: empty } },
    },
    async (request, reply) => {
      goneOn(reply, await finishTotp(deps, selfOf(request, cookies), request.body));
      return {};
    },
  );

  app.post(
    '/api/v1/security/passkeys/begin',
    {
      config: factor,
      schema: { tags, summary: 'Begins to make a passkey', response: { 200: ceremony } },
    },
    async (request, reply) => orRefuse(reply, await beginPasskey(deps, selfOf(request, cookies))),
  );

  app.post(
    '/api/v1/security/passkeys/finish',
    {
      config: factor,
      schema: { tags, summary: 'Adds the passkey', body: passkeyFinishBody, response: { 200: empty } },
    },
    async (request, reply) => {
      goneOn(reply, await finishPasskey(deps, selfOf(request, cookies), request.body));
      return {};
    },
  );

  for (const [path, kind, summary] of [
    ['totp', 'totp', 'Removes an authenticator app'],
    ['passkeys', 'passkey', 'Removes a passkey'],
  ] as const) {
    app.post(
      `/api/v1/security/${path}/:id/remove`,
      {
        config: factor,
        schema: { tags, summary, params: ownParams, body: proofBody, response: { 200: empty } },
      },
      async (request, reply) => {
        const { id } = request.params;
        goneOn(reply, await removeOwnFactor(deps, selfOf(request, cookies), { id, kind }, request.body.proof));
        return {};
      },
    );
  }

  app.post(
    '/api/v1/security/recovery-codes',
    {
      config: { ...slow, action: 'security.recovery-codes' },
      schema: {
        tags,
        summary: 'Makes new recovery codes, shown once',
        body: proofBody,
        response: { 200: recoveryCodes },
      },
    },
    async (request, reply) => {
      const outcome = await newRecoveryCodes(deps, selfOf(request, cookies), request.body.proof);
      return { codes: [...goneOn(reply, outcome).codes] };
    },
  );
}
