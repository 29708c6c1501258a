/** Runs the processes of a trial side by side; one that dies is started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Supervised {
  readonly name: 'serve' | 'work' | 'bank';
  readonly env: Readonly<Record<string, string>>;
}

export interface Supervisor {
  stop(): Promise<void>;
}

/** What a process says when it is ready. */
export const READY = 'ready';
const RESTART_MS = 1_000;
/** Longest wait for the end of a process that was asked to stop. */
const PATIENCE_MS = 8_000;

/** Resolves when all are ready. Rejects with what a process said when it ended before that. */
export async function supervise(parts: readonly Supervised[], say: (line: string) => void): Promise<Supervisor> {
  const running = new Map<string, ChildProcess>();
  let stopping = false;

  function start(part: Supervised, again: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), part.name], {
        env: { ...process.env, ...part.env },
        stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      });
      running.set(part.name, child);
      let said = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        said = `${said}${chunk}`.slice(-4_000);
        process.stderr.write(chunk);
      });
      let ready = false;
      child.once('message', () => {
        ready = true;
        resolve();
      });
      child.once('exit', (code, signal) => {
        if (stopping) return;
        if (!ready && !again) {
          reject(new Error(said.trim() === '' ? `${part.name} ended with ${signal ?? code}` : said.trim()));
          return;
        }
        say(`${part.name} ended (${signal ?? code}); starting it again …`);
        setTimeout(() => {
          if (!stopping) void start(part, true).then(() => say(`${part.name} is back.`));
        }, RESTART_MS);
      });
    });
  }

  async function stop(): Promise<void> {
    stopping = true;
    await Promise.all([...running.values()].map(ended));
  }

  try {
    for (const part of parts) await start(part, false);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
