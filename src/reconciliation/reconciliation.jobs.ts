/** What `work` does for statements: reads every account in turn, explains what it finds, looks for debits that do not come. */
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { localDate } from '../kernel/time.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import type { Instruction } from '../payment/instruction.ts';
import { holidaySet, rulesOn } from '../regulation/rules.ts';
import type { ReadDeps } from './deps.ts';
import { explainLines } from './explain.ts';
import { readStatement } from './read.ts';
import { unseenPayments } from './reconciliation.store.ts';

/** Every account is read again after this, whatever happens. */
export const READ_EVERY_MS = 180_000;
/** While a payment waits for its debit: soon, then ever more rarely. */
const SOON_MS = [2_000, 3_000, 5_000, 10_000, 30_000];
const RARELY_MS = 60_000;

/**
 * One turn of one account. Answers in how many milliseconds it is read again, and how many turns have waited for something:
 * `turn` goes on counting while payments wait for their debit. Null when the satker has no account here.
 */
export async function reconcileSatker(
  deps: ReadDeps,
  satkerId: string,
  turn: number,
): Promise<{ readonly pauseMs: number; readonly turn: number } | null> {
  const read = await readStatement(deps, satkerId);
  if (read === null) return null;
  const { waiting, more } = await explainLines(deps, satkerId);
  if (more) return { pauseMs: 0, turn: 0 };
  const unseen = await unseenPayments(deps.pool, deps.codec, satkerId);
  await noteMissing(deps, unseen);
  if (unseen.length + waiting === 0 && !read.more) return { pauseMs: READ_EVERY_MS, turn: 0 };
  return { pauseMs: SOON_MS[turn] ?? RARELY_MS, turn: turn + 1 };
}

/** Whether the debit of a payment that the bank called paid should be on the statement by now (second working day). */
export function isOverdue({ bank, sentAt, zone }: Instruction, now: Date): boolean {
  const paidAt = bank.at ?? sentAt;
  if (paidAt === null) return false;
  const day = localDate(new Date(paidAt), zone);
  const days = rulesOn('APBN', day).get('statement.debit.days');
  return localDate(now, zone) >= addWorkingDays(day, days, holidaySet());
}

/** Written down once for each; the work list shows them as long as they last. */
async function noteMissing(deps: ReadDeps, unseen: readonly Instruction[]): Promise<void> {
  const at = deps.clock();
  for (const payment of unseen.filter((one) => isOverdue(one, at))) {
    const command = { key: `statement.missing:${payment.id}`, request: 'missing', actor: systemActor, at };
    const { reference, net, satkerId } = payment;
    await runCommand(deps, command, async () => ({
      decision: {
        ok: true,
        events: [
          {
            type: 'statement.debit_missing',
            aggregate: 'payment',
            aggregateId: payment.id,
            payload: { reference, net, paidAt: payment.bank.at },
          },
        ],
        rows: [],
        transfers: [],
        jobs: [],
      },
      parties: { satkerId, vendorId: null },
      response: {},
    }));
  }
}
