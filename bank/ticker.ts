/** A loop that never overlaps itself: runs a task, waits, runs it again; `nudge` ends the wait early. */
import type { FastifyBaseLogger } from 'fastify';

export interface Ticker {
  nudge(): void;
  /** Resolves after the running turn has ended. */
  stop(): Promise<void>;
}

export function startTicker(task: () => Promise<void>, everyMs: number, log: FastifyBaseLogger): Ticker {
  let stopped = false;
  let nudged = false;
  let wake: () => void = () => undefined;

  const run = async (): Promise<void> => {
    while (!stopped) {
      nudged = false;
      await task().catch((error: unknown) => log.error({ err: error }, 'background turn failed'));
      if (stopped || nudged) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = run();

  return {
    nudge: () => {
      nudged = true;
      wake();
    },
    stop: async () => {
      stopped = true;
      wake();
      await running;
    },
  };
}
