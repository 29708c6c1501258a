/** What one person is shown of a payment. */

import type { z } from 'zod';
import { qrPath } from '../identity/factors/qr.ts';
import type { Refusal } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import type { Asker } from '../platform/http/asker.ts';
import { digestOf } from '../purchasing/step-up.ts';
import { type Rules, rulesOn } from '../regulation/rules.ts';
import { mayAskReturn } from './ask-return.ts';
import { isCardPayment, openCardAsks, refundLeft } from './card-asks.ts';
import type { Instruction } from './instruction.ts';
import { mayAcceptPayee } from './payee.ts';
import { payeeStanding } from './payee-check.ts';
import type { paymentSummary, paymentView } from './payment.schema.ts';
import { heldUp, openTransferActions, type TransferFacts } from './transfer.ts';
import { payeeDigest, transferDetailsOf, transferSummaryOf } from './transfer.view.ts';

export type PaymentSummaryView = z.output<typeof paymentSummary>;
export type PaymentView = z.output<typeof paymentView>;

/** The rules of the day on which the instruction was made. */
export function rulesOfInstruction(instruction: Instruction): Rules {
  return rulesOn(instruction.regime ?? 'APBN', localDate(new Date(instruction.createdAt), instruction.zone));
}

/** Binds a code to one payment, its payee and its amount, for one approver. */
export function paymentDigest(instruction: Instruction, assignmentId: string, act = 'approve'): string {
  const { beneficiary, reference, net } = instruction;
  const said = [`payment.${act}`, reference, beneficiary.bankCode, beneficiary.accountNo, net.toString(), assignmentId];
  return digestOf(said);
}

/** Binds a code to one refund of one payment and its amount, for one person of the vendor. */
export function refundDigest(instruction: Instruction, amount: bigint, assignmentId: string): string {
  const said = ['payment.askRefund', instruction.reference, instruction.card?.last4 ?? '', amount.toString()];
  return digestOf([...said, String(instruction.refunds?.length ?? 0), assignmentId]);
}

/** The act by which the asker moves it on; null when it waits for somebody else. */
export function dueOf(instruction: Instruction, asker: Asker): string | null {
  if (instruction.rail === 'KKP' || instruction.rail === 'QRIS')
    return instruction.state === 'OPEN' && instruction.card?.holderPersonId === asker.personId ? 'openCardPage' : null;
  const open = openTransferActions(instruction, {
    actor: asker,
    rules: rulesOfInstruction(instruction),
    cause: instruction.id,
    now: new Date(instruction.createdAt),
    codeVerified: false,
  });
  if (mayAcceptPayee(instruction, asker)) return 'acceptPayee';
  // Held for the payee's name it waits for whoever answers for it, or for the treasurer who takes it back.
  const held = payeeStanding(instruction) === 'HELD';
  const acts = ['approve', 'check', 'release', 'resubmit'].filter((action) => action !== 'approve' || !held);
  return acts.find((action) => open.includes(action)) ?? null;
}

export function paymentSummaryView(instruction: Instruction, asker: Asker): PaymentSummaryView {
  const due = dueOf(instruction, asker);
  return {
    id: instruction.id,
    version: instruction.version,
    rail: instruction.rail,
    purpose: instruction.purpose,
    subjectId: instruction.subjectId,
    state: instruction.state,
    orderId: instruction.orderId,
    orderNumber: instruction.orderNumber,
    spbyNumber: instruction.spbyNumber,
    payee: instruction.vendorName,
    gross: instruction.gross.toString(),
    tax: instruction.tax.toString(),
    net: instruction.net.toString(),
    createdAt: instruction.createdAt,
    waitsForAsker: asker.satkerId === instruction.satkerId && due !== null,
    ...transferSummaryOf(instruction, asker, due),
  };
}

