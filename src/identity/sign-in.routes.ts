/** The two steps of signing in, and a forgotten password. Nobody is signed in yet. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../platform/http/app.ts';
import { langOf } from '../platform/http/wire.ts';
import { profileWords } from './password-words.ts';
import { ceremony, empty } from './proof.schema.ts';
import { beginSession, fromOf, orRefuse, type Routing, slow } from './request.ts';
import { beginPasskeyReset, forgotten, openReset, resetPassword } from './reset.ts';
import {
  codeBody,
  emailCodeBody,
  forgottenBody,
  passkeyBody,
  passkeyOptionsBody,
  resetBody,
  resetOpenAnswer,
  resetOpenBody,
  signedIn,
  signInAnswer,
  signInBody,
} from './sign-in.schema.ts';
import { beginPasskeySignIn, mailSignInCode, type SignedIn, signInPasskey } from './sign-in.ts';

const tags = ['sign-in'];
const open = { tags, security: [] };

export function signInRoutes(app: App, { identity, cookies }: Routing): void {
  const { deps } = identity;
  const welcome = async (request: FastifyRequest, reply: FastifyReply, { token, device, asker }: SignedIn) => {
    await beginSession({ identity, cookies }, request, reply, { token, device });
    return { person: { id: asker.personId, name: asker.name } };
  };

  app.post(
    '/api/v1/sign-in',
    {
      config: { ...slow, action: 'sign-in.password' },
      schema: {
        ...open,
        summary: 'First step: e-mail and password',
        body: signInBody,
        response: { 200: signInAnswer },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const { ticket, factors } = orRefuse(reply, await identity.signIn(email, password, fromOf(request, cookies)));
      return { ticket, factors: [...factors] };
    },
  );

  app.post(
    '/api/v1/sign-in/email-code',
    {
      config: { ...slow, action: 'sign-in.email-code' },
      schema: {
        ...open,
        summary: 'Mails a code for the second step, good for ten minutes',
        body: emailCodeBody,
        response: { 202: empty },
      },
    },
    async (request, reply) => {
      orRefuse(reply, await mailSignInCode(deps, request.body.ticket, fromOf(request, cookies)));
      return reply.code(202).send({});
    },
  );

  app.post(
    '/api/v1/sign-in/code',
    {
      config: { ...slow, action: 'sign-in.code' },
      schema: {
        ...open,
        summary: 'Second step: a code; sets the session cookie',
        body: codeBody,
        response: { 200: signedIn },
      },
    },
    async (request, reply) => {
      const { ticket, code, factor } = request.body;
      const outcome = await identity.signInCode(ticket, code, fromOf(request, cookies), factor);
      return welcome(request, reply, orRefuse(reply, outcome));
    },
  );

  app.post(
    '/api/v1/sign-in/passkey/options',
    {
      config: { ...slow, action: 'sign-in.passkey' },
      schema: {
        ...open,
        summary: 'Begins a sign-in by passkey: as the second step of a ticket, or as the only one',
        body: passkeyOptionsBody,
        response: { 200: ceremony },
      },
    },
    async (request, reply) => orRefuse(reply, await beginPasskeySignIn(deps, request.body.ticket)),
  );

  app.post(
    '/api/v1/sign-in/passkey',
    {
      config: { ...slow, action: 'sign-in.passkey' },
      schema: {
        ...open,
        summary: 'What the passkey signed; sets the session cookie',
        body: passkeyBody,
        response: { 200: signedIn },
      },
    },
    async (request, reply) => {
      const { ceremony: id, response } = request.body;
      return welcome(
        request,
        reply,
        orRefuse(reply, await signInPasskey(deps, id, response, fromOf(request, cookies))),
      );
    },
  );

  app.post(
    '/api/v1/password/forgotten',
    {
      config: { ...slow, action: 'password.forgotten' },
      schema: {
        ...open,
        summary: 'Mails a link for a new password, if the address is known; the answer is the same if not',
        body: forgottenBody,
        response: { 202: empty },
      },
    },
    async (request, reply) => {
      forgotten(deps, request.body.email, fromOf(request, cookies));
      return reply.code(202).send({});
    },
  );

  app.post(
    '/api/v1/password/reset/open',
    {
      config: { ...slow, action: 'password.reset' },
      schema: {
        ...open,
        summary: 'What a reset link asks for',
        body: resetOpenBody,
        response: { 200: resetOpenAnswer },
      },
    },
    async (request, reply) => {
      const opened = orRefuse(reply, await openReset(deps, request.body.token));
      return { ...opened, profile: profileWords(deps.profile, langOf(request)) };
    },
  );

  app.post(
    '/api/v1/password/reset/passkey',
    {
      config: { ...slow, action: 'password.reset' },
      schema: {
        ...open,
        summary: 'Begins to confirm a reset with a passkey',
        body: resetOpenBody,
        response: { 200: ceremony },
      },
    },
    async (request, reply) => orRefuse(reply, await beginPasskeyReset(deps, request.body.token)),
  );

  app.post(
    '/api/v1/password/reset',
    {
      config: { ...slow, action: 'password.reset' },
      schema: {
        ...open,
        summary: 'Sets a new password with a reset link and a factor; every session ends',
        body: resetBody,
        response: { 200: empty },
      },
    },
    async (request, reply) => {
      const { token, password, proof } = request.body;
      const outcome = await resetPassword(deps, token, password, proof, fromOf(request, cookies));
      cookies.giveDevice(reply, orRefuse(reply, outcome).device);
      return {};
    },
  );
}
