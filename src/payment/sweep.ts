/** Jobs are hints; the state of things is the truth. A payment that stands still although it should move gets its job again. */
import type { JobRequest } from '../kernel/decision.ts';
import type { Enqueue } from '../platform/worker.ts';
import { cardAskJob } from './card-asks.ts';
import { openJob } from './card-payment.ts';
import type { PaymentState } from './instruction.ts';
import { uncheckedPayments } from './payee.store.ts';
import { checkPayeeJob } from './payee.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { unansweredAsks, unattended } from './payment.store.ts';
import { sendJob } from './schedule.ts';
import { askJob } from './transfer.ts';

/** Which job sees to which states. */
const MOVED_BY: readonly (readonly [task: string, states: readonly PaymentState[], job: (id: string) => JobRequest])[] =
  [
    ['payment.send', ['APPROVED', 'RELEASED'], (id) => sendJob(id)],
    ['payment.openCard', ['PREPARED'], openJob],
    ['payment.ask', ['SENT', 'IN_CLEARING', 'UNKNOWN', 'OPEN', 'AUTHORISED'], (id) => askJob(id, new Date())],
  ];

export async function sweepPayments(
  { pool }: Pick<PaymentJobDeps, 'pool'>,
  before: Date,
  enqueue: Enqueue,
): Promise<void> {
  for (const [task, states, job] of MOVED_BY) {
    for (const id of await unattended(pool, states, task, before)) await enqueue(job(id));
  }
  for (const id of await uncheckedPayments(pool, before)) await enqueue(checkPayeeJob(id));
  for (const id of await unansweredAsks(pool, 'payment.cardAsk', before)) await enqueue(cardAskJob(id, new Date()));
}
