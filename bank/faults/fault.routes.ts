/** Tells the sandbox how to misbehave. Only from this machine; no real bank has this. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bank } from '../bank.ts';
import { parseFaultPlan } from './plan.ts';

const HERE: readonly string[] = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];
const PATH = '/simulation/faults';

export async function faultRoutes(app: FastifyInstance, bank: Bank): Promise<void> {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (!HERE.includes(request.ip)) return reply.code(403).send({ message: 'Hanya dari mesin ini' });
  });
  app.get(PATH, async () => ({ plan: bank.faults.plan }));
  app.put(PATH, async (request, reply) => {
    const plan = parseFaultPlan(request.body);
    if ('wrong' in plan) return reply.code(400).send({ message: plan.wrong });
    await bank.faults.set(plan, bank.wireNow());
    return { plan };
  });
  app.delete(PATH, async () => {
    await bank.faults.clear();
    return { plan: null };
  });
}
