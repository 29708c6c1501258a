/** Rows K3, K5 and K6: what holder, PPK and treasurer do with one line of the bill. */
import { type Decision, isRefusal, type Refusal, refuse, type Transfer } from '../kernel/decision.ts';
import type { CardRole } from './bill.machine.ts';
import { type BillLine, type CardBill, openPersonal } from './bill.ts';
import { advanced, type BillFacts, lineStep, replaced } from './facts.ts';
import { type ChosenBudget, cannotVerify } from './line-tests.ts';
import { holdBudget, holderRepaid, releaseBudget } from './postings.ts';
import { type KnownPayment, paymentOf } from './receive.ts';

export interface LineInput {
  readonly document: {
    readonly receiptNo: string;
    readonly realExpenditure: boolean;
    readonly purpose: string;
    readonly photos?: readonly string[];
  };
  readonly link: { readonly payment: KnownPayment | null };
  readonly verify: { readonly budget: ChosenBudget | null };
  readonly dispute: { readonly reason: string };
  readonly personal: { readonly reason: string };
  readonly reconsider: object;
  readonly repay: { readonly proofNo: string; readonly paidOn: string };
  readonly confirmRepaid: object;
  readonly rejectRepaid: { readonly reason: string };
}
export type LineAct = keyof LineInput;

interface Done {
  readonly line: BillLine;
  readonly transfers?: readonly Transfer[];
  readonly payload?: { readonly [key: string]: string | bigint | boolean | null };
}

type Rule<A extends LineAct> = (
  line: BillLine,
  input: LineInput[A],
  facts: BillFacts,
  bill: CardBill,
) => Done | Refusal;

const label = ({ no }: BillLine): string => `line:${no}`;

/** A holder answers for the own card alone (PMK 196/PMK.05/2018: a card is its holder's and never shared). */
const notTheHolder = (line: BillLine, { actor }: BillFacts): Refusal | null =>
  line.card?.holderPersonId === actor.personId ? null : refuse('card_not_yours', { holder: line.card?.holder ?? '–' });

/** Nobody tests or confirms the own purchase, whatever other office they hold (UU 1/2004 art. 21). */
const OF_OTHERS: readonly LineAct[] = ['verify', 'confirmRepaid'];
const isOwn = (line: BillLine, act: LineAct, personId: string): boolean =>
  OF_OTHERS.includes(act) && line.card?.holderPersonId === personId;

const decided = (line: BillLine, { actor, now }: BillFacts, reason = ''): BillLine => ({
  ...line,
  decision: { by: actor, at: now.toISOString(), reason },
});

