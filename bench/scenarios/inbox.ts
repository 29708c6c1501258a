/** What a person of a busy office sees first: what waits for them, and the lists of orders. */
import { processorTime, residentMb, since } from '../harness/processes.ts';
import { closedLoop } from '../harness/producers.ts';
import type { Case, Scenario } from '../harness/scenario.ts';
import { postmaster } from '../load/books.ts';
import { LOOKING, type Looking, OPEN } from '../load/busy-office.ts';
import { openInbox } from '../load/inbox.ts';

const CLIENTS = 8;
const LISTS = {
  tasks: '/api/v1/tasks',
  mine: '/api/v1/orders?view=mine',
  running: '/api/v1/orders?view=running',
} as const;
/** Orders of a page, and in how many of the open states an order waits for whom. */
const PAGE = 50;

const DUE_STATES: Readonly<Record<Looking, number>> = { PPK: 2, BENDAHARA: 1, PEMESAN: 0 };
const EMPTY = '/api/v1/bench/empty';

export const inboxScenario: Scenario = {
  name: 'inbox',
  about:
    'tasks and lists of an office with 2,000 open and 20,000 old orders among 30,000 satker, 8 clients; yardstick an empty authenticated route',
  async open({ scale, say }) {
    const share = (full: number) => Math.max(8, Math.round(full * scale));
    const sizes = { open: share(2_000), old: share(20_000), satkers: share(30_000) };
    const world = await openInbox(sizes, say);
    const watched = [
      { name: 'serve', pid: world.serve.pid },
      { name: 'postgres', pid: await postmaster(world.owner), withChildren: true },
    ];
    const asking = (name: string, path: string): Case => ({
      name,
      unit: 'answers',
      async run(ms) {
        const taken = new Map<Looking, { count: number; ms: number }>();
        const before = processorTime(watched);
        let turn = 0;
        const measured = await closedLoop(CLIENTS, ms, async () => {
          turn += 1;
          const who = LOOKING[turn % LOOKING.length] ?? 'PPK';
          const began = performance.now();
          await world.ask(who, path);
          const known = taken.get(who) ?? { count: 0, ms: 0 };
          taken.set(who, { count: known.count + 1, ms: known.ms + performance.now() - began });
        });
        const means = [...taken].map(([who, sum]) => [`${who} mean ms`, sum.ms / sum.count] as const);
        return {
          ...measured,
          processor: since(before, processorTime(watched)),
          figures: { ...Object.fromEntries(means), 'serve MB': residentMb(world.serve.pid) },
        };
      },
    });
    return {
      cases: [...Object.entries(LISTS).map(([name, path]) => asking(name, path)), asking('empty route', EMPTY)],
      async verify() {
        const seen: string[] = [];
        for (const who of LOOKING) {
          const tasks = JSON.parse(await world.ask(who, LISTS.tasks));
          const mine = JSON.parse(await world.ask(who, LISTS.mine));
          const running = JSON.parse(await world.ask(who, LISTS.running));
          const due = tasks.today.length + tasks.next.length;
          const least = Math.min(PAGE, DUE_STATES[who] * Math.floor(sizes.open / OPEN.length));
          if (due < least || mine.items.length < least || running.items.length === 0)
            throw new Error(
              `${who} sees ${due} due, ${mine.items.length} mine, where ${least} are; ${running.items.length} running`,
            );
          seen.push(
            `${who} ${due} due, ${tasks.waiting.length} waiting, ${mine.items.length} mine, ${running.items.length} running`,
          );
        }
        return seen.join('; ');
      },
      bars: (of) =>
        Object.keys(LISTS).map((name) => ({
          what: `${name}, p95`,
          value: of(name).latency?.p95 ?? NaN,
          most: 100,
          unit: ' ms',
        })),
      close: () => world.close(),
    };
  },
};
