/** The SNAP endpoints of the bank under `/snap/v1.0`. */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { transactionHistoryDetail, transactionHistoryList } from '../accounts/history.ts';
import { accountInquiryExternal, accountInquiryInternal, balanceInquiry } from '../accounts/inquiry.ts';
import { bankStatement } from '../accounts/statement.ts';
import type { Bank } from '../bank.ts';
import { billServices } from '../bills/services.ts';
import { authorisationServices } from '../cards/auth-services.ts';
import { cardCancel, cardPayment, cardStatus } from '../cards/services.ts';
import { keyOf, type Leaving, underFault } from '../faults/under-fault.ts';
import { mpnServices } from '../mpn/services.ts';
import { qrisServices } from '../qris/services.ts';
import { wibTimestamp } from '../time.ts';
import { transferInterbank, transferIntrabank, transferRtgs, transferSkn } from '../transfers/services.ts';
import { transferStatus } from '../transfers/status.ts';
import { vaServices } from '../va/services.ts';
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
  transactionHistoryList,
  transactionHistoryDetail,
  bankStatement,
  accountInquiryInternal,
  accountInquiryExternal,
  transferIntrabank,
  transferInterbank,
  transferRtgs,
  transferSkn,
  transferStatus,
  cardPayment,
  cardStatus,
  cardCancel,
  ...authorisationServices,
  ...billServices,
  ...qrisServices,
  ...mpnServices,
  ...vaServices,
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
    const fired = await bank.faults.ofTry(TOKEN_SERVICE, '', bank.wireNow());
    const leaving = await underFault(bank, fired, (as) => token(as, requestOf(request), reply));
    return leave(bank, reply, TOKEN_SERVICE, leaving);
  });

  // The standard prints 63 to 69 as GET with a body. They are served with POST; GET is answered, and refused.
  for (const { code, path } of authorisationServices) {
    app.get(path, (_request, reply) => send(bank, reply, code, answer('notSupported', '[POST only]')));
  }

  for (const service of SERVICES) {
    app.route({
      method: service.method,
      url: service.path,
      handler: async (request, reply) => {
        const asked = requestOf(request);
        const fired = await bank.faults.ofTry(service.code, keyOf(asked.body), bank.wireNow());
        return leave(bank, reply, service.code, await underFault(bank, fired, (as) => perform(as, service, asked)));
      },
    });
  }
}

async function token(bank: Bank, request: SnapRequest, reply: FastifyReply): Promise<Answer> {
  const admission = await admitToken(bank, request);
  if (!admission.ok) return admission.answer;
  const grant = admission.body.grantType ?? admission.body.grant_type;
  if (grant === undefined || grant === '') return answer('missingField', 'grantType');
  if (grant !== 'client_credentials') return answer('invalidFormat', 'grantType');
  const accessToken = await issueToken(bank.db, admission.partner, bank.wireNow());
  reply.header('X-CLIENT-KEY', admission.partner.clientId);
  return answer('successful', '', { accessToken, tokenType: 'Bearer', expiresIn: String(TOKEN_SECONDS) });
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

function leave(bank: Bank, reply: FastifyReply, service: string, leaving: Leaving): FastifyReply {
  const given = leaving.answer;
  switch (leaving.broken) {
    case null:
      return send(bank, reply, service, given);
    case 'unavailable':
      return reply.code(503).type('text/plain').send('Service Unavailable');
    case 'cut':
      return send(bank, reply, service, { ...given, dropConnection: true });
    case 'cut in the answer': {
      const text = JSON.stringify(answerBody(given, service));
      reply.hijack();
      reply.raw.writeHead(httpStatusOf(given.case), {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(text),
      });
      reply.raw.write(text.slice(0, text.length / 2), () => reply.raw.destroy());
      return reply;
    }
  }
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
