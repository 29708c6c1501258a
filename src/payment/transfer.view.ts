/** What people are shown of a transfer beside the amounts: levels, payee, hour, and what was asked back. */
import { z } from 'zod';
import type { Asker } from '../platform/http/asker.ts';
import { rupiah } from '../platform/http/wire.ts';
import { digestOf } from '../purchasing/step-up.ts';
import { awaitsRelease, type Instruction } from './instruction.ts';
import { LEVELS, needsRelease, officeOf, RELEASERS } from './level.ts';
import { payeeStanding, wordsMissing } from './payee-check.ts';
import { RETURN_REASONS } from './return-asked.ts';

/** Whose turn it is; null when it is over, or a card's. */
export const TURNS = ['BENDAHARA', 'PPSPM', 'KPA', 'BANK', 'CLOCK'] as const;
export const DUE_WHYS = [
  'CHOSEN_DATE',
  'DAY_OFF',
  'BEFORE_OPENING',
  'AFTER_CUT_OFF',
  'NO_RAIL',
  'PAYEE_FROZEN',
] as const;

/** Fields of every row of a list. */
export const transferSummary = {
  turn: z.enum(TURNS).nullable(),
  /** The act by which the asker moves it on. */
  due: z.string().nullable(),
  /** Approved, and not sent before. */
  dueAt: z.string().nullable(),
  dueWhy: z.enum(DUE_WHYS).nullable(),
  /** What the bank's answer about the payee is worth; null where no vendor is paid by transfer, or to strangers. */
  payeeStanding: z.enum(['WAITING', 'GOOD', 'HELD']).nullable(),
  /** Rupiah asked back by letter; null when nothing is. */
  askedBack: rupiah.nullable(),
};

/** Fields of one payment. */
export const transferDetails = {
  levels: z.object({ order: z.array(z.enum(LEVELS)), releaser: z.enum(RELEASERS), release: z.boolean() }).nullable(),
  payeeCheck: z
    .object({
      result: z.enum(['same', 'similar', 'different', 'not_found', 'unknown']),
      nameAtBank: z.string().nullable(),
      referenceNo: z.string().nullable(),
      message: z.string(),
      at: z.string(),
      accepted: z.array(z.object({ by: z.string(), role: z.string(), at: z.string(), reason: z.string() })),
      /** Whose word is missing. */
      waitsFor: z.array(z.enum(['BENDAHARA', 'KPA'])),
    })
    .nullable(),
  /** Local date chosen by the treasurer. */
  executeOn: z.string().nullable(),
  channel: z.string().nullable(),
  returnAsked: z
    .object({
      kind: z.enum(RETURN_REASONS),
      to: z.enum(['VENDOR', 'BANK']),
      amount: rupiah,
      letter: z.object({ number: z.string(), date: z.string() }),
      reason: z.string(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
};

/** Whose turn it is with a transfer. */
export function turnOf(instruction: Instruction): (typeof TURNS)[number] | null {
  const { state, levels, dueAt = null } = instruction;
  switch (state) {
    case 'DRAFT':
      return 'BENDAHARA';
    case 'SUBMITTED':
      return levels?.order.includes('CHECKER') ? officeOf(levels, 'CHECKER') : 'KPA';
    case 'CHECKED':
      return 'KPA';
    case 'APPROVED':
    case 'RELEASED':
      if (awaitsRelease(instruction) && levels) return officeOf(levels, 'RELEASER');
      return dueAt === null ? 'BANK' : 'CLOCK';
    case 'SENT':
    case 'IN_CLEARING':
    case 'UNKNOWN':
      return 'BANK';
    default:
      return null;
  }
}

const waits = (state: Instruction['state']): boolean => state === 'APPROVED' || state === 'RELEASED';

/** `due`: the act by which the asker moves it on. */
export function transferSummaryOf(
  instruction: Instruction,
  asker: Asker,
  due: string | null,
): { [F in keyof typeof transferSummary]: z.output<(typeof transferSummary)[F]> } {
  const buyer = asker.satkerId === instruction.satkerId;
  const later = waits(instruction.state) && !awaitsRelease(instruction);
  return {
    turn: instruction.rail === 'CMS' || instruction.rail === 'MPN' ? turnOf(instruction) : null,
    due: buyer ? due : null,
    dueAt: later ? (instruction.dueAt ?? null) : null,
    dueWhy: later ? ((instruction.dueWhy ?? null) as (typeof DUE_WHYS)[number] | null) : null,
    payeeStanding: buyer ? payeeStanding(instruction) : null,
    askedBack: instruction.returnAsked?.amount.toString() ?? null,
  };
}

export function transferDetailsOf(
  instruction: Instruction,
  asker: Asker,
): { [F in keyof typeof transferDetails]: z.output<(typeof transferDetails)[F]> } {
  const { levels, payeeCheck: check = null, returnAsked: asked = null, net } = instruction;
  const buyer = asker.satkerId === instruction.satkerId;
  return {
    levels:
      buyer && levels
        ? { order: [...levels.order], releaser: levels.releaser, release: needsRelease(levels, net) }
        : null,
    payeeCheck:
      buyer && check
        ? {
            ...check,
            accepted: check.accepted.map(({ by, role, at, reason }) => ({ by, role, at, reason })),
            waitsFor: wordsMissing(check),
          }
        : null,
    executeOn: instruction.executeOn ?? null,
    channel: instruction.channel ?? null,
    returnAsked: asked && {
      kind: asked.kind,
      to: asked.to,
      amount: asked.amount.toString(),
      letter: { ...asked.letter },
      reason: asked.reason,
      by: asked.by,
      at: asked.at,
    },
  };
}

/** Binds a code to the word of one person for one name on one account. */
export function payeeDigest({ reference, beneficiary, payeeCheck, net }: Instruction, assignmentId: string): string {
  const { bankCode, accountNo, name } = beneficiary;
  const found = payeeCheck?.nameAtBank ?? '';
  return digestOf(['payment.acceptPayee', reference, bankCode, accountNo, name, found, net.toString(), assignmentId]);
}
