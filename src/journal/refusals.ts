/** Looks at every answer of the API after it is sent, and has refusals that tell of an attempt written down. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RefusalCode } from '../kernel/refusal-codes.ts';
import { refusedWith } from '../platform/http/errors.ts';
import type { RefusedKind, SecurityNotes } from './security-events.ts';

/** What a refusal tells of; one that is not here is a mistake of typing or of timing. */
const KINDS: { readonly [C in RefusalCode]?: RefusedKind } = {
  not_found: 'foreign-object',
  card_not_yours: 'foreign-object',
  not_your_role: 'role',
  not_yours: 'role',
  not_assigned_to_you: 'role',
  same_person: 'role',
  service_scope_refused: 'role',
  code_wrong: 'code',
  code_used: 'code',
  code_for_other: 'code',
  passkey_wrong: 'code',
  password_wrong: 'code',
  too_many_tries: 'code',
  foreign_request: 'cross-site',
  too_many_requests: 'flood',
};
/** Told of somebody who is not signed in; what strangers type wrong is counted by the sign-in itself. */
const OF_STRANGERS: readonly RefusedKind[] = ['cross-site', 'flood'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Call before any route is added. */
export function noteRefusals(app: Pick<FastifyInstance, 'addHook'>, notes: SecurityNotes): void {
  app.addHook('onResponse', async (request) => note(request, notes));
}

function note(request: FastifyRequest, notes: SecurityNotes): void {
  const refusal = refusedWith(request);
  const kind = refusal && KINDS[refusal.code];
  const { action } = request.routeOptions.config;
  if (!refusal || !kind || action === undefined) return;
  const { asker } = request;
  if (asker === null && !OF_STRANGERS.includes(kind)) return;
  const objectId = objectIn(request.params);
  // A name that leads nowhere is a broken link; an id of something that one may not see had to come from somewhere.
  if (kind === 'foreign-object' && objectId === null) return;
  notes.refused({ kind, action, objectId, code: refusal.code, asker, origin: request });
}

function objectIn(params: unknown): string | null {
  if (typeof params !== 'object' || params === null) return null;
  return Object.values(params).find((one): one is string => typeof one === 'string' && UUID.test(one)) ?? null;
}
