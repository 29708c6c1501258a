/** Runs jobs from the queue in the database: whatever a commit enqueued is done, however often a process dies. */
import { Logger, run, type TaskList } from 'graphile-worker';
import pg from 'pg';

export interface WorkerOptions {
  readonly url: string;
  readonly tasks: TaskList;
  readonly concurrency: number;
  readonly warn: (message: string) => void;
}

export interface RunningWorker {
  stop(): Promise<void>;
}

const POLL_MS = 1_000;

export async function startWorker({ url, tasks, concurrency, warn }: WorkerOptions): Promise<RunningWorker> {
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 2 });
  pool.on('error', (error) => warn(error.message));
  // Errors of a client that is in use reach whoever uses it; without a listener they would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') warn(message);
    }),
  });
  return {
    async stop() {
      await runner.stop().catch(() => {});
      await pool.end();
    },
  };
}
