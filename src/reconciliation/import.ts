/**
 * Takes a statement file over: a first pass reads it whole and keeps nothing, so that a broken file is refused whole; a second one
 * hands its lines on in batches. Both may be killed at any moment: a run says every few seconds how far it is, and when it has been
 * silent for a while another one goes on from there.
 */
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { type Decision, isRefusal, type JobRequest, refuse } from '../kernel/decision.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { Enqueue } from '../platform/worker.ts';
import { StatementFileRefused } from './files/fault.ts';
import { lineIdentities } from './files/identity.ts';
import { type Balance, type FileLine, POSTS } from './files/line.ts';
import { readStatementFile } from './files/read.ts';
import type { IdentifiedLine, KeptSource } from './keep-file.ts';
import { contentOf, statementFileById, waitingFiles } from './statement-file.store.ts';
import {
  type FileStatement,
  finished,
  importJob,
  isFree,
  type Progress,
  progressed,
  putOff,
  refusedFile,
  type StatementFile,
  sound,
  takenUp,
} from './statement-file.ts';

export interface ImportDeps extends Door {
  readonly clock: () => Date;
  /** Names a run. */
  readonly newRun: () => string;
  /** Each line once, by its id, however often it is told. */
  readonly keepLines: (
    source: KeptSource,
    lines: readonly IdentifiedLine[],
  ) => Promise<{ readonly kept: number; readonly known: number }>;
  readonly keepBalance: (
    source: KeptSource,
    balance: { readonly opening: Balance | null; readonly closing: Balance | null },
  ) => Promise<void>;
  /** What is to be done when a file is taken over: its lines want explaining. */
  readonly after: (satkerId: string, now: Date) => readonly JobRequest[];
}

/** Lines handed on at once. */
const BATCH = 500;
/** More lines than any month of one account; bounds what identities need. */
const MAX_LINES = 300_000;
/** Statements whose balances are shown. */
const MAX_SHOWN = 400;
const BEAT_MS = 3_000;

/** Another run has taken over, or there is nothing to do. */
class NotOurs extends Error {}

/** Runs until the file is done or refused. Throws when it could not go on for a reason that is not the file's; then it is put off. */
export async function importFile(deps: ImportDeps, id: string): Promise<void> {
  const runner = deps.newRun();
  const run = openRun(deps, id, runner);
  try {
    const file = await run.begin();
    const account = await accountOf(deps, file);
    if (file.state !== 'IMPORTING' && !(await check(deps, run, file, account))) return;
    await takeOver(deps, run, account);
  } catch (error) {
    if (error instanceof NotOurs) return;
    await run.change(putOff).catch(() => {});
    throw error;
  }
}

/** Files whose run is silent. */
export async function sweepImports(
  { pool, clock }: Pick<ImportDeps, 'pool' | 'clock'>,
  enqueue: Enqueue,
): Promise<void> {
  for (const id of await waitingFiles(pool, clock())) await enqueue(importJob(id));
}

interface Run {
  /** Takes the file up. Throws NotOurs when somebody else works on it or nothing is left to do. */
  begin(): Promise<StatementFile>;
  /** Changes the file as long as it is this run's. Answers it as it is then. */
  change(decide: (file: StatementFile, now: Date) => Decision): Promise<StatementFile>;
  /** Says how far it is, when the last time was a while ago. */
  beat(progress: Progress): Promise<void>;
}

function openRun(deps: ImportDeps, id: string, runner: string): Run {
  let turn = 0;
  let said = deps.clock().getTime();

  async function command(decide: (file: StatementFile, now: Date) => Decision | null): Promise<StatementFile> {
    turn += 1;
    const at = deps.clock();
    said = at.getTime();
    const name = { key: `statement.import:${id}:${runner}:${turn}`, request: String(turn), actor: systemActor, at };
    const outcome = await runCommand(deps, name, async () => {
      const file = await statementFileById(deps.pool, deps.codec, id);
      const decision = file && decide(file, at);
      if (!file || !decision) return refuse('moved_on');
      return { decision, parties: { satkerId: file.satkerId, vendorId: null }, response: {} };
    });
    if (isRefusal(outcome)) throw new NotOurs(outcome.code);
    const file = await statementFileById(deps.pool, deps.codec, id);
    if (!file) throw new NotOurs('gone');
    return file;
  }

  const change: Run['change'] = (decide) => command((file, now) => (file.runner === runner ? decide(file, now) : null));
  return {
    begin: () => command((file, now) => (isFree(file, now) ? takenUp(file, runner, now) : null)),
    change,
    async beat(progress) {
      if (deps.clock().getTime() - said < BEAT_MS) return;
      await change((file, now) => progressed(file, progress, now));
    },
  };
}

