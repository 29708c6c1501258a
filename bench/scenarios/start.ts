/** How soon a process answers after it is started, and what it holds while nobody asks and while many do. */
import { setTimeout as pause } from 'node:timers/promises';
import { processorTime, residentMb, since } from '../harness/processes.ts';
import { closedLoop } from '../harness/producers.ts';
import type { Case, Scenario } from '../harness/scenario.ts';
import { read } from '../load/reader.ts';
import { bareProcess, type Name, openStart, UNBOUNDED } from '../load/start.ts';

/** Until a process at rest has done what it does after its start. */
const REST_MS = 5_000;
const CLIENTS = 8;
const NAMES: readonly Name[] = ['serve', 'work', 'bank'];
const PATH = '/api/v1/products?q=tinta';

export const startScenario: Scenario = {
  name: 'start',
  about:
    'start to first answer, and memory at rest and under load, of serve, work and bank; yardstick an empty process',
  async open() {
    const world = await openStart();
    const starting = (name: Name): Case => ({
      name,
      unit: 'starts',
      async run() {
        const { process, ms } = await world.start(name);
        const cpu = processorTime([{ name, pid: process.pid }]);
        await pause(REST_MS);
        const rest = residentMb(process.pid);
        const idle = since(cpu, processorTime([{ name, pid: process.pid }]))[name] ?? 0;
        await process.stop();
        return {
          done: 1,
          ms,
          processor: cpu,
          figures: { 'start ms': ms, 'rest MB': rest, 'idle % of a core': (idle * 100) / REST_MS },
        };
      },
    });
    const loaded: Case = {
      name: 'serve under load',
      unit: 'requests',
      async run(ms) {
        const { process } = await world.start('serve', UNBOUNDED);
        let most = 0;
        const watch = setInterval(() => {
          most = Math.max(most, residentMb(process.pid));
        }, 100);
        try {
          const measured = await closedLoop(CLIENTS, ms, async () => {
            await read(`${world.url}${PATH}`);
          });
          const after = residentMb(process.pid);
          return { ...measured, figures: { 'most MB': Math.max(most, after), 'after MB': after } };
        } finally {
          clearInterval(watch);
          await process.stop();
        }
      },
    };
    const empty: Case = {
      name: 'empty process',
      unit: 'starts',
      async run() {
        const { ms, mb } = await bareProcess();
        return { done: 1, ms, figures: { 'start ms': ms, 'rest MB': mb } };
      },
    };
    return {
      cases: [...NAMES.map(starting), loaded, empty],
      verify: () => world.verify(),
      bars: (of) => [
        ...NAMES.map((name) => ({
          what: `${name}, start to ${name === 'serve' ? 'first answer' : 'ready'}`,
          value: (of(name).figures?.['start ms'] ?? NaN) / 1000,
          most: 3,
          unit: ' s',
        })),
        { what: 'serve at rest', value: of('serve').figures?.['rest MB'] ?? NaN, most: 250, unit: ' MB' },
      ],
      close: () => world.close(),
    };
  },
};
