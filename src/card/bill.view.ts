/** What one person is shown of a card bill. */
import type { z } from 'zod';
import { daysBetween, localDate } from '../kernel/time.ts';
import type { Asker } from '../platform/http/asker.ts';
import { digestOf } from '../purchasing/step-up.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Paper } from '../treasury/papers.ts';
import type { CardRole } from './bill.machine.ts';
import { billMachine } from './bill.machine.ts';
import type { billSummary, billView } from './bill.schema.ts';
import { type BillLine, type CardBill, dptTotal, type Hand, linesIn, sumOf, totalOf, undecided } from './bill.ts';
import { lineActsOpen } from './line-acts.ts';
import { testsOf } from './line-tests.ts';
import type { KnownPayment } from './receive.ts';

export type BillSummaryView = z.output<typeof billSummary>;
export type BillView = z.output<typeof billView>;

/** Binds a code to one DPT and its total, for one PPK. */
export const dptDigest = (bill: CardBill, assignmentId: string): string =>
  digestOf(['cardBill.issueDpt', bill.id, bill.billNo, dptTotal(bill).toString(), assignmentId]);

const isPaid = ({ state }: CardBill): boolean => state === 'PAID_TO_ISSUER' || state === 'CLOSED';

/** Lines of the own card for a holder, all of them for the office. */
export const linesFor = (bill: CardBill, asker: Pick<Asker, 'role' | 'personId'>): readonly BillLine[] =>
  asker.role === 'KKP_HOLDER' ? bill.lines.filter(({ card }) => card?.holderPersonId === asker.personId) : bill.lines;

const BILL_ACTS = ['issueDpt', 'finish', 'recordSpp', 'recordSpm', 'recordSp2d', 'pay'] as const;

/** Acts on the whole bill that are open to the asker. */
export function billActsOpen(bill: CardBill, asker: Pick<Asker, 'role'>): string[] {
  const total = dptTotal(bill);
  const tested = undecided(bill).length === 0;
  return BILL_ACTS.filter((act) =>
    billMachine.transitions.some(
      (t) => t.from === bill.state && t.action === act && t.by.includes(asker.role as CardRole),
    ),
  ).filter((act) => {
    if (act === 'issueDpt') return tested && total > 0n;
    if (act === 'finish') return tested && total <= 0n;
    // A paper that stands is made anew only when the treasury sends it back; the next one is what is due.
    return true;
  });
}

/** What the asker has to do now; null when it waits for somebody else. */
export function dueOf(bill: CardBill, asker: Pick<Asker, 'role' | 'personId'>): string | null {
  const lines = linesFor(bill, asker);
  const open = (state: BillLine['state']) => lines.some((line) => line.state === state);
  switch (asker.role) {
    case 'KKP_HOLDER':
      if (bill.state === 'OPEN' && open('STATEMENTED')) return 'document';
      return bill.state !== 'OPEN' && open('PERSONAL') ? 'repay' : null;
    case 'PPK':
      if (bill.state === 'OPEN' && (open('DOCUMENTED') || undecided(bill).length === 0)) return 'test';
      return bill.state === 'DPT' ? 'recordSpp' : null;
    case 'PPSPM':
      return bill.state === 'SPP' ? 'recordSpm' : null;
    case 'BENDAHARA':
      if (bill.state === 'SPM') return 'recordSp2d';
      if (bill.state === 'SP2D') return 'pay';
      if (bill.state === 'SPP') return 'recordSpm';
      return open('REPAYING') ? 'confirmRepaid' : null;
    default:
      return null;
  }
}

export function billSummaryView(bill: CardBill, asker: Asker, rules: Rules, now: Date): BillSummaryView {
  const lines = linesFor(bill, asker);
  return {
    id: bill.id,
    version: bill.version,
    state: bill.state,
    issuer: rules.bank(bill.issuerBankCode)?.name ?? bill.issuerBankCode,
    billNo: bill.billNo,
    period: bill.period,
    statementDate: bill.statementDate,
    dueDate: bill.dueDate,
    daysLeft: isPaid(bill) ? null : daysBetween(localDate(now, bill.zone), bill.dueDate),
    total: sumOf(lines).toString(),
    lines: lines.length,
    undecided: lines.filter(({ state }) => state === 'STATEMENTED' || state === 'DOCUMENTED').length,
    waitsForAsker: dueOf(bill, asker) !== null,
  };
}

