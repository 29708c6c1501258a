/** An invented office with two cards, a month of purchases and the bill of their issuer, with its money in a ledger. For tests only. */
import { grantCardLimit, grantPagu } from '../budget/postings.ts';
import type { Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { account } from '../ledger/accounts.ts';
import type { Card } from '../payment/card.ts';
import type { CardBillLine, CardBill as IssuedBill } from '../payment/rails/port.ts';
import { type Rules, rulesOn } from '../regulation/rules.ts';
import type { Hand } from './bill.ts';
import type { ChosenBudget } from './line-tests.ts';
import type { KnownPayment, ReceivedFacts } from './receive.ts';

const id = (label: string) => derivedId('uji kartu', label);
export const SATKER = id('satker');
export const LINE = id('pagu');
export const PAGU = 500_000_000n;
export const LIMIT = 60_000_000n;
export const NOW = new Date('2026-11-24T03:00:00Z');
export const rules: Rules = rulesOn('APBN', '2026-11-24');

const hand = (name: string, role: string): Hand => ({
  personId: id(name),
  assignmentId: id(`${name} ${role}`),
  name,
  role,
});
export const hands = {
  holder: hand('Maya', 'KKP_HOLDER'),
  otherHolder: hand('Ratna', 'KKP_HOLDER'),
  ppk: hand('Siti', 'PPK'),
  ppspm: hand('Oki', 'PPSPM'),
  bendahara: hand('Rina', 'BENDAHARA'),
} as const;

const ACCOUNT = '002999000004021';
const card = (last4: string, holder: Hand): Card => ({
  id: id(`kartu ${last4}`),
  satkerId: SATKER,
  holderPersonId: holder.personId,
  token: `kkp-uji-${last4}`,
  holder: holder.name,
  last4,
  expiry: '12/29',
  issuerBankCode: '002',
  billing: { accountNo: ACCOUNT, name: `Kartu ${last4} ${holder.name}` },
});
export const cards: readonly [Card, Card] = [card('4021', hands.holder), card('5530', hands.otherHolder)];

export const chosen = (available = PAGU, realised = PAGU): ChosenBudget => ({
  lineId: LINE,
  mak: 'WA.4257.EBA.994.002.A.521111',
  akun: '521111',
  name: 'Belanja Keperluan Perkantoran',
  figures: { available, realised },
});

/** What is bought, through the platform or elsewhere, or given back. */
export interface Bought {
  readonly amount: bigint;
  readonly card: 0 | 1;
  readonly through: boolean;
  /** Of a purchase through the platform: so much was given back. */
  readonly back?: bigint | undefined;
  /** Through the platform, and voided on its day. */
  readonly voided?: boolean;
}

let causes = 0;
export function nextCause(): string {
  causes += 1;
  return `00000000-0000-8000-8002-${String(causes).padStart(12, '0')}`;
}

const lineOf = (own: Partial<CardBillLine> & Pick<CardBillLine, 'amount' | 'last4' | 'direction'>): CardBillLine => ({
  lineNo: 0,
  postingDate: '2026-11-12',
  transactionDate: '2026-11-11',
  merchantName: 'TOKO CONTOH',
  merchantCity: 'SEMARANG',
  mcc: '5943',
  approvalCode: null,
  rrn: null,
  partnerReferenceNo: null,
  ...own,
});

/** The bill of a month, what the platform knows of its payments, and the ledger before the bill comes. */
export function monthOf(bought: readonly Bought[], billNo = 'T-202611') {
  const payments: KnownPayment[] = [];
  const lines: CardBillLine[] = [];
  const opening: Transfer[] = [
    grantPagu(nextCause(), LINE, PAGU),
    ...cards.map(({ id: of }) => grantCardLimit(nextCause(), of, LIMIT)),
  ];
  bought.forEach(({ amount, card: which, through, back, voided = false }, i) => {
    const { last4, id: cardId } = cards[which];
    const reference = `DS${billNo}${i}`;
    if (through && voided) {
      for (const direction of ['DEBIT', 'CREDIT'] as const) {
        payments.push({ ...known(reference, amount, direction, last4), voided: true });
        lines.push(lineOf({ amount, last4, direction, partnerReferenceNo: reference }));
      }
      return;
    }
    if (through) {
      payments.push(known(reference, amount, 'DEBIT', last4));
      opening.push(...paidThrough(cardId, amount));
    }
    lines.push(lineOf({ amount, last4, direction: 'DEBIT', partnerReferenceNo: through ? reference : null }));
    if (!through || back === undefined) return;
    payments.push(known(`${reference}-R1`, back, 'CREDIT', last4));
    lines.push(lineOf({ amount: back, last4, direction: 'CREDIT', partnerReferenceNo: `${reference}-R1` }));
  });
  const issued: IssuedBill = {
    billNo,
    billingAccountNo: ACCOUNT,
    statementDate: '2026-11-20',
    dueDate: '2026-12-10',
    totalAmount: lines.reduce((sum, { amount, direction }) => sum + (direction === 'DEBIT' ? amount : -amount), 0n),
    lines: lines.map((line, i) => ({ ...line, lineNo: i + 1 })),
  };
  return { issued, payments, opening };
}

function known(reference: string, amount: bigint, direction: 'DEBIT' | 'CREDIT', last4: string): KnownPayment {
  return {
    instructionId: id(reference.replace(/-R1$/, '')),
    reference,
    rrn: null,
    approvalCode: null,
    last4,
    amount,
    direction,
    date: '2026-11-11',
    orderId: id(`pesanan ${reference}`),
    orderNumber: `PS-${reference}`,
    spbyNumber: `SPBY-${reference}`,
    vendorName: 'CV Contoh',
    budget: { lineId: LINE, mak: chosen().mak, akun: chosen().akun, name: chosen().name },
  };
}

/** What a purchase through the platform has done to the ledger before the bill comes, order and payment together. */
function paidThrough(cardId: string, amount: bigint): Transfer[] {
  const move = (debit: [string, string], credit: [string, string]): Transfer => ({
    kind: 'move',
    id: nextCause(),
    debit: { kind: debit[0], owner: debit[1] },
    credit: { kind: credit[0], owner: credit[1] },
    amount,
    reason: 'uji',
  });
  return [
    move(['budget.available', LINE], ['budget.realised', LINE]),
    move(['up.spent', SATKER], ['issuer.payable', SATKER]),
    move(['card.limit', cardId], ['card.used', cardId]),
  ];
}

export const receivedFacts = (own: Partial<ReceivedFacts> = {}): ReceivedFacts => ({
  cause: nextCause(),
  now: NOW,
  satkerId: SATKER,
  zone: 'WIB',
  regime: 'APBN',
  period: '202611',
  cards,
  room: new Map(),
  payments: [],
  leftOpen: [],
  ...own,
});

export const factsOf = (actor: Hand) => ({ actor, now: NOW, cause: nextCause(), rules });
export const codeOf = (outcome: { readonly ok: true } | { readonly ok: false; readonly code: string }): string =>
  outcome.ok ? 'decided' : outcome.code;

/** SP2D-GUP KKP on the statement, without the payment room around it. */
export const arrived = (amount: bigint): Transfer => ({
  kind: 'move',
  id: nextCause(),
  debit: account('bank.cash', SATKER),
  credit: account('kkp.fund', SATKER),
  amount,
  reason: 'uji',
});
