/** The words of a payment instruction. Its life is in `instruction.machine.ts`, its rules in `transfer.ts` and `card-payment.ts`. */
import type { Plain, RowWrite, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Zone } from '../kernel/time.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { broughtAboutBy } from '../purchasing/apart.ts';
import type { Order, Signer, TaxFigures } from '../purchasing/order.ts';
import type { Regime } from '../regulation/types.ts';
import type { Card } from './card.ts';
import type { CardState, TransferState } from './instruction.machine.ts';
import { type Levels, needsRelease } from './level.ts';
import { type PayeeCheck, type PayeeNow, payeeStanding } from './payee-check.ts';
import type { Channel, TransferService } from './rails/port.ts';
import type { ReturnAsked } from './return-asked.ts';

/** What a payment may be for; each is a room's own (`subject.ts`). */
export const PURPOSES = ['ORDER', 'TAX_DEPOSIT', 'CARD_BILL', 'UP_RETURN'] as const;
export type Purpose = (typeof PURPOSES)[number];

export type PaymentState = TransferState | CardState;
export type PaymentRail = 'CMS' | 'MPN' | 'KKP' | 'QRIS';

/** One act of the people who make, check and approve. */
export interface Approval {
  readonly step:
    | 'submit'
    | 'check'
    | 'approve'
    | 'release'
    | 'reject'
    | 'resubmit'
    | 'withdraw'
    | 'prepare'
    | 'askVoid'
    | 'askRefund';
  readonly by: Omit<Signer, 'role'> & { readonly role: string };
  readonly at: string;
  readonly note: string;
}

/** Money that the vendor gives back on a card (SNAP 58, 69, 78). Its credit stands on a later bill. */
export interface CardRefund {
  /** Ours at the bank; stored before it is asked. */
  readonly reference: string;
  readonly amount: bigint;
  readonly reason: string;
  readonly by: Omit<Signer, 'role'> & { readonly role: string };
  readonly at: string;
  /** ASKED: nothing certain from the bank yet; the same reference is asked again and acts once. */
  readonly state: 'ASKED' | 'DONE' | 'REFUSED';
  readonly bankNo: string | null;
  readonly doneAt: string | null;
  readonly words: string;
}

/** A request to undo a card payment before it is cleared (SNAP 67). */
export interface CardVoid {
  readonly reference: string;
  readonly reason: string;
  readonly by: Omit<Signer, 'role'> & { readonly role: string };
  readonly at: string;
}

export interface Instruction {
  readonly id: string;
  readonly version: number;
  /** CMS: a transfer; MPN: a deposit of taxes; KKP: on the card's page; QRIS: by the card in the bank's app. */
  readonly rail: PaymentRail;
  /** What is paid, and the id of it in its own room; for an order the order. */
  readonly purpose: Purpose;
  readonly subjectId: string;
  readonly state: PaymentState;
  readonly satkerId: string;
  /** Null when no vendor is paid. */
  readonly vendorId: string | null;
  /** Whom the money goes to, in words. */
  readonly vendorName: string;
  readonly zone: Zone;
  /** Absent in instructions made before it was kept, all of APBN. */
  readonly regime?: Regime;
  readonly orderId: string | null;
  /** Number of what is paid: of the order, the deposit, the bill. */
  readonly orderNumber: string;
  /** Number of the paper that orders to pay. */
  readonly spbyNumber: string;
  /** The PPK who bound the budget: may not approve the payment. Null where none did. */
  readonly ppkPersonId: string | null;
  /** Everybody who sat in that seat and acted, as who signed the SPBy after a rotation; absent in instructions made before it was kept. */
  readonly broughtAboutBy?: readonly string[];
  /** partnerReferenceNo at the bank; never changed, never used twice. */
  readonly reference: string;
  /** Rupiah. gross = net + tax; by card the vendor is paid the gross. */
  readonly gross: bigint;
  readonly tax: bigint;
  readonly net: bigint;
  readonly source: BankAccount | null;
  readonly card: Card | null;
  readonly beneficiary: BankAccount;
  /** When the vendor changed to this account shortly before it billed; whoever approves is told. */
  readonly payeeChangedOn?: string | null;
  /** What the bank said of the name on the payee's account. */
  readonly payeeCheck?: PayeeCheck | null;
  /** The levels of the CMS as they were when it was made; absent: those of the regulation. */
  readonly levels?: Levels;
  /** Local date `yyyy-mm-dd` before which it is not sent. */
  readonly executeOn?: string | null;
  /** Approved and not to be sent before this moment, and why, as a code of `schedule.ts`. */
  readonly dueAt?: string | null;
  readonly dueWhy?: string | null;
  /** Clearing that carries it, once it is sent. */
  readonly channel?: Channel | null;
  /** The treasurer asked for money that went wrong; the credit on the statement is matched to it. */
  readonly returnAsked?: ReturnAsked | null;
  /** What is held in the ledger until the bank has spoken. */
  readonly holds: readonly Transfer[];
  readonly approvals: readonly Approval[];
  readonly createdAt: string;
  /** Written before the bank is called. */
  readonly sentAt: string | null;
  readonly service: TransferService | null;
  readonly bank: {
    readonly referenceNo: string | null;
    readonly approvalCode: string | null;
    /** Retrieval reference number of a card payment: finds it on the bill. */
    readonly rrn?: string | null;
    /** Of a deposit: the State's receipt (NTPN, 16 characters) and the bank's (NTB). */
    readonly ntpn?: string | null;
    readonly ntb?: string | null;
    /** What the bank said last, for people. */
    readonly words: string;
    readonly at: string | null;
  };
  readonly nextCheckAt: string | null;
  readonly cardPageUrl: string | null;
  /** After this the bank's page, or the QR, is closed. */
  readonly cardPageUntil: string | null;
  /** How the card pays: by authorisation and capture (63, 65), or in one step (54). Absent: in one step. */
  readonly cardWay?: 'AUTHORISE' | 'SALE';
  /** The bank's number of the capture: what a refund names. */
  readonly captureNo?: string;
  /** What the holder scans; of rail QRIS while it is open. */
  readonly qrContent?: string | null;
  readonly refunds?: readonly CardRefund[];
  readonly voidAsked?: CardVoid | null;
}

