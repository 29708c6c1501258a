/** A card month in a real browser: bought on a phone, billed, tested and paid from desks, until the limit is whole again. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { demoCards, demoSatkers } from '../src/demo/people.ts';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, webDir } from './support/browser.ts';
import { buyElsewhere, closeMonth, creditSp2d, mainCard } from './support/card-month.ts';
import { billed, type Cast, castOf, ledgerFaults, mail, orderIn } from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const ELSEWHERE = 350_000n;
const PERSONAL = 120_000n;
const PPSPM = 'galih@balai-contoh.example';
const [satker] = demoSatkers;
/** One grey dot. */
const receiptPhoto = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#888' } })
  .png()
  .toBuffer();
const domestic = demoCards.find(({ scheme }) => scheme === 'DOMESTIC');

if (noBrowser) console.log(noBrowser);

describe('a card month in the browser', { skip: noBrowser, timeout: 280_000 }, () => {
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
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
  const dialog = (page: Page) => page.getByRole('dialog');
  /** Opens a dialog by its button, fills it, and presses the button of the same name in it. */
  async function act(
    person: Person,
    name: string,
    fill: (page: Page) => Promise<void> = async () => {},
  ): Promise<void> {
    const { page } = person;
    await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
    await dialog(page).waitFor();
    await fill(page);
    await dialog(page).getByRole('button', { name, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  /** The line of the bill that names a merchant. */
  const lineOf = (page: Page, merchant: string) => page.getByRole('listitem').filter({ hasText: merchant }).first();
  async function actOnLine(
    person: Person,
    merchant: string,
    name: string,
    fill: (page: Page) => Promise<void> = async () => {},
  ) {
    const { page } = person;
    await lineOf(page, merchant).getByRole('button', { name, exact: true }).click();
    await dialog(page).waitFor();
    await fill(page);
    await dialog(page).getByRole('button', { name, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  const code = async (person: Person, email: string, name: string) => {
    const box = dialog(person.page);
    await box.getByRole('textbox').fill(world.freshCode(email));
    await box.getByRole('button', { name }).click();
    await box.waitFor({ state: 'detached' });
  };
  const paper = (number: string, signer: string) => async (page: Page) => {
    await page.getByLabel('Nomor surat').fill(number);
    await page.getByLabel('Ditandatangani oleh').fill(signer);
  };
  let billUrl = '';

  it('is bought from a phone on the bank’s own page, and once by QRIS', async () => {
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SHOP, quantity: 60 });
    const holder = await enter(browser, world, mail.holder, 'Maya Larasati', phone);
    const { page } = holder;
    await page.goto(`${world.url}/pesanan/${order.id}`);
    await page.getByRole('radio', { name: /4021/ }).check();
    await press(page, /^Bayar dengan kartu/);
    await page.waitForURL('**/bayar/*');
    await link(page, 'Buka halaman bank');
    await page.waitForURL('**/kartu/*');
    await page
      .getByRole('link', { name: /contoh/i })
      .first()
      .click();
    await press(page, /^Lanjut/);
    const seen = new URL(page.url()).pathname.split('/')[2];
    const onPhone = await (await fetch(`${world.bankUrl}/simulasi/hp/${seen}`)).text();
    await page.locator('#code').fill(/class="code">(\d{6})</.exec(onPhone)?.[1] ?? '');
    await press(page, /^(Bayar|Setujui|Izinkan)/);
    await page.waitForURL('**/bayar/*');
    await page.getByText('Sudah dibayar').first().waitFor();
    await look(holder, 'kartu-dibayar');
    await orderIn(cast.pemesan, order.id, 'COMPLETED');

    const small = await billed(world, cast, { rail: 'KKP', vendorSlug: SHOP, quantity: 5 });
    await page.goto(`${world.url}/pesanan/${small.id}`);
    await page.getByRole('radio', { name: /5530/ }).check();
    await press(page, /^Bayar dengan kartu/);
    await page.waitForURL('**/bayar/*');
    await page.getByRole('img', { name: 'Kode QR untuk dibayar' }).waitFor();
    await look(holder, 'kartu-qr');
    const { qr } = await cast.holder.get(`/api/v1/payments/${page.url().split('/').at(-1)}`);
    await fetch(`${world.bankUrl}/simulation/qris/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ qrContent: qr.content, cardToken: domestic?.token }),
    });
    await page.getByText('Sudah dibayar').first().waitFor();
    await look(holder, 'kartu-qr-dibayar');
    await page.goto(`${world.url}/kartu`);
    await page.getByText('Limit kartu').first().waitFor();
    await look(holder, 'kartu');
  });

  it('is billed by the issuer; the holder hands in what was bought elsewhere', async () => {
    await buyElsewhere(world, 'TOKO BAHAN JAYA', '5943', ELSEWHERE);
    await buyElsewhere(world, 'RESTO KELUARGA', '5812', PERSONAL);
    const { billNo } = await closeMonth(world);
    const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti');
    await treasurer.page.goto(`${world.url}/kartu/tagihan`);
    await act(treasurer, 'Ambil tagihan dari bank');
    await eventually('the bill', async () => {
      await treasurer.page.reload();
      return treasurer.page
        .getByRole('link', { name: billNo })
        .first()
        .waitFor({ timeout: 1_500 })
        .then(() => true)
        .catch(() => false);
    });
    await look(treasurer, 'tagihan-kartu');
    await link(treasurer.page, billNo);
    await treasurer.page.waitForURL('**/kartu/tagihan/*');
    billUrl = treasurer.page.url();

    const holder = await enter(browser, world, mail.holder, 'Maya Larasati', phone);
    await holder.page
      .getByRole('link', { name: /^Tinjau/ })
      .first()
      .waitFor();
    await look(holder, 'kartu-tugas');
    await holder.page.goto(billUrl);
    await holder.page.getByText('TOKO BAHAN JAYA').first().waitFor();
    await actOnLine(holder, 'TOKO BAHAN JAYA', 'Serahkan bukti', async (page) => {
      await page.getByLabel('Nomor kuitansi atau nota').fill('NOTA-88');
      await page.getByLabel('Untuk keperluan').fill('Bahan rapat koordinasi');
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'nota.png', mimeType: 'image/png', buffer: receiptPhoto });
      await page.getByRole('status').filter({ hasText: '1' }).first().waitFor();
      await look(holder, 'kartu-bukti');
    });
    await holder.page.getByText('Bukti NOTA-88').first().waitFor();
    const shown = await holder.page.getByRole('link', { name: 'Foto 1' }).first().getAttribute('href');
    assert.match(shown ?? '', /^\/api\/v1\/card-receipts\//);
    await look(holder, 'kartu-tagihan-pemegang');
  });

  it('is tested line by line by the PPK, who issues the DPT with a code', async () => {
    const ppk = await enter(browser, world, mail.ppk, 'Siti Rahmawati');
    const { page } = ppk;
    await page.goto(billUrl);
    await page.getByText('TOKO BAHAN JAYA').first().waitFor();
    await look(ppk, 'kartu-uji');
    await actOnLine(ppk, 'TOKO BAHAN JAYA', 'Setujui', async () => {
      const choice = page.getByLabel('Akun anggaran (MAK)');
      const option = choice.locator('option', { hasText: '521111' });
      await option.waitFor({ state: 'attached' });
      await choice.selectOption({ label: (await option.textContent()) ?? '' });
      await look(ppk, 'kartu-uji-akun');
    });
    await actOnLine(ppk, 'RESTO KELUARGA', 'Bebankan ke pemegang', async () => {
      await dialog(page).getByRole('textbox').fill('Makan keluarga pemegang kartu');
    });
    await page.getByRole('main').getByRole('button', { name: 'Setujui', exact: true }).first().click();
    await dialog(page).getByRole('button', { name: 'Setujui', exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await press(page, 'Terbitkan DPT');
    await look(ppk, 'kartu-dpt-kode');
    await code(ppk, mail.ppk, 'Terbitkan DPT');
    await page
      .getByText(/^DPT-\d{4}-\d{6}/)
      .first()
      .waitFor();
    await act(ppk, 'Catat SPP', paper('00031/SPP/2026', 'Siti Rahmawati'));
    await page.getByText('00031/SPP/2026').first().waitFor();
    await look(ppk, 'kartu-dpt');
    await page.goto(`${billUrl.replace(`${world.url}/kartu/tagihan`, `${world.url}/api/v1/card-bills`)}/dpt`);
    await page.getByText('Perintah bayar').first().waitFor();
    await look(ppk, 'kartu-dpt-cetak');
  });

  it('is paid to the issuer with the money of the SP2D', async () => {
    const signer = await enter(browser, world, PPSPM, 'Galih Permana');
    await signer.page.goto(billUrl);
    await act(signer, 'Catat SPM', paper('00031/SPM/2026', 'Galih Permana'));
    const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti');
    const { page } = treasurer;
    await page.goto(billUrl);
    await page.getByText('00031/SPM/2026').first().waitFor();
    const { dpt } = await cast.bendahara.get(`/api/v1/card-bills/${billUrl.split('/').at(-1)}`);
    await creditSp2d(world, satker?.account.accountNo ?? '', BigInt(dpt.total), '260261301000031');
    await act(treasurer, 'Catat SP2D', paper('260261301000031', 'KPPN Semarang I'));
    await eventually('the money of the SP2D', async () => {
      const seen = await cast.bendahara.get(`/api/v1/card-bills/${billUrl.split('/').at(-1)}`);
      return BigInt(seen.fund) >= BigInt(dpt.total);
    });
    await page.reload();
    await page.getByRole('button', { name: 'Buat perintah bayar ke bank' }).waitFor();
    await look(treasurer, 'kartu-sp2d');
    await act(treasurer, 'Buat perintah bayar ke bank');
    await link(page, 'Buka pembayaran');
    await page.waitForURL('**/bayar/*');
    await look(treasurer, 'kartu-perintah-bayar');
    const kpa = await enter(browser, world, mail.kpa, 'Hendra Wibisana');
    await kpa.page.goto(page.url());
    await press(kpa.page, 'Setujui bayar');
    await code(kpa, mail.kpa, 'Setujui bayar');
    await kpa.page
      .getByText(/Sudah dibayar|Cocok dengan rekening koran/)
      .first()
      .waitFor();
  });

  it('is closed when the holder has repaid the personal line, and the limit is whole again', async () => {
    const holder = await enter(browser, world, mail.holder, 'Maya Larasati', phone);
    await holder.page.goto(billUrl);
    await holder.page.getByText('RESTO KELUARGA').first().waitFor();
    await actOnLine(holder, 'RESTO KELUARGA', 'Serahkan bukti lunas', async (page) => {
      await page.getByLabel('Nomor bukti bayar').fill('TRF-7788');
    });
    const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti');
    await treasurer.page.goto(billUrl);
    await treasurer.page.getByText('TRF-7788').first().waitFor();
    await actOnLine(treasurer, 'RESTO KELUARGA', 'Bukti benar, lunas');
    await treasurer.page.getByText('Tagihan lunas dan limit kartu sudah pulih.').waitFor();
    await look(treasurer, 'kartu-lunas');
    const { items } = await cast.holder.get('/api/v1/cards');
    const card = items.find((one: Json) => one.id === mainCard.id);
    assert.deepEqual([card.used, card.left], ['0', card.limit]);
    await treasurer.page.goto(`${world.url}/kartu/penggunaan`);
    await treasurer.page.getByText('Penggunaan tiap kartu').first().waitFor();
    await look(treasurer, 'kartu-penggunaan');
    await holder.page.goto(`${world.url}/kartu/penggunaan`);
    await holder.page.getByText('Penggunaan tiap kartu').first().waitFor();
    await look(holder, 'kartu-penggunaan');
    const admin = await enter(browser, world, 'wahyu@balai-contoh.example', 'Wahyu Nugroho', desk);
    await admin.page.goto(`${world.url}/kartu`);
    await press(admin.page, 'Daftarkan kartu');
    await dialog(admin.page).waitFor();
    await look(admin, 'kartu-daftar');
    assert.deepEqual(await ledgerFaults(world), []);
  });

  it('showed no screen that is inaccessible, too wide, or complains', () => {
    assert.deepEqual(faults, []);
  });
});
