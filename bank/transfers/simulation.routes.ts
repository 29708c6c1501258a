/** Simulation door of transfers: the payee's bank sends the money back. */
import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { bodyOf, missing, wrong } from '../simulation-body.ts';
import { returnTransfer } from './returns.ts';

const LONGEST_REASON = 140;

export async function transferSimulationRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.post('/simulation/return', async (request, reply) => {
    const { partnerReferenceNo, reason = '' } = bodyOf(request.body);
    if (typeof partnerReferenceNo !== 'string' || partnerReferenceNo === '') return wrong(reply, 'partnerReferenceNo');
    if (typeof reason !== 'string' || reason.length > LONGEST_REASON) return wrong(reply, 'reason');
    const result = await returnTransfer(bank, partnerReferenceNo, reason);
    switch (result) {
      case 'returned':
        return { returned: true };
      case 'not found':
        return missing(reply, 'Tidak ada transfer berhasil yang belum dikembalikan dengan nomor itu');
      case 'payee has no funds':
        return reply.code(409).send({ message: 'Saldo penerima tidak cukup untuk dikembalikan' });
    }
  });
}
