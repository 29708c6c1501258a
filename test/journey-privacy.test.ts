/** One's own data at the browser: shown, taken along, asked to be erased, and taken back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { enter, looked, noBrowser, openBrowser, phone, webDir } from './support/browser.ts';
import { startWorld, type World } from './support/world.ts';

describe('one’s own data in the browser', { skip: noBrowser }, () => {
  let world: World;
  let browser: Browser;
  before(async () => {
    world = await startWorld({ bank: false, work: false, webDir });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await world.close();
  });

  it('is found in the person’s own menu, and says what for and how long', async () => {
    const siti = await enter(browser, world, 'siti@balai-contoh.example', 'Siti Rahmawati', phone);
    const { page } = siti;
    await page.goto(`${world.url}/data-saya`);
    await page.getByRole('heading', { name: 'Data saya', level: 1 }).waitFor();
    await page.getByText('siti@balai-contoh.example').waitFor();
    assert.deepEqual(await looked(siti, 'data-saya'), []);
    const [copy] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Unduh salinan' }).click(),
    ]);
    assert.equal(copy.suggestedFilename(), 'data-saya.json');

    await page.getByRole('button', { name: 'Minta penghapusan' }).click();
    const dialog = page.getByRole('dialog');
    assert.deepEqual(await looked(siti, 'minta-penghapusan'), []);
    await dialog.getByRole('textbox', { name: /Alasan/ }).fill('Akan pensiun');
    await dialog.getByRole('button', { name: 'Minta penghapusan' }).click();
    await page.getByText('Penghapusan data sudah diminta').waitFor();
    assert.deepEqual(await looked(siti, 'penghapusan-diminta'), []);
    await page.getByRole('button', { name: 'Tarik permintaan' }).click();
    await page.getByRole('button', { name: 'Minta penghapusan' }).waitFor();
  });
});
