/** Runs jobs from the queue in the database: whatever a commit enqueued is done, however often a process dies. */
import { Logger, run, type TaskSpec } from 'graphile-worker';
import pg from 'pg';
import type { JobRequest } from '../kernel/decision.ts';

/** Replaces a waiting job of the same key. */
export type Enqueue = (job: JobRequest) => Promise<unknown>;

/** May be run again at any time, and by several processes at once. */
export type Task = (payload: unknown, enqueue: Enqueue) => Promise<void>;

export interface WorkerOptions {
  readonly url: string;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly concurrency: number;
  readonly warn: (message: string) => void;
}

export interface RunningWorker {
  readonly enqueue: Enqueue;
  stop(): Promise<void>;
}

/**
 * SQL of whether a job `j` will still be run: not given up, not put off for long after failures, and not held by a process that
 * must be dead by now. The library itself frees the jobs of a dead process after four hours.
 */
export const JOB_LIVES = `j.attempts < j.max_attempts AND j.run_at < now() + interval '6 minutes'
  AND (j.locked_at IS NULL OR j.locked_at > now() - interval '25 seconds')`;

const POLL_MS = 1_000;

type AddJob = (task: string, payload: JobRequest['payload'], spec: TaskSpec) => Promise<unknown>;

const enqueueBy =
  (addJob: AddJob): Enqueue =>
  ({ task, payload, key, runAt, queue }) =>
    addJob(task, payload, {
      ...(key === undefined ? {} : { jobKey: key }),
      ...(runAt === undefined ? {} : { runAt: new Date(runAt) }),
      ...(queue === undefined ? {} : { queueName: queue }),
    });

export async function startWorker({ url, tasks, concurrency, warn }: WorkerOptions): Promise<RunningWorker> {
  const pool = new pg.Pool({ connectionString: url, max: concurrency + 2 });
  pool.on('error', (error) => warn(error.message));
  // Errors of a client that is in use reach whoever uses it; without a listener they would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const runner = await run({
    pgPool: pool,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (payload: unknown, { addJob }: { addJob: AddJob }) => task(payload, enqueueBy(addJob)),
      ]),
    ),
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') warn(message);
    }),
  });
  return {
    enqueue: enqueueBy(runner.addJob),
    async stop() {
      await runner.stop().catch(() => {});
      await pool.end();
    },
  };
}
