/** Those who pay in an invented office, an order that waits to be paid, and its money in a ledger. For tests only. */
import { commitOrder, grantCardLimit, grantPagu, receiveUp } from '../budget/postings.ts';
import type { Refusal, Transfer } from '../kernel/decision.ts';
import type { Order } from '../purchasing/order.ts';
import { alsoAs, buyers, orderUpTo, PAGU, type Stage, stage, testId, today } from '../purchasing/testing.ts';
import { type Rules, rulesOn } from '../regulation/rules.ts';
import { always } from '../regulation/types.ts';
import type { Card } from './card.ts';
import type { PayeeAnswer } from './payee.ts';
import { recogniseBill } from './postings.ts';
import type { PaymentActor, TransferFacts } from './transfer.ts';

export const UP = 40_000_000n;
export const LIMIT = 30_000_000n;

const satkerId = stage().satker.id;
const us = buyers(satkerId);
const as = (name: string, role: string): PaymentActor => ({
  personId: testId(`person ${name}`),
  assignmentId: testId(`assignment ${name} ${role}`),
  name,
  role,
});

/** Each a person of their own, and some who hold a second office. */
export const payers = {
  bendahara: us.bendahara,
  kpa: as('Nina', 'KPA'),
  ppspm: as('Oki', 'PPSPM'),
  holder: us.holder,
  otherBendahara: as('Putri', 'BENDAHARA'),
  otherHolder: as('Ratna', 'KKP_HOLDER'),
  shop: as('Toko', 'VENDOR_ADMIN'),
  bendaharaAsKpa: as(us.bendahara.name, 'KPA'),
  bendaharaAsPpspm: as(us.bendahara.name, 'PPSPM'),
  ppspmAsKpa: as('Oki', 'KPA'),
  otherKpa: as('Sari', 'KPA'),
  ppkAsKpa: as(us.ppk.name, 'KPA'),
  ppkAsBendahara: alsoAs(us.ppk, 'BENDAHARA'),
} as const satisfies Record<string, PaymentActor>;

export const card: Card = {
  id: testId('card'),
  satkerId,
  holderPersonId: us.holder.personId,
  token: 'kkp-uji-0001',
  holder: us.holder.name,
  last4: '4021',
  expiry: '12/29',
  issuerBankCode: '002',
};

export interface Waiting {
  readonly at: Stage;
  readonly order: Order;
  /** What brought the ledger to where the order stands. */
  readonly opening: readonly Transfer[];
}

/** An order with a signed SPBy, of about Rp11 million. */
export function orderToPay(rail: 'CMS' | 'KKP', quantity = 100): Waiting {
  const at = stage();
  const order = orderUpTo(at, 'SPBY', { rail, quantity });
  const { commitment, bill } = order;
  if (!commitment || !bill) throw new Error('an order with an SPBy has a commitment and a bill');
  const committed = commitOrder(testId('commitment'), at.line.id, commitment.amount);
  const payee = { satker: order.satkerId, vendor: order.vendorId };
  return {
    at,
    order,
    opening: [
      grantPagu(testId('pagu'), at.line.id, PAGU),
      receiveUp(testId('up'), order.satkerId, UP),
      grantCardLimit(testId('limit'), card.id, LIMIT),
      { ...committed, id: commitment.id },
      recogniseBill(testId('bill'), payee, bill.tax.gross),
    ],
  };
}

let acts = 0;
/** A new command at each call. */
export function nextCause(): string {
  acts += 1;
  return `00000000-0000-8000-8001-${String(acts).padStart(12, '0')}`;
}

const rulesBy = new Map<string, Rules>();
function rulesWith(levels: readonly string[]): Rules {
  const key = levels.join();
  const rules = rulesBy.get(key) ?? rulesOn('APBN', '2026-11-24', { 'cms.levels': always(levels, 'uji', 'A') });
  rulesBy.set(key, rules);
  return rules;
}

/** What the bank says when all is well. */
export const rightName: PayeeAnswer = { result: 'same', nameAtBank: 'PENYEDIA UJI', referenceNo: 'Q1', message: '' };

/** `levels` as the bank of the satker wants them. */
export function factsFor(actor: PaymentActor, own: Partial<TransferFacts> & { levels?: readonly string[] } = {}) {
  const { levels = ['MAKER', 'APPROVER'], ...more } = own;
  return {
    actor,
    now: today,
    cause: nextCause(),
    rules: rulesWith(levels),
    codeVerified: true,
    ...more,
  } satisfies TransferFacts;
}

export const codeOf = (outcome: { readonly ok: true } | Refusal): string => (outcome.ok ? 'decided' : outcome.code);