const whoOf = ({ name, role }: Hand, at: string) => ({ name, role, at });
const paperOf = (paper: Paper | null) =>
  paper && { ...paper, signedBy: paper.signedBy ?? '', recordedBy: paper.recordedBy.name };

function lineView(bill: CardBill, line: BillLine, asker: Asker, rules: Rules): BillView['items'][number] {
  const { payment, document, decision, repayment, budget, card } = line;
  return {
    no: line.no,
    state: line.state,
    transactionDate: line.transactionDate,
    postingDate: line.postingDate,
    last4: line.last4,
    holder: card?.holder ?? null,
    mine: card?.holderPersonId === asker.personId,
    merchantName: line.merchantName,
    merchantCity: line.merchantCity,
    mcc: line.mcc,
    amount: line.amount.toString(),
    direction: line.direction,
    approvalCode: line.approvalCode,
    payment: payment && { ...payment, id: payment.instructionId },
    budget: budget && { mak: budget.mak, akun: budget.akun, name: budget.name },
    document: document && {
      receiptNo: document.receiptNo,
      realExpenditure: document.realExpenditure,
      purpose: document.purpose,
      photos: (document.photos ?? []).map((id) => `/api/v1/card-receipts/${id}`),
      by: whoOf(document.by, document.at),
    },
    decision: decision && { by: whoOf(decision.by, decision.at), reason: decision.reason },
    repayment: repayment && {
      proofNo: repayment.proofNo,
      paidOn: repayment.paidOn,
      by: whoOf(repayment.by, repayment.at),
      confirmed: repayment.confirmed && whoOf(repayment.confirmed.by, repayment.confirmed.at),
      rejected: repayment.rejected,
    },
    carriedFrom: line.carriedFrom,
    tests: [...testsOf(line, budget, rules)],
    actions: lineActsOpen(bill, line, asker),
  };
}

export interface BillSurroundings {
  readonly rules: Rules;
  readonly now: Date;
  /** Rupiah of the SP2D-GUP KKP that have arrived and are not spent. */
  readonly fund: bigint;
  readonly unbilled: readonly KnownPayment[];
}

export function billViewOf(bill: CardBill, asker: Asker, around: BillSurroundings): BillView {
  const { rules, now, fund, unbilled } = around;
  const lines = linesFor(bill, asker);
  const last4s = new Set(lines.map(({ last4 }) => last4));
  const holder = asker.role === 'KKP_HOLDER';
  const part = (...states: BillLine['state'][]) => sumOf(linesIn({ lines }, states)).toString();
  const total = dptTotal(bill);
  return {
    ...billSummaryView(bill, asker, rules, now),
    account: {
      bank: rules.bank(bill.account.bankCode)?.name ?? bill.account.bankCode,
      accountNo: bill.account.accountNo,
      name: bill.account.name,
    },
    issuerTotal: (holder ? sumOf(lines) : bill.issuerTotal).toString(),
    sums: {
      undecided: part('STATEMENTED', 'DOCUMENTED'),
      verified: part('VERIFIED', 'PAID'),
      disputed: part('DISPUTED', 'CARRIED'),
      personal: part('PERSONAL', 'REPAYING', 'REPAID'),
      total: holder ? sumOf(lines).toString() : totalOf(bill).toString(),
    },
    items: lines.map((line) => lineView(bill, line, asker, rules)),
    dpt: bill.dpt && { number: bill.dpt.number, total: bill.dpt.total.toString(), by: whoOf(bill.dpt.by, bill.dpt.at) },
    papers: {
      spp: paperOf(bill.papers.spp),
      spm: paperOf(bill.papers.spm),
      sp2d: paperOf(bill.papers.sp2d),
    },
    paymentId: bill.instructions.at(-1) ?? null,
    paidAt: bill.paidAt,
    closedAt: bill.closedAt,
    fund: holder ? null : fund.toString(),
    actions: billActsOpen(bill, asker).map((action) => ({
      action,
      blockedBy: null,
      stepUp:
        action === 'issueDpt'
          ? {
              digest: dptDigest(bill, asker.assignmentId),
              documentNumber: bill.billNo,
              payee: `${rules.bank(bill.account.bankCode)?.name ?? ''} ${bill.account.accountNo}`.trim(),
              amount: total.toString(),
            }
          : null,
    })),
    unbilled: unbilled
      .filter(({ last4 }) => last4s.has(last4))
      .map(({ instructionId, orderNumber, vendorName, last4, amount, direction, date }) => ({
        instructionId,
        orderNumber,
        vendorName,
        last4,
        amount: amount.toString(),
        direction,
        date,
      })),
  };
}
