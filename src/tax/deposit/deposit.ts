/**
 * Deposits taxes kept back: several of them by one billing code. Since 2025 treasurers deposit into the tax deposit account 411618-100
 * and issue the slips afterwards (SE-1/PB/2025 after PMK 81/2024); before, and where the rules name no deposit account, each by its own
 * code. A deposit is proven by its NTPN alone.
 */
import { type Decision, type JobRequest, joined, type Plain, type Refusal, refuse } from '../../kernel/decision.ts';
import { derivedId } from '../../kernel/ids.ts';
import { transitionFor } from '../../kernel/machine.ts';
import type { Zone } from '../../kernel/time.ts';
import type { PaymentCode } from '../../regulation/payment-codes.ts';
import type { Regime } from '../../regulation/types.ts';
import { type DepositRole, type DepositState, depositMachine } from './deposit.machine.ts';
import { eventOf, rewritten, type TaxPaper, type Withholding } from './withholding.ts';

export interface Billing {
  /** 15 digits. */
  readonly code: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** Made through the bank, or typed from Coretax. */
  readonly madeBy: 'BANK' | 'TYPED';
}

export interface Deposit {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly zone: Zone;
  readonly regime: Regime;
  /** `STR-2026-000007`. */
  readonly number: string;
  readonly state: DepositState;
  readonly code: PaymentCode;
  /** `MMyyyy`. */
  readonly period: string;
  readonly amount: bigint;
  readonly withholdingIds: readonly string[];
  readonly billing: Billing | null;
  readonly instructionId: string | null;
  readonly ntpn: string | null;
  readonly ntb: string | null;
  readonly depositedAt: string | null;
  /** Of one that was paid outside the platform: when the statement showed its debit. */
  readonly shownAt?: string | null;
  readonly draftedBy: { readonly personId: string; readonly name: string };
  readonly createdAt: string;
  /** What the bank said last when a code could not be made or paid. */
  readonly trouble: string;
}

export const depositTable = 'tax.deposit';

export interface Moment {
  readonly cause: string;
  readonly now: Date;
}

export interface DepositFacts extends Moment {
  readonly actor: { readonly personId: string; readonly name: string; readonly role: string };
}

interface DraftFacts extends DepositFacts {
  readonly satkerId: string;
  readonly zone: Zone;
  readonly regime: Regime;
  readonly number: string;
  readonly period: string;
  /** Into which account of the State; null when the rules of the day have no deposit account. */
  readonly code: PaymentCode | null;
}

export const billingJob = (id: string): JobRequest => ({
  task: 'tax.billing',
  payload: { id },
  key: `tax.billing:${id}`,
});

/** Row T1 to T2. Refusals: `nothing_to_deposit`, `not_possible_now` when one of them is not owed any more. */
export function draftDeposit(chosen: readonly Withholding[], facts: DraftFacts): Decision | Refusal {
  if (chosen.length === 0) return refuse('nothing_to_deposit');
  if (facts.code === null) return refuse('not_possible_now', { state: '–' });
  const taken = chosen.find((one) => one.state !== 'OWED' || one.from !== 'PAYMENT' || one.satkerId !== facts.satkerId);
  if (taken) return refuse('not_possible_now', { state: taken.state });
  const { cause, now, actor, satkerId, zone, regime, number, period, code } = facts;
  const deposit: Deposit = {
    id: derivedId(cause, 'deposit'),
    version: 0,
    satkerId,
    zone,
    regime,
    number,
    state: 'DRAFTED',
    code,
    period,
    amount: chosen.reduce((sum, one) => sum + one.amount, 0n),
    withholdingIds: chosen.map(({ id }) => id),
    billing: null,
    instructionId: null,
    ntpn: null,
    ntb: null,
    depositedAt: null,
    draftedBy: { personId: actor.personId, name: actor.name },
    createdAt: now.toISOString(),
    trouble: '',
  };
  return withAll(
    stepped(deposit, null, 'draft', actor.role, {}, [billingJob(deposit.id)]),
    chosen,
    (one) => ({ ...one, state: 'IN_DEPOSIT', depositId: deposit.id }),
    'put_into_deposit',
  );
}

/** Row T2: typed from Coretax, or made through the bank. */
export function recordBilling(deposit: Deposit, billing: Billing, { now }: Moment, role: string): Decision | Refusal {
  if (Date.parse(billing.expiresAt) <= now.getTime()) return refuse('billing_expired');
  const payload = { billing: billing.code, madeBy: billing.madeBy };
  return stepped({ ...deposit, billing, trouble: '' }, deposit.state, 'recordBilling', role, payload);
}

/** The bank could not make a code: said to people, who may type one. */
export const billingTrouble = (deposit: Deposit, trouble: string): Decision => ({
  ok: true,
  events: [
    { type: 'deposit.billing_refused', aggregate: 'deposit', aggregateId: deposit.id, payload: { words: trouble } },
  ],
  rows: [depositRow({ ...deposit, trouble, version: deposit.version + 1 }, deposit.version)],
  transfers: [],
  jobs: [],
});

export function expireBilling(deposit: Deposit, { now }: Moment): Decision | Refusal {
  if (!deposit.billing || Date.parse(deposit.billing.expiresAt) > now.getTime())
    return refuse('not_possible_now', { state: depositMachine.states[deposit.state] });
  const next = { ...deposit, billing: null };
  return stepped(next, deposit.state, 'expireBilling', 'SYSTEM', {}, [billingJob(deposit.id)]);
}

