/** A deposit as what a payment is for: the instruction that pays its billing code, and what it hears of the bank. */
import type { AccountRef, Decision, Refusal, Transfer } from '../../kernel/decision.ts';
import { refuse } from '../../kernel/decision.ts';
import { derivedId } from '../../kernel/ids.ts';
import { account } from '../../ledger/accounts.ts';
import type { Satker } from '../../organisation/satker.ts';
import { type Instruction, instructionId, notSent, referenceOf } from '../../payment/instruction.ts';
import { both, stepped } from '../../payment/step.ts';
import type { Subject, SubjectLoader } from '../../payment/subject.ts';
import { depositById, withholdingsOf } from './deposit.store.ts';
import { beginDeposit, type Deposit, type DepositFacts, failDeposit, settleDeposit } from './deposit.ts';
import type { Withholding } from './withholding.ts';

const owed = (satker: string): AccountRef => account('tax.payable', satker);

/** Held until the bank has spoken: the tax owed to the State leaves through the bank. */
function holdDeposit(cause: string, satker: string, amount: bigint): Transfer[] {
  return [
    {
      kind: 'hold',
      id: derivedId(cause, 'deposit'),
      debit: owed(satker),
      credit: account('bank.clearing', satker),
      amount,
      reason: 'tax.deposit',
    },
  ];
}

/** Paid outside the platform (row T3, recordNtpn). */
export const depositedElsewhere = (cause: string, satker: string, amount: bigint): Transfer => ({
  kind: 'move',
  id: derivedId(cause, 'elsewhere'),
  debit: owed(satker),
  credit: account('bank.clearing', satker),
  amount,
  reason: 'tax.deposit',
});

/** Name of the State's account on screens and papers. */
export const STATE_TREASURY = 'Kas Negara (MPN)';

/** The treasurer pays the billing code. Approvals and sending follow as for any payment. */
export function payDeposit(deposit: Deposit, satker: Satker, facts: DepositFacts): Decision | Refusal {
  const { billing, amount } = deposit;
  if (!billing) return refuse('not_possible_now', { state: deposit.state });
  const { cause, now, actor } = facts;
  const id = instructionId(cause);
  const { personId, name, role } = actor;
  const holds = holdDeposit(cause, deposit.satkerId, amount);
  const next: Instruction = {
    id,
    version: 0,
    rail: 'MPN',
    state: 'SUBMITTED',
    purpose: 'TAX_DEPOSIT',
    subjectId: deposit.id,
    satkerId: deposit.satkerId,
    vendorId: null,
    vendorName: STATE_TREASURY,
    zone: deposit.zone,
    regime: deposit.regime,
    orderId: null,
    orderNumber: deposit.number,
    spbyNumber: billing.code,
    ppkPersonId: null,
    reference: referenceOf(id),
    gross: amount,
    tax: 0n,
    net: amount,
    source: satker.account,
    card: null,
    beneficiary: { bankCode: satker.account.bankCode, accountNo: billing.code, name: STATE_TREASURY },
    holds,
    approvals: [
      {
        step: 'submit',
        by: { personId, assignmentId: assignmentOf(actor), name, role },
        at: now.toISOString(),
        note: '',
      },
    ],
    createdAt: now.toISOString(),
    ...notSent,
  };
  return both(
    stepped({ from: null, next, action: 'submit', role, transfers: holds }),
    beginDeposit(deposit, id, facts),
  );
}

const assignmentOf = (actor: object): string =>
  'assignmentId' in actor && typeof actor.assignmentId === 'string' ? actor.assignmentId : '';

const depositSubject = (deposit: Deposit, chosen: readonly Withholding[]): Subject => ({
  settled: (_, { proof, ...told }) =>
    settleDeposit(deposit, chosen, { ntpn: proof.ntpn ?? null, ntb: proof.ntb ?? null }, told),
  failed: (_, { reason }) => failDeposit(deposit, reason),
  // The State sends nothing back through the bank: corrections go through the tax office.
  returned: () => refuse('not_possible_now', { state: deposit.state }),
});

export const loadDepositSubject: SubjectLoader = async (db, codec, { subjectId }) => {
  const deposit = await depositById(db, codec, subjectId);
  return deposit && depositSubject(deposit, await withholdingsOf(db, codec, deposit));
};
