/** What `work` puts to the bank of a card payment because people asked for it: a void, a refund. */
import { declinedWords } from './bank-words.ts';
import { refundAnswered } from './card-asks.ts';
import { captureReference } from './card-payment.ts';
import type { FollowRule } from './follow.ts';
import { byVoid } from './follow-card.ts';
import type { CardRefund, Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { CallOutcome } from './rails/port.ts';

export interface CardAnswer {
  readonly label: string;
  readonly rule: FollowRule | null;
  /** Nothing certain yet: the same request is sent again, and acts once. */
  readonly again: boolean;
}

/** Puts one open request to the bank: the void first, then the oldest refund. Null when nothing is asked. */
export async function putAsk(deps: PaymentJobDeps, instruction: Instruction): Promise<CardAnswer | null> {
  const { card, voidAsked, refunds = [] } = instruction;
  if (!card || instruction.state !== 'SETTLED') return null;
  if (voidAsked) {
    const answer = await deps.cardRail(card.issuerBankCode).void({
      partnerReferenceNo: instruction.reference,
      referenceNo: instruction.bank.referenceNo ?? '',
      voidReference: voidAsked.reference,
      reason: voidAsked.reason,
    });
    const { label, rule } = byVoid(answer);
    return { label, rule: label === 'asked' ? null : rule, again: label === 'asked' };
  }
  const refund = refunds.find(({ state }) => state === 'ASKED');
  return refund ? byRefund(await refundAt(deps, instruction, card.issuerBankCode, refund), refund) : null;
}

function refundAt(
  deps: PaymentJobDeps,
  instruction: Instruction,
  bankCode: string,
  { reference, amount, reason }: CardRefund,
): Promise<CallOutcome> {
  const own = { partnerReferenceNo: instruction.reference, refundReference: reference, amount, reason };
  const { referenceNo } = instruction.bank;
  if (instruction.rail === 'QRIS')
    return deps.qrRail(bankCode).refund({ ...own, ...(referenceNo === null ? {} : { referenceNo }) });
  const captureNo =
    instruction.cardWay === 'AUTHORISE' ? (instruction.captureNo ?? captureReference(instruction)) : null;
  return deps.cardRail(bankCode).refund({ ...own, referenceNo, captureNo });
}

function byRefund(answer: CallOutcome, { reference }: CardRefund): CardAnswer {
  switch (answer.kind) {
    case 'success': {
      const said = { done: true, bankNo: answer.referenceNo, words: 'Dana dikembalikan ke kartu.' };
      return { label: `refund:${reference}`, rule: (i, _, m) => refundAnswered(i, reference, said, m), again: false };
    }
    case 'refused': {
      const said = { done: false, bankNo: null, words: declinedWords(answer.code, answer.message) };
      return { label: `refuse:${reference}`, rule: (i, _, m) => refundAnswered(i, reference, said, m), again: false };
    }
    default:
      return { label: 'asked', rule: null, again: true };
  }
}
