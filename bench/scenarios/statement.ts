/** Bank lines taken over from statement files, each once, and explained; beside the mere reading of such a file. */
import { processorTime, since } from '../harness/processes.ts';
import type { Case, Measured, Scenario } from '../harness/scenario.ts';
import { postmaster } from '../load/books.ts';
import { openStatementOffices, type StatementOffices } from '../load/statements.ts';

/** Of the usual run, about two minutes; `--scale 2.5` is a million. */
const LINES = 400_000;
/** What the month of a large office has. */
const PER_FILE = 100_000;

export const statementScenario: Scenario = {
  name: 'statement',
  about:
    'bank lines imported from MT940 files of up to 100,000 lines, one after another (400,000; --scale 2.5: a million)',
  async open({ scale }) {
    const lines = Math.max(1, Math.round(LINES * scale));
    const files = Math.ceil(lines / PER_FILE);
    const linesOf = (office: number): number => Math.min(PER_FILE, lines - office * PER_FILE);
    const offices = await openStatementOffices(files);
    const server = await postmaster(offices.owner);
    const name = `${lines.toLocaleString('en')} lines`;
    const again = `${linesOf(0).toLocaleString('en')} told again`;
    const imports = async (brought: readonly string[], all: number): Promise<Measured & { kept: number }> => {
      const watched = [{ name: 'postgres', pid: server, withChildren: true }];
      const before = processorTime(watched);
      const runs = [];
      for (const id of brought) runs.push(await offices.take(id));
      const ms = runs.reduce((sum, run) => sum + run.ms, 0);
      const processor = {
        node: runs.reduce((sum, run) => sum + run.cpuMs, 0),
        ...since(before, processorTime(watched)),
      };
      const peak = Math.max(...runs.map(({ peakMb }) => peakMb));
      const kept = runs.reduce((sum, run) => sum + run.kept, 0);
      return { done: all, ms, kept, processor, figures: { 'peak MB': peak, 'kept %': (kept * 100) / all } };
    };
    const cases: Case[] = [
      {
        name,
        unit: 'lines',
        rounds: 1,
        async run() {
          const brought: string[] = [];
          for (let office = 0; office < files; office += 1) brought.push(await offices.bring(office, linesOf(office)));
          await offices.owner.query('CHECKPOINT');
          return imports(brought, lines);
        },
      },
      {
        name: again,
        unit: 'lines',
        rounds: 1,
        run: async () => imports([await offices.bring(0, linesOf(0), true)], linesOf(0)),
      },
      {
        name: 'explained',
        unit: 'lines',
        rounds: 1,
        async run() {
          const { lines: done, ms } = await offices.explain(0);
          return { done, ms };
        },
      },
      {
        name: 'read alone',
        unit: 'lines',
        rounds: 1,
        async run() {
          const began = performance.now();
          return { done: await offices.read(linesOf(0)), ms: performance.now() - began };
        },
      },
    ];
    return {
      cases,
      verify: () =>
        checkLines(
          offices,
          lines,
          Array.from({ length: files }, (_, office) => linesOf(office)),
        ),
      bars: (of) => [
        { what: 'a million lines at this rate', value: 1_000_000 / of(name).rate.median / 60, most: 15, unit: ' min' },
        { what: 'peak memory of the import', value: of(name).figures?.['peak MB'] ?? NaN, most: 400, unit: ' MB' },
        { what: 'lines kept of those told again', value: of(again).figures?.['kept %'] ?? NaN, most: 0, unit: ' %' },
      ],
      close: () => offices.close(),
    };
  },
};

/** Every line is there once, posted once, in one chain of balances; the ledger balances. */
async function checkLines(offices: StatementOffices, lines: number, files: readonly number[]): Promise<string> {
  const { rows } = await offices.owner.query<{ kept: number; posted: number; cash: string; faults: number }>(
    `SELECT (SELECT count(*)::int FROM payment.statement_line) AS kept,
            (SELECT count(*)::int FROM ledger.transfer WHERE reason = 'statement.taken') AS posted,
            (SELECT coalesce(sum(debits_posted - credits_posted), 0) FROM ledger.account WHERE kind = 'bank.cash') AS cash,
            (SELECT count(*)::int FROM ledger.verify()) AS faults`,
  );
  const found = rows[0] ?? { kept: 0, posted: 0, cash: '0', faults: 0 };
  const cash = files.reduce((sum, count) => sum + offices.cashAfter(count), 0n);
  if (found.kept !== lines || found.posted !== lines)
    throw new Error(`${lines} lines were told, ${found.kept} are kept, ${found.posted} posted`);
  if (BigInt(found.cash) !== cash) throw new Error(`the accounts hold ${found.cash}, the statements say ${cash}`);
  if (found.faults > 0) throw new Error(`the ledger does not balance: ${found.faults} faults`);
  return `${lines} lines: each kept and posted once, none lost, none doubled; cash as the statements say; ledger balanced`;
}
