/** Real processes of the platform that a test may kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Killable {
  /** Of the process as it runs now. */
  readonly pid: number;
  /** kill -9, and started again. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `main.ts <name>` and resolves when it says that it is ready. */
export async function startProcess(
  name: 'work' | 'bank' | 'serve',
  env: Readonly<Record<string, string>>,
  script = join(import.meta.dirname, '../../src/main.ts'),
): Promise<Killable> {
  let child = await ready(name, env, script);
  const killed = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }
  };
  return {
    get pid() {
      return child.pid ?? 0;
    },
    async kill() {
      await killed();
      child = await ready(name, env, script);
    },
    stop: killed,
  };
}

async function ready(name: string, env: Readonly<Record<string, string>>, script: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, name], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [first] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (typeof first !== 'string') throw new Error(`${name} ended with ${first}`);
  return child;
}
