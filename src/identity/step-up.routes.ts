/** Confirming an act with a passkey or a mailed code; and whether an office allows mailed codes at all. */
import type { App } from '../platform/http/app.ts';
import { ceremony, empty } from './proof.schema.ts';
import { orRefuse, type Routing, selfOf, slow } from './request.ts';
import { factorPolicyBody, factorPolicyView, stepUpBody } from './security.schema.ts';
import { beginActPasskey, mailActCode, readPolicy, setPolicy } from './step-up.ts';

const tags = ['security'];
const begin = { ...slow, action: 'step-up.begin' };

export function stepUpRoutes(app: App, { identity, cookies }: Routing): void {
  const { deps } = identity;

  app.post(
    '/api/v1/step-up/passkey',
    {
      config: begin,
      schema: {
        tags,
        summary: 'Begins to confirm an act with a passkey; what is signed serves that act alone',
        body: stepUpBody,
        response: { 200: ceremony },
      },
    },
    (request) => beginActPasskey(deps, selfOf(request, cookies), request.body),
  );

  app.post(
    '/api/v1/step-up/email-code',
    {
      config: begin,
      schema: {
        tags,
        summary: 'Mails a code for an act, where the office allows it',
        body: stepUpBody,
        response: { 202: empty },
      },
    },
    async (request, reply) => {
      orRefuse(reply, await mailActCode(deps, selfOf(request, cookies), request.body));
      return reply.code(202).send({});
    },
  );

  app.get(
    '/api/v1/office/factor-policy',
    {
      config: { action: 'factor-policy.read' },
      schema: { tags, summary: 'Whether codes may be mailed', response: { 200: factorPolicyView } },
    },
    (request) => readPolicy(deps, selfOf(request, cookies)),
  );

  app.post(
    '/api/v1/office/factor-policy',
    {
      config: { ...slow, action: 'factor-policy.set' },
      schema: {
        tags,
        summary: 'Allows or forbids mailed codes for the people of the office',
        body: factorPolicyBody,
        response: { 200: factorPolicyView },
      },
    },
    async (request, reply) => {
      const { email, proof } = request.body;
      return orRefuse(reply, await setPolicy(deps, selfOf(request, cookies), email, proof));
    },
  );
}