function qrOf({ state, qrContent, cardPageUntil }: Instruction): PaymentView['qr'] {
  if (state !== 'OPEN' || !qrContent || cardPageUntil === null) return null;
  const { path, size } = qrPath(qrContent);
  return { content: qrContent, svgPath: path, size, validUntil: cardPageUntil };
}

export function paymentViewOf(
  instruction: Instruction,
  asker: Asker,
  facts: TransferFacts,
  upAvailable: bigint | null,
  sentence: (refusal: Refusal) => string = ({ code }) => code,
): PaymentView {
  const buyer = asker.satkerId === instruction.satkerId;
  const holder = instruction.card?.holderPersonId === asker.personId;
  const account = ({ bankCode, accountNo, name }: Instruction['beneficiary']) => ({
    bank: facts.rules.bank(bankCode)?.name ?? bankCode,
    accountNo,
    name,
  });
  return {
    ...paymentSummaryView(instruction, asker),
    reference: instruction.reference,
    source: buyer && instruction.source ? account(instruction.source) : null,
    card:
      buyer && instruction.card
        ? {
            last4: instruction.card.last4,
            expiry: instruction.card.expiry,
            issuer: facts.rules.bank(instruction.card.issuerBankCode)?.name ?? instruction.card.issuerBankCode,
          }
        : null,
    beneficiary: account(instruction.beneficiary),
    payeeChangedOn: instruction.payeeChangedOn ?? null,
    approvals: instruction.approvals.map(({ step, by, at, note }) => ({
      step,
      by: by.name,
      role: by.role,
      at,
      note: buyer ? note : '',
    })),
    bankWords: instruction.bank.words,
    bankReference: instruction.bank.referenceNo,
    nextCheckAt: instruction.nextCheckAt,
    cardPageUrl: holder && instruction.state === 'OPEN' ? instruction.cardPageUrl : null,
    qr: holder ? qrOf(instruction) : null,
    refunds: (instruction.refunds ?? []).map(({ amount, reason, state, at, words }) => ({
      amount: amount.toString(),
      reason,
      state,
      at,
      words,
    })),
    refundable:
      isCardPayment(instruction) && instruction.state === 'SETTLED' ? refundLeft(instruction).toString() : null,
    voidAsked: (instruction.voidAsked ?? null) !== null,
    upAvailable: buyer && upAvailable !== null ? upAvailable.toString() : null,
    ...transferDetailsOf(instruction, asker),
    asks: buyer || asker.vendorId === instruction.vendorId ? openCardAsks(instruction, facts.actor, facts.now) : [],
    actions: buyer ? transferActionsOf(instruction, asker, facts, sentence) : [],
  };
}

/** Open acts of a transfer, with what holds them up and what has to be confirmed. */
function transferActionsOf(
  instruction: Instruction,
  asker: Asker,
  facts: TransferFacts,
  sentence: (refusal: Refusal) => string,
): PaymentView['actions'] {
  const { bankCode, accountNo, name } = instruction.beneficiary;
  const paper = {
    documentNumber: instruction.spbyNumber,
    payee: `${name} · ${facts.rules.bank(bankCode)?.name ?? bankCode} ${accountNo}`,
    amount: instruction.net.toString(),
  };
  const digests: Readonly<Record<string, () => string>> = {
    approve: () => paymentDigest(instruction, asker.assignmentId),
    release: () => paymentDigest(instruction, asker.assignmentId, 'release'),
    acceptPayee: () => payeeDigest(instruction, asker.assignmentId),
  };
  const open = [
    ...openTransferActions(instruction, facts),
    ...(mayAcceptPayee(instruction, facts.actor) ? ['acceptPayee'] : []),
    ...(mayAskReturn(instruction, facts.actor) ? ['askReturn'] : []),
  ];
  return open.map((action) => {
    const held = heldUp(instruction, action, facts);
    const digest = digests[action]?.();
    return {
      action,
      blockedBy: held && sentence(held),
      stepUp: digest === undefined ? null : { digest, ...paper },
    };
  });
}
