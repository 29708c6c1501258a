/** A treasurer pays many bills at once, and the KPA approves them in one sitting: at a desk and on a phone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, webDir } from './support/browser.ts';
import { billed, type Cast, castOf, mail, paymentIn } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const BILLS = 3;

if (noBrowser) console.log(noBrowser);

describe('many payments in one sitting, in the browser', { skip: noBrowser, timeout: 240_000 }, () => {
  let world: World;
  let browser: Browser;
  let cast: Cast;
  const faults: string[] = [];
  before(async () => {
    world = await startWorld({ webDir });
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

  for (const viewport of [desk, phone]) {
    it(`at ${viewport.width} px: ticked, summed, confirmed with one code`, async () => {
      const orders: string[] = [];
      for (let i = 0; i < BILLS; i += 1)
        orders.push((await billed(world, cast, { rail: 'CMS', vendorSlug: SHOP, quantity: 40 })).id);
      const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti', viewport);
      await treasurer.page.goto(`${world.url}/bayar`);
      await treasurer.page.getByRole('button', { name: 'Pilih semua yang menunggu Anda' }).click();
      await treasurer.page
        .getByRole('status')
        .filter({ hasText: `${BILLS} pembayaran, Rp` })
        .waitFor();
      await look(treasurer, 'siap-dibayar');
      await treasurer.page.getByRole('button', { name: `Buat perintah bayar (${BILLS})` }).click();
      await look(treasurer, 'buat-perintah');
      await treasurer.page
        .getByRole('dialog')
        .getByRole('button', { name: `Buat perintah bayar (${BILLS})` })
        .click();
      const pickAll = treasurer.page.getByRole('button', { name: 'Pilih semua yang menunggu Anda' });
      await pickAll.waitFor({ state: 'detached' });
      const told = treasurer.page.getByText(`${BILLS} perintah bayar dibuat`);
      assert.ok(await told.isVisible(), 'what was done is still said when the list is empty');
      await look(treasurer, 'perintah-dibuat');

      const kpa = await enter(browser, world, mail.kpa, 'Hendra Wibisana', viewport);
      await kpa.page.goto(`${world.url}/bayar`);
      // With the keyboard alone: the first box, then all of them.
      await kpa.page.getByRole('checkbox').first().focus();
      await kpa.page.keyboard.press('Space');
      await kpa.page.getByRole('status').filter({ hasText: '1 pembayaran, Rp' }).waitFor();
      await kpa.page.getByRole('button', { name: 'Pilih semua yang menunggu Anda' }).press('Enter');
      await look(kpa, 'pilih-bayar');
      await kpa.page.getByRole('button', { name: `Setujui bayar (${BILLS})` }).click();
      const dialog = kpa.page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(world.freshCode(mail.kpa));
      await look(kpa, 'satu-kode');
      assert.equal(await dialog.getByRole('listitem').count(), BILLS, 'every payee is shown');
      await dialog.getByRole('button', { name: `Setujui bayar (${BILLS})` }).click();
      await kpa.page.getByText(`Selesai: ${BILLS} pembayaran.`).waitFor();
      await look(kpa, 'selesai');
      for (const id of orders) {
        const { paymentId } = await cast.bendahara.get(`/api/v1/orders/${id}`);
        await paymentIn(cast.bendahara, paymentId, 'RECONCILED');
      }
      const { paymentId } = await cast.bendahara.get(`/api/v1/orders/${orders[0]}`);
      await kpa.page.goto(`${world.url}/bayar/${paymentId}`);
      await kpa.page.getByText('Rekening penerima menurut bank').waitFor();
      await look(kpa, 'satu-pembayaran');
      await kpa.page.goto(`${world.url}/bayar/jenjang`);
      await kpa.page.getByRole('button', { name: 'Ubah jenjang' }).click();
      await kpa.page.getByText('Empat: bendahara, PPSPM, KPA, pelepas').click();
      await look(kpa, 'jenjang');
    });
  }

  it('every page was accessible and none wider than the screen', () => {
    assert.deepEqual(faults, []);
  });
});
