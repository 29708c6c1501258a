/** The words of a monthly card bill. Its life is in `bill.machine.ts`. All amounts are whole rupiah. */
import type { Plain, RowWrite } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Zone } from '../kernel/time.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { CardKind } from '../payment/card.ts';
import type { Regime } from '../regulation/types.ts';
import type { TreasuryPapers } from '../treasury/papers.ts';
import type { BillState, LineState } from './bill.machine.ts';

/** Who did something, in the office held then. */
export interface Hand {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: string;
}

/** By what a line was found to be a payment of ours. */
export type MatchedBy = 'REFERENCE' | 'RRN' | 'APPROVAL_CODE' | 'AMOUNT_AND_DATE' | 'HAND';

export interface BillLine {
  /** 1 … n, in the order of the issuer's bill; carried lines come last. */
  readonly no: number;
  readonly state: LineState;
  readonly postingDate: string;
  readonly transactionDate: string;
  readonly last4: string;
  readonly merchantName: string;
  readonly merchantCity: string;
  readonly mcc: string;
  /** Always positive; CREDIT takes away from the bill. */
  readonly amount: bigint;
  readonly direction: 'DEBIT' | 'CREDIT';
  readonly approvalCode: string | null;
  readonly rrn: string | null;
  readonly reference: string | null;
  /** Null: no card of ours has these digits. */
  readonly card: {
    readonly id: string;
    readonly holderPersonId: string;
    readonly holder: string;
    readonly kind: CardKind;
  } | null;
  /** The payment through the platform; null for what was bought elsewhere. */
  readonly payment: {
    readonly instructionId: string;
    readonly orderId: string | null;
    readonly orderNumber: string;
    readonly spbyNumber: string;
    readonly vendorName: string;
    readonly by: MatchedBy;
  } | null;
  /** Of the order, or as the PPK chose for what was bought elsewhere. */
  readonly budget: {
    readonly lineId: string;
    readonly mak: string;
    readonly akun: string;
    readonly name: string;
  } | null;
  /** What the holder handed in for what was bought elsewhere. */
  readonly document: {
    readonly receiptNo: string;
    /** No receipt to be had: the holder answers with a Daftar Pengeluaran Riil (PMK 196/PMK.05/2018). */
    readonly realExpenditure: boolean;
    readonly purpose: string;
    /** Ids of photos. */
    readonly photos?: readonly string[];
    readonly by: Hand;
    readonly at: string;
  } | null;
  readonly decision: { readonly by: Hand; readonly at: string; readonly reason: string } | null;
  /** The hold on the budget line; null unless a purchase elsewhere is verified and the DPT not yet issued. */
  readonly hold: { readonly id: string; readonly amount: bigint } | null;
  readonly repayment: {
    readonly proofNo: string;
    readonly paidOn: string;
    readonly by: Hand;
    readonly at: string;
    readonly confirmed: { readonly by: Hand; readonly at: string } | null;
    readonly rejected: string;
  } | null;
  /** It stood on an earlier bill and was left open there. */
  readonly carriedFrom: { readonly billId: string; readonly billNo: string; readonly no: number } | null;
}

/** DPT KKP: the list of what the State pays, with the order to pay it. */
export interface Dpt {
  readonly number: string;
  readonly total: bigint;
  readonly by: Hand;
  readonly at: string;
}

export interface CardBill {
  readonly id: string;
  readonly version: number;
  readonly state: BillState;
  readonly satkerId: string;
  readonly zone: Zone;
  readonly regime: Regime;
  readonly issuerBankCode: string;
  /** Number that the issuer gave it. */
  readonly billNo: string;
  /** `yyyyMM`. */
  readonly period: string;
  readonly account: BankAccount;
  readonly statementDate: string;
  readonly dueDate: string;
  /** As the issuer says; the lines of this bill without those carried here. */
  readonly issuerTotal: bigint;
  readonly lines: readonly BillLine[];
  readonly dpt: Dpt | null;
  readonly papers: TreasuryPapers;
  /** When the statement showed the money of the SP2D; null before. */
  readonly arrivedAt: string | null;
  /** Instructions that paid it, oldest first. */
  readonly instructions: readonly string[];
  readonly receivedAt: string;
  /** The later bill that took over the lines left open (CARRIED); null while none has. */
  readonly carriedTo: string | null;
  /** The limits have been restored: once, also when a payment came back and was made again. */
  readonly limitRestored: boolean;
  /** When the issuer was paid; null before. */
  readonly paidAt: string | null;
  readonly closedAt: string | null;
}

export const billTable = 'card.bill';

export const billId = (issuerBankCode: string, billNo: string): string =>
  derivedId('card.bill', `${issuerBankCode}/${billNo}`);

/** With its sign: what the line adds to the bill. */
export const signed = ({ amount, direction }: Pick<BillLine, 'amount' | 'direction'>): bigint =>
  direction === 'DEBIT' ? amount : -amount;

export const sumOf = (lines: readonly BillLine[]): bigint => lines.reduce((sum, line) => sum + signed(line), 0n);

/** Everything on the bill, carried lines too. */
export const totalOf = (bill: Pick<CardBill, 'lines'>): bigint => sumOf(bill.lines);

export const linesIn = (bill: Pick<CardBill, 'lines'>, states: readonly LineState[]): readonly BillLine[] =>
  bill.lines.filter((line) => states.includes(line.state));

/** What the State pays: the total of the DPT, the SPP and the payment. */
export const dptTotal = (bill: Pick<CardBill, 'lines'>): bigint => sumOf(linesIn(bill, ['VERIFIED', 'PAID']));

/** Lines about which nobody has decided yet. */
export const undecided = (bill: Pick<CardBill, 'lines'>): readonly BillLine[] =>
  linesIn(bill, ['STATEMENTED', 'DOCUMENTED']);

export const openPersonal = (bill: Pick<CardBill, 'lines'>): readonly BillLine[] =>
  linesIn(bill, ['PERSONAL', 'REPAYING']);

export function billRow(bill: CardBill, expectedVersion: number): RowWrite {
  return {
    table: billTable,
    id: bill.id,
    expectedVersion,
    columns: {
      satker_id: bill.satkerId,
      state: bill.state,
      period: bill.period,
      statement_date: bill.statementDate,
      due_date: bill.dueDate,
      leaves_open: bill.carriedTo === null && bill.lines.some(({ state }) => state === 'CARRIED'),
    },
    body: bill as unknown as Plain,
  };
}
