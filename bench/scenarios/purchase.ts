/** Whole purchases over HTTP, cart to settled, on real processes with a real bank; beside an empty authenticated route of the same server. */
import { processorTime, residentMb, since } from '../harness/processes.ts';
import { closedLoop } from '../harness/producers.ts';
import type { Case, Scenario } from '../harness/scenario.ts';
import { type Platform, startPlatform } from '../load/platform.ts';
import { buyAndPay } from '../load/shopper.ts';
import { counted } from '../load/visitors.ts';

/** Offices and shops; a buyer goes from one to the next, so that none has more orders in a week than a busy office of the real world. */
const STALLS = 256;
const BUYERS = [1, 8, 32] as const;
const MANY = 32;

export const purchaseScenario: Scenario = {
  name: 'purchase',
  about:
    'cart to settled over HTTP, 18 requests with passkeys for the binding acts; yardstick an empty authenticated route',
  async open() {
    const platform = await startPlatform(STALLS);
    const settlements = watchSettlements(platform);
    let [bought, turn] = [0, 0];
    const nextShopper = () => {
      turn += 1;
      const shopper = platform.shoppers[turn % STALLS];
      if (!shopper) throw new Error('no shopper');
      return shopper;
    };
    const purchases = (buyers: number): Case => ({
      name: `${buyers} buyers`,
      unit: 'purchases',
      async run(ms) {
        const before = processorTime(platform.watched);
        const requests = counted.requests;
        const measured = await closedLoop(buyers, ms, async () => {
          await settlements.of(await buyAndPay(nextShopper()));
          bought += 1;
        });
        const processor = since(before, processorTime(platform.watched));
        return {
          ...measured,
          processor,
          figures: {
            'ms in all': Object.values(processor).reduce((sum, one) => sum + one, 0) / measured.done,
            requests: (counted.requests - requests) / measured.done,
            'serve MB': residentMb(platform.serve.pid),
            'work MB': residentMb(platform.work.pid),
          },
        };
      },
    });
    return {
      cases: [
        ...BUYERS.map(purchases),
        {
          name: 'empty route',
          unit: 'requests',
          run: (ms) =>
            closedLoop(MANY, ms, async () => {
              await nextShopper().people.PEMESAN.get('/api/v1/me');
            }),
        },
      ],
      verify: () => checkPurchases(platform, bought),
      bars: (of) => [
        {
          what: 'processor time of a purchase',
          value: of('32 buyers').figures?.['ms in all'] ?? NaN,
          most: 25,
          unit: ' ms',
        },
        { what: 'purchases at 32 buyers', value: of('32 buyers').rate.median, least: 60, unit: '/s' },
      ],
      async close() {
        settlements.stop();
        await platform.close();
      },
    };
  },
};

const LOOK_MS = 40;
const PATIENCE_MS = 60_000;

/** Tells when a payment is settled, by one look for all that wait: the buyers' own looks would be load that no purchase needs. */
function watchSettlements({ owner }: Platform) {
  const waiting = new Map<
    string,
    { readonly settled: () => void; readonly failed: (error: Error) => void; readonly until: number }
  >();
  let stopped = false;
  const look = async (): Promise<void> => {
    while (!stopped) {
      if (waiting.size > 0) {
        const { rows } = await owner.query<{ id: string; state: string }>(
          "SELECT id, state FROM payment.instruction WHERE id = ANY ($1) AND state IN ('SETTLED', 'RECONCILED', 'FAILED', 'RETURNED')",
          [[...waiting.keys()]],
        );
        for (const { id, state } of rows) {
          const one = waiting.get(id);
          waiting.delete(id);
          if (['SETTLED', 'RECONCILED'].includes(state)) one?.settled();
          else one?.failed(new Error(`payment ${id} is ${state}`));
        }
        for (const [id, one] of waiting)
          if (Date.now() > one.until) {
            waiting.delete(id);
            one.failed(new Error(`payment ${id} was not settled within ${PATIENCE_MS} ms`));
          }
      }
      await new Promise((go) => setTimeout(go, LOOK_MS));
    }
  };
  void look().catch((error: Error) => {
    for (const one of waiting.values()) one.failed(error);
  });
  return {
    of: (id: string) =>
      new Promise<void>((settled, failed) => waiting.set(id, { settled, failed, until: Date.now() + PATIENCE_MS })),
    stop() {
      stopped = true;
    },
  };
}

/** Every purchase counted is a paid order with a settled payment; nothing else was paid; the ledger balances. */
async function checkPurchases({ owner }: Platform, bought: number): Promise<string> {
  const { rows } = await owner.query<{ paid: number; settled: number; faults: number }>(
    `SELECT (SELECT count(*)::int FROM purchasing."order" WHERE state IN ('PAID', 'COMPLETED')) AS paid,
            (SELECT count(*)::int FROM payment.instruction WHERE state IN ('SETTLED', 'RECONCILED')) AS settled,
            (SELECT count(*)::int FROM ledger.verify()) AS faults`,
  );
  const { paid, settled, faults } = rows[0] ?? { paid: 0, settled: 0, faults: 0 };
  if (paid !== bought || settled !== bought)
    throw new Error(`${bought} purchases, ${paid} paid orders, ${settled} settled payments`);
  if (faults > 0) throw new Error(`the ledger does not balance: ${faults} faults`);
  return `${bought} purchases, as many paid orders and settled payments; ledger balanced`;
}
