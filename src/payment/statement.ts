/** Row C10: takes the bank's statement, keeps each line once, and matches debits with instructions. */
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Decision, isRefusal, type JobRequest, joined, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { Instruction, PaymentState } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { instructionById, instructionsOf, knownLines, statesOf } from './payment.store.ts';
import type { StatementLine } from './rails/port.ts';
import { StatementUnavailable } from './rails/snap/statement.ts';
import { reconciled } from './transfer.ts';

/** The bank's clock may differ from ours by so much. */
const SKEW_MS = 5 * 60_000;
const READ_AFTER_MS = 1_000;
/** What is not on the statement yet is looked for again: soon, then ever more rarely. */
const AGAIN_MS = 30_000;
const RARELY_MS = 300_000;
const SOON_TURNS = 10;

export const readJob = (satkerId: string, now: Date): JobRequest => statementJob(satkerId, now, READ_AFTER_MS, 0);

export const readAgainJob = (satkerId: string, now: Date, turn: number): JobRequest =>
  statementJob(satkerId, now, turn < SOON_TURNS ? AGAIN_MS : RARELY_MS, turn);

const statementJob = (satkerId: string, now: Date, pauseMs: number, turn: number): JobRequest => ({
  task: 'payment.statement',
  payload: { satkerId, turn },
  key: `payment.statement:${satkerId}`,
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
  const debit = ours.find((line) => isDebitOf(line, instruction));
  return debit && ours.length === 1 ? debit : 'unclear';
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

type Sourced = Instruction & { readonly source: BankAccount; readonly sentAt: string };

/** Reads the statement of each account from its oldest payment that is not reconciled. Answers how many still are not. */
export async function readStatement(deps: PaymentJobDeps, satkerId: string): Promise<number> {
  const settled = await instructionsOf(deps.pool, deps.codec, satkerId, ['SETTLED']);
  const waiting = settled.filter((i): i is Sourced => i.rail === 'CMS' && i.source !== null && i.sentAt !== null);
  const accounts = Map.groupBy(waiting, ({ source }) => `${source.bankCode}/${source.accountNo}`);
  let left = 0;
  for (const [account, ones] of accounts) left += await readAccount(deps, satkerId, account, ones);
  return left;
}

async function readAccount(
  deps: PaymentJobDeps,
  satkerId: string,
  account: string,
  waiting: readonly Sourced[],
): Promise<number> {
  const [first] = waiting;
  const lines = first ? await linesSince(deps, first.source, new Date(first.sentAt)) : null;
  if (lines === null) return waiting.length;
  const idOf = (line: StatementLine) => derivedId('statement', `${account}/${line.transactionId}`);
  const known = await knownLines(deps.pool, lines.map(idOf));
  const fresh = lines.filter((line) => !known.has(idOf(line)));
  const states = await statesOf(deps.pool, fresh.flatMap(referencesIn));
  const matched = new Set<string>();
  for (const line of fresh) {
    const instruction = waiting.find((one) => !matched.has(one.id) && isDebitOf(line, one)) ?? null;
    if (!instruction && isForLater(line, waiting, states)) continue;
    await keep(deps, { id: idOf(line), satkerId, line, instruction });
    if (instruction) matched.add(instruction.id);
  }
  return waiting.length - matched.size;
}

const referencesIn = ({ remark }: StatementLine): string[] => remark.match(/\bDS[0-9A-F]{24}\b/g) ?? [];

/** SETTLED: since the waiting ones were read. */
const OPEN: readonly (PaymentState | undefined)[] = ['SENT', 'UNKNOWN', 'IN_CLEARING', 'SETTLED'];

/**
 * A debit of a payment that is still open waits for it. Kept as nobody's: one of a payment that failed, a second one, or one of
 * another amount than was ordered.
 */
const isForLater = (
  line: StatementLine,
  waiting: readonly Instruction[],
  states: ReadonlyMap<string, PaymentState>,
): boolean =>
  line.direction === 'DEBIT' &&
  referencesIn(line).some((ref) => OPEN.includes(states.get(ref)) && !waiting.some((one) => one.reference === ref));

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
