/** The words of a payment instruction. Its life is in `instruction.machine.ts`, its rules in `transfer.ts` and `card-payment.ts`. */
import type { Plain, RowWrite, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Zone } from '../kernel/time.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { broughtAboutBy } from '../purchasing/apart.ts';
import type { Order, Signer } from '../purchasing/order.ts';
import type { Card } from './card.ts';
import type { CardState, TransferState } from './instruction.machine.ts';
import type { TransferService } from './rails/port.ts';

export type PaymentState = TransferState | CardState;

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
  readonly rail: 'CMS' | 'KKP';
  readonly state: PaymentState;
  readonly satkerId: string;
  readonly vendorId: string;
  readonly vendorName: string;
  readonly zone: Zone;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly spbyNumber: string;
  /** The PPK who bound the budget: may not approve the payment. */
  readonly ppkPersonId: string;
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
  return {
    id,
    version: 0,
    satkerId: order.satkerId,
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    zone: order.zone,
    orderId: order.id,
    orderNumber: number,
    spbyNumber: spby.number,
    ppkPersonId: ppk.personId,
    broughtAboutBy: broughtAboutBy(order),
    reference: referenceOf(id),
    gross: bill.tax.gross,
    tax: bill.tax.treasurerDeposits,
    net: bill.tax.net,
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
      reference: instruction.reference,
      created_at: instruction.createdAt,
      next_check_at: instruction.nextCheckAt,
    },
    body: instruction as unknown as Plain,
  };
}
