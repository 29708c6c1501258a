import type { FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';

export async function qrisRoutes(_app: FastifyInstance, _bank: Bank): Promise<void> {}
