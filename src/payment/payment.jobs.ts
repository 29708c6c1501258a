/** What `work` does for payments: send once, then ask until the bank has spoken. Every job may run again at any time. */
import { jobChange } from '../journal/job-change.ts';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { silentWords } from './bank-words.ts';
import { putAsk } from './card.jobs.ts';
import { opened } from './card-payment.ts';
import { wayOf } from './carrier.ts';
import { type Followed, followTransfer, stillSilent } from './follow.ts';
import { followCard } from './follow-card.ts';
import type { Instruction } from './instruction.ts';
import { askToOpen } from './open-card.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { instructionById } from './payment.store.ts';
import { putOff, saysShut } from './put-off.ts';
import { maySend, postponed } from './schedule.ts';
import { bankStep, type Moment, machineOf } from './step.ts';
import type { Subject } from './subject.ts';
import { askJob, type Carrier, FIRST_CHECK_MS, sendTransfer } from './transfer.ts';
import { payBilling } from './way.ts';

type Rule = (instruction: Instruction, subject: Subject, moment: Moment) => Decision | Refusal;

/** Decides on the instruction and what it is for as they are now, and commits; true and refusals as `jobChange`. */
export function change(deps: PaymentJobDeps, id: string, label: string, rule: Rule): Promise<true | Refusal> {
  const at = deps.clock();
  return jobChange(deps, {
    name: `payment:${id}`,
    label,
    at,
    read: () => instructionById(deps.pool, deps.codec, id),
    decide: async (instruction, cause) => {
      const subject = await deps.subjects[instruction.purpose](deps.pool, deps.codec, instruction);
      return subject ? rule(instruction, subject, { cause, now: at }) : refuse('not_found');
    },
    parties: ({ satkerId, vendorId }) => ({ satkerId, vendorId }),
  });
}

/** Remark on the statement: carries the reference, at most 50 characters. */
const remarkOf = ({ reference, orderNumber }: Instruction): string => `${reference} ${orderNumber}`.slice(0, 50);

/** Part of the grace period in which what was written as sent may still leave. Later it may have been given up. */
const LEAVES_WITHIN = 0.5;

/**
 * Row C5. The one who writes SENT is the one who calls the bank, and calls it once. Whether anything may leave is asked before SENT is
 * written: otherwise it stays APPROVED, and the answer is in how many milliseconds to look again.
 */
export async function sendPayment(deps: PaymentJobDeps, id: string): Promise<number | null> {
  const approved = await instructionById(deps.pool, deps.codec, id);
  if (!approved || !maySend(approved, deps.clock()) || approved.source === null) return null;
  const way = await wayOf(deps, approved);
  if (way.kind === 'later') {
    await change(deps, id, 'postpone', (i) => postponed(i, way));
    return null;
  }
  const { source, satkerId } = approved;
  const link = deps.link(source.bankCode);
  let pass = link.enter(satkerId, 'PAYMENT');
  if (!pass.ok && pass.tryNow) {
    // Whether the bank is back is found out by a question, not by a payment.
    await deps.transferRail(source.bankCode).balance(source);
    pass = link.enter(satkerId, 'PAYMENT');
  }
  if (!pass.ok) return pass.againMs;
  try {
    await sendNow(deps, id, way.carrier);
    return null;
  } finally {
    pass.leave();
  }
}

async function sendNow(deps: PaymentJobDeps, id: string, carrier: Carrier | null): Promise<void> {
  if ((await change(deps, id, 'send', (i, _, moment) => sendTransfer(i, moment, carrier))) !== true) return;
  const sent = await instructionById(deps.pool, deps.codec, id);
  if (sent?.state !== 'SENT' || sent.sentAt === null || sent.source === null) return;
  const sentAt = Date.parse(sent.sentAt);
  if (deps.clock().getTime() - sentAt > deps.graceMs * LEAVES_WITHIN) return;
  const { source, sentAt: transactionDate } = sent;
  const answer =
    sent.rail === 'MPN'
      ? await payBilling(deps, { ...sent, source, sentAt: transactionDate })
      : await deps.transferRail(source.bankCode).submit({
          partnerReferenceNo: sent.reference,
          source,
          beneficiary: sent.beneficiary,
          amount: sent.net,
          remark: remarkOf(sent),
          customerReference: sent.reference,
          transactionDate,
          ...(sent.service ? { service: sent.service } : {}),
          ...(sent.channel ? { channel: sent.channel } : {}),
        });
  if (saysShut(answer)) {
    const pass = deps.link(source.bankCode).enter();
    if (pass.ok) pass.leave();
    const at = new Date(deps.clock().getTime() + (pass.ok ? SHORTEST_PAUSE_MS : pass.againMs));
    await change(deps, id, 'putOff', (i, _, moment) => putOff(i, { code: answer.code, at }, moment));
    return;
  }
  // Only what the bank has said for certain is written at once; all else is for the question that follows.
  await applied(deps, id, await followTransfer(deps, sent, answer), new Date(sentAt + FIRST_CHECK_MS));
}

