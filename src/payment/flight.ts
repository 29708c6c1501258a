/** What is on its way, why it has not ended, and when somebody looks again. Pure. */
import type { Instruction, PaymentState } from './instruction.ts';
import type { LinkRow } from './rails/circuit-store.ts';

/** Moved by the bank or by us, not by a person of the office (the holder in front of the bank's page excepted). */
export const IN_FLIGHT: readonly PaymentState[] = [
  'APPROVED',
  'RELEASED',
  'SENT',
  'UNKNOWN',
  'IN_CLEARING',
  'PREPARED',
  'OPEN',
  'AUTHORISED',
];

export const FLIGHT_REASONS = [
  /** Approved; it leaves in a moment. */
  'LEAVING',
  /** Approved; waits for its day, its hour, or its payee. */
  'SCHEDULED',
  /** Approved; the bank does not answer, so nothing is sent to it. */
  'BANK_SILENT',
  /** Approved; the bank says that it is closed at this hour. */
  'BANK_SHUT',
  /** Sent; the first answer is awaited. */
  'ANSWER_AWAITED',
  /** Sent; no answer. It is asked about and never sent again. */
  'UNANSWERED',
  'CLEARING',
  /** The bank prepares its page or the QR. */
  'PAGE_AWAITED',
  'HOLDER_AWAITED',
] as const;
export type FlightReason = (typeof FLIGHT_REASONS)[number];

export interface Flight {
  readonly reason: FlightReason;
  /** ISO 8601: since when it is where it is. */
  readonly since: string;
  /** When we look again; null where nobody has said. */
  readonly nextAt: string | null;
}

/** The bank that moves it: the one of the account or of the card. */
export const bankOf = ({ source, card, beneficiary }: Instruction): string =>
  source?.bankCode ?? card?.issuerBankCode ?? beneficiary.bankCode;

export function flightOf(instruction: Instruction, link: LinkRow | null): Flight {
  const { state, approvals, createdAt, sentAt, bank, nextCheckAt, dueAt = null, dueWhy = null } = instruction;
  const decided = approvals.at(-1)?.at ?? createdAt;
  const moved = bank.at ?? sentAt ?? decided;
  switch (state) {
    case 'APPROVED':
    case 'RELEASED': {
      const disturbed = link !== null && link.state !== 'CLOSED' && (dueAt === null || dueWhy === 'NO_RAIL');
      if (disturbed) {
        const reason = link.reason === 'SHUT' ? 'BANK_SHUT' : 'BANK_SILENT';
        return { reason, since: decided, nextAt: dueAt ?? link.until?.toISOString() ?? null };
      }
      return { reason: dueAt === null ? 'LEAVING' : 'SCHEDULED', since: decided, nextAt: dueAt };
    }
    case 'SENT':
      return { reason: 'ANSWER_AWAITED', since: sentAt ?? decided, nextAt: nextCheckAt };
    case 'IN_CLEARING':
      return { reason: 'CLEARING', since: moved, nextAt: nextCheckAt };
    case 'PREPARED':
      return { reason: 'PAGE_AWAITED', since: decided, nextAt: nextCheckAt };
    case 'OPEN':
    case 'AUTHORISED':
      return { reason: state === 'OPEN' ? 'HOLDER_AWAITED' : 'CLEARING', since: moved, nextAt: nextCheckAt };
    default:
      return { reason: 'UNANSWERED', since: sentAt ?? moved, nextAt: nextCheckAt };
  }
}

export type LinkWord = 'NORMAL' | 'DISTURBED' | 'CLOSED';

/** A row says OPEN until a call goes well; when long nobody called, nobody knows any better. */
const BELIEVED_MS = 3_600_000;

/** What people are told of a bank: well, disturbed, or closed for a while. */
export function wordOf(link: LinkRow | null, now: Date): LinkWord {
  if (link === null || link.state === 'CLOSED') return 'NORMAL';
  if (link.until !== null && now.getTime() - link.until.getTime() > BELIEVED_MS) return 'NORMAL';
  return link.reason === 'SHUT' ? 'CLOSED' : 'DISTURBED';
}
