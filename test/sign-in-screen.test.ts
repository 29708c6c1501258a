/** Signing in and out in a real browser: what the fields allow, and what is left afterwards. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { enter, noBrowser, openBrowser, webDir } from './support/browser.ts';
import { mail } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

if (noBrowser) console.log(noBrowser);

describe('signing in and out in the browser', { skip: noBrowser, timeout: 120_000 }, () => {
  let world: World;
  let browser: Browser;
  before(async () => {
    world = await startWorld({ webDir, work: false, bank: false });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  it('masks the password, shows it on request, takes a pasted one and is known to password managers', async () => {
    const page = await browser.newPage({ locale: 'id-ID' });
    await page.goto(`${world.url}/masuk`);
    const email = page.locator('input[autocomplete~="username"], input[autocomplete="email"]').first();
    const password = page.locator('input[autocomplete="current-password"]');
    assert.equal(await password.getAttribute('type'), 'password');
    await email.fill('tempelan rahasia 123');
    await email.press('Control+A');
    await email.press('Control+C');
    await password.focus();
    await password.press('Control+V');
    assert.equal(await password.inputValue(), 'tempelan rahasia 123');
    await page.getByRole('checkbox', { name: /kata sandi/i }).check();
    assert.equal(await password.getAttribute('type'), 'text');
    await page.close();
  });

  it('offers the way out on every screen, and leaves nothing behind it', async () => {
    const { page } = await enter(browser, world, mail.pemesan, 'Dewi Anggraini');
    for (const path of ['/tugas', '/katalog', '/keranjang', '/pesanan', '/keamanan', '/data-saya']) {
      await page.goto(`${world.url}${path}`);
      await page.getByRole('button', { name: /Dewi Anggraini/ }).click();
      await page.getByText('Keluar', { exact: true }).waitFor();
    }
    await page.getByText('Keluar', { exact: true }).click();
    await page.waitForURL(`${world.url}/`);
    await page.goBack();
    await page.waitForURL(/\/masuk/);
    assert.equal(await page.getByText('Dewi Anggraini').count(), 0);
    const left = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
    assert.doesNotMatch(String(left), /draft|Dewi|session/);
    const me = await page.evaluate("fetch('/api/v1/me').then((answer) => answer.status)");
    assert.equal(me, 401);
  });
});