/** Asks the bank what became of a payment; answers when to ask again, or null when all is said. */
export async function askPayment(deps: PaymentJobDeps, id: string, turn: number): Promise<number | null> {
  const instruction = await instructionById(deps.pool, deps.codec, id);
  if (!instruction) return null;
  const bankCode = instruction.source?.bankCode ?? instruction.card?.issuerBankCode;
  const pass = bankCode === undefined ? null : deps.link(bankCode).enter(instruction.satkerId);
  if (pass?.ok === false) {
    if (pass.why === 'open') await askLater(deps, instruction, pass.againMs);
    return pass.againMs;
  }
  try {
    return await askNow(deps, instruction, turn);
  } finally {
    pass?.leave();
  }
}

/** A bank tells something of a payment that counts as paid: the statement of this satker shows whether it came back. Null: no need. */
export async function toReadAgain(deps: PaymentJobDeps, id: string): Promise<string | null> {
  const instruction = await instructionById(deps.pool, deps.codec, id);
  const paid = instruction?.state === 'SETTLED' || instruction?.state === 'RECONCILED';
  return paid && instruction.source !== null ? instruction.satkerId : null;
}

/** Whoever waits sees when a silent bank is asked again. */
async function askLater(deps: PaymentJobDeps, { id, state, nextCheckAt }: Instruction, pauseMs: number): Promise<void> {
  const now = deps.clock().getTime();
  if (!WAITING.includes(state) || (nextCheckAt !== null && Date.parse(nextCheckAt) > now)) return;
  await applied(deps, id, stillSilent, new Date(now + pauseMs));
}

const WAITING: readonly string[] = ['SENT', 'UNKNOWN', 'IN_CLEARING'];

async function askNow(deps: PaymentJobDeps, instruction: Instruction, turn: number): Promise<number | null> {
  const { id } = instruction;
  const followed =
    machineOf(instruction.rail) === machineOf('CMS')
      ? await followTransfer(deps, instruction)
      : await followCard(deps, instruction);
  const pause = pauseAfter(turn, deps.random());
  await applied(deps, id, followed, new Date(deps.clock().getTime() + pause));
  return followed.kind === 'done' ? null : pause;
}

/** Seconds first, then every five minutes at the longest, each at random within its span: those who wait do not come back together. */
const FIRST_PAUSES_MS = [2_000, 3_000, 5_000, 8_000, 13_000, 20_000, 30_000, 60_000, 120_000];
const LONG_PAUSE_MS = 300_000;
const SHORTEST_PAUSE_MS = 1_000;
const pauseAfter = (turn: number, random: number): number =>
  Math.max(SHORTEST_PAUSE_MS, Math.ceil(random * (FIRST_PAUSES_MS[turn] ?? LONG_PAUSE_MS)));

async function applied(deps: PaymentJobDeps, id: string, { rule, label }: Followed, again: Date): Promise<void> {
  if (rule) await change(deps, id, label, (i, subject, moment) => rule(i, subject, { ...moment, again }));
}

/** Row K1: asks the bank for its page, or for the QR. */
export async function openCardPage(deps: PaymentJobDeps, id: string): Promise<number | null> {
  const prepared = await instructionById(deps.pool, deps.codec, id);
  if (prepared?.state !== 'PREPARED' || !prepared.card || prepared.cardPageUntil === null) return null;
  const pass = deps.link(prepared.card.issuerBankCode).enter(prepared.satkerId);
  if (!pass.ok) return pass.againMs;
  try {
    return await openNow(deps, prepared);
  } finally {
    pass.leave();
  }
}

async function openNow(deps: PaymentJobDeps, prepared: Instruction): Promise<number | null> {
  const { id } = prepared;
  const answer = await askToOpen(deps, prepared);
  if (answer.kind === 'not_sent') return pauseAfter(1, deps.random());
  const shown = answer.kind === 'success' || (answer.kind === 'pending' && answer.qrContent !== undefined);
  if (shown && (answer.redirectUrl ?? answer.qrContent) !== undefined) {
    const { redirectUrl: url = null, qrContent = null, referenceNo } = answer;
    const page = { url, qrContent, referenceNo };
    await change(deps, id, 'open', (i, _, moment) => opened(i, page, moment));
    return null;
  }
  if (answer.kind === 'refused') {
    const followed = await followCard(deps, prepared, { kind: 'failed', code: answer.code, message: answer.message });
    await applied(deps, id, followed, deps.clock());
    return null;
  }
  await change(deps, id, 'loseTrack', (i, _, moment) =>
    bankStep(i, 'loseTrack', { words: silentWords }, moment, { jobs: [askJob(id, moment.now)] }),
  );
  return null;
}

/** Puts to the bank what people asked of a card payment; answers whether it must be put again. */
export async function askOfCard(deps: PaymentJobDeps, id: string): Promise<boolean> {
  const instruction = await instructionById(deps.pool, deps.codec, id);
  const answer = instruction && (await putAsk(deps, instruction));
  if (!answer) return false;
  const { rule, label, again } = answer;
  await applied(deps, id, { kind: 'done', label, rule }, deps.clock());
  const left = await instructionById(deps.pool, deps.codec, id);
  return again || (left?.refunds ?? []).some(({ state }) => state === 'ASKED');
}
