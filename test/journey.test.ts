/** The whole story in a real browser: on a desk with CMS, on a phone with KKP. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, webDir } from './support/browser.ts';
import { bankBalance, castOf, mail, orderIn, productOf } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const SHOPKEEPER = `toko@${SHOP}.example`;

if (noBrowser) console.log(noBrowser);

describe('one purchase in the browser', { skip: noBrowser, timeout: 240_000 }, () => {
  let world: World;
  let browser: Browser;
  const faults: string[] = [];
  before(async () => {
    world = await startWorld({ webDir });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  const { vendor, product } = productOf(SHOP);
  const account = { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber };
  const look = async (person: Person, label: string) => {
    faults.push(...(await looked(person, label)));
  };
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();

  /** The first task of a person, opened from *Tugas saya*. */
  async function openTask(person: Person, label: string): Promise<void> {
    await person.page.goto(`${world.url}/tugas`);
    const review = person.page
      .getByRole('main')
      .getByRole('link', { name: /^Tinjau/ })
      .first();
    await review.waitFor();
    await look(person, `${label}-tugas`);
    await review.click();
  }

  /** The dialog that takes the one-time code. */
  async function confirm(person: Person, email: string, act: string, label: string): Promise<void> {
    const dialog = person.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(world.freshCode(email));
    await look(person, `${label}-kode`);
    await dialog.getByRole('button', { name: act }).click();
  }

  async function ask(viewport: typeof desk, quantity: number): Promise<string> {
    const pemesan = await enter(browser, world, mail.pemesan, 'Dewi Anggraini', viewport);
    const { page } = pemesan;
    await look(pemesan, 'pemesan');
    await page.goto(`${world.url}/katalog?q=${encodeURIComponent('pulpn gel lentra')}`);
    // Two shops may sell a thing of the same name.
    const found = page.locator(`a[href="/produk/${product.slug}"]`).first();
    await found.waitFor();
    await look(pemesan, 'hasil');
    await found.click();
    const amount = page.getByLabel('Jumlah', { exact: true }).locator('visible=true').first();
    await amount.fill(String(quantity));
    await look(pemesan, 'produk');
    await page.getByRole('button', { name: '+ Keranjang', exact: true }).locator('visible=true').first().click();
    await page
      .getByText(/masuk keranjang/)
      .first()
      .waitFor();
    await page.goto(`${world.url}/keranjang`);
    await page.getByRole('button', { name: /^Ajukan ke Pejabat Pengadaan/ }).waitFor();
    await look(pemesan, 'keranjang');
    await press(page, /^Ajukan ke Pejabat Pengadaan/);
    await page.getByText('Pesanan diajukan').first().waitFor();
    await look(pemesan, 'diajukan');
    await link(page, 'Buka pesanan');
    await page.waitForURL('**/pesanan/*');
    return new URL(page.url()).pathname.split('/').at(-1) ?? '';
  }

  async function toPpk(viewport: typeof desk, id: string, rail: RegExp): Promise<void> {
    const pp = await enter(browser, world, mail.pp, 'Budi Santosa', viewport);
    await openTask(pp, 'pp');
    const { page } = pp;
    await page.goto(`${world.url}/pesanan/${id}/checkout`);
    await page.getByLabel('Akun anggaran (MAK)').selectOption({ label: await optionWith(page, product.suggestedAkun) });
    await page.getByRole('radio', { name: rail }).check();
    await look(pp, 'checkout');
    await press(page, 'Kirim ke PPK');
    await page
      .getByText(/dikirim ke Siti Rahmawati/)
      .first()
      .waitFor();
    await look(pp, 'dikirim-ppk');
  }

  const optionWith = async (page: Page, akun: string): Promise<string> => {
    const option = page.getByLabel('Akun anggaran (MAK)').locator('option', { hasText: akun });
    await option.waitFor({ state: 'attached' });
    return (await option.textContent()) ?? '';
  };

  async function commit(viewport: typeof desk): Promise<void> {
    const ppk = await enter(browser, world, mail.ppk, 'Siti Rahmawati', viewport);
    await openTask(ppk, 'ppk');
    await press(ppk.page, /^Setujui pesanan/);
    await confirm(ppk, mail.ppk, 'Setujui pesanan', 'setujui');
    await ppk.page.getByText('Pesanan disetujui.').first().waitFor();
    await look(ppk, 'disetujui');
  }

  async function deliver(viewport: typeof desk): Promise<void> {
    const shop = await enter(browser, world, SHOPKEEPER, vendor.owner, viewport);
    await openTask(shop, 'toko');
    await press(shop.page, 'Terima pesanan');
    await shop.page.getByText('Pesanan diterima.').first().waitFor();
    await openTask(shop, 'toko-kirim');
    await shop.page.getByLabel('Pengirim').fill('Diantar sendiri');
    await press(shop.page, 'Tandai dikirim');
    await shop.page
      .getByText(/ditandai dikirim/)
      .first()
      .waitFor();
    await look(shop, 'dikirim');
    const penerima = await enter(browser, world, mail.penerima, 'Agus Prasetyo', viewport);
    await openTask(penerima, 'penerima');
    await press(penerima.page, /^Semua sesuai/);
    await look(penerima, 'terima');
    await press(penerima.page, 'Tanda tangani BAST');
    await penerima.page
      .getByText(/^BAST-.*ditandatangani\.$/)
      .first()
      .waitFor();
    await openTask(shop, 'toko-tagih');
    await shop.page.getByLabel(/Nomor faktur pajak/).fill('01002600000000001');
    await look(shop, 'tagihan');
    await press(shop.page, /^(Buat|Kirim) tagihan/);
    await shop.page.getByText('Tagihan dikirim.').first().waitFor();
  }

  async function sign(viewport: typeof desk): Promise<void> {
    const ppk = await enter(browser, world, mail.ppk, 'Siti Rahmawati', viewport);
    await openTask(ppk, 'ppk-spby');
    await look(ppk, 'uji-tagihan');
    await press(ppk.page, 'Tanda tangani SPBy');
    await confirm(ppk, mail.ppk, 'Tanda tangani SPBy', 'spby');
    await ppk.page.getByText('SPBy ditandatangani.').first().waitFor();
  }

  it('is paid by CMS from a desk, the vendor’s account higher by exactly the net', async () => {
    const start = await bankBalance(world, account);
    const id = await ask(desk, 80);
    await toPpk(desk, id, /CMS/);
    await commit(desk);
    await deliver(desk);
    await sign(desk);
    const treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti');
    await openTask(treasurer, 'bendahara');
    await press(treasurer.page, 'Buat perintah bayar');
    await treasurer.page.waitForURL('**/bayar/*');
    await look(treasurer, 'perintah-bayar');
    const kpa = await enter(browser, world, mail.kpa, 'Hendra Wibisana');
    await openTask(kpa, 'kpa');
    await look(kpa, 'setujui-bayar');
    await press(kpa.page, 'Setujui bayar');
    await confirm(kpa, mail.kpa, 'Setujui bayar', 'bayar');
    await kpa.page
      .getByText(/Sudah dibayar|Cocok dengan rekening koran/)
      .first()
      .waitFor();
    await look(kpa, 'dibayar');
    const cast = await castOf(world);
    const order = await orderIn(cast.pemesan, id, 'COMPLETED');
    assert.equal((await bankBalance(world, account)) - start, BigInt(order.tax.CMS.net));
    const requester = await enter(browser, world, mail.pemesan, 'Dewi Anggraini');
    await requester.page.goto(`${world.url}/pesanan/${id}`);
    await requester.page.getByText('Selesai').first().waitFor();
    await look(requester, 'selesai');
  });

  it('is paid by KKP from phones, on the bank’s own page', async () => {
    const start = await bankBalance(world, account);
    const id = await ask(phone, 70);
    await toPpk(phone, id, /KKP/);
    await commit(phone);
    await deliver(phone);
    await sign(phone);
    const holder = await enter(browser, world, mail.holder, 'Maya Larasati', phone);
    await openTask(holder, 'pemegang');
    await look(holder, 'bayar-kartu');
    await press(holder.page, /^Bayar dengan kartu/);
    await holder.page.waitForURL('**/bayar/*');
    await link(holder.page, 'Buka halaman bank');
    await holder.page.waitForURL('**/kartu/*');
    await holder.page
      .getByRole('link', { name: /contoh/i })
      .first()
      .click();
    await press(holder.page, /^Lanjut/);
    const seen = new URL(holder.page.url()).pathname.split('/')[2];
    const phonePage = await (await fetch(`${world.bankUrl}/simulasi/hp/${seen}`)).text();
    await holder.page.locator('#code').fill(/class="code">(\d{6})</.exec(phonePage)?.[1] ?? '');
    await press(holder.page, /^(Bayar|Setujui|Izinkan)/);
    // The bank sends the browser back by itself.
    await holder.page.waitForURL('**/bayar/*');
    await holder.page.getByText('Sudah dibayar').first().waitFor();
    await look(holder, 'kartu-dibayar');
    const cast = await castOf(world);
    const order = await orderIn(cast.pemesan, id, 'COMPLETED');
    assert.equal((await bankBalance(world, account)) - start, BigInt(order.tax.KKP.net));
    assert.equal(order.tax.KKP.net, order.tax.KKP.gross);
  });

  it('showed no screen that is inaccessible, too wide, or complains', () => {
    assert.deepEqual(faults, []);
  });
});
