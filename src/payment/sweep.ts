/** Jobs are hints; the state of things is the truth. A payment that stands still although it should move gets its job again. */
import type { JobRequest } from '../kernel/decision.ts';
import type { Enqueue } from '../platform/worker.ts';
import { openJob } from './card-payment.ts';
import type { PaymentState } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { unattended, unreadStatements } from './payment.store.ts';
import { readJob } from './statement.ts';
import { askJob, sendJob } from './transfer.ts';

/** Which job sees to which states. */
const MOVED_BY: readonly (readonly [task: string, states: readonly PaymentState[], job: (id: string) => JobRequest])[] =
  [
    ['payment.send', ['APPROVED'], sendJob],
    ['payment.openCard', ['PREPARED'], openJob],
    ['payment.ask', ['SENT', 'IN_CLEARING', 'UNKNOWN', 'OPEN'], (id) => askJob(id, new Date())],
  ];

export async function sweepPayments(
  { pool }: Pick<PaymentJobDeps, 'pool'>,
  before: Date,
  enqueue: Enqueue,
): Promise<void> {
  for (const [task, states, job] of MOVED_BY) {
    for (const id of await unattended(pool, states, task, before)) await enqueue(job(id));
  }
  for (const id of await unreadStatements(pool, 'payment.statement', before)) await enqueue(readJob(id, new Date()));
}
