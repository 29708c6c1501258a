/** What every part of the running bank has at hand. */
import type { FastifyBaseLogger } from 'fastify';
import type { Terms } from './config.ts';
import type { Db } from './db/pool.ts';

export interface Bank {
  readonly db: Db;
  readonly terms: Terms;
  readonly publicUrl: string;
  readonly privateKeyPem: string;
  readonly now: () => Date;
  readonly log: FastifyBaseLogger;
  /** Tells the delivery loop that a notice was committed. */
  readonly noticeQueued: () => void;
}
