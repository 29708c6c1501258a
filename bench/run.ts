/**
 * `npm run bench [-- scenario …] [--rounds N] [--seconds S] [--scale X] [--compare FILE]`: measures named scenarios, each beside its
 * yardstick on one PostgreSQL that writes safely (fsync and synchronous_commit on). Prints a table, writes bench/results/<date>.json.
 * The last line counts the bars; ends with 1 when one is missed or a result is wrong.
 */
import { parseArgs } from 'node:util';
import { barLine, comparison, table, writeReport } from './harness/report.ts';
import { runScenario, type ScenarioResult } from './harness/rounds.ts';
import { met, type Scenario } from './harness/scenario.ts';
import { startBenchServer } from './harness/server.ts';
import { commitScenario } from './scenarios/commit.ts';
import { growthScenario } from './scenarios/growth.ts';
import { inboxScenario } from './scenarios/inbox.ts';
import { memoryScenario } from './scenarios/memory.ts';
import { purchaseScenario } from './scenarios/purchase.ts';
import { searchScenario } from './scenarios/search.ts';
import { startScenario } from './scenarios/start.ts';
import { statementScenario } from './scenarios/statement.ts';
import { webScenario } from './scenarios/web.ts';

const all: readonly Scenario[] = [
  commitScenario,
  growthScenario,
  memoryScenario,
  purchaseScenario,
  inboxScenario,
  searchScenario,
  startScenario,
  statementScenario,
  webScenario,
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    scale: { type: 'string', default: '1' },
    compare: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});

if (values.list) {
  for (const { name, about } of all) console.log(`${name.padEnd(10)} ${about}`);
  process.exit(0);
}
const unknown = positionals.filter((name) => all.every((scenario) => scenario.name !== name));
if (unknown.length > 0) fail(`No scenario ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`);
const options = {
  rounds: positive('rounds', values.rounds),
  ms: positive('seconds', values.seconds) * 1000,
  scale: positive('scale', values.scale),
  say: (line: string) => console.log(line),
};

const server = await startBenchServer();
const done: ScenarioResult[] = [];
let wrong = 0;
try {
  for (const scenario of all.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    console.log(`${scenario.name}: ${scenario.about}`);
    try {
      const result = await runScenario(scenario, options);
      done.push(result);
      console.log(`\n${table(result)}\n${result.bars.map(barLine).join('\n')}\n`);
    } catch (error) {
      wrong += 1;
      console.error(`✖ ${scenario.name}: ${error instanceof Error ? error.stack : error}\n`);
    }
  }
} finally {
  await server.stop();
}
if (values.compare) console.log(comparison(values.compare, done));
const file = writeReport({ rounds: options.rounds, msPerRound: options.ms, scale: options.scale, scenarios: done });
const bars = done.flatMap((result) => result.bars);
const missed = bars.filter((bar) => !met(bar));
console.log(`written: ${file}`);
console.log(`bench: ${bars.length - missed.length} of ${bars.length} bars met, ${wrong} scenarios failed`);
process.exit(missed.length + wrong === 0 ? 0 : 1);

function positive(name: string, text: string): number {
  const value = Number(text);
  return value > 0 ? value : fail(`--${name} is a number above 0, not ${text}`);
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
