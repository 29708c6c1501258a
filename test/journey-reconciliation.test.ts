/** A month of the account in real browsers: the treasurer explains and signs at a desk, the KPA closes on a phone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { demoSatkers } from '../src/demo/people.ts';
import { localDate } from '../src/kernel/time.ts';
import { monthAfter } from '../src/reconciliation/book.ts';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, webDir } from './support/browser.ts';
import { mail } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const [satker] = demoSatkers;
assert.ok(satker);
const { bankCode, accountNo } = satker.account;

if (noBrowser) console.log(noBrowser);

describe('a month of the account in the browser', { skip: noBrowser, timeout: 240_000 }, () => {
  let world: World;
  let browser: Browser;
  const faults: string[] = [];
  const period = localDate(new Date(), 'WIB').slice(0, 7);
  before(async () => {
    // `serve` lives in the month after: this one is over.
    const clock = () => new Date(`${monthAfter(period)}-05T03:00:00Z`);
    world = await startWorld({ webDir, serve: { clock } });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });
  const look = async (person: Person, label: string) => {
    faults.push(...(await looked(person, label)));
  };
  const credit = async (amount: number, remark: string) => {
    const answer = await fetch(`${world.bankUrl}/simulation/credit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bankCode, accountNo, amount: String(amount), remark }),
    });
    assert.equal(answer.status, 200);
  };

  it('is read, explained, signed and closed', async () => {
    const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti', desk);
    const { page } = treasurer;
    await page.goto(`${world.url}/kas`);
    await page.getByText('selisih Rp0', { exact: false }).first().waitFor();
    await credit(125_000, 'SETORAN TUNAI TANPA KETERANGAN');
    await credit(1_750, 'JASA GIRO');
    await page.getByRole('button', { name: 'Baca rekening koran sekarang' }).click();
    await page.getByText('1 baris perlu dijelaskan.').waitFor({ timeout: 40_000 });
    await look(treasurer, 'kas');

    await page.getByRole('link', { name: 'Buka daftar kerja' }).click();
    await page.getByText('SETORAN TUNAI TANPA KETERANGAN').waitFor();
    await look(treasurer, 'daftar-kerja');
    await page.getByRole('button', { name: 'Jelaskan baris ini' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').selectOption({ label: 'Titipan yang harus dikembalikan' });
    await dialog.getByRole('textbox').fill('Setoran orang lain, akan dikembalikan');
    await look(treasurer, 'jelaskan');
    await dialog.getByRole('button', { name: 'Jelaskan baris ini' }).click();
    await page.getByText('Semua baris sudah dijelaskan').waitFor();
    await page.getByRole('tab', { name: 'Semua baris' }).click();
    await page.getByText('Jasa giro', { exact: true }).waitFor();
    await look(treasurer, 'semua-baris');

    await page.goto(`${world.url}/kas/tutup-bulan`);
    await page.getByText('Giliran bulan ini', { exact: false }).waitFor();
    await look(treasurer, 'tutup-bulan');
    await page.locator('table a').first().click();
    await page.getByText('Platform = bank: selisih Rp0').waitFor();
    await page.getByLabel('Penjelasan').fill('Menunggu rekening penyetor');
    await look(treasurer, 'bulan');
    await page.getByRole('button', { name: 'Tanda tangani bulan ini' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(world.freshCode(mail.bendahara));
    await page.getByRole('dialog').getByRole('button', { name: 'Tanda tangani bulan ini' }).click();
    await page.getByText('Menunggu KPA').first().waitFor();

    const kpa = await enter(browser, world, mail.kpa, 'Hendra Wibisana', phone);
    await kpa.page.goto(page.url());
    await kpa.page.getByRole('button', { name: 'Tutup bulan ini' }).waitFor();
    await look(kpa, 'bulan-kpa');
    await kpa.page.getByRole('button', { name: 'Tutup bulan ini' }).click();
    await kpa.page.getByRole('dialog').getByRole('textbox').fill(world.freshCode(mail.kpa));
    await kpa.page.getByRole('dialog').getByRole('button', { name: 'Tutup bulan ini' }).click();
    await kpa.page.getByText('Ditutup', { exact: true }).first().waitFor();
    await look(kpa, 'bulan-ditutup');
    await kpa.page.goto(`${world.url}/kas`);
    await kpa.page.getByText('selisih Rp0', { exact: false }).first().waitFor();
    await look(kpa, 'kas-kpa');
    await kpa.page.goto(`${world.url}/kas/daftar-kerja?lihat=all`);
    await kpa.page.getByText('SETORAN TUNAI TANPA KETERANGAN').waitFor();
    await look(kpa, 'semua-baris-kpa');

    await page.goto(`${world.url}/kas/berkas`);
    await page.getByText('Belum ada berkas').waitFor();
    await page.locator('#statement-file').setInputFiles({
      name: 'rusak.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(':20:STM\r\n:25:0012345678\r\n:28C:1/1\r\n:60F:C251127IDR5000000,00\r\n:61:rusak\r\n-\r\n'),
    });
    await page.getByText('Ditolak').waitFor({ timeout: 30_000 });
    await look(treasurer, 'berkas');
    assert.deepEqual(faults, []);
  });
});
