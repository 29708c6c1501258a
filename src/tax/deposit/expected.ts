/** Deposits that were paid outside the platform and whose debit the statement has yet to show. */
import { type Decision, joined } from '../../kernel/decision.ts';
import { reconcileTransfer } from '../../payment/postings.ts';
import type { ExpectedCredit, ExpectedLoader } from '../../reconciliation/expected.ts';
import { depositedLately } from './deposit.store.ts';
import { type Deposit, type Moment, shownOnStatement } from './deposit.ts';

export const expectedFromDeposits: ExpectedLoader = async (db, codec, satkerId) =>
  (await depositedLately(db, codec, satkerId)).flatMap((deposit) => expectedOf(deposit) ?? []);

/** Null for one that an instruction paid, or that was seen. */
export function expectedOf(deposit: Deposit): ExpectedCredit | null {
  const { id, instructionId, shownAt = null, amount, ntpn, billing, number, depositedAt } = deposit;
  if (instructionId !== null || shownAt !== null || depositedAt === null) return null;
  return {
    id,
    kind: 'DEPOSIT',
    direction: 'DEBIT',
    amount,
    references: [ntpn, billing?.code].flatMap((one) => one ?? []),
    title: `Setoran pajak ${number}, NTPN ${ntpn ?? '–'}`,
    payer: null,
    since: depositedAt,
    tell: (lineId, moment) => seen(deposit, lineId, moment),
  };
}

/** What was recorded as paid has left the account. */
function seen(deposit: Deposit, lineId: string, moment: Moment): Decision {
  const left = reconcileTransfer(moment.cause, deposit.satkerId, deposit.amount);
  return joined(shownOnStatement(deposit, lineId, moment), {
    ok: true,
    events: [],
    rows: [],
    transfers: [left],
    jobs: [],
  });
}