export const instructionTable = 'payment.instruction';

const REFERENCE_CHARS = 24;

/** `DS` and 24 characters that follow from the id. */
export function referenceOf(instructionId: string): string {
  return `DS${instructionId.replaceAll('-', '').slice(0, REFERENCE_CHARS).toUpperCase()}`;
}

export const instructionId = (cause: string): string => derivedId(cause, 'instruction');

/**
 * What every instruction of an order has; null when the order has no SPBy yet. `payee`: the vendor's account now, to which goes what
 * came back from the one in the bill.
 */
export function begunFor(order: Order, cause: string, now: Date, payee: PayeeNow | null = null) {
  const { bill, spby, number, ppk } = order;
  if (!bill || !spby || number === null || !ppk) return null;
  const id = instructionId(cause);
  // What came back is owed net: its taxes were kept back the first time.
  const owed = order.cameBack ? { gross: order.cameBack.net, tax: 0n, net: order.cameBack.net } : owedFirst(bill.tax);
  return {
    id,
    version: 0,
    satkerId: order.satkerId,
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    zone: order.zone,
    regime: order.regime,
    purpose: 'ORDER',
    subjectId: order.id,
    orderId: order.id,
    orderNumber: number,
    spbyNumber: spby.number,
    ppkPersonId: ppk.personId,
    broughtAboutBy: broughtAboutBy(order),
    reference: referenceOf(id),
    ...owed,
    beneficiary: order.cameBack && payee ? payee.account : bill.payee,
    payeeChangedOn: bill.payeeChangedOn ?? null,
    createdAt: now.toISOString(),
    ...notSent,
  } as const;
}

/** What every instruction begins with: no bank has been spoken to. */
export const notSent = {
  sentAt: null,
  service: null,
  bank: { referenceNo: null, approvalCode: null, words: '', at: null },
  nextCheckAt: null,
  cardPageUrl: null,
  cardPageUntil: null,
} as const;

const owedFirst = ({ gross, treasurerDeposits, net }: TaxFigures) => ({ gross, tax: treasurerDeposits, net });

/** Approved, and a person still has to release it. What a closed bank sent back to wait was released before. */
export const awaitsRelease = ({ state, levels, net, approvals }: Instruction): boolean =>
  state === 'APPROVED' && levels !== undefined && needsRelease(levels, net) && !isReleased(approvals);

function isReleased(approvals: readonly Approval[]): boolean {
  const last = (step: Approval['step']): number => approvals.findLastIndex((one) => one.step === step);
  return last('release') > Math.max(last('submit'), last('resubmit'), last('reject'));
}

export function instructionRow(instruction: Instruction, expectedVersion: number): RowWrite {
  return {
    table: instructionTable,
    id: instruction.id,
    expectedVersion,
    columns: {
      rail: instruction.rail,
      state: instruction.state,
      satker_id: instruction.satkerId,
      vendor_id: instruction.vendorId,
      order_id: instruction.orderId,
      purpose: instruction.purpose,
      subject_id: instruction.subjectId,
      reference: instruction.reference,
      created_at: instruction.createdAt,
      next_check_at: instruction.nextCheckAt,
      // Nobody sends before: a person has to release it, or the hour has not come.
      send_after: awaitsRelease(instruction) ? 'infinity' : (instruction.dueAt ?? null),
      payee: payeeStanding(instruction),
      return_asked: (instruction.returnAsked ?? null) !== null,
    },
    body: instruction as unknown as Plain,
  };
}