async function accountOf({ pool, codec }: ImportDeps, { satkerId }: StatementFile): Promise<BankAccount> {
  const satker = await satkerById(pool, codec, satkerId);
  if (!satker) throw new Error(`no satker ${satkerId}`);
  return satker.account;
}

/** Banks write the same number with and without leading zeros. */
const bare = (accountNo: string): string => accountNo.replace(/^0+/, '');

/** The first pass. False: the file is refused. */
async function check(deps: ImportDeps, run: Run, file: StatementFile, account: BankAccount): Promise<boolean> {
  const statements: FileStatement[] = [];
  let total = 0;
  let lines = 0;
  let begun: Omit<FileStatement, 'closing' | 'lines'> | null = null;
  try {
    for await (const event of readStatementFile(contentOf(deps.pool, deps.codec, file))) {
      if (event.kind === 'statement') {
        const { lineNo, accountNo, format, reference, sequence, opening } = event;
        if (bare(accountNo) !== bare(account.accountNo)) throw new StatementFileRefused(lineNo, 'ACCOUNT', accountNo);
        begun = { format, reference, sequence, opening };
        lines = 0;
      } else if (event.kind === 'line') {
        total += 1;
        lines += 1;
        if (total > MAX_LINES) throw new StatementFileRefused(event.line.lineNo, 'TOO_LARGE', `${MAX_LINES}`);
        if (total % BATCH === 0) await run.beat({ checked: total });
      } else if (begun && statements.length < MAX_SHOWN) statements.push({ ...begun, closing: event.closing, lines });
    }
  } catch (error) {
    if (!(error instanceof StatementFileRefused)) throw error;
    const { line, reason, found } = error;
    await run.change((now, at) => refusedFile(now, { line, reason, found }, at));
    return false;
  }
  await run.change((now, at) => sound(now, statements, total, at));
  return true;
}

/** The second pass: from where an earlier run was last heard of. */
async function takeOver(deps: ImportDeps, run: Run, account: BankAccount): Promise<void> {
  const file = await run.change((now, at) => progressed(now, {}, at));
  const identityOf = lineIdentities(account);
  const sums = { done: file.done, kept: file.kept, known: file.known };
  let seen = 0;
  let source: KeptSource | null = null;
  let opening: Balance | null = null;
  let batch: IdentifiedLine[] = [];
  /** The batch before: kept while the next one is read. One at a time, since each continues the balance. */
  let underWay = Promise.resolve();

  async function keep(from: KeptSource, lines: readonly IdentifiedLine[]): Promise<void> {
    const { kept, known } = await deps.keepLines(from, lines);
    sums.done += lines.length;
    sums.kept += kept;
    sums.known += known;
    await run.beat({ ...sums });
  }

  async function handOn(): Promise<void> {
    await underWay;
    if (!source || batch.length === 0) return;
    underWay = keep(source, batch);
    // Whoever waits for it next is told.
    underWay.catch(() => {});
    batch = [];
  }

  function take(line: FileLine): void {
    const id = identityOf(line);
    seen += 1;
    if (seen > file.done) batch.push({ ...line, id });
  }

  try {
    for await (const event of readStatementFile(contentOf(deps.pool, deps.codec, file))) {
      if (event.kind === 'statement') {
        const { bankCode, accountNo } = account;
        const { format } = event;
        opening = event.opening;
        source = { fileId: file.id, satkerId: file.satkerId, bankCode, accountNo, format, posts: POSTS[format] };
      } else if (event.kind === 'line') {
        take(event.line);
        if (batch.length >= BATCH) await handOn();
      } else {
        await handOn();
        await underWay;
        if (source) await deps.keepBalance(source, { opening, closing: event.closing });
      }
    }
    await underWay;
  } finally {
    // A run that fails has nothing under way.
    await underWay.catch(() => {});
  }
  await run.change((now, at) => finished({ ...now, ...sums }, at, deps.after(file.satkerId, at)));
}
