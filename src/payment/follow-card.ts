/** What an answer of the bank means for a payment by card: on its page, or by QRIS in its app. */
import { declinedWords, pageClosedWords, paidWords } from './bank-words.ts';
import { voided, voidRefused } from './card-asks.ts';
import { authorised, captureReference, opened } from './card-payment.ts';
import { done, type Followed, stillSilent, wait } from './follow.ts';
import type { Instruction } from './instruction.ts';
import { askToOpen } from './open-card.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { merchantOf } from './qr-merchant.ts';
import type { CallOutcome, CardRail, QrRail, StatusOutcome } from './rails/port.ts';
import { settled, undone } from './step.ts';

const ASKED_OF_CARD: readonly string[] = ['PREPARED', 'OPEN', 'UNKNOWN'];

/** What the bank tells of who paid: by it the payment is found on the bill. */
type Told = StatusOutcome & { readonly approvalCode?: string; readonly rrn?: string; readonly openAs?: string };

/** `answer` is what opening the page brought; without one the bank is asked. */
export async function followCard(
  deps: PaymentJobDeps,
  instruction: Instruction,
  answer?: StatusOutcome,
): Promise<Followed> {
  const { card, cardPageUntil } = instruction;
  if (instruction.state === 'AUTHORISED' && card) return captured(deps.cardRail(card.issuerBankCode), instruction);
  if (!ASKED_OF_CARD.includes(instruction.state) || !card || cardPageUntil === null) return done;
  const closing = closerOf(deps, instruction, card.issuerBankCode);
  const asked: Told = answer ?? (await closing.status());
  const closed = deps.clock().getTime() > Date.parse(cardPageUntil) + deps.graceMs;
  const waiting = instruction.state === 'UNKNOWN' ? stillSilent : wait;
  switch (asked.kind) {
    case 'success':
      return paidOrAuthorised(instruction, asked);
    case 'failed':
      return declined(declinedWords(asked.code, asked.message));
    case 'pending':
      // A page whose address was lost is asked for again; a sale's is shut at once, so that the holder can begin anew. Any other
      // is shut when its time is over. Given up here is only what the bank then says is not paid.
      if (!closed && instruction.state !== 'UNKNOWN') return wait;
      if (!closed && instruction.cardWay !== undefined) return foundAgain(deps, instruction);
      await closing.close(asked.openAs);
      return waiting;
    case 'not_found':
      return closed || stale(deps, instruction) ? declined(pageClosedWords) : waiting;
    case 'unknown':
      return waiting;
  }
}

/** Opening again under the same reference answers the page or the QR that is open. */
async function foundAgain(deps: PaymentJobDeps, instruction: Instruction): Promise<Followed> {
  const answer = await askToOpen(deps, instruction);
  // A QR that is still good is told with "in progress".
  if (answer.kind !== 'success' && answer.kind !== 'pending') return stillSilent;
  const { redirectUrl: url = null, qrContent = null, referenceNo } = answer;
  if (url === null && qrContent === null) return stillSilent;
  return { kind: 'wait', label: 'open', rule: (i, _, moment) => opened(i, { url, qrContent, referenceNo }, moment) };
}

/** How the open page or QR is asked about and shut. */
function closerOf(deps: PaymentJobDeps, instruction: Instruction, bankCode: string) {
  const { reference, gross, createdAt } = instruction;
  if (instruction.rail === 'QRIS') {
    const qr: QrRail = deps.qrRail(bankCode);
    return {
      status: (): Promise<Told> => qr.status(reference, gross, createdAt),
      close: () => qr.cancel(reference, merchantOf(instruction), 'Waktu pembayaran habis'),
    };
  }
  const rail: CardRail = deps.cardRail(bankCode);
  const authorises = instruction.cardWay === 'AUTHORISE';
  return {
    status: (): Promise<Told> =>
      authorises ? rail.authStatus(reference, gross, createdAt) : rail.status(reference, gross, createdAt),
    // The bank's reference was lost with its answer; the status tells it.
    close: (openAs?: string) =>
      authorises
        ? rail.void({
            partnerReferenceNo: reference,
            referenceNo: instruction.bank.referenceNo ?? openAs ?? '',
            voidReference: `${reference}-X`,
            reason: 'Waktu pembayaran habis',
          })
        : rail.cancel(reference),
  };
}

function paidOrAuthorised(instruction: Instruction, asked: Extract<Told, { kind: 'success' }>): Followed {
  const { referenceNo, approvalCode = null, rrn = null } = asked;
  const said = { words: paidWords(referenceNo), referenceNo, approvalCode, rrn };
  if (instruction.cardWay === 'AUTHORISE')
    return { kind: 'wait', label: 'authorise', rule: (i, _, moment) => authorised(i, said, moment) };
  return { kind: 'done', label: 'settle', rule: (i, subject, moment) => settled(i, subject, said, moment) };
}

/** Authorised: captured at once, or undone when somebody has asked for it first. */
async function captured(rail: CardRail, instruction: Instruction): Promise<Followed> {
  const { voidAsked, reference, gross, bank } = instruction;
  const own = { partnerReferenceNo: reference, referenceNo: bank.referenceNo ?? '' };
  if (voidAsked)
    return byVoid(await rail.void({ ...own, voidReference: voidAsked.reference, reason: voidAsked.reason }));
  const order = { ...own, captureReference: captureReference(instruction), amount: gross };
  // What a silent bank did with an earlier capture is asked first; the same reference captures once.
  const earlier = await rail.captureStatus(order);
  if (earlier.kind === 'success') return captureDone(bank.referenceNo, earlier.referenceNo);
  if (earlier.kind === 'failed') return uncaptured(earlier);
  if (earlier.kind !== 'not_found') return stillSilent;
  const answer = await rail.capture({
    ...order,
    title: `${instruction.orderNumber} ${instruction.vendorName}`.slice(0, 100),
    last: true,
  });
  switch (answer.kind) {
    case 'success':
      return captureDone(bank.referenceNo, answer.referenceNo);
    case 'refused':
      return uncaptured(answer);
    default:
      return stillSilent;
  }

  async function uncaptured(why: { readonly code: string; readonly message: string }): Promise<Followed> {
    // What cannot be captured must not go on holding the holder's limit at the bank.
    await rail.void({ ...own, voidReference: `${reference}-X`, reason: 'Tidak dapat ditagihkan' });
    return declined(declinedWords(why.code, why.message));
  }
}

const captureDone = (referenceNo: string | null, captureNo: string): Followed => ({
  kind: 'done',
  label: 'settle',
  rule: (i, subject, moment) =>
    settled({ ...i, captureNo }, subject, { words: paidWords(referenceNo ?? captureNo), referenceNo }, moment),
});

/** What the bank said of a void. */
export function byVoid(answer: CallOutcome): Followed {
  switch (answer.kind) {
    case 'success':
      return {
        kind: 'done',
        label: 'void',
        rule: (i, subject, moment) => voided(i, subject, 'Pembayaran dibatalkan bank.', moment),
      };
    case 'refused':
      return {
        kind: 'wait',
        label: 'refuseVoid',
        rule: (i, _, moment) => voidRefused(i, declinedWords(answer.code, answer.message), moment),
      };
    default:
      return stillSilent;
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
