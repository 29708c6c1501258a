/** The SNAP endpoints of the bank under `/snap/v1.0`. */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accountInquiryExternal, accountInquiryInternal, balanceInquiry } from '../accounts/inquiry.ts';
import { bankStatement } from '../accounts/statement.ts';
import type { Bank } from '../bank.ts';
import { cardCancel, cardPayment, cardStatus } from '../cards/services.ts';
import { wibTimestamp } from '../time.ts';
import { transferInterbank, transferIntrabank, transferStatus } from '../transfers/services.ts';
import { type Answer, answer, answerBody, httpStatusOf } from './answer.ts';
import { admit, admitToken, type SnapRequest } from './gate.ts';
import { issueToken, TOKEN_SECONDS } from './partners.ts';
import type { SnapService } from './service.ts';

export const SNAP_PREFIX = '/snap/v1.0';
/** Largest request body. */
const MAX_BODY_BYTES = 1_048_576;
const TOKEN_SERVICE = '73';

const SERVICES: readonly SnapService[] = [
  balanceInquiry,
  bankStatement,
  accountInquiryInternal,
  accountInquiryExternal,
  transferIntrabank,
  transferInterbank,
  transferStatus,
  cardPayment,
  cardStatus,
  cardCancel,
];

/** Registers the endpoints. Bodies stay raw bytes: that is what the partner signed. */
export async function snapRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.setErrorHandler((error: Error & { code?: string }, request, reply) => {
    const service = SERVICES.find(({ path }) => request.routeOptions.url === `${SNAP_PREFIX}${path}`);
    send(bank, reply, service?.code ?? TOKEN_SERVICE, errorAnswer(error, bank));
  });

  app.post('/access-token/b2b', async (request, reply) => {
    const admission = await admitToken(bank, requestOf(request));
    if (!admission.ok) return send(bank, reply, TOKEN_SERVICE, admission.answer);
    const grant = admission.body.grantType ?? admission.body.grant_type;
    if (grant === undefined || grant === '')
      return send(bank, reply, TOKEN_SERVICE, answer('missingField', 'grantType'));
    if (grant !== 'client_credentials') return send(bank, reply, TOKEN_SERVICE, answer('invalidFormat', 'grantType'));
    const accessToken = await issueToken(bank.db, admission.partner, bank.wireNow());
    reply.header('X-CLIENT-KEY', admission.partner.clientId);
    const fields = { accessToken, tokenType: 'Bearer', expiresIn: String(TOKEN_SECONDS) };
    return send(bank, reply, TOKEN_SERVICE, answer('successful', '', fields));
  });

  for (const service of SERVICES) {
    app.route({
      method: service.method,
      url: service.path,
      handler: async (request, reply) => {
        return send(bank, reply, service.code, await perform(bank, service, requestOf(request)));
      },
    });
  }
}

async function perform(bank: Bank, service: SnapService, request: SnapRequest): Promise<Answer> {
  const admission = await admit(bank, request);
  if (!admission.ok) return admission.answer;
  const { partner, externalId, body } = admission;
  if (bank.terms.simulatedDelayMs > 0) await pause(bank.terms.simulatedDelayMs);
  return service.run({ bank, partner, externalId }, body, () =>
    partner.services.includes(service.code) ? null : answer('notInContract', '[service not in contract]'),
  );
}

function requestOf(request: FastifyRequest): SnapRequest {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  return { method: request.method, url: request.raw.url ?? request.url, headers: request.headers, body };
}

function send(bank: Bank, reply: FastifyReply, service: string, given: Answer): FastifyReply {
  if (given.dropConnection) {
    reply.hijack();
    reply.raw.destroy();
    return reply;
  }
  return reply
    .code(httpStatusOf(given.case))
    .header('X-TIMESTAMP', wibTimestamp(bank.wireNow()))
    .send(answerBody(given, service));
}

function errorAnswer(error: Error & { code?: string }, bank: Bank): Answer {
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return answer('invalidFormat', 'Content-Type');
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return answer('badRequest', '[body too large]');
  if (error.code?.startsWith('FST_ERR_CTP')) return answer('badRequest');
  bank.log.error({ err: error }, 'SNAP request failed');
  return answer('generalError');
}
