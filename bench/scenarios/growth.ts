/** Whether work done makes the next work dearer: payment decisions at 64 producers with a longer and longer past, in turn on one server. */
import { closedLoop } from '../harness/producers.ts';
import type { Case, Scenario } from '../harness/scenario.ts';
import { checkBooks } from '../load/books.ts';
import { loadPast } from '../load/history.ts';
import { openPaymentOffices, type PaymentOffices } from '../load/payments.ts';

const PASTS = [0, 10_000, 1_000_000, 10_000_000] as const;
const PRODUCERS = 64;
const MOST_PER_SECOND = 6_000;

const nameOf = (events: number): string => (events === 0 ? 'empty' : `${events.toLocaleString('en')} events`);

export const growthScenario: Scenario = {
  name: 'growth',
  about: 'payment decisions at 64 producers after 10⁴, 10⁶ and 10⁷ events; yardstick the same on an empty journal',
  async open({ scale, say }) {
    const worlds: { readonly events: number; readonly offices: PaymentOffices }[] = [];
    for (const events of PASTS) {
      const offices = await openPaymentOffices();
      const began = performance.now();
      await loadPast(offices.owner, Math.round(events * scale));
      say(`  ${nameOf(events)} loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
      worlds.push({ events, offices });
    }
    const cases = worlds.map(
      ({ events, offices }): Case => ({
        name: nameOf(events),
        unit: 'payments',
        async run(ms) {
          await offices.prepare(Math.ceil((MOST_PER_SECOND * ms) / 1000), false);
          await offices.owner.query('CHECKPOINT');
          return closedLoop(PRODUCERS, ms, () => offices.begin());
        },
      }),
    );
    return {
      cases,
      async verify() {
        for (const { offices } of worlds) await checkBooks(offices);
        return `${worlds.length} databases: books as after the bench of commits`;
      },
      bars: (of) =>
        PASTS.slice(1).map((events) => ({
          what: `rate after ${nameOf(events)} / empty`,
          value: of(nameOf(events)).rate.median / of('empty').rate.median,
          least: 0.9,
          unit: '×',
        })),
      async close() {
        for (const { offices } of worlds) await offices.close();
      },
    };
  },
};