export function withdrawDeposit(
  deposit: Deposit,
  chosen: readonly Withholding[],
  reason: string,
  { actor }: DepositFacts,
): Decision | Refusal {
  return withAll(
    stepped(deposit, deposit.state, 'withdraw', actor.role, { reason }),
    chosen,
    (one) => ({ ...one, state: 'OWED', depositId: null }),
    'taken_out_of_deposit',
  );
}

/** Row T3: the payment begins; the instruction itself is made by whoever calls. */
export function beginDeposit(
  deposit: Deposit,
  instructionId: string,
  { actor, now }: DepositFacts,
): Decision | Refusal {
  if (deposit.billing && Date.parse(deposit.billing.expiresAt) <= now.getTime()) return refuse('billing_expired');
  return stepped({ ...deposit, instructionId }, deposit.state, 'pay', actor.role, { instructionId });
}

export function failDeposit(deposit: Deposit, reason: string): Decision | Refusal {
  return stepped({ ...deposit, instructionId: null, trouble: reason }, deposit.state, 'failPayment', 'SYSTEM', {
    reason,
  });
}

export interface Receipt {
  readonly ntpn: string | null;
  readonly ntb: string | null;
}

/** The State has the money: every tax in it is deposited. */
export function settleDeposit(
  deposit: Deposit,
  chosen: readonly Withholding[],
  { ntpn, ntb }: Receipt,
  { now }: Moment,
): Decision | Refusal {
  return deposited({ ...deposit, ntpn, ntb, depositedAt: now.toISOString() }, chosen, 'settle', 'SYSTEM');
}

/** Paid outside the platform: NTPN and date as on the receipt (BPN). The money leaves the account as the statement will show. */
export function recordNtpn(
  deposit: Deposit,
  chosen: readonly Withholding[],
  { number, date }: TaxPaper,
  { actor }: DepositFacts,
): Decision | Refusal {
  const next = { ...deposit, ntpn: number, depositedAt: date };
  return deposited(next, chosen, 'recordNtpn', actor.role);
}

/** The statement shows the debit of one that was paid outside the platform. No step of the table. */
export function shownOnStatement(deposit: Deposit, statementLine: string, { now }: Moment): Decision {
  return {
    ok: true,
    events: [
      {
        type: 'deposit.shown',
        aggregate: 'deposit',
        aggregateId: deposit.id,
        payload: { statementLine, amount: deposit.amount },
      },
    ],
    rows: [depositRow({ ...deposit, shownAt: now.toISOString(), version: deposit.version + 1 }, deposit.version)],
    transfers: [],
    jobs: [],
  };
}

const deposited = (next: Deposit, chosen: readonly Withholding[], action: string, role: string): Decision | Refusal =>
  withAll(
    stepped(next, next.state, action, role, { ntpn: next.ntpn, ntb: next.ntb }),
    chosen,
    (one) => ({ ...one, state: 'DEPOSITED', ntpn: next.ntpn }),
    'deposited',
  );

function withAll(
  decision: Decision | Refusal,
  chosen: readonly Withholding[],
  change: (one: Withholding) => Withholding,
  verb: string,
): Decision | Refusal {
  if (!decision.ok) return decision;
  const next = chosen.map(change);
  return joined(decision, {
    ok: true,
    events: next.map((one) => eventOf(one, verb, { ntpn: one.ntpn })),
    rows: next.map(rewritten),
    transfers: [],
    jobs: [],
  });
}

const EVENTS: Readonly<Record<string, string>> = {
  draft: 'drafted',
  recordBilling: 'billing_recorded',
  expireBilling: 'billing_expired',
  withdraw: 'withdrawn',
  pay: 'payment_begun',
  failPayment: 'payment_failed',
  settle: 'settled',
  recordNtpn: 'ntpn_recorded',
};

function stepped(
  next: Deposit,
  from: DepositState | null,
  action: string,
  role: string,
  payload: { readonly [key: string]: Plain } = {},
  jobs: readonly JobRequest[] = [],
): Decision | Refusal {
  const row = transitionFor(depositMachine, from, action, role as DepositRole);
  if (!row) return refuse('not_possible_now', { state: from === null ? '–' : depositMachine.states[from] });
  const deposit: Deposit = { ...next, state: row.to, version: next.version + 1 };
  const { id, number, amount } = deposit;
  return {
    ok: true,
    events: [
      {
        type: `deposit.${EVENTS[action] ?? action}`,
        aggregate: 'deposit',
        aggregateId: id,
        payload: { from, to: row.to, number, amount, ...payload },
      },
    ],
    rows: [depositRow(deposit, next.version)],
    transfers: [],
    jobs,
  };
}

function depositRow(deposit: Deposit, expectedVersion: number) {
  return {
    table: depositTable,
    id: deposit.id,
    expectedVersion,
    columns: {
      satker_id: deposit.satkerId,
      state: deposit.state,
      created_at: deposit.createdAt,
      expires_at: deposit.billing?.expiresAt ?? null,
    },
    body: deposit as unknown as Plain,
  };
}

/** The acts open to a role. */
export const openDepositActs = (deposit: Deposit, role: string): string[] =>
  depositMachine.transitions
    .filter((t) => t.from === deposit.state && t.by.some((by) => by === role) && role !== 'SYSTEM')
    .map((t) => t.action);
