/** Simulation doors of payment files: a pain.001 in, its pain.002 out, and the report again later. */
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { missing, wrong } from '../simulation-body.ts';
import { readPain001 } from './pain001.ts';
import { writePain002 } from './pain002.ts';
import { reportOf, runPaymentFile } from './run.ts';

const MAX_FILE_BYTES = 20 * 1_048_576;
const XML = 'application/xml; charset=utf-8';

export async function paymentFileRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.addContentTypeParser(
    ['application/xml', 'text/xml'],
    { parseAs: 'string', bodyLimit: MAX_FILE_BYTES },
    (_request, body, done) => done(null, body),
  );

  app.post('/simulation/pain001', async (request, reply) => {
    const text = typeof request.body === 'string' ? request.body : '';
    const file = readPain001(text);
    if (file === null) return wrong(reply, 'pain.001.001.03, pain.001.001.09');
    return reply.type(XML).send(writePain002(await runPaymentFile(bank, file, text), bank.now()));
  });

  app.get<{ Querystring: { msgId?: string } }>('/simulation/pain002', async (request, reply) => {
    const { msgId } = request.query;
    if (typeof msgId !== 'string') return wrong(reply, 'msgId');
    const report = await reportOf(bank, msgId);
    return report === null
      ? missing(reply, 'Berkas tidak dikenal')
      : reply.type(XML).send(writePain002(report, bank.now()));
  });
}
