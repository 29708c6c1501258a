/** Whether `serve` grows: the requests of an hour of a busy day sent in a few minutes, its memory looked at all along. */
import { residentMb } from '../harness/processes.ts';
import { median } from '../harness/rounds.ts';
import type { Scenario } from '../harness/scenario.ts';
import { startPlatform } from '../load/platform.ts';
import { buyAndPay } from '../load/shopper.ts';

const STALLS = 16;
/** Twenty a second for an hour. */
const REQUESTS = 72_000;
const CLIENTS = 16;
const LOOKS = 40;

export const memoryScenario: Scenario = {
  name: 'memory',
  about: `memory of serve over ${REQUESTS.toLocaleString('en')} requests, an hour of twenty a second: orders, lists, tasks, catalogue`,
  async open({ scale }) {
    const platform = await startPlatform(STALLS);
    const [first] = platform.shoppers;
    if (!first) throw new Error('no shopper');
    const orders: string[] = [];
    for (const shopper of platform.shoppers) orders.push(await buyAndPay(shopper));
    const requests = Math.round(REQUESTS * scale);
    const looks: number[] = [];
    const paths = [
      '/api/v1/orders?view=all',
      '/api/v1/me',
      '/api/v1/tasks',
      '/api/v1/products?q=tinta',
      '/api/v1/budget/lines',
    ];
    return {
      cases: [
        {
          name: 'an hour',
          unit: 'requests',
          rounds: 1,
          async run() {
            const began = performance.now();
            let sent = 0;
            await Promise.all(
              Array.from({ length: CLIENTS }, async (_, client) => {
                while (sent < requests) {
                  sent += 1;
                  if (sent % Math.ceil(requests / LOOKS) === 0) looks.push(residentMb(platform.serve.pid));
                  const visitor = platform.shoppers[(client + sent) % STALLS]?.people.PPK;
                  await visitor?.get(paths[sent % paths.length] ?? '');
                }
              }),
            );
            const figures = {
              'MB early': median(quarter(looks, 1)),
              'MB late': median(quarter(looks, 3)),
              'MB most': Math.max(...looks),
            };
            return { done: sent, ms: performance.now() - began, figures };
          },
        },
      ],
      async verify() {
        if (looks.length < LOOKS / 2) throw new Error(`${looks.length} looks at the memory`);
        return `${looks.length} looks; every request was answered with less than 400`;
      },
      bars: (of) => {
        const { figures } = of('an hour');
        return [
          {
            what: 'memory of serve, last quarter / second quarter',
            value: (figures?.['MB late'] ?? NaN) / (figures?.['MB early'] ?? NaN),
            most: 1.1,
            unit: '×',
          },
        ];
      },
      close: () => platform.close(),
    };
  },
};

/** The looks of one quarter of the time, from 0. */
const quarter = (looks: readonly number[], n: number): number[] =>
  looks.slice(Math.floor((looks.length * n) / 4), Math.floor((looks.length * (n + 1)) / 4));
