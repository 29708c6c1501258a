/** `npm start`: a trial on this machine. Database, migrations, demo, web app, then the three processes side by side. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fromHex, openCore } from './core.ts';
import { seedDemo } from './demo/seed.ts';
import { createIdentity } from './identity/identity.ts';
import { openPool } from './platform/database.ts';
import { freePort } from './platform/postgres.ts';
import { startTrial, type Trial } from './platform/trial.ts';
import { supervise } from './supervisor.ts';
import { sealOldRows } from './vault/seal-old.ts';

export interface DevOptions {
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly port: number;
  readonly bankPort: number;
  readonly say: (line: string) => void;
}

/** Throws with a message for people: data or port in use, folder out of reach. */
export async function startDev(options: DevOptions): Promise<{ stop(): Promise<void> }> {
  const { port, bankPort, say } = options;
  await mustBeFree(port, 'port');
  await mustBeFree(bankPort, 'bank-port');
  const trial = await startTrial(options);
  try {
    await fill(trial, say);
    buildWeb(say);
    say('Starting bank, work and serve …');
    const supervisor = await supervise(parts(trial, options, await freePort()), say);
    say(`Sandbox bank: http://127.0.0.1:${bankPort}`);
    say(`Digipay Satu: http://localhost:${port}  (the start page says who you can be)`);
    say(`Letters to the invented people: http://localhost:${port}/demo/surat`);
    say('Ready. Stop with Ctrl+C; the data stays. `npm start -- --fresh` begins anew.');
    return {
      async stop() {
        await supervisor.stop();
        await trial.stop();
      },
    };
  } catch (error) {
    await trial.stop();
    throw error;
  }
}

async function fill(trial: Trial, say: (line: string) => void): Promise<void> {
  const { secrets } = trial;
  const core = await openCore({ databaseUrl: trial.serveUrl, poolSize: 2, keys: trial.keys, secrets });
  const identityPool = openPool(trial.identityUrl, 2);
  try {
    const clock = () => new Date();
    await sealOldRows(trial.ownerUrl, core.codec, core.ids, say);
    const keys = { email: fromHex(secrets.emailKey), totp: fromHex(secrets.totpKey) };
    await seedDemo({
      db: core.pool,
      committer: core.committer,
      identity: createIdentity({ pool: identityPool, codec: core.codec, keys, clock }),
      keys: { email: keys.email, demo: fromHex(secrets.demoKey) },
      clock,
      say,
    });
  } finally {
    await identityPool.end();
    await core.close();
  }
}

const root = join(import.meta.dirname, '..');

/** The web app is built when it is not there or older than what it is made of. */
function buildWeb(say: (line: string) => void): void {
  const built = join(root, 'dist/web/index.html');
  if (existsSync(built) && statSync(built).mtimeMs > newestSource()) return;
  say('Building the web app …');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', 'web', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The web app could not be built. Run `npm test` to see why.');
}

/** When the screens, or the rules that they share with the server, were last changed. */
function newestSource(): number {
  const files = ['web', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}

function parts(trial: Trial, { port, bankPort }: DevOptions, mailboxPort: number) {
  const shared = {
    DIGIPAY_SECRETS: trial.secretsFile,
    DIGIPAY_KEYS: trial.keys,
    // By name: browsers make no passkey for a bare address.
    DIGIPAY_PUBLIC_URL: `http://localhost:${port}`,
    DIGIPAY_BANK_URL: `http://127.0.0.1:${bankPort}`,
    DIGIPAY_OUTBOUND_RANGES: '127.0.0.0/8',
  };
  return [
    { name: 'bank', env: { ...shared, DIGIPAY_BANK_DATABASE: trial.bankUrl, DIGIPAY_BANK_PORT: String(bankPort) } },
    {
      name: 'work',
      env: { ...shared, DIGIPAY_WORK_DATABASE: trial.workUrl, DIGIPAY_SMTP_URL: `smtp://127.0.0.1:${mailboxPort}` },
    },
    {
      name: 'serve',
      env: {
        ...shared,
        DIGIPAY_SERVE_DATABASE: trial.serveUrl,
        DIGIPAY_IDENTITY_DATABASE: trial.identityUrl,
        DIGIPAY_PORT: String(port),
        DIGIPAY_MAILBOX_PORT: String(mailboxPort),
        DIGIPAY_DEMO: '1',
      },
    },
  ] as const;
}

/** Processes of a run that was killed need a moment to end. */
const PATIENCE_MS = 6_000;
const LOOK_MS = 200;

/** Says so before anything is started, rather than after a minute. */
async function mustBeFree(port: number, option: string): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  while (!(await isFree(port))) {
    if (Date.now() > until)
      throw new Error(`Port ${port} is in use. Stop what holds it, or choose another: npm start -- --${option} 9080`);
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
