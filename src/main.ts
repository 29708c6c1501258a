/** The command line: chooses the real adapters and starts what is asked for. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMachines, describeMachines } from './machines.ts';
import { defaultDataDir, startTrial } from './platform/trial.ts';
import { checkRegulation } from './regulation/check.ts';
import { regulationTables } from './regulation/tables.ts';

const usage = `digipay <command>
  dev [--fresh] [--data DIR] [--bank-port N]   database, migrations and sandbox bank for a trial on this machine
  docs                                         prints the state machines and the regulation into docs/generated`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    fresh: { type: 'boolean', default: false },
    data: { type: 'string', default: defaultDataDir(join(import.meta.dirname, '..')) },
    'bank-port': { type: 'string', default: '8081' },
  },
});

const faults = [...checkMachines(), ...checkRegulation()];
if (faults.length > 0) fail(`The rules contradict themselves:\n${faults.join('\n')}`);

switch (positionals[0]) {
  case 'dev':
    await dev();
    break;
  case 'docs':
    docs();
    break;
  default:
    fail(usage);
}

async function dev(): Promise<void> {
  const bankPort = Number(values['bank-port']);
  if (!Number.isInteger(bankPort) || bankPort < 0 || bankPort > 65535)
    fail(`--bank-port must be 0 to 65535, not ${values['bank-port']}`);
  const trial = await startTrial({
    dataDir: values.data,
    fresh: values.fresh,
    say: (line) => console.log(`• ${line}`),
  }).catch((error: Error) => fail(error.message));
  const { startSandbox } = await import('./sandbox.ts');
  const bank = await startSandbox(trial, bankPort).catch(async (error: Error) => {
    await trial.stop();
    return fail(error.message);
  });
  console.log(`• Sandbox bank: ${bank.url}`);
  console.log('• Ready. Stop with Ctrl+C; the data stays. `npm start -- --fresh` begins anew.');
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await bank.close();
    await trial.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

function docs(): void {
  const folder = join(import.meta.dirname, '../docs/generated');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'state-machines.md'),
    `# State machines\n\nPrinted by \`npm run docs\` from the tables the code runs on.\n\n${describeMachines()}\n`,
  );
  const tables = regulationTables().map(
    (t) =>
      `## ${t.title}\n\n| ${t.columns.join(' | ')} |\n|${'---|'.repeat(t.columns.length)}\n${t.rows.map((r) => `| ${r.join(' | ')} |`).join('\n')}`,
  );
  writeFileSync(
    join(folder, 'regulation.md'),
    `# Regulation\n\nPrinted by \`npm run docs\` from \`src/regulation/\`.\n\n${tables.join('\n\n')}\n`,
  );
  console.log('Wrote docs/generated/state-machines.md and docs/generated/regulation.md');
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
