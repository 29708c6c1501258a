/** Pages in headless Chromium on slow 4G at the width of a phone, plain and with a processor four times slower. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enter, openBrowser } from '../../test/support/browser.ts';
import { startWorld } from '../../test/support/world.ts';
import type { Bar, Case, CaseResult, Scenario } from '../harness/scenario.ts';
import { contextOf, press, type Seen, visit } from '../load/browser.ts';

const root = join(import.meta.dirname, '../..');
const PUBLIC = ['/', '/cari?q=kertas', '/masuk'] as const;
const HOMES = [
  ['PEMESAN', 'dewi@balai-contoh.example', 'Dewi Anggraini'],
  ['PPK', 'siti@balai-contoh.example', 'Siti Rahmawati'],
  ['BENDAHARA', 'rina@balai-contoh.example', 'Rina Kusumastuti'],
  ['KPA', 'hendra@balai-contoh.example', 'Hendra Wibisana'],
  ['PP', 'budi@balai-contoh.example', 'Budi Santosa'],
] as const;
const HOME = '/tugas';
/** At most; a look needs no warming up. */
const ROUNDS = 3;
const SPEEDS = [
  ['plain', 1],
  ['CPU 4× slower', 4],
] as const;

export const webScenario: Scenario = {
  name: 'web',
  about:
    'largest paint, layout shift, script and presses in Chromium on slow 4G: public pages, homes of roles cold, a second visit',
  async open() {
    const webDir = mkdtempSync(join(tmpdir(), 'digipay-web-'));
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    execFileSync(process.execPath, [vite, 'build', 'web', '--outDir', webDir, '--emptyOutDir', '--logLevel', 'warn']);
    const world = await startWorld({ webDir, host: 'localhost', serve: { perMinute: Number.POSITIVE_INFINITY } });
    const browser = await openBrowser();
    const people: { readonly role: string; readonly cookies: Awaited<ReturnType<typeof cookiesOf>> }[] = [];
    const cookiesOf = async (email: string, name: string) => {
      const { page } = await enter(browser, world, email, name);
      const cookies = await page.context().cookies();
      await page.context().close();
      return cookies;
    };
    for (const [role, email, name] of HOMES) people.push({ role, cookies: await cookiesOf(email, name) });
    const once = (name: string, look: () => Promise<readonly Seen[]>): Case => ({
      name,
      unit: 'looks',
      rounds: ROUNDS,
      async run() {
        const began = performance.now();
        const seen = await look();
        const worst = (of: keyof Seen) => Math.max(...seen.map((one) => one[of]));
        return {
          done: seen.length,
          ms: performance.now() - began,
          figures: { 'paint ms': worst('paint'), shift: worst('shift'), 'script kB': worst('scriptKb') },
        };
      },
    });
    const cold = async (
      path: string,
      slower: number,
      cookies: (typeof people)[number]['cookies'] = [],
    ): Promise<Seen> => {
      const context = await contextOf(browser, cookies);
      const seen = await visit(context, `${world.url}${path}`, slower);
      await context.close();
      return seen;
    };
    const again = async (slower: number): Promise<Seen> => {
      const context = await contextOf(browser, people[0]?.cookies);
      await visit(context, `${world.url}${HOME}`, 1);
      const seen = await visit(context, `${world.url}${HOME}`, slower);
      await context.close();
      return seen;
    };
    const pressed = (name: string, slower: number): Case => ({
      name: `press, ${name}`,
      unit: 'looks',
      rounds: ROUNDS,
      async run() {
        const began = performance.now();
        const context = await contextOf(browser, people[0]?.cookies);
        const slowest = await press(context, `${world.url}${HOME}`, 'nav a:visible', slower);
        await context.close();
        return { done: 1, ms: performance.now() - began, figures: { 'press ms': slowest } };
      },
    });
    return {
      cases: SPEEDS.flatMap(([name, slower]) => [
        once(`public, ${name}`, () => inTurn(PUBLIC, (path) => cold(path, slower))),
        once(`home cold, ${name}`, () => inTurn(people, ({ cookies }) => cold(HOME, slower, cookies))),
        once(`second visit, ${name}`, async () => [await again(slower)]),
        pressed(name, slower),
      ]),
      verify: async () => `${PUBLIC.length} public pages and the homes of ${people.map(({ role }) => role).join(', ')}`,
      bars: webBars,
      async close() {
        await browser.close();
        await world.close();
        rmSync(webDir, { recursive: true, force: true });
      },
    };
  },
};

async function inTurn<T>(items: readonly T[], look: (item: T) => Promise<Seen>): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const item of items) seen.push(await look(item));
  return seen;
}

/** Of the issue: seconds plain and with the slower processor. */
const PAINTS = [
  ['public', 1_300, 2_000],
  ['home cold', 2_000, 2_800],
  ['second visit', 1_000, 2_300],
] as const;

function webBars(of: (name: string) => CaseResult): readonly Bar[] {
  const figure = (name: string, which: string) => of(name).figures?.[which] ?? NaN;
  const names = SPEEDS.map(([name]) => name);
  return [
    {
      what: 'script of the first signed-in route',
      value: figure('home cold, plain', 'script kB'),
      most: 140,
      unit: ' kB',
    },
    ...PAINTS.flatMap(([name, ...most]) =>
      names.map(
        (speed, i): Bar => ({
          what: `largest paint, ${name}, ${speed}`,
          value: figure(`${name}, ${speed}`, 'paint ms'),
          most: most[i] ?? 0,
          unit: ' ms',
        }),
      ),
    ),
    ...names.map(
      (speed): Bar => ({
        what: `press, ${speed}`,
        value: figure(`press, ${speed}`, 'press ms'),
        most: 100,
        unit: ' ms',
      }),
    ),
    {
      what: 'layout shift',
      value: Math.max(...PAINTS.flatMap(([name]) => names.map((speed) => figure(`${name}, ${speed}`, 'shift')))),
      most: 0.05,
    },
  ];
}
