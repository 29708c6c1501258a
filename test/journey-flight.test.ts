/** A silent bank, as people see it: what is on its way, and that nothing is sent twice. On real browsers. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, webDir } from './support/browser.ts';
import { billed, type Cast, castOf, mail, transferApproved } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

if (noBrowser) console.log(noBrowser);

describe('a bank that does not answer, in the browser', { skip: noBrowser, timeout: 180_000 }, () => {
  let world: World;
  let browser: Browser;
  let cast: Cast;
  const faults: string[] = [];
  before(async () => {
    world = await startWorld({ webDir, graceMs: 8_000, settings: async () => ({ DIGIPAY_BANK_TIMEOUT_MS: '1000' }) });
    browser = await openBrowser();
    cast = await castOf(world);
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });
  const look = async (person: Person, label: string) => {
    faults.push(...(await looked(person, label)));
  };

  it('is told honestly to the treasurer at a desk and to the KPA on a phone, and the page empties when the bank is back', async () => {
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: 'pena-lintas-kota', quantity: 30 });
    const rules = ['17', '36', '14', '11'].map((service) => ({ service, fault: 'timeoutBefore', perMille: 1000 }));
    const put = await fetch(`${world.bankUrl}/simulation/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ seed: 1, rules }),
    });
    assert.equal(put.status, 200, await put.text());
    const payment = await transferApproved(world, cast, order);
    const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti', desk);
    const { page } = treasurer;
    await page.goto(`${world.url}/bayar`);
    await page.getByRole('link', { name: /sedang diproses bank/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Pembayaran dalam proses' }).waitFor();
    await page.getByText(payment.orderNumber).first().waitFor();
    await look(treasurer, 'dalam-proses');
    const kpa = await enter(browser, world, mail.kpa, 'Hendra Wibisana', phone);
    await kpa.page.goto(`${world.url}/bayar/proses`);
    await kpa.page.getByText(payment.orderNumber).first().waitFor();
    await look(kpa, 'dalam-proses');
    await page.goto(`${world.url}/bayar/${payment.id}`);
    await page
      .getByText(/Tidak ada yang dikirim dua kali|belum menjawab/)
      .first()
      .waitFor();
    await look(treasurer, 'bank-diam');

    await fetch(`${world.bankUrl}/simulation/faults`, { method: 'DELETE' });
    await page
      .getByText('Cocok dengan rekening koran')
      .or(page.getByText('Sudah dibayar'))
      .or(page.getByText('Ditolak bank'))
      .first()
      .waitFor({ timeout: 120_000 });
    await look(treasurer, 'bank-kembali');
  });

  it('showed no screen that is inaccessible, too wide, or complains', () => assert.deepEqual(faults, []));
});
