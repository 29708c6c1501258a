/** The command line: chooses what to start. Each process reads its settings from the environment; `dev` sets them all. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMachines, describeMachines, machines } from './machines.ts';
import { OPERATOR_COMMANDS } from './operator-commands.ts';
import { checkPermissions } from './permission/check.ts';
import { matrix } from './permission/matrix.ts';
import { permissionsPage } from './permission/tables.ts';
import { defaultDataDir } from './platform/trial.ts';
import { checkRegulation } from './regulation/check.ts';
import { regulationTables } from './regulation/tables.ts';
import { settingsOf } from './settings.ts';
import { READY } from './supervisor.ts';

const usage = `digipay <command>
  dev [--fresh] [--data DIR] [--port N] [--bank-port N]   everything for a trial on this machine, with a demo
  serve | work | bank                                     one process; settings come from the environment
  docs                                                    prints the state machines and the regulation into docs/generated
  keys …                                                  data keys: status, rotation, destruction
  breach --cause …                                        drafts the notices of UU 27/2022 art. 46 from the journal
  erase                                                   destroys the data of people whom the law no longer holds
  sessions end-all --reason TEXT                          signs everybody out, and says so in the journal`;

const [command = '', ...rest] = process.argv.slice(2);
const operator = OPERATOR_COMMANDS.find((one) => one === command);
const { positionals, values } = parseArgs({
  args: operator ? [] : process.argv.slice(2),
  allowPositionals: true,
  options: {
    fresh: { type: 'boolean', default: false },
    data: { type: 'string', default: defaultDataDir(join(import.meta.dirname, '..')) },
    port: { type: 'string', default: '8080' },
    'bank-port': { type: 'string', default: '8081' },
  },
});

const faults = [...checkMachines(), ...checkRegulation(), ...checkPermissions(matrix)];
if (faults.length > 0) fail(`The rules contradict themselves:\n${faults.join('\n')}`);

try {
  if (operator) {
    const { operate } = await import('./operator.ts');
    process.exit(await operate(operator, rest));
  }
  switch (positionals[0]) {
    case 'dev':
      await dev();
      break;
    case 'serve':
      await serve();
      break;
    case 'work':
      await work();
      break;
    case 'bank':
      await bank();
      break;
    case 'docs':
      docs();
      break;
    default:
      fail(usage);
  }
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function dev(): Promise<void> {
  const { startDev } = await import('./dev.ts');
  const trial = await startDev({
    dataDir: values.data,
    fresh: values.fresh,
    port: portOf('port', values.port),
    bankPort: portOf('bank-port', values['bank-port']),
    say: (line) => console.log(`• ${line}`),
  });
  untilStopped(() => trial.stop());
}

async function serve(): Promise<void> {
  const { buildServe } = await import('./serve.ts');
  const settings = settingsOf('serve');
  const app = await buildServe({ settings });
  await app.listen({ port: settings.DIGIPAY_PORT, host: settings.DIGIPAY_HOST }).catch((error: Error) => {
    if ('code' in error && error.code === 'EADDRINUSE')
      fail(`Port ${settings.DIGIPAY_PORT} is in use. Stop what holds it, or choose another: npm start -- --port 9080`);
    throw error;
  });
  untilStopped(() => app.close());
}

async function work(): Promise<void> {
  const { startWork } = await import('./work.ts');
  const worker = await startWork({ settings: settingsOf('work') });
  untilStopped(() => worker.stop());
}

async function bank(): Promise<void> {
  const { startSandbox } = await import('./sandbox.ts');
  const settings = settingsOf('bank');
  const sandbox = await startSandbox({
    databaseUrl: settings.DIGIPAY_BANK_DATABASE,
    port: settings.DIGIPAY_BANK_PORT,
    secrets: settings.secrets,
    platformUrl: settings.DIGIPAY_PUBLIC_URL,
    simulatedDelayMs: settings.DIGIPAY_BANK_DELAY_MS,
    pendingMs: settings.DIGIPAY_BANK_PENDING_MS,
  });
  untilStopped(() => sandbox.close());
}

/** Tells a supervisor that this process is ready, and ends it in order: on a signal, or when its supervisor is gone. */
function untilStopped(stop: () => Promise<unknown>): void {
  let stopping = false;
  const end = async () => {
    if (stopping) return;
    stopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.send) {
    process.on('disconnect', end);
    process.send(READY);
  }
}

function portOf(name: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`--${name} must be 0 to 65535, not ${text}`);
  return port;
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
  writeFileSync(join(folder, 'permissions.md'), permissionsPage(matrix, machines));
  console.log('Wrote docs/generated: state-machines.md, regulation.md, permissions.md');
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
