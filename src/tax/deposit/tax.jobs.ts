/** What `work` does for deposits: billing codes through the bank, and codes that have run out. */
import type { Door } from '../../journal/command.ts';
import { jobChange } from '../../journal/job-change.ts';
import type { Decision, Refusal } from '../../kernel/decision.ts';
import { satkerById } from '../../organisation/organisation.store.ts';
import type { MpnRail } from '../../payment/rails/port.ts';
import type { Enqueue } from '../../platform/worker.ts';
import { depositById, overdueBillings, withoutBilling } from './deposit.store.ts';
import { billingJob, billingTrouble, type Deposit, expireBilling, recordBilling } from './deposit.ts';

export interface TaxJobDeps extends Door {
  readonly clock: () => Date;
  readonly mpnRail: (bankCode: string) => MpnRail;
}

/** Row T2. A second run may make a second code: unpaid codes cost nothing and run out by themselves. */
export async function makeBilling(deps: TaxJobDeps, id: string): Promise<void> {
  const deposit = await depositById(deps.pool, deps.codec, id);
  if (deposit?.state !== 'DRAFTED') return;
  const satker = await satkerById(deps.pool, deps.codec, deposit.satkerId);
  if (!satker) return;
  const answer = await deps.mpnRail(satker.account.bankCode).createBilling({
    taxpayerNpwp: satker.npwp,
    taxpayerName: satker.name,
    kap: deposit.code.kap,
    kjs: deposit.code.kjs,
    period: deposit.period,
    amount: deposit.amount,
    description: deposit.number,
  });
  if (answer.kind === 'unknown') throw new Error('the bank gave no billing code; asked again by the queue');
  await change(deps, id, 'billing', (now, moment) =>
    answer.kind === 'found'
      ? recordBilling(now, { code: answer.billingCode, expiresAt: answer.expiresAt, madeBy: 'BANK' }, moment, 'SYSTEM')
      : billingTrouble(now, `${answer.code} ${answer.message}`),
  );
}

/** After this nobody works on a deposit without a code; the bank, which could not make one, is asked again as rarely. */
const LEFT_LYING_MS = 10 * 60_000;

/** Codes that have run out make room for new ones; a deposit without a code and without trouble gets its job again. */
export async function sweepDeposits(deps: TaxJobDeps, enqueue: Enqueue): Promise<void> {
  for (const id of await overdueBillings(deps.pool, deps.clock())) {
    await change(deps, id, 'expire', (deposit, moment) => expireBilling(deposit, moment));
    await enqueue(billingJob(id));
  }
  const before = new Date(deps.clock().getTime() - LEFT_LYING_MS);
  for (const id of await withoutBilling(deps.pool, before)) await enqueue(billingJob(id));
}

type Rule = (deposit: Deposit, moment: { readonly cause: string; readonly now: Date }) => Decision | Refusal;

/** Somebody was faster, or there is no more to do: the next run of the job sees what is there. */
const OVERTAKEN: readonly string[] = ['not_found', 'moved_on', 'not_possible_now'];

async function change(deps: TaxJobDeps, id: string, label: string, rule: Rule): Promise<void> {
  const at = deps.clock();
  const outcome = await jobChange(deps, {
    name: `deposit:${id}`,
    label,
    at,
    read: () => depositById(deps.pool, deps.codec, id),
    decide: async (deposit, cause) => rule(deposit, { cause, now: at }),
    parties: ({ satkerId }) => ({ satkerId, vendorId: null }),
  });
  if (outcome !== true && !OVERTAKEN.includes(outcome.code)) throw new Error(`deposit ${id}: ${outcome.code}`);
}
