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
import type { TransferService } from './rails/port.ts';
import type { Purpose } from './subject.ts';

export type PaymentState = TransferState | CardState;
export type PaymentRail = 'CMS' | 'MPN' | 'KKP' | 'QRIS';

/** One act of the people who make, check and approve. */
export interface Approval {
  readonly step: 'submit' | 'check' | 'approve' | 'reject' | 'resubmit' | 'withdraw' | 'prepare';
  readonly by: Omit<Signer, 'role'> & { readonly role: string };
  readonly at: string;
  readonly note: string;
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
    /** Of a deposit: the State's receipt (NTPN, 16 characters) and the bank's (NTB). */
    readonly ntpn?: string | null;
    readonly ntb?: string | null;
    /** What the bank said last, for people. */
    readonly words: string;
    readonly at: string | null;
  };
  readonly nextCheckAt: string | null;
  readonly cardPageUrl: string | null;
  /** After this the bank's page is closed. */
  readonly cardPageUntil: string | null;
}

export const instructionTable = 'payment.instruction';

const REFERENCE_CHARS = 24;

/** `DS` and 24 characters that follow from the id. */
export function referenceOf(instructionId: string): string {
  return `DS${instructionId.replaceAll('-', '').slice(0, REFERENCE_CHARS).toUpperCase()}`;
}

export const instructionId = (cause: string): string => derivedId(cause, 'instruction');

/** What every instruction of an order has; null when the order has no SPBy yet. */
export function begunFor(order: Order, cause: string, now: Date) {
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
    beneficiary: bill.payee,
    payeeChangedOn: bill.payeeChangedOn ?? null,
    createdAt: now.toISOString(),
    sentAt: null,
    service: null,
    bank: { referenceNo: null, approvalCode: null, words: '', at: null },
    nextCheckAt: null,
    cardPageUrl: null,
    cardPageUntil: null,
  } as const;
}

const owedFirst = ({ gross, treasurerDeposits, net }: TaxFigures) => ({ gross, tax: treasurerDeposits, net });

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
    },
    body: instruction as unknown as Plain,
  };
}
