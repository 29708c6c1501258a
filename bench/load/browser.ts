/** Pages as a browser on a slow line sees them: largest paint, shift of the layout, script that was fetched, and how fast a press is answered. */
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { phone } from '../../test/support/browser.ts';

/** Slow 4G: 1.6 Mb/s down, 750 kb/s up, 150 ms. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** After the last request nothing new is painted for so long. */
const QUIET_MS = 700;

export interface Seen {
  /** Milliseconds from the start of the navigation. */
  readonly paint: number;
  readonly shift: number;
  /** Script fetched, gzip, in kB of 1,000 bytes. */
  readonly scriptKb: number;
}

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Looks that the page itself keeps; they run before its own code. */
const WATCH = `
  window.seen = { paint: 0, shift: 0, slowest: 0 };
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.seen.paint = one.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.seen.shift += one.value; })
    .observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.seen.slowest = Math.max(window.seen.slowest, one.duration); })
    .observe({ type: 'event', durationThreshold: 16, buffered: true });
`;

export async function contextOf(browser: Browser, cookies: Cookies = []): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: phone, locale: 'id-ID' });
  await context.addCookies(cookies);
  await context.addInitScript(WATCH);
  return context;
}

async function slowPage(context: BrowserContext, slower: number): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower });
  return page;
}

/** Opens an address and waits until it is quiet. */
export async function visit(context: BrowserContext, url: string, slower: number): Promise<Seen> {
  const page = await slowPage(context, slower);
  const scripts: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(
        response.body().then(
          (body) => gzipSync(body).length / 1000,
          () => 0,
        ),
      );
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(QUIET_MS);
  const seen = (await page.evaluate('window.seen')) as { paint: number; shift: number };
  const scriptKb = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
  await page.close();
  return { ...seen, scriptKb };
}

/** Milliseconds from a press on what `selector` names until the page has painted its answer; the slowest of several. */
export async function press(context: BrowserContext, url: string, selector: string, slower: number): Promise<number> {
  const page = await slowPage(context, slower);
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.evaluate('window.seen.slowest = 0');
  for (let n = 0; n < 3; n += 1) {
    await page.locator(selector).first().click();
    await page.waitForTimeout(QUIET_MS);
  }
  const slowest = (await page.evaluate('window.seen.slowest')) as number;
  await page.close();
  return slowest;
}
