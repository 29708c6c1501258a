/** Rows K1 and K2: payment by KKP on the bank's own page. The platform never sees a card number. */
import { type Decision, type JobRequest, type Refusal, refuse } from '../kernel/decision.ts';
import type { Order } from '../purchasing/order.ts';
import { beginPayment } from '../purchasing/paying.ts';
import type { Card } from './card.ts';
import { begunFor, type Instruction } from './instruction.ts';
import { holdCard } from './postings.ts';
import { bankStep, both, type Moment, stepped } from './step.ts';
import { askJob, type PaymentActor } from './transfer.ts';

export interface CardFacts extends Moment {
  readonly actor: PaymentActor;
}

/** How long the bank keeps its page open for the holder. */
const PAGE_MS = 15 * 60_000;
const FIRST_CHECK_MS = 5_000;

/** The holder begins: limit and debt are held; `work` asks the bank for its page. `limitLeft` is the card's free limit. */
export function prepareCard(order: Order, card: Card, limitLeft: bigint, facts: CardFacts): Decision | Refusal {
  const begun = begunFor(order, facts.cause, facts.now);
  if (!begun) return refuse('not_possible_now', { state: order.state });
  if (card.satkerId !== order.satkerId || card.holderPersonId !== facts.actor.personId)
    return refuse('card_not_yours', { holder: card.holder });
  if (begun.gross > limitLeft)
    return refuse('card_limit_insufficient', { left: limitLeft, short: begun.gross - limitLeft });
  const holds = holdCard(facts.cause, { satker: order.satkerId, vendor: order.vendorId }, card.id, begun.gross);
  const { personId, assignmentId, name, role } = facts.actor;
  const next: Instruction = {
    ...begun,
    // The card pays the whole bill; what is withheld outside the card flow is the treasurer's task (LLDIKTI V circular on PPh 23 and the card).
    tax: 0n,
    net: begun.gross,
    rail: 'KKP',
    state: 'PREPARED',
    source: null,
    card,
    holds,
    approvals: [{ step: 'prepare', by: { personId, assignmentId, name, role }, at: facts.now.toISOString(), note: '' }],
    cardPageUntil: new Date(facts.now.getTime() + PAGE_MS).toISOString(),
  };
  const actor = { ...facts.actor, role: 'KKP_HOLDER' as const };
  return both(
    stepped({ from: null, next, action: 'prepare', role, transfers: holds, jobs: [openJob(begun.id)] }),
    beginPayment(order, begun.id, 'payByCard', { ...facts, actor }),
  );
}

export const openJob = (id: string): JobRequest => ({
  task: 'payment.openCard',
  payload: { id },
  key: `payment.openCard:${id}`,
});

/** The bank's page is open. */
export function opened(
  instruction: Instruction,
  page: { readonly url: string; readonly referenceNo: string | null },
  moment: Moment,
): Decision | Refusal {
  const next = new Date(moment.now.getTime() + FIRST_CHECK_MS);
  return bankStep(instruction, 'open', { words: 'Halaman bank terbuka.', referenceNo: page.referenceNo }, moment, {
    change: { cardPageUrl: page.url, sentAt: moment.now.toISOString(), nextCheckAt: next.toISOString() },
    jobs: [askJob(instruction.id, next)],
  });
}
