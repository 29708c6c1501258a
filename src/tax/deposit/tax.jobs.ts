/** What `work` does for deposits: billing codes through the bank, and codes that have run out. */
import { systemActor } from '../../journal/actor.ts';
import { type Door, runCommand } from '../../journal/command.ts';
import { type Decision, isRefusal, type Refusal, refuse } from '../../kernel/decision.ts';
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

async function change(deps: TaxJobDeps, id: string, label: string, rule: Rule): Promise<void> {
  const at = deps.clock();
  const seen = await depositById(deps.pool, deps.codec, id);
  if (!seen) return;
  const command = { key: `deposit:${id}:${seen.version}:${label}`, request: label, actor: systemActor, at };
  const outcome = await runCommand(deps, command, async (cause) => {
    const deposit = await depositById(deps.pool, deps.codec, id);
    if (deposit?.version !== seen.version) return refuse('moved_on');
    const decision = rule(deposit, { cause, now: at });
    if (!decision.ok) return decision;
    return { decision, parties: { satkerId: deposit.satkerId, vendorId: null }, response: {} };
  });
  if (isRefusal(outcome) && outcome.code !== 'moved_on' && outcome.code !== 'not_possible_now')
    throw new Error(`deposit ${id}: ${outcome.code}`);
}
