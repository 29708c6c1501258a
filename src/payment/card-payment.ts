/**
 * Rows K1 and K2: payment by KKP. An international card pays on the bank's own page, and the platform never sees its number; a
 * domestic one (KKP Domestik, PER-12/PB/2022) pays a QR of QRIS in the issuer's app. Both come after the BAST (UU 1/2004 art. 21(1)):
 * an order without an SPBy has nothing that could be charged.
 */
import { type Decision, type JobRequest, type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import type { Order } from '../purchasing/order.ts';
import { beginPayment } from '../purchasing/paying.ts';
import type { Rules } from '../regulation/rules.ts';
import { type Card, cardIsExpired, kindOf, schemeOf, statusOf } from './card.ts';
import { begunFor, type Instruction } from './instruction.ts';
import { holdCard } from './postings.ts';
import { bankStep, both, type Moment, stepped } from './step.ts';
import { askJob, type PaymentActor } from './transfer.ts';

export interface CardFacts extends Moment {
  readonly actor: PaymentActor;
  readonly rules: Rules;
  /** Class of the vendor; a domestic card pays small ones alone. */
  readonly vendorClass?: string;
}

/** How long the bank keeps its page, or the QR, open for the holder. */
const PAGE_MS = 15 * 60_000;
const FIRST_CHECK_MS = 5_000;

/** The holder begins: limit and debt are held; `work` asks the bank for its page or for the QR. `limitLeft` is the card's free limit. */
export function prepareCard(order: Order, card: Card, limitLeft: bigint, facts: CardFacts): Decision | Refusal {
  const begun = begunFor(order, facts.cause, facts.now);
  if (!begun) return refuse('not_possible_now', { state: order.state });
  if (card.satkerId !== order.satkerId || card.holderPersonId !== facts.actor.personId)
    return refuse('card_not_yours', { holder: card.holder });
  const refusal = cardRefusal(card, order, begun.gross, facts);
  if (refusal) return refusal;
  if (begun.gross > limitLeft)
    return refuse('card_limit_insufficient', { left: limitLeft, short: begun.gross - limitLeft });
  const holds = holdCard(facts.cause, { satker: order.satkerId, vendor: order.vendorId }, card.id, begun.gross);
  const { personId, assignmentId, name, role } = facts.actor;
  const domestic = schemeOf(card) === 'DOMESTIC';
  const next: Instruction = {
    ...begun,
    // The card pays the whole bill; what is withheld outside the card flow is the treasurer's task (LLDIKTI V circular on PPh 23 and the card).
    tax: 0n,
    net: begun.gross,
    rail: domestic ? 'QRIS' : 'KKP',
    state: 'PREPARED',
    source: null,
    card,
    holds,
    approvals: [{ step: 'prepare', by: { personId, assignmentId, name, role }, at: facts.now.toISOString(), note: '' }],
    cardPageUntil: new Date(facts.now.getTime() + PAGE_MS).toISOString(),
    cardWay: domestic ? 'SALE' : WAY,
  };
  const actor = { ...facts.actor, role: 'KKP_HOLDER' as const };
  return both(
    stepped({ from: null, next, action: 'prepare', role, transfers: holds, jobs: [openJob(begun.id)] }),
    beginPayment(order, begun.id, 'payByCard', { ...facts, actor }),
  );
}

/** Authorisation and capture (SNAP 63, 65); instructions of before go on by sale (54). */
const WAY = 'AUTHORISE' as const;

const SMALL: readonly (string | undefined)[] = ['MICRO', 'SMALL', 'COOPERATIVE'];

/** Why this card may not pay this order; null when it may. */
function cardRefusal(card: Card, order: Order, gross: bigint, facts: CardFacts): Refusal | null {
  const { last4, expiry } = card;
  if (statusOf(card) !== 'ACTIVE') return refuse('card_inactive', { last4 });
  if (cardIsExpired(card, localDate(facts.now, order.zone))) return refuse('card_expired', { last4, expiry });
  // Kind (b) pays official travel, which is not ordered here.
  if (kindOf(card) !== 'OPERATIONAL') return refuse('akun_not_for_card', { akun: order.budget?.akun ?? '–' });
  if (schemeOf(card) === 'INTERNATIONAL') return null;
  // PER-12/PB/2022: domestic products of micro and small enterprises and cooperatives.
  if (!order.lines.every(({ pdn }) => pdn) || !SMALL.includes(facts.vendorClass)) return refuse('card_domestic_only');
  const limit = facts.rules.limit('qris.maxPerTransaction');
  return gross > limit ? refuse('limit_exceeded', { amount: gross, limit }) : null;
}

export const openJob = (id: string): JobRequest => ({
  task: 'payment.openCard',
  payload: { id },
  key: `payment.openCard:${id}`,
});

/** The bank's page is open, or the QR is made. */
export function opened(
  instruction: Instruction,
  page: { readonly url: string | null; readonly qrContent?: string | null; readonly referenceNo: string | null },
  moment: Moment,
): Decision | Refusal {
  const next = new Date(moment.now.getTime() + FIRST_CHECK_MS);
  const words = instruction.rail === 'QRIS' ? 'Kode QR siap dipindai.' : 'Halaman bank terbuka.';
  return bankStep(instruction, 'open', { words, referenceNo: page.referenceNo }, moment, {
    change: {
      cardPageUrl: page.url,
      qrContent: page.qrContent ?? null,
      sentAt: moment.now.toISOString(),
      nextCheckAt: next.toISOString(),
    },
    jobs: [askJob(instruction.id, next)],
  });
}

/** The holder has authorised: from here on the platform captures, and nobody has to do anything. */
export function authorised(
  instruction: Instruction,
  said: {
    readonly words: string;
    readonly referenceNo: string | null;
    readonly approvalCode: string | null;
    readonly rrn: string | null;
  },
  moment: Moment,
): Decision | Refusal {
  return bankStep(instruction, 'authorise', said, moment, {
    change: { cardPageUrl: null, nextCheckAt: moment.now.toISOString() },
    jobs: [askJob(instruction.id, moment.now)],
  });
}

export const captureReference = ({ reference }: Instruction): string => `${reference}-C`;
