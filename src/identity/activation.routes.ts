/** The first time: what an invitation leads to. Nobody is signed in yet; the link is the key. */
import type { App } from '../platform/http/app.ts';
import { langOf } from '../platform/http/wire.ts';
import {
  beginActivationPasskey,
  choosePassword,
  finishActivation,
  mailActivationCode,
  openActivation,
} from './activation.ts';
import { ceremony, empty } from './proof.schema.ts';
import { beginSession, fromOf, orRefuse, type Routing, slow } from './request.ts';
import {
  activated,
  activationFinishBody,
  activationOpen,
  activationPasswordAnswer,
  activationPasswordBody,
  linkBody,
} from './sign-in.schema.ts';

const open = { tags: ['sign-in'], security: [] };
const take = { ...slow, action: 'activation.take' };

export function activationRoutes(app: App, { identity, cookies }: Routing): void {
  const { deps } = identity;

  app.post(
    '/api/v1/activation/open',
    {
      config: { ...slow, action: 'activation.open' },
      schema: { ...open, summary: 'Who was invited, and to what', body: linkBody, response: { 200: activationOpen } },
    },
    async (request, reply) => orRefuse(reply, await openActivation(deps, request.body.token, langOf(request))),
  );

  app.post(
    '/api/v1/activation/password',
    {
      config: take,
      schema: {
        ...open,
        summary: 'Chooses the first password and offers an authenticator app',
        body: activationPasswordBody,
        response: { 200: activationPasswordAnswer },
      },
    },
    async (request, reply) => orRefuse(reply, await choosePassword(deps, request.body.token, request.body.password)),
  );

  app.post(
    '/api/v1/activation/passkey',
    {
      config: take,
      schema: {
        ...open,
        summary: 'Begins to make a passkey instead',
        body: linkBody,
        response: { 200: ceremony },
      },
    },
    async (request, reply) => orRefuse(reply, await beginActivationPasskey(deps, request.body.token)),
  );

  app.post(
    '/api/v1/activation/email-code',
    {
      config: take,
      schema: { ...open, summary: 'Mails a code instead', body: linkBody, response: { 202: empty } },
    },
    async (request, reply) => {
      orRefuse(reply, await mailActivationCode(deps, request.body.token, fromOf(request, cookies)));
      return reply.code(202).send({});
    },
  );

  app.post(
    '/api/v1/activation/finish',
    {
      config: take,
      schema: {
        ...open,
        summary: 'Proves the factor, activates, signs in, and shows the recovery codes once',
        body: activationFinishBody,
        response: { 200: activated },
      },
    },
    async (request, reply) => {
      const { token, ...factor } = request.body;
      const done = orRefuse(reply, await finishActivation(deps, token, factor, fromOf(request, cookies)));
      if (done.signedIn) await beginSession({ identity, cookies }, request, reply, done.signedIn);
      return { person: done.person, recoveryCodes: [...done.recoveryCodes] };
    },
  );
}
