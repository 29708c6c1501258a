/** Where banks tell us that something has happened (SNAP 56). Verified, kept once, and only a reason to ask. */
import type { FastifyInstance } from 'fastify';
import { type Origin, systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import type { SecurityNotes } from '../journal/security-events.ts';
import { isRefusal } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { BankNotice } from './rails/port.ts';
import { noticeAccepted, noticeUnknownReference, verifyBankNotice } from './rails/snap/callback.ts';
import { askJob } from './transfer.ts';

export interface NoticeDeps extends Door {
  readonly clock: () => Date;
  readonly bankPublicKeyPem: string;
  /** Under which the bank knows us. */
  readonly partnerId: string;
  readonly notes: SecurityNotes;
}

const UNAUTHORIZED = 401;

const SERVICE = '56';

/** The signature covers the bytes, so these routes read the body as bytes. */
export function noticeRoutes(app: FastifyInstance, deps: NoticeDeps): void {
  app.register(async (bank) => {
    bank.removeAllContentTypeParsers();
    bank.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    bank.post('/bank/v1.0/debit/notify', { schema: { hide: true } as object }, async (request, reply) => {
      const verdict = verifyBankNotice(
        {
          method: 'POST',
          endpointUrl: request.url,
          headers: request.headers,
          rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        },
        {
          service: SERVICE,
          partnerId: deps.partnerId,
          bankPublicKeyPem: deps.bankPublicKeyPem,
          now: deps.clock(),
        },
      );
      const answer = verdict.ok ? await taken(deps, verdict.notice) : verdict.answer;
      if (!verdict.ok && answer.httpStatus === UNAUTHORIZED) forged(deps, request, answer.body.responseCode);
      return reply.code(answer.httpStatus).type('application/json').send(answer.body);
    });
  });
}

/** Somebody who is not the bank, or a message that was changed or kept back on the way. */
function forged({ notes }: NoticeDeps, origin: Origin, code: string): void {
  notes.refused({ kind: 'forged-callback', action: 'bank.notice', objectId: null, code, asker: null, origin });
}

async function taken(deps: NoticeDeps, notice: BankNotice) {
  const { partnerReferenceNo: reference, latestTransactionStatus: status } = notice;
  const { rows } = await deps.pool.query<{ id: string }>('SELECT id FROM payment.knows($1)', [reference]);
  const known = rows[0];
  if (!known) return noticeUnknownReference(SERVICE);
  const at = deps.clock();
  const id = derivedId('notice', `${reference}/${status}`);
  const command = { key: `notice:${id}`, request: 'notice', actor: { ...systemActor, role: 'BANK' }, at };
  const outcome = await runCommand(deps, command, async () => ({
    decision: {
      ok: true,
      events: [
        {
          type: 'payment.notice_received',
          aggregate: 'payment',
          aggregateId: known.id,
          payload: { reference, status },
        },
      ],
      rows: [
        {
          table: 'payment.notice',
          id,
          expectedVersion: 0,
          columns: { reference, status },
          body: { ...notice },
        },
      ],
      transfers: [],
      jobs: [askJob(known.id, at)],
    },
    parties: { satkerId: null, vendorId: null },
    response: {},
  }));
  if (isRefusal(outcome)) throw new Error(`notice ${id}: ${outcome.code}`);
  return noticeAccepted(SERVICE);
}
