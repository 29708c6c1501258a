/** What every part of the running bank has at hand. */
import type { FastifyBaseLogger } from 'fastify';
import type { Terms } from './config.ts';
import type { Db } from './db/pool.ts';
import type { FaultDesk } from './faults/desk.ts';
import type { Buckets } from './snap/rate.ts';

export interface Bank {
  readonly db: Db;
  readonly terms: Terms;
  readonly publicUrl: string;
  readonly privateKeyPem: string;
  /** The bank's business clock: cut-offs, days of booking, lives of its products. A simulation may set it. */
  readonly now: () => Date;
  /** Real time: timestamps, tokens and attempts on the wire. */
  readonly wireNow: () => Date;
  readonly log: FastifyBaseLogger;
  /** Tells the delivery loop that a notice was committed. */
  readonly noticeQueued: () => void;
  /** How much each partner may ask. */
  readonly buckets: Buckets;
  /** How the sandbox misbehaves when it is told to. */
  readonly faults: FaultDesk;
  /** Under a fault: how a transfer that is accepted now ends later. */
  readonly settlesAs?: 'SUCCESS' | 'FAILED';
}
