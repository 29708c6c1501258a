/** Payment decisions through the one door, beside what PostgreSQL's own benchmark does on the same server. */
import { preparePgbench } from '../harness/pgbench.ts';
import { processorTime, since, type Watched } from '../harness/processes.ts';
import { closedLoop, openLoop } from '../harness/producers.ts';
import type { Case, CaseResult, Measured, Scenario } from '../harness/scenario.ts';
import { checkBooks, postmaster } from '../load/books.ts';
import { openPaymentOffices, type PaymentOffices } from '../load/payments.ts';

/** More than this machine ever begins in a second. */
const MOST_PER_SECOND = 12_000;
const PRODUCERS = [1, 8, 64] as const;
const MANY = 64;

export const commitScenario: Scenario = {
  name: 'commit',
  about:
    'payment decisions through commit(): 2 events, 2 rows, 3 postings, 1 job each; yardstick pgbench TPC-B-like, prepared',
  async open() {
    const offices = await openPaymentOffices();
    const pgbench = await preparePgbench(process.env.DIGIPAY_TEST_PG ?? '');
    const watched = await watch(offices);
    let best = 0;
    const payments = (producers: number, hot: boolean): Case => ({
      name: `${hot ? 'hot' : 'spread'} ${producers}`,
      unit: 'payments',
      async run(ms) {
        const measured = await withOrders(
          offices,
          watched,
          producers === 1 ? MOST_PER_SECOND / 8 : MOST_PER_SECOND,
          ms,
          hot,
          () => closedLoop(producers, ms, () => offices.begin()),
        );
        if (producers === MANY && !hot) best = (measured.done * 1000) / measured.ms;
        return measured;
      },
    });
    const yardstick = (clients: number): Case => ({
      name: `pgbench ${clients}`,
      unit: 'transactions',
      run: (ms) => pgbench.run(clients, ms),
    });
    return {
      cases: [
        ...PRODUCERS.flatMap((producers) => [
          payments(producers, false),
          payments(producers, true),
          yardstick(producers),
        ]),
        {
          name: 'half load',
          unit: 'payments',
          // A steady stream at half of what 64 producers last reached.
          run: (ms) =>
            withOrders(offices, watched, best, ms, false, () => openLoop(best / 2, ms, () => offices.begin())),
        },
      ],
      verify: () => checkBooks(offices),
      bars: (of) => [
        { what: 'spread 64 / pgbench 64', value: ratio(of('spread 64'), of('pgbench 64')), least: 5, unit: '×' },
        { what: 'hot 64 / spread 64', value: ratio(of('hot 64'), of('spread 64')), least: 0.5, unit: '×' },
        { what: 'spread 1 / pgbench 1', value: ratio(of('spread 1'), of('pgbench 1')), least: 0.5, unit: '×' },
        { what: 'p99 at half load', value: of('half load').latency?.p99 ?? NaN, most: 20, unit: ' ms' },
      ],
      close: () => offices.close(),
    };
  },
};

const ratio = (one: CaseResult, other: CaseResult): number => one.rate.median / other.rate.median;

async function withOrders(
  offices: PaymentOffices,
  watched: readonly Watched[],
  perSecond: number,
  ms: number,
  hot: boolean,
  run: () => Promise<Measured>,
): Promise<Measured> {
  await offices.prepare(Math.ceil((perSecond * ms) / 1000), hot);
  await offices.owner.query('CHECKPOINT');
  const before = processorTime(watched);
  const measured = await run();
  return { ...measured, processor: since(before, processorTime(watched)) };
}

async function watch({ owner }: PaymentOffices): Promise<Watched[]> {
  return [
    { name: 'node', pid: process.pid },
    { name: 'postgres', pid: await postmaster(owner), withChildren: true },
  ];
}
