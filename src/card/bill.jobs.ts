/** What `work` does for card bills: asks the issuers, once a day and whenever somebody wants to know. */
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal, type JobRequest, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { account, balances, creditRoom } from '../ledger/accounts.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import type { Card } from '../payment/card.ts';
import type { PaymentJobDeps } from '../payment/payment.deps.ts';
import type { CardBill as IssuedBill } from '../payment/rails/port.ts';
import type { Enqueue } from '../platform/worker.ts';
import { billedCards, billsLeavingOpen, billsOf, knownBill, officesToAsk, unbilledPayments } from './bill.store.ts';
import { billId } from './bill.ts';
import { receiveBill } from './receive.ts';

const TASK = 'card.bills';
const DAY_MS = 24 * 60 * 60_000;
/** A silent issuer is asked again. */
const AGAIN_MS = 10 * 60_000;

export const billsJob = (satkerId: string, at: Date): JobRequest => ({
  task: TASK,
  payload: { satkerId },
  key: `${TASK}:${satkerId}`,
  runAt: at.toISOString(),
});

const MONTHS = 12;
/** A bill that was made before its day takes the month after; more than these are not waiting. */
const AHEAD = 3;

/** `yyyyMM`, months before (negative) or after the month of a local date. */
function periodAt(date: string, months: number): string {
  const at = Number(date.slice(0, 4)) * MONTHS + Number(date.slice(5, 7)) - 1 + months;
  return `${Math.floor(at / MONTHS)}${String((at % MONTHS) + 1).padStart(2, '0')}`;
}

/** Asks every issuer of the office and keeps what is new. Answers when to ask again. */
export async function fetchBills(deps: PaymentJobDeps, satkerId: string): Promise<Date> {
  const satker = await satkerById(deps.pool, deps.codec, satkerId);
  const now = deps.clock();
  if (!satker) return new Date(now.getTime() + DAY_MS);
  let silent = false;
  for (const cards of (await billedCards(deps.pool, deps.codec, satkerId)).values()) {
    const [first] = cards;
    if (!first?.billing) continue;
    const today = localDate(now, satker.zone);
    for (let month = -1; month <= AHEAD; month += 1) {
      const period = periodAt(today, month);
      const answer = await deps.cardBillRail(first.issuerBankCode).bill(first.billing.accountNo, period);
      if (answer.kind === 'found') await keep(deps, { satkerId, cards, period, issued: answer.bill });
      silent ||= answer.kind === 'unknown';
      if (month >= 0 && answer.kind !== 'found') break;
    }
  }
  return new Date(now.getTime() + (silent ? AGAIN_MS : DAY_MS));
}

interface Found {
  readonly satkerId: string;
  readonly cards: readonly Card[];
  readonly period: string;
  readonly issued: IssuedBill;
}

async function keep(deps: PaymentJobDeps, { satkerId, cards, period, issued }: Found): Promise<void> {
  const id = billId(cards[0]?.issuerBankCode ?? '', issued.billNo);
  if (await knownBill(deps.pool, id)) return;
  const at = deps.clock();
  const command = { key: `card.bill:${id}`, request: 'card.bill', actor: systemActor, at };
  const outcome = await runCommand(deps, command, async (cause) => {
    const satker = await satkerById(deps.pool, deps.codec, satkerId);
    if (!satker) return refuse('not_found');
    const bills = await billsOf(deps.pool, deps.codec, satkerId);
    const limits = await balances(
      deps.pool,
      deps.ids,
      cards.map((card) => account('card.limit', card.id)),
    );
    const decision = receiveBill(issued, {
      cause,
      now: at,
      satkerId,
      zone: satker.zone,
      regime: satker.regime,
      period,
      cards,
      room: new Map(cards.map((card, i) => [card.id, limits[i] ? creditRoom(limits[i]) : 0n])),
      payments: await unbilledPayments(deps.pool, deps.codec, satkerId, bills),
      leftOpen: (await billsLeavingOpen(deps.pool, deps.codec, satkerId)).filter(
        (bill) => bill.account.accountNo === issued.billingAccountNo,
      ),
    });
    if (!decision.ok) return decision;
    return { decision, parties: { satkerId, vendorId: null }, response: { id } };
  });
  if (isRefusal(outcome)) throw new Error(`card bill ${id}: ${outcome.code}`);
}

/** Offices whose next question stands in no queue. */
export async function sweepCardBills({ pool }: Pick<PaymentJobDeps, 'pool'>, enqueue: Enqueue): Promise<void> {
  for (const satkerId of await officesToAsk(pool, TASK)) await enqueue(billsJob(satkerId, new Date()));
}