const RULES: { readonly [A in LineAct]: Rule<A> } = {
  document: (line, input, facts) =>
    notTheHolder(line, facts) ?? {
      line: { ...line, document: { ...input, by: facts.actor, at: facts.now.toISOString() } },
      payload: { receiptNo: input.receiptNo, realExpenditure: input.realExpenditure },
    },

  link: (line, { payment }, facts) => {
    const foreign = facts.actor.role === 'KKP_HOLDER' ? notTheHolder(line, facts) : null;
    if (foreign) return foreign;
    if (!payment) return refuse('not_found');
    if (payment.amount !== line.amount || payment.direction !== line.direction)
      return refuse('amount_differs', { amount: payment.amount, expected: line.amount });
    return {
      line: { ...line, payment: { ...paymentOf(payment), by: 'HAND' }, budget: payment.budget },
      payload: { instructionId: payment.instructionId },
    };
  },

  verify: (line, { budget }, facts) => {
    const refusal = cannotVerify(line, budget, facts.rules);
    if (refusal) return refusal;
    const own = line.payment !== null && line.budget !== null;
    const hold =
      own || budget === null || line.direction === 'CREDIT'
        ? null
        : holdBudget(facts.cause, label(line), budget.lineId, line.amount);
    const { lineId = '', mak = '', akun = '', name = '' } = budget ?? {};
    return {
      line: {
        ...decided(line, facts),
        budget: own ? line.budget : { lineId, mak, akun, name },
        hold: hold && { id: hold.id, amount: line.amount },
      },
      transfers: hold ? [hold] : [],
      payload: { akun: own ? (line.budget?.akun ?? null) : akun },
    };
  },

  dispute: (line, { reason }, facts) => ({ line: decided(line, facts, reason), payload: { reason } }),

  personal: (line, { reason }, facts) => {
    if (line.card === null) return refuse('card_not_of_office', { last4: line.last4 });
    // What was given back cannot be somebody's debt.
    if (line.direction === 'CREDIT') return refuse('amount_invalid');
    return { line: decided(line, facts, reason), payload: { reason } };
  },

  reconsider: (line, _, { cause }) => ({
    line: {
      ...line,
      decision: null,
      hold: null,
      // The line chosen for a purchase elsewhere is chosen anew; one through the platform keeps its own.
      budget: line.payment ? line.budget : null,
    },
    transfers: line.hold ? [releaseBudget(cause, label(line), line.hold.id)] : [],
  }),

  repay: (line, { proofNo, paidOn }, facts) =>
    notTheHolder(line, facts) ?? {
      line: {
        ...line,
        repayment: { proofNo, paidOn, by: facts.actor, at: facts.now.toISOString(), confirmed: null, rejected: '' },
      },
      payload: { proofNo, paidOn },
    },

  confirmRepaid: (line, _, facts, { satkerId }) => {
    const { card, repayment, amount } = line;
    if (!card || !repayment) return refuse('not_possible_now', { state: line.state });
    const confirmed = { by: facts.actor, at: facts.now.toISOString() };
    const of = { satker: satkerId, holder: `${satkerId}/${card.holderPersonId}`, card: card.id, amount };
    return {
      line: { ...line, repayment: { ...repayment, confirmed } },
      transfers: holderRepaid(facts.cause, label(line), of),
      payload: { proofNo: repayment.proofNo, amount },
    };
  },

  rejectRepaid: (line, { reason }) => ({
    line: { ...line, repayment: line.repayment && { ...line.repayment, rejected: reason } },
    payload: { reason },
  }),
};

/** The act on the line and the bill together; when the last personal line of a paid bill is settled, the bill is closed with it. */
export function actOnLine<A extends LineAct>(
  bill: CardBill,
  no: number,
  act: A,
  input: LineInput[A],
  facts: BillFacts,
): Decision | Refusal {
  const line = bill.lines.find((one) => one.no === no);
  if (!line) return refuse('line_unknown');
  const role = facts.actor.role as CardRole;
  const state = lineStep(line.state, act, role);
  if (typeof state !== 'string') return state;
  if (isOwn(line, act, facts.actor.personId))
    return refuse('same_person', { did: 'belanja dengan kartu ini', who: role });
  const done = RULES[act](line, input, facts, bill);
  if (isRefusal(done)) return done;
  const next = replaced(bill, { ...done.line, state });
  const closes = bill.state === 'PAID_TO_ISSUER' && openPersonal(next).length === 0;
  return advanced(bill, [[act, role], ...(closes ? ([['close', 'SYSTEM']] as const) : [])], {
    bill: closes ? { ...next, closedAt: facts.now.toISOString() } : next,
    payload: { line: no, to: state, ...done.payload },
    transfers: done.transfers ?? [],
  });
}

/** Whether the act is open to the asker on this line, as far as the tables tell. */
export function lineActsOpen(
  bill: CardBill,
  line: BillLine,
  asker: { readonly personId: string; readonly role: string },
): LineAct[] {
  const role = asker.role as CardRole;
  const own = role !== 'KKP_HOLDER' || line.card?.holderPersonId === asker.personId;
  if (!own) return [];
  return (Object.keys(RULES) as LineAct[]).filter((act) => {
    const moves = advanced(bill, [[act, role]], { bill }).ok;
    return moves && typeof lineStep(line.state, act, role) === 'string' && !isOwn(line, act, asker.personId);
  });
}
