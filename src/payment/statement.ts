/**
 * What a payment asks of the bank's statement: whether its debit is there, and that the statement be read soon. Statements are read,
 * kept and explained by `reconciliation/`.
 */
import type { JobRequest } from '../kernel/decision.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { StatementLine } from './rails/port.ts';
import { StatementUnavailable } from './rails/snap/statement.ts';

/** The bank's clock may differ from ours by so much. */
const SKEW_MS = 5 * 60_000;
const READ_AFTER_MS = 1_000;
/** So far back is a line looked for from which the balances follow. */
const BACK_MS = 30 * 86_400_000;

export const STATEMENT_TASK = 'payment.statement';

/** The statement of the satker's account is read soon: something happened that it will show, or is now expected on it. */
export const readJob = (satkerId: string, now: Date): JobRequest => readAfterJob(satkerId, now, READ_AFTER_MS, 0);

/** `turn` counts how often a payment has waited for its debit. */
export const readAfterJob = (satkerId: string, now: Date, pauseMs: number, turn: number): JobRequest => ({
  task: STATEMENT_TASK,
  payload: { satkerId, turn },
  key: `${STATEMENT_TASK}:${satkerId}`,
  runAt: new Date(now.getTime() + pauseMs).toISOString(),
});

/**
 * The debit of an instruction on the statement. `none`: it is not there. `unclear`: the bank gives no statement, or the money
 * was debited and came back.
 */
export async function debitShown(
  deps: PaymentJobDeps,
  instruction: Instruction,
): Promise<StatementLine | 'none' | 'unclear'> {
  const { source, sentAt, reference } = instruction;
  if (!source || sentAt === null) return 'none';
  const lines = await linesSince(deps, source, new Date(sentAt));
  if (lines === null) return 'unclear';
  const ours = lines.filter((line) => line.remark.includes(reference));
  if (ours.length === 0) return 'none';
  const debits = ours.filter((line) => isDebitOf(line, instruction));
  // Charges for it repeat the reference.
  const back = ours.some(({ direction }) => direction === 'CREDIT');
  return debits.length === 1 && debits[0] && !back ? debits[0] : 'unclear';
}

/**
 * Whether the statement bears out that the bank has not paid, after its status has said so: no debit stands. `open`: one stands that
 * nobody has given back, or the statement is missing or may lack a line.
 */
export async function failureShown(deps: PaymentJobDeps, instruction: Instruction): Promise<'confirmed' | 'open'> {
  const { source, sentAt, reference, net } = instruction;
  if (!source || sentAt === null) return 'confirmed';
  // Asked before the lines: what is in it must be among them.
  const balance = await deps.transferRail(source.bankCode).balance(source);
  const lines = await linesSince(deps, source, new Date(sentAt));
  if (lines === null) return 'open';
  const ours = lines.filter((line) => line.amount === net && line.remark.includes(reference));
  const back = ours.filter(({ direction }) => direction === 'CREDIT').length;
  if (ours.length > 0) return back * 2 >= ours.length ? 'confirmed' : 'open';
  if (deps.clock().getTime() - Date.parse(sentAt) >= deps.graceMs) return 'confirmed';
  const booked = 'unknown' in balance ? null : balance.booked;
  if (booked === null) return 'open';
  const isOlder = ({ at }: StatementLine): boolean => Date.parse(at) < Date.parse(sentAt);
  const whole = lines[0] && isOlder(lines[0]) ? lines : await linesSince(deps, source, backFrom(sentAt));
  return whole?.[0] && isOlder(whole[0]) && isWhole(whole, booked) ? 'confirmed' : 'open';
}

const backFrom = (at: string): Date => new Date(Date.parse(at) - BACK_MS);

/** Every balance follows from the one before, up to one that is `booked`. */
function isWhole(lines: readonly StatementLine[], booked: bigint): boolean {
  const follows = (line: StatementLine, before: StatementLine | undefined): boolean =>
    line.after !== undefined && (before?.after === undefined || line.after - signed(line) === before.after);
  return (
    lines.every((line, i) => follows(line, lines[i - 1])) && lines.some(({ after = 0n }) => after / SEN === booked)
  );
}

const SEN = 100n;
const signed = ({ direction, sen, amount }: StatementLine): bigint =>
  (direction === 'CREDIT' ? 1n : -1n) * (sen ?? amount * SEN);

const isDebitOf = (line: StatementLine, { reference, net }: Instruction): boolean =>
  line.direction === 'DEBIT' && line.amount === net && line.remark.includes(reference);

async function linesSince(deps: PaymentJobDeps, account: BankAccount, since: Date): Promise<StatementLine[] | null> {
  const from = new Date(since.getTime() - SKEW_MS).toISOString();
  const to = new Date(deps.clock().getTime() + SKEW_MS).toISOString();
  try {
    return await Array.fromAsync(deps.transferRail(account.bankCode).statement(account, from, to));
  } catch (error) {
    if (error instanceof StatementUnavailable) return null;
    throw error;
  }
}
