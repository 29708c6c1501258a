/** From the invitation to a lost password in a real browser: nobody but the person gets in, and the person always does. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, visitor, webDir } from './support/browser.ts';
import { appoint, authenticator, linkIn, mailTo, type Newcomer, passkeyDevice } from './support/identity-desk.ts';
import { castOf, mail, productOf } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const PASSWORD = 'hujan turun di bulan juni';
const SECOND_PASSWORD = 'angin malam lewat jendela';
const THIRD_PASSWORD = 'perahu kecil menuju pulau';
const PHONE_AGENT =
  'Mozilla/5.0 (Linux; Android 14; SM-A055F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const RECOVERY_CODE = /^([0-9A-Z]{4}-){5}[0-9A-Z]{4}$/;

if (noBrowser) console.log(noBrowser);

describe('one person in the browser, from the invitation on', { skip: noBrowser, timeout: 280_000 }, () => {
  let world: World;
  let browser: Browser;
  let person: Newcomer;
  /** Of the person's own desk, and of a telephone elsewhere. */
  let here: Person;
  let there: Person;
  let code: () => string;
  let recovery: string[] = [];
  const faults: string[] = [];

  before(async () => {
    world = await startWorld({ webDir, host: 'localhost', work: false, bank: false });
    browser = await openBrowser();
    person = await appoint(world, 'Ratna Puspitasari');
    here = await visitor(browser, desk);
    there = await visitor(browser, phone, PHONE_AGENT);
    await passkeyDevice(here.page);
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  /** At both widths: what is right on a desk may be too wide for a telephone. */
  const look = async (label: string, { page, complaints }: Person = here) => {
    const before = page.viewportSize() ?? desk;
    for (const size of [phone, desk]) {
      await page.setViewportSize(size);
      faults.push(...(await looked({ page, complaints }, label)));
    }
    await page.setViewportSize(before);
  };
  const press = (name: string | RegExp, { page }: Person = here) =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const follow = (name: string, { page }: Person = here) => page.getByRole('link', { name }).first().click();
  const see = (text: string | RegExp, { page }: Person = here) => page.getByText(text).first().waitFor();
  const heading = (name: string | RegExp, { page }: Person = here) =>
    page.getByRole('heading', { level: 1, name }).waitFor();
  const type = (label: string | RegExp, text: string, { page }: Person = here) =>
    page.getByRole('textbox', { name: label }).fill(text);
  const secretOn = async (page: Page) =>
    ((await page.locator('main code').first().textContent()) ?? '').replaceAll(' ', '');
  const codesOn = async (page: Page) =>
    (await page.getByRole('listitem').allTextContents()).filter((text) => RECOVERY_CODE.test(text));

  async function firstStep(password: string, at: Person): Promise<void> {
    await type('Surel', person.email, at);
    await type('Kata sandi', password, at);
    await press('Masuk', at);
  }

  it('activates the account with an authenticator app, in three steps', async () => {
    const invitation = linkIn(await mailTo(world, person.email, /Aktifkan akun/));
    await here.page.goto(invitation);
    await heading(`Selamat datang, ${person.name}`);
    assert.equal(new URL(here.page.url()).hash, '', 'the secret of the link is gone from the address bar');
    await look('aktivasi-sandi');
    await type('Kata sandi baru', 'pendek');
    await press('Simpan dan lanjut');
    await see(/Kurang 6 karakter/);
    await look('aktivasi-sandi-pendek');
    await type('Kata sandi baru', 'passwordpassword');
    await press('Simpan dan lanjut');
    await see(/terlalu mudah ditebak/);
    await type('Kata sandi baru', PASSWORD);
    await press('Simpan dan lanjut');
    await heading('Pilih cara masuk kedua');
    await look('aktivasi-cara');
    await press(/^Kunci sandi/);
    await heading('Buat kunci sandi');
    await look('aktivasi-kunci');
    await press('Pilih cara lain');
    await press(/^Kode lewat surel/);
    await look('aktivasi-surel');
    await press('Pilih cara lain');
    await press(/^Kode dari aplikasi/);
    await heading('Pasang aplikasi autentikator');
    code = authenticator(world, await secretOn(here.page));
    await look('aktivasi-aplikasi');
    await type(/angka yang ditunjukkan/, '000000');
    await press('Aktifkan akun saya');
    await see(/Kode tidak cocok/);
    await look('aktivasi-kode-salah');
    await type(/angka yang ditunjukkan/, code());
    await press('Aktifkan akun saya');
    await heading('Simpan kode pemulihan');
    recovery = await codesOn(here.page);
    assert.equal(recovery.length, 10);
    await press('Selesai, buka tugas saya');
    await see(/Simpan kode dahulu/);
    await look('aktivasi-pemulihan');
    await here.page.getByLabel('Sudah saya simpan').check();
    await press('Selesai, buka tugas saya');
    await here.page.waitForURL('**/tugas');
    await there.page.goto(invitation);
    await heading('Tautan tidak berlaku lagi', there);
    await look('tautan-lama', there);
  });

  it('adds a passkey, confirmed by the app, and keeps the last way from being removed', async () => {
    await here.page.getByRole('button', { name: person.name }).click();
    await see('Keamanan akun');
    faults.push(...(await looked(here, 'menu-orang')));
    await follow('Keamanan akun');
    await see('Perangkat ini');
    await look('keamanan');
    await press(/^Hapus/);
    await see('Belum bisa dihapus');
    await look('hapus-terakhir');
    await press('Kembali');
    await follow('Tambah kunci sandi');
    await type('Nama kunci sandi', 'Laptop ruang pengadaan');
    await look('tambah-kunci');
    await press('Buat kunci sandi');
    const dialog = here.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(code());
    await look('tambah-kunci-kode');
    await dialog.getByRole('button', { name: 'Tambah kunci sandi' }).click();
    await heading(/sudah terpasang/);
    await look('kunci-terpasang');
    await follow('Ke Keamanan akun');
    await see('Laptop ruang pengadaan');
  });

  it('reads in English, and in the dark', async () => {
    const prefer = async (language: string, theme: string) => {
      await here.page.evaluate(`
        localStorage.setItem('digipay.language', '${language}');
        localStorage.setItem('digipay.theme', '${theme}');
      `);
      await here.page.reload();
    };
    await prefer('en', 'dark');
    await see('This device');
    await look('english');
    await follow('Add an authenticator app');
    await see(/scan this picture/);
    await look('english-app');
    await here.page.goBack();
    await prefer('id', 'light');
    await see('Perangkat ini');
  });

  it('signs in with the passkey alone, after nothing was left behind', async () => {
    await here.page.evaluate("localStorage.setItem('digipay.draft.cart.1', '{}')");
    await here.page.getByRole('button', { name: person.name }).click();
    await press('Keluar');
    await here.page.waitForURL(`${world.url}/`);
    assert.equal(await here.page.evaluate("localStorage.getItem('digipay.draft.cart.1')"), null);
    await here.page.goBack();
    await here.page.waitForURL('**/masuk?kembali=**');
    await look('masuk');
    await press('Masuk dengan kunci sandi');
    await here.page.waitForURL('**/keamanan');
    await see('Perangkat ini');
  });

  it('signs in elsewhere with password and code, and is signed out from here', async () => {
    await there.page.goto(`${world.url}/masuk?kembali=/keamanan`);
    await firstStep('bukan kata sandinya', there);
    await see('Belum bisa masuk', there);
    await look('masuk-salah', there);
    await firstStep(PASSWORD, there);
    await heading('Pastikan ini Anda', there);
    await look('masuk-pilih-cara', there);
    await press(/^Kode dari aplikasi/, there);
    await type(/aplikasi autentikator/, '000000', there);
    await press('Masuk', there);
    await see(/Kode tidak cocok/, there);
    await look('masuk-kode-salah', there);
    await type(/aplikasi autentikator/, code(), there);
    await press('Masuk', there);
    await see('Perangkat ini', there);
    await mailTo(world, person.email, /perangkat baru/);
    await here.page.reload();
    await see('Chrome di Android');
    await look('dua-perangkat');
    await press('Keluarkan semua perangkat lain');
    await look('keluarkan-semua');
    await press('Kembali');
    await press('Keluarkan Chrome di Android');
    await see('Chrome di Android sudah dikeluarkan.');
    await there.page.goto(`${world.url}/keamanan`);
    await there.page.waitForURL('**/masuk?kembali=**');
    await see(/Sesi Anda berakhir/, there);
  });

  it('changes the password with the passkey; the old one no longer opens', async () => {
    await follow('Ganti kata sandi');
    await type('Kata sandi sekarang', 'bukan kata sandinya');
    await type('Kata sandi baru', SECOND_PASSWORD);
    await press('Ganti kata sandi');
    const confirm = here.page.getByRole('dialog').getByRole('button', { name: 'Ganti kata sandi' });
    await confirm.waitFor();
    await look('ganti-sandi-kunci');
    await confirm.click();
    await see('Kata sandi sekarang tidak cocok');
    await look('ganti-sandi-salah');
    await type('Kata sandi sekarang', PASSWORD);
    await press('Ganti kata sandi');
    await confirm.click();
    await heading('Kata sandi sudah diganti');
    await look('sandi-diganti');
    await firstStep(PASSWORD, there);
    await see('Belum bisa masuk', there);
  });

  it('adds a second app, renews the recovery codes, removes the passkey', async () => {
    await here.page.goto(`${world.url}/keamanan/aplikasi`);
    await see(/pindai gambar ini/);
    const second = authenticator(world, await secretOn(here.page));
    await look('tambah-aplikasi');
    await type(/angka yang ditunjukkan/, second());
    await press('Lanjut');
    const dialog = here.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Tambah aplikasi' }).click();
    await heading(/sudah terpasang/);
    await follow('Ke Keamanan akun');
    await see('Aplikasi autentikator 2');
    await follow('Buat kode baru');
    await press('Buat kode baru');
    await dialog.getByText('Pakai cara lain').click();
    await look('kode-baru-cara-lain');
    await dialog.getByRole('button', { name: /aplikasi autentikator/ }).click();
    await dialog.getByRole('textbox').fill(second());
    await dialog.getByRole('button', { name: 'Buat kode baru' }).click();
    await heading('Simpan kode pemulihan baru');
    const renewed = await codesOn(here.page);
    assert.equal(new Set([...recovery, ...renewed]).size, 20);
    recovery = renewed;
    await look('kode-baru');
    await here.page.getByLabel('Sudah saya simpan').check();
    await press('Selesai');
    await press('Hapus Laptop ruang pengadaan');
    await dialog.getByRole('textbox').fill(code());
    await look('hapus-kunci');
    await dialog.getByRole('button', { name: 'Hapus kunci sandi' }).click();
    await see(/sudah dihapus/);
    await look('kunci-dihapus');
    assert.equal(await here.page.getByText('Laptop ruang pengadaan').count(), 1, 'only the news of its end');
  });

  it('gets a new password by mail and a recovery code; every session has ended', async () => {
    await there.page.goto(`${world.url}/masuk`);
    await follow('Lupa kata sandi?', there);
    await heading('Lupa kata sandi', there);
    await look('lupa-sandi', there);
    await type('Surel', person.email, there);
    await press('Kirim tautan', there);
    await heading('Periksa surel Anda', there);
    await look('lupa-terkirim', there);
    await there.page.goto(linkIn(await mailTo(world, person.email, /kata sandi baru/)));
    await heading('Buat kata sandi baru', there);
    await look('atur-ulang-sandi', there);
    await type('Kata sandi baru', THIRD_PASSWORD, there);
    await press('Lanjut', there);
    await heading('Pastikan ini Anda', there);
    await look('atur-ulang-kode', there);
    await there.page.getByText('Pakai cara lain').click();
    await press(/^Kode pemulihan/, there);
    await type('Kode pemulihan', 'ABCD', there);
    await press('Simpan kata sandi baru', there);
    await see(/kode pemulihan lengkap/, there);
    await look('atur-ulang-pemulihan', there);
    await type('Kode pemulihan', recovery[0] ?? '', there);
    await press('Simpan kata sandi baru', there);
    await heading('Kata sandi sudah diganti', there);
    await look('atur-ulang-selesai', there);
    await here.page.goto(`${world.url}/keamanan`);
    await here.page.waitForURL('**/masuk?kembali=**');
  });

  it('counts down after wrong tries, and lets the person in when the pause is over', async () => {
    await follow('Ke halaman masuk', there);
    const timer = there.page.getByRole('timer');
    for (let tries = 0; tries < 12 && !(await timer.isVisible()); tries += 1) {
      const answered = there.page.waitForResponse('**/api/v1/sign-in');
      await firstStep(SECOND_PASSWORD, there);
      await answered;
      await there.page.waitForTimeout(50);
    }
    await timer.waitFor();
    await look('jeda', there);
    world.pass(60 * 60);
    await firstStep(THIRD_PASSWORD, there);
    await there.page.getByText('Pakai cara lain').click();
    await press(/^Kode lewat surel/, there);
    await press('Kirim kode ke surel saya', there);
    await see('Kode sudah dikirim.', there);
    await look('masuk-surel', there);
    const { text } = await mailTo(world, person.email, /Kode masuk/);
    await type('Kode dari surel', /\b\d{6}\b/.exec(text)?.[0] ?? '', there);
    await press('Masuk', there);
    await there.page.waitForURL('**/tugas');
  });

  it('commits with a passkey bound to payee and amount', async () => {
    const cast = await castOf(world);
    const { product } = productOf('pena-lintas-kota');
    const cart = await cast.pemesan.post('/api/v1/cart/items', { productId: product.id, quantity: product.minOrder });
    const act = (who: typeof cast.pp, action: string, body: object) =>
      who.post(`/api/v1/orders/${cart.id}/${action}`, body);
    await act(cast.pemesan, 'request', { note: 'Kebutuhan rapat' });
    const { lines } = await cast.pp.get('/api/v1/budget/lines');
    const line = lines.find((one: { akun: string }) => one.akun === product.suggestedAkun);
    const { ppkChoices } = await act(cast.pp, 'setDetails', { budgetLineId: line.id });
    await act(cast.pp, 'checkout', { ppkAssignmentId: ppkChoices[0].assignmentId, rail: 'CMS', note: '' });
    const ppk = await enter(browser, world, mail.ppk, 'Siti Rahmawati');
    await passkeyDevice(ppk.page);
    await ppk.page.goto(`${world.url}/keamanan/kunci-sandi`);
    await press('Buat kunci sandi', ppk);
    const dialog = ppk.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(world.freshCode(mail.ppk));
    await dialog.getByRole('button', { name: 'Tambah kunci sandi' }).click();
    await heading(/sudah terpasang/, ppk);
    await ppk.page.goto(`${world.url}/pesanan/${cart.id}`);
    await press(/^Setujui pesanan/, ppk);
    await dialog.getByText('Pakai cara lain').click();
    await look('setujui-cara-lain', ppk);
    await dialog.getByRole('button', { name: /^Kunci sandi/ }).click();
    await look('setujui-kunci', ppk);
    await dialog.getByRole('button', { name: 'Setujui pesanan' }).click();
    await see('Pesanan disetujui.', ppk);
  });

  it('would have told of a screen that is inaccessible, too wide, or complains', async () => {
    const { page } = there;
    await page.evaluate(`
      const wide = document.createElement('div');
      wide.style.width = '3000px';
      wide.textContent = 'planted';
      document.querySelector('main').append(document.createElement('img'), wide);
      console.error('planted');
    `);
    const told = (await looked(there, 'cacat')).map((fault) => fault.split(' ').slice(1, 3).join(' '));
    assert.deepEqual(told, ['image-alt img', 'wider than', 'planted']);
  });

  it('showed no screen that is inaccessible, too wide, or complains', () => {
    assert.deepEqual(faults, []);
  });
});
