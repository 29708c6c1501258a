/** Row K4: the issuer's bill comes in, its lines find their payments, and what earlier bills left open is carried here. */
import { type Decision, joined, type Refusal, type Transfer } from '../kernel/decision.ts';
import type { Zone } from '../kernel/time.ts';
import { type Card, kindOf } from '../payment/card.ts';
import type { CardBillLine, CardBill as IssuedBill } from '../payment/rails/port.ts';
import type { Regime } from '../regulation/types.ts';
import { noPapers } from '../treasury/papers.ts';
import { type BillLine, billId, billRow, type CardBill } from './bill.ts';
import { advanced, type Moment } from './facts.ts';
import { type Candidate, matchLines } from './match.ts';
import { limitUsedElsewhere } from './postings.ts';

/** What is known of a payment that a line may be matched with. */
export interface KnownPayment extends Candidate {
  readonly orderId: string | null;
  readonly orderNumber: string;
  readonly spbyNumber: string;
  readonly vendorName: string;
  readonly budget: BillLine['budget'];
  /** It was voided on its day: its purchase and its reversal cancel each other. */
  readonly voided?: boolean;
}

export interface ReceivedFacts extends Moment {
  readonly satkerId: string;
  readonly zone: Zone;
  readonly regime: Regime;
  readonly period: string;
  /** Cards billed under this account. */
  readonly cards: readonly Card[];
  /** What is left of each card's limit, by card id. */
  readonly room: ReadonlyMap<string, bigint>;
  readonly payments: readonly KnownPayment[];
  /** Bills that have ended their test with lines left open (CARRIED) that no later bill has taken over yet. */
  readonly leftOpen: readonly CardBill[];
}

export function receiveBill(issued: IssuedBill, facts: ReceivedFacts): Decision | Refusal {
  const [first] = facts.cards;
  const issuerBankCode = first?.issuerBankCode ?? '';
  const matches = matchLines(issued.lines.map(asRead), facts.payments);
  const own = issued.lines.map((line, i) => lineOf(line, i + 1, facts, matches.get(i) ?? null));
  const carried = carriedLines(facts.leftOpen, own.length);
  const bill: CardBill = {
    id: billId(issuerBankCode, issued.billNo),
    version: 0,
    state: 'OPEN',
    satkerId: facts.satkerId,
    zone: facts.zone,
    regime: facts.regime,
    issuerBankCode,
    billNo: issued.billNo,
    period: facts.period,
    account: { bankCode: issuerBankCode, accountNo: issued.billingAccountNo, name: first?.billing?.name ?? '' },
    statementDate: issued.statementDate,
    dueDate: issued.dueDate,
    issuerTotal: issued.totalAmount,
    lines: [...own, ...carried],
    dpt: null,
    papers: noPapers,
    arrivedAt: null,
    instructions: [],
    receivedAt: facts.now.toISOString(),
    carriedTo: null,
    limitRestored: false,
    paidAt: null,
    closedAt: null,
  };
  const received = advanced(null, [['receive', 'SYSTEM']], {
    bill,
    payload: {
      period: bill.period,
      total: issued.totalAmount,
      dueDate: bill.dueDate,
      lines: own.length,
      matched: matches.size,
      carried: carried.length,
    },
    transfers: usedElsewhere(own, facts),
  });
  if (!received.ok) return received;
  return joined(received, {
    ok: true,
    events: [],
    rows: facts.leftOpen.map((from) => takenOver(from, bill.id)),
    transfers: [],
    jobs: [],
  });
}

const asRead = (line: CardBillLine) => ({ ...line, reference: line.partnerReferenceNo });

function lineOf(
  line: CardBillLine,
  no: number,
  { cards, payments }: ReceivedFacts,
  match: { readonly candidate: Candidate; readonly by: NonNullable<BillLine['payment']>['by'] } | null,
): BillLine {
  const card = cards.find((one) => one.last4 === line.last4) ?? null;
  const known = match && payments.find((one) => one === match.candidate);
  return {
    no,
    state: known ? (known.voided ? 'VOIDED' : 'DOCUMENTED') : 'STATEMENTED',
    postingDate: line.postingDate,
    transactionDate: line.transactionDate,
    last4: line.last4,
    merchantName: line.merchantName,
    merchantCity: line.merchantCity,
    mcc: line.mcc,
    amount: line.amount,
    direction: line.direction,
    approvalCode: line.approvalCode,
    rrn: line.rrn,
    reference: line.partnerReferenceNo,
    card: card && { id: card.id, holderPersonId: card.holderPersonId, holder: card.holder, kind: kindOf(card) },
    payment: known ? { ...paymentOf(known), by: match.by } : null,
    budget: known ? known.budget : null,
    document: null,
    decision: null,
    hold: null,
    repayment: null,
    carriedFrom: null,
  };
}

export const paymentOf = (known: KnownPayment) => ({
  instructionId: known.instructionId,
  orderId: known.orderId,
  orderNumber: known.orderNumber,
  spbyNumber: known.spbyNumber,
  vendorName: known.vendorName,
});

/** What was left open comes again, undecided, with where it stood. */
function carriedLines(leftOpen: readonly CardBill[], after: number): BillLine[] {
  return leftOpen
    .flatMap((from) => from.lines.filter(isLeftOpen).map((line) => ({ from, line })))
    .map(({ from, line }, i) => ({
      ...line,
      no: after + i + 1,
      state: line.payment ? 'DOCUMENTED' : 'STATEMENTED',
      decision: null,
      hold: null,
      carriedFrom: line.carriedFrom ?? { billId: from.id, billNo: from.billNo, no: line.no },
    }));
}

export const isLeftOpen = (line: BillLine): boolean => line.state === 'CARRIED';

/** Nothing of it is open any more: the next bill holds its lines. */
const takenOver = (bill: CardBill, by: string) =>
  billRow({ ...bill, carriedTo: by, version: bill.version + 1 }, bill.version);

/** The limit that purchases elsewhere have used at the bank, card by card; carried lines were told before. */
function usedElsewhere(lines: readonly BillLine[], facts: ReceivedFacts): Transfer[] {
  const room = new Map(facts.room);
  return lines.flatMap((line) => {
    if (line.payment || line.direction === 'CREDIT' || !line.card) return [];
    const left = room.get(line.card.id) ?? 0n;
    room.set(line.card.id, left > line.amount ? left - line.amount : 0n);
    return limitUsedElsewhere(facts.cause, `line:${line.no}`, line.card.id, line.amount, left);
  });
}
