/** What is done after the answer, so that its time tells a stranger nothing. */

export interface Background {
  run(work: () => Promise<unknown>): void;
  /** Waits for what is under way. */
  idle(): Promise<void>;
}

export function createBackground(warn: (message: string) => void): Background {
  const running = new Set<Promise<unknown>>();
  return {
    run(work) {
      const one = new Promise((go) => setImmediate(go))
        .then(work)
        .catch((error: Error) => warn(`identity: ${error.message}`))
        .finally(() => running.delete(one));
      running.add(one);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
