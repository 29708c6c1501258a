/** What an answer of the bank means for a card payment on its own page. */
import { declinedWords, pageClosedWords, paidWords } from './bank-words.ts';
import { done, type Followed, stillSilent, wait } from './follow.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { StatusOutcome } from './rails/port.ts';
import { settled, undone } from './step.ts';

const ASKED_OF_CARD: readonly string[] = ['PREPARED', 'OPEN', 'UNKNOWN'];

/** `answer` is what opening the page brought; without one the bank is asked. */
export async function followCard(
  deps: PaymentJobDeps,
  instruction: Instruction,
  answer?: StatusOutcome,
): Promise<Followed> {
  const { card, cardPageUntil } = instruction;
  if (!ASKED_OF_CARD.includes(instruction.state) || !card || cardPageUntil === null) return done;
  const rail = deps.cardRail(card.issuerBankCode);
  const asked = answer ?? (await rail.status(instruction.reference, instruction.gross, instruction.createdAt));
  const closed = deps.clock().getTime() > Date.parse(cardPageUntil) + deps.graceMs;
  const waiting = instruction.state === 'UNKNOWN' ? stillSilent : wait;
  switch (asked.kind) {
    case 'success': {
      const { referenceNo } = asked;
      const approvalCode =
        'approvalCode' in asked && typeof asked.approvalCode === 'string' ? asked.approvalCode : null;
      return {
        kind: 'done',
        label: 'settle',
        rule: (i, subject, moment) =>
          settled(i, subject, { words: paidWords(referenceNo), referenceNo, approvalCode }, moment),
      };
    }
    case 'failed':
      return declined(declinedWords(asked.code, asked.message));
    case 'pending':
      // A page whose address was lost serves nobody: it is shut at once, so that the holder can begin again. Any other is
      // shut when its time is over. Given up here is only what the bank then says is not paid.
      if (!closed && instruction.state !== 'UNKNOWN') return wait;
      await rail.cancel(instruction.reference);
      return waiting;
    case 'not_found':
      return closed || stale(deps, instruction) ? declined(pageClosedWords) : waiting;
    case 'unknown':
      return waiting;
  }
}

/** No page was ever opened, and the bank has had its time. */
const stale = (deps: PaymentJobDeps, { state, createdAt }: Instruction): boolean =>
  state === 'UNKNOWN' && deps.clock().getTime() - Date.parse(createdAt) > deps.graceMs;

const declined = (words: string): Followed => ({
  kind: 'done',
  label: 'decline',
  rule: (i, subject, moment) => undone(i, subject, 'decline', words, moment),
});
