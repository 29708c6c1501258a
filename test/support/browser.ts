/** People at their browsers: each in a session of their own, at the width of a desk or of a phone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { World } from './world.ts';

const CHROMIUM = process.env.DIGIPAY_CHROMIUM ?? '/usr/bin/chromium';
export const noBrowser = existsSync(CHROMIUM) ? false : `⚠ no browser at ${CHROMIUM}: the journeys SKIP`;
/** The app as `npm test` has built it, or a build elsewhere. */
export const webDir = process.env.DIGIPAY_WEB ?? join(import.meta.dirname, '../../dist/web');
/** Screenshots are kept where this names a folder. */
const SHOTS = process.env.DIGIPAY_SHOTS;

export const desk = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

export interface Person {
  readonly page: Page;
  /** Faults the browser complained of. */
  readonly complaints: string[];
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}

/** Somebody who has opened a browser and nothing else. `agent`: what it says it is. */
export async function visitor(browser: Browser, viewport = desk, agent?: string): Promise<Person> {
  const context: BrowserContext = await browser.newContext({
    viewport,
    locale: 'id-ID',
    ...(agent === undefined ? {} : { userAgent: agent }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED.test(message.text())) complaints.push(message.text());
  });
  return { page, complaints };
}

/**
 * The browser reports every refusal as an error: nobody is signed in, a link is used up, an entry is not accepted, a pause is asked
 * for. The page says each of them in words.
 */
const REFUSED = /status of (401|410|422|429)/;

/** Signs in from the start page of the demo, as a newcomer would. */
export async function enter(
  browser: Browser,
  world: World,
  email: string,
  name: string,
  viewport = desk,
): Promise<Person> {
  const person = await visitor(browser, viewport);
  const { page } = person;
  await page.goto(`${world.url}/`);
  const button = page.getByRole('button', { name: `Masuk sebagai ${name}`, exact: true }).first();
  if (!(await button.isVisible())) await page.getByText('Toko penyedia', { exact: true }).click();
  world.freshCode(email);
  await button.click();
  await page.waitForURL('**/tugas');
  return person;
}

let taken = 0;

/** Looks at the page as it is: accessible, and nothing wider than the screen. */
export async function looked(person: Person, label: string): Promise<string[]> {
  const { page } = person;
  // What the fixed bars cover is not judged by where the last press has left the page.
  await page.evaluate('scrollTo(0, 0)');
  if (SHOTS) {
    taken += 1;
    const width = page.viewportSize()?.width;
    await page.screenshot({
      path: join(SHOTS, `${String(taken).padStart(2, '0')}-${label}-${width}.png`),
      fullPage: true,
    });
  }
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const wide = await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
  return [
    ...violations.map((one) => `${label}: ${one.id} ${one.nodes[0]?.target.join(' ')}`),
    ...(wide ? [`${label}: wider than the screen`] : []),
    ...person.complaints.splice(0).map((text) => `${label}: ${text}`),
  ];
}
