/** Row C10: takes the bank's statement, keeps each line once, and matches debits with instructions. */
import { systemActor } from '../journal/actor.ts';
import { isRefusal, runCommand } from '../journal/command.ts';
import { type Decision, type JobRequest, joined, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { instructionById, instructionsOf, knownLines } from './payment.store.ts';
import type { StatementLine } from './rails/port.ts';
import { StatementUnavailable } from './rails/snap/statement.ts';
import { reconciled } from './transfer.ts';

/** The bank's clock may differ from ours by so much. */
const SKEW_MS = 5 * 60_000;
const READ_AFTER_MS = 1_000;

export const readJob = (satkerId: string, now: Date): JobRequest => ({
  task: 'payment.statement',
  payload: { satkerId },
  key: `payment.statement:${satkerId}`,
  runAt: new Date(now.getTime() + READ_AFTER_MS).toISOString(),
});

/** Whether the statement shows the debit of an instruction; `unknown` when the bank gives no statement. */
export async function debitShown(deps: PaymentJobDeps, instruction: Instruction): Promise<'yes' | 'no' | 'unknown'> {
  const { source, sentAt } = instruction;
  if (!source || sentAt === null) return 'no';
  const lines = await linesSince(deps, source, new Date(sentAt));
  if (lines === null) return 'unknown';
  return lines.some((line) => isDebitOf(line, instruction)) ? 'yes' : 'no';
}

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

/** Reads the statement from the oldest payment that is not reconciled. Answers how many still are not. */
export async function readStatement(deps: PaymentJobDeps, satkerId: string): Promise<number> {
  const waiting = (await instructionsOf(deps.pool, deps.codec, satkerId, ['SETTLED'])).filter((i) => i.rail === 'CMS');
  const first = waiting[0];
  if (!first?.source || first.sentAt === null) return 0;
  const lines = await linesSince(deps, first.source, new Date(first.sentAt));
  if (lines === null) return waiting.length;
  const account = first.source;
  const idOf = (line: StatementLine) =>
    derivedId('statement', `${account.bankCode}/${account.accountNo}/${line.transactionId}`);
  const known = await knownLines(deps.pool, lines.map(idOf));
  const matched = new Set<string>();
  for (const line of lines) {
    if (known.has(idOf(line))) continue;
    const instruction = waiting.find((one) => !matched.has(one.id) && isDebitOf(line, one)) ?? null;
    // A debit that carries a reference of ours waits until its instruction is settled.
    if (!instruction && line.direction === 'DEBIT' && /\bDS[0-9A-F]{24}\b/.test(line.remark)) continue;
    await keep(deps, { id: idOf(line), satkerId, line, instruction });
    if (instruction) matched.add(instruction.id);
  }
  return waiting.length - matched.size;
}

interface Kept {
  readonly id: string;
  readonly satkerId: string;
  readonly line: StatementLine;
  readonly instruction: Instruction | null;
}

async function keep(deps: PaymentJobDeps, { id, satkerId, line, instruction }: Kept): Promise<void> {
  const at = deps.clock();
  const command = { key: `statement:${id}`, request: 'statement', actor: systemActor, at };
  const outcome = await runCommand(deps, command, async (cause) => {
    const kept = lineKept(id, satkerId, line, instruction);
    const parties = { satkerId, vendorId: null };
    if (!instruction) return { decision: kept, parties, response: {} };
    const now = await instructionById(deps.pool, deps.codec, instruction.id);
    if (now?.state !== 'SETTLED') return refuse('moved_on');
    const decision = reconciled(now, { cause, now: at });
    if (!decision.ok) return decision;
    return { decision: joined(decision, kept), parties, response: {} };
  });
  if (isRefusal(outcome) && outcome.code !== 'moved_on') throw new Error(`statement line ${id}: ${outcome.code}`);
}

function lineKept(id: string, satkerId: string, line: StatementLine, instruction: Instruction | null): Decision {
  return {
    ok: true,
    events: [
      {
        type: instruction ? 'statement.matched' : 'statement.unmatched',
        aggregate: 'statement',
        aggregateId: id,
        payload: { direction: line.direction, amount: line.amount, remark: line.remark, at: line.at },
      },
    ],
    rows: [
      {
        table: 'payment.statement_line',
        id,
        expectedVersion: 0,
        columns: {
          satker_id: satkerId,
          booked_at: line.at,
          direction: line.direction,
          instruction_id: instruction?.id ?? null,
        },
        body: { ...line },
      },
    ],
    transfers: [],
    jobs: [],
  };
}
