/** Officials and vendors at their browsers: registered, replaced in the middle of an order, invited, verified, and selling. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { productId, railsOf, type ShopFacts } from '../src/catalogue/product.ts';
import { productRow } from '../src/catalogue/product-row.ts';
import { fromHex } from '../src/core.ts';
import { totpSecretOf } from '../src/demo/secrets.ts';
import { DEMO_PASSWORD } from '../src/demo/seed.ts';
import { createIdentity } from '../src/identity/identity.ts';
import { emailKey } from '../src/identity/person.ts';
import { systemActor } from '../src/journal/actor.ts';
import { addDays, dateTyped, localDate, yearAt } from '../src/kernel/time.ts';
import { openPool } from '../src/platform/database.ts';
import { rulesOn } from '../src/regulation/rules.ts';
import { desk, looked, noBrowser, openBrowser, type Person, phone, visitor, webDir } from './support/browser.ts';
import { mail, productOf } from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const PKN = 'lestari@perbendaharaan-contoh.example';
const KPPN = 'kirana@perbendaharaan-contoh.example';
const KANWIL = 'surya@perbendaharaan-contoh.example';
const ADMIN = 'wahyu@balai-contoh.example';
const NEW_ADMIN = 'yuni@kantor-uji.example';
const NEW_PPK = 'galuh@balai-contoh.example';
const SHOP = 'sri@toko-uji.example';
/** All of them sit behind one address here. */
const PEOPLE_PER_MINUTE = 5_000;
const today = () => localDate(new Date(), 'WIB');
const DECREE = { number: 'KEP-12/CONTOH/2026', date: dateTyped(addDays(today(), -4)) };

if (noBrowser) console.log(noBrowser);

describe('people and vendors in the browser', { skip: noBrowser, timeout: 120_000 }, () => {
  let world: World;
  let browser: Browser;
  const faults: string[] = [];
  before(async () => {
    world = await startWorld({ webDir, bank: false, serve: { perMinute: PEOPLE_PER_MINUTE } });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  /** Whole at the width at hand, and nothing wider than the screen at the other; whole at both where pictures are kept. */
  const look = async ({ page, complaints }: Person, label: string) => {
    const size = page.viewportSize() ?? desk;
    const other = size.width === desk.width ? phone : desk;
    faults.push(...(await looked({ page, complaints }, label)));
    await page.setViewportSize(other);
    if (process.env.DIGIPAY_SHOTS) faults.push(...(await looked({ page, complaints }, label)));
    else if (await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'))
      faults.push(`${label}: wider than ${other.width}`);
    await page.setViewportSize(size);
  };
  /** Somebody who has signed in and opens a page. */
  const arrive = async (email: string, path: string, viewport = desk): Promise<Person> => {
    const person = await visitor(browser, viewport);
    // By the browser itself, since a session belongs to the browser that began it.
    const sent = (step: string, data: object) =>
      person.page.request.post(`${world.url}/api/v1/${step}`, { data, headers: { 'X-Digipay': '1' } });
    const { ticket } = await (await sent('sign-in', { email, password: DEMO_PASSWORD })).json();
    const second = await sent('sign-in/code', { ticket, code: world.freshCode(email) });
    assert.equal(second.status(), 200, email);
    await open(person, path);
    return person;
  };
  const open = ({ page }: Person, path: string) => page.goto(`${world.url}${path}`);
  const press = ({ page }: Person, name: string | RegExp) =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const follow = ({ page }: Person, name: string | RegExp) => page.getByRole('link', { name }).first().click();
  const see = ({ page }: Person, text: string | RegExp) => page.getByText(text).first().waitFor();
  const heading = ({ page }: Person, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const fill = async ({ page }: Person, entries: Readonly<Record<string, string>>) => {
    for (const [label, text] of Object.entries(entries))
      await page.getByLabel(new RegExp(`^${label.replace(/[()]/g, '\\$&')}( \\(tidak wajib\\))?$`)).fill(text);
  };
  const tick = ({ page }: Person, name: string | RegExp) => page.getByLabel(name).check();
  /** The dialog that repeats the act and takes a code for it alone. */
  const confirm = async (person: Person, email: string, act: string, label?: string) => {
    const dialog = person.page.getByRole('dialog');
    await dialog.getByLabel(/^Kode dari aplikasi/).fill(world.freshCode(email));
    if (label !== undefined) await look(person, label);
    await dialog.getByRole('button', { name: act, exact: true }).click();
  };

  /** Somebody who has activated: the proof is set as the demo sets it; the way through the link is another journey. */
  async function activate(email: string): Promise<void> {
    const key = emailKey(fromHex(world.secrets.emailKey), email);
    const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM identity.person WHERE email_key = $1', [
      key,
    ]);
    const pool = openPool(world.database.identityUrl, 1);
    const keys = { email: fromHex(world.secrets.emailKey), totp: fromHex(world.secrets.totpKey) };
    const identity = createIdentity({ pool, codec: world.codec, keys, clock: world.now });
    await identity.setCredential(rows[0]?.id ?? '', DEMO_PASSWORD, totpSecretOf(fromHex(world.secrets.demoKey), email));
    await pool.end();
  }
  const decreeFields = { 'Nomor SK': DECREE.number, 'Tanggal SK': DECREE.date };

  it('KPPN registers an Admin Satker from the decree of the KPA', async () => {
    const pkn = await world.signIn(PKN);
    await pkn.post('/api/v1/satkers', {
      code: '999003',
      name: 'Kantor Uji Pelayanan Kendal',
      ministry: 'Kementerian Contoh',
      kppnCode: '026',
      regime: 'APBN',
      zone: 'WIB',
      town: 'Kendal',
      province: 'Jawa Tengah',
    });
    const kppn = await arrive(KPPN, '/pantau/pendaftaran');
    await see(kppn, 'Kantor Uji Pelayanan Kendal');
    await see(kppn, /Belum ada: Admin Satker/);
    await look(kppn, 'pendaftaran');
    await follow(kppn, 'Kantor Uji Pelayanan Kendal');
    await see(kppn, 'Giliran Anda: daftarkan Admin Satker dari SK KPA.');
    await look(kppn, 'satker');
    await follow(kppn, 'Daftarkan Admin Satker');
    await heading(kppn, 'Daftarkan Admin Satker');
    await press(kppn, 'Daftarkan pejabat');
    await see(kppn, 'Isi NIP. Jabatan ini hanya untuk pegawai negeri.');
    await look(kppn, 'daftar-admin-kurang');
    await fill(kppn, {
      'Nama lengkap': 'Yuni Pratiwi',
      NIK: '9904 0141 0180 0001',
      NIP: '198001012005012002',
      'Surel (email)': NEW_ADMIN,
      ...decreeFields,
    });
    await press(kppn, 'Daftarkan pejabat');
    await kppn.page.getByRole('dialog').getByText('************0001').waitFor();
    await confirm(kppn, KPPN, 'Daftarkan pejabat', 'daftar-admin-kode');
    await see(kppn, `Yuni Pratiwi sudah terdaftar. Undangan dikirim ke ${NEW_ADMIN} dan berlaku 3 hari.`);
    await look(kppn, 'admin-terdaftar');
    await open(kppn, '/pantau/pendaftaran');
    await see(kppn, 'Yuni Pratiwi, belum mengaktifkan akun');
  });

  it('the Admin Satker sees which offices are vacant and registers a PPK', async () => {
    await activate(NEW_ADMIN);
    const admin = await arrive(NEW_ADMIN, '/satker/pengguna', phone);
    await see(admin, 'Wajib diisi');
    await look(admin, 'pejabat-kosong');
    await follow(admin, 'Daftarkan Pejabat Pembuat Komitmen (PPK)');
    await fill(admin, {
      'Nama lengkap': 'Rangga Saputra',
      NIK: '9904014101800002',
      'Surel (email)': 'rangga@kantor-uji.example',
      ...decreeFields,
    });
    await press(admin, 'Daftarkan pejabat');
    await confirm(admin, NEW_ADMIN, 'Daftarkan pejabat');
    await see(admin, /Rangga Saputra sudah terdaftar/);
    await press(admin, 'Kirim undangan lagi');
    await see(admin, 'Undangan dikirim lagi ke rangga@kantor-uji.example.');
    await open(admin, '/satker/profil');
    await see(admin, 'Yang masih kurang');
    await press(admin, 'Ubah data pembayaran');
    await admin.page.getByLabel('Bank', { exact: true }).selectOption('BRI');
    await fill(admin, { 'Nomor rekening': '12345678' });
    await see(admin, 'Rekening BRI biasanya 15 angka. Anda mengisi 8. Periksa lagi.');
    await look(admin, 'profil-satker');
  });

  it('an official is replaced in the middle of an order, and the successor finds the task', async () => {
    const orderId = await waitingForPpk();
    const admin = await arrive(ADMIN, '/satker/pengguna');
    await see(admin, 'Siti Rahmawati');
    await look(admin, 'pejabat');
    await follow(admin, 'Lihat Siti Rahmawati');
    await heading(admin, 'Siti Rahmawati');
    await look(admin, 'pejabat-siti');
    await follow(admin, 'Ganti pejabat');
    await see(admin, /Pesanan yang menunggu persetujuan dan tagihan yang menunggu SPBy pindah ke pengganti/);
    await fill(admin, {
      'Nama lengkap': 'Galuh Permana',
      NIK: '9904014101800003',
      'Surel (email)': NEW_PPK,
      'Nomor telepon seluler': '0812 3456 7890',
      ...decreeFields,
    });
    await look(admin, 'ganti');
    await press(admin, 'Ganti pejabat');
    await confirm(admin, ADMIN, 'Ganti pejabat', 'ganti-kode');
    await see(admin, /Galuh Permana menjadi pengganti/);
    await activate(NEW_PPK);
    const successor = await arrive(NEW_PPK, '/tugas', phone);
    await eventually('the task of the successor', async () => {
      await successor.page.reload();
      await heading(successor, 'Tugas saya');
      await successor.page.waitForLoadState('networkidle');
      return (await successor.page.getByRole('link', { name: /^Tinjau/ }).count()) > 0;
    });
    await follow(successor, /^Tinjau/);
    await successor.page.waitForURL(`**/pesanan/${orderId}*`);
    await successor.page.getByRole('button', { name: 'Setujui pesanan' }).first().waitFor();
    await assert.rejects(world.signIn(mail.ppk), 'the former is out');
  });

  it('a stand-in is named for an official who is away, and ended early', async () => {
    const admin = await arrive(ADMIN, '/satker/pengguna');
    await follow(admin, 'Lihat Agus Prasetyo');
    await follow(admin, 'Tunjuk pejabat sementara');
    await admin.page
      .getByLabel('Pejabat', { exact: true })
      .selectOption({ label: 'Maya Larasati (Pemegang kartu (KKP))' });
    await fill(admin, { ...decreeFields, Sampai: dateTyped(addDays(today(), 3)) });
    await look(admin, 'sementara');
    await press(admin, 'Tunjuk pejabat sementara');
    await confirm(admin, ADMIN, 'Tunjuk pejabat sementara');
    await see(admin, 'Maya Larasati ditunjuk sebagai pejabat sementara.');
    await press(admin, 'Akhiri lebih awal');
    await fill(admin, { 'Hari terakhir pejabat sementara': dateTyped(addDays(today(), -1)) });
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Akhiri lebih awal' }).click();
    await see(admin, 'Masa pejabat sementara diperpendek.');
    await open(admin, '/satker/pengguna');
    await follow(admin, 'Lihat Hendra Wibisana');
    await press(admin, 'Akhiri jabatan');
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Akhiri jabatan' }).click();
    await see(admin, 'Tulis alasan, paling sedikit 5 huruf.');
    await look(admin, 'akhiri');
  });

  it('a correction is asked for from one’s own data and decided by somebody else', async () => {
    const dewi = await arrive(mail.pemesan, '/data-saya', phone);
    await follow(dewi, 'Ajukan perbaikan data');
    await dewi.page.getByLabel('Data yang keliru').selectOption({ label: 'NIK' });
    await fill(dewi, { 'Yang benar': '99040141018', Alasan: 'Salah ketik saat didaftarkan' });
    await press(dewi, 'Kirim permintaan');
    await see(dewi, 'NIK terdiri atas 16 angka.');
    await look(dewi, 'perbaikan-kurang');
    await fill(dewi, { 'Yang benar': '9904 0141 0180 0009' });
    await press(dewi, 'Kirim permintaan');
    await see(dewi, 'Permintaan sudah dikirim.');
    await look(dewi, 'perbaikan-terkirim');
    const admin = await arrive(ADMIN, '/perbaikan-data?tampilan=decide');
    await see(admin, 'Menunggu Anda');
    await look(admin, 'perbaikan-putuskan');
    await press(admin, 'Setujui perbaikan');
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Setujui perbaikan' }).click();
    await confirm(admin, ADMIN, 'Setujui perbaikan');
    await see(admin, 'Perbaikan disetujui dan sudah berlaku.');
  });

  it('a vendor is invited, fills in its business on a telephone, is verified, and sells', async () => {
    const pp = await arrive(mail.pp, '/penyedia');
    await see(pp, 'Belum ada penyedia.');
    await look(pp, 'penyedia-kosong');
    await follow(pp, 'Undang penyedia');
    await fill(pp, { 'Nama toko': 'Toko Uji Sri', 'Nama orang yang dihubungi': 'Sri Contoh', 'Surel toko': SHOP });
    await press(pp, 'Kirim undangan');
    await see(pp, `Undangan untuk Toko Uji Sri dikirim ke ${SHOP}. Berlaku 3 hari.`);
    const vendorId = new URL(pp.page.url()).pathname.split('/').at(-1) ?? '';
    const slug = await offer(vendorId);
    const buyer = await world.signIn(mail.pemesan);
    const item = { productId: productId(slug), quantity: 5 };
    const early = await buyer.send('POST', '/api/v1/cart/items', item);
    assert.ok(early.status >= 400, 'nothing is sold before the vendor is verified');

    await activate(SHOP);
    const shop = await arrive(SHOP, '/toko', phone);
    await press(shop, 'Mulai isi profil toko');
    await see(shop, 'Langkah pendaftaran');
    await look(shop, 'toko-mulai');
    await follow(shop, 'Isi data usaha');
    await heading(shop, 'Data usaha');
    await press(shop, 'Simpan data usaha');
    await see(shop, 'Pilih bentuk usaha.');
    await look(shop, 'toko-usaha-kurang');
    await tick(shop, 'Perorangan');
    await tick(shop, 'Usaha mikro');
    await fill(shop, {
      'Nama pemilik atau direktur': 'Sri Contoh',
      'NIK pemilik': '9903014101800009',
      'Nomor telepon seluler': '0812 0000 0999',
      'Alamat toko': 'Jalan Contoh Sembilan 9, Semarang',
      'Kabupaten atau kota': 'Semarang',
      Provinsi: 'Jawa Tengah',
      'Nomor izin': '9990001112223',
    });
    await shop.page.getByLabel('Jenis izin').selectOption('NIB');
    await tick(shop, /^Belum punya NPWP/);
    await tick(shop, 'Kami punya surat keterangan PP 55');
    await fill(shop, { 'Nomor surat': 'S-9/KET/2026', 'Berlaku mulai': '01-01-2026' });
    await shop.page.locator('[id="suket.validTo"]').fill('31-12-2028');
    await press(shop, 'Simpan data usaha');
    await see(shop, 'Data usaha sudah disimpan.');
    await follow(shop, 'Isi rekening');
    await account(shop, '002101999123456', 'toko-rekening-kode');
    await press(shop, 'Kirim untuk diperiksa');
    await shop.page.getByRole('dialog').getByRole('button', { name: 'Kirim untuk diperiksa' }).click();
    await see(shop, /Pendaftaran sedang diperiksa/);
    await look(shop, 'toko-diperiksa');

    await open(pp, '/penyedia');
    await see(pp, 'Menunggu Anda');
    await look(pp, 'penyedia-antrean');
    await follow(pp, 'Toko Uji Sri');
    await press(pp, 'Setujui penyedia');
    await see(pp, /^Belum dicentang: Identitas pemilik/);
    await look(pp, 'periksa');
    for (const check of [/^Identitas pemilik/, /^Usaha dan alamatnya/, /^Nama rekening/]) await tick(pp, check);
    await pp.page.getByRole('radio', { name: /^Berlaku/ }).check();
    await press(pp, 'Setujui penyedia');
    await see(pp, 'Toko Uji Sri sekarang aktif dan dapat menerima pesanan.');
    await look(pp, 'penyedia-aktif');

    const pemesan = await arrive(mail.pemesan, `/produk/${slug}`);
    await pemesan.page
      .getByRole('button', { name: '+ Keranjang', exact: true })
      .locator('visible=true')
      .first()
      .click();
    await see(pemesan, /masuk keranjang/);
  });

  it('the account is changed with a code for that account, and KPPN suspends and lifts', async () => {
    const shop = await arrive(SHOP, '/toko', phone);
    await see(shop, 'Toko Anda aktif dan dapat menerima pesanan.');
    await follow(shop, 'Ganti rekening');
    await account(shop, '002101999000001');
    await see(shop, 'Rekening sudah disimpan. Pemberitahuan dikirim ke surel Anda.');
    await look(shop, 'toko-aktif');
    await follow(shop, 'Staf dan kurir');
    await see(shop, 'Belum ada staf atau kurir.');
    await look(shop, 'toko-staf');
    const kppn = await arrive(KPPN, '/penyedia?keadaan=ACTIVE');
    await follow(kppn, 'Toko Uji Sri');
    await see(kppn, /^Rekening diganti/);
    const dialog = kppn.page.getByRole('dialog');
    await press(kppn, 'Rekening baru sudah diperiksa');
    await dialog.getByLabel('Alasan').fill('Ditelepon: rekening milik Sri Contoh');
    await dialog.getByRole('button', { name: 'Rekening baru sudah diperiksa' }).click();
    await see(kppn, 'Rekening baru sudah diperiksa.');
    await press(kppn, 'Hentikan sementara');
    await dialog.getByLabel('Alasan').fill('Barang tidak dikirim berulang kali');
    await look(kppn, 'hentikan');
    await dialog.getByRole('button', { name: 'Hentikan sementara' }).click();
    await see(kppn, 'Toko dihentikan sementara.');
    await press(kppn, 'Aktifkan kembali');
    await dialog.getByLabel('Alasan').fill('Sudah diselesaikan');
    await dialog.getByRole('button', { name: 'Aktifkan kembali' }).click();
    await see(kppn, 'Toko aktif kembali.');
  });

  it('a shop registers itself without an account', async () => {
    const stranger = await visitor(browser, phone);
    await open(stranger, '/');
    await follow(stranger, 'Punya toko? Daftar sebagai penyedia');
    await heading(stranger, 'Daftar sebagai penyedia');
    await fill(stranger, {
      'Nama toko': 'Warung Uji Joko',
      'Nama orang yang dihubungi': 'Joko Contoh',
      'Surel toko': 'joko@warung-uji.example',
      'Kabupaten atau kota': 'Semarang',
    });
    await stranger.page.getByLabel('KPPN terdekat').selectOption('026');
    await look(stranger, 'daftar-penyedia');
    await press(stranger, 'Daftar');
    await heading(stranger, 'Periksa surel Anda');
    await look(stranger, 'daftar-penyedia-terkirim');
  });

  it('a service key is made, shown once, and revoked', async () => {
    const admin = await arrive(ADMIN, '/integrasi');
    await see(admin, 'Belum ada aplikasi yang terhubung.');
    await follow(admin, 'Buat kunci baru');
    await fill(admin, { 'Nama aplikasi': 'Dasbor pagu', 'Untuk apa': 'Sisa pagu di dasbor kementerian' });
    await tick(admin, 'Pagu dan sisa anggaran');
    await fill(admin, { 'Alamat jaringan': '192.0.2.0/24' });
    await look(admin, 'kunci-baru');
    await press(admin, 'Buat kunci baru');
    await confirm(admin, ADMIN, 'Buat kunci baru', 'kunci-kode');
    await heading(admin, 'Simpan kunci sekarang');
    const key = (await admin.page.locator('main code').first().textContent()) ?? '';
    assert.match(key, /^dgs_(live|trial)_[0-9a-z]{12}_[0-9A-Za-z]{49}$/);
    await press(admin, 'Selesai');
    await see(admin, 'Simpan kunci dahulu, lalu centang kotak ini.');
    await look(admin, 'kunci-sekali');
    await tick(admin, 'Kunci sudah saya simpan');
    await press(admin, 'Selesai');
    await heading(admin, 'Integrasi');
    await see(admin, 'Belum pernah dipakai');
    await look(admin, 'integrasi');
    assert.ok(!(await admin.page.content()).includes(key), 'the key is shown once');
    await press(admin, 'Cabut kunci');
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByLabel('Alasan').fill('Aplikasi tidak dipakai lagi');
    await dialog.getByRole('button', { name: 'Cabut kunci' }).click();
    await see(admin, 'Dicabut');
  });

  it('the centre registers an Admin KPPN; a Kanwil sees its work units and changes nothing', async () => {
    const pkn = await arrive(PKN, '/pantau/pejabat');
    await see(pkn, 'Kirana Puspasari');
    await look(pkn, 'pejabat-perbendaharaan');
    await follow(pkn, 'Daftarkan pejabat');
    await pkn.page.getByLabel('Jabatan', { exact: true }).selectOption('ADMIN_KPPN');
    await pkn.page.getByLabel('KPPN', { exact: true }).selectOption('054');
    await fill(pkn, {
      'Nama lengkap': 'Andi Rahma',
      NIK: '9904014101800004',
      NIP: '198001012005012003',
      'Surel (email)': 'andi@perbendaharaan-contoh.example',
      ...decreeFields,
    });
    await press(pkn, 'Daftarkan pejabat');
    await confirm(pkn, PKN, 'Daftarkan pejabat');
    await see(pkn, /Andi Rahma sudah terdaftar/);
    const kanwil = await arrive(KANWIL, '/pantau/pendaftaran', phone);
    await follow(kanwil, 'Kantor Uji Pelayanan Kendal');
    await heading(kanwil, 'Kantor Uji Pelayanan Kendal');
    assert.equal(await kanwil.page.getByRole('link', { name: /^(Daftarkan|Ganti)/ }).count(), 0);
    await open(kanwil, '/penyedia');
    await see(kanwil, 'Toko Uji Sri');
  });

  it('no screen on the way had a fault of accessibility, a script error, or was wider than the screen', () => {
    assert.deepEqual(faults, []);
  });

  it('the control: a button without a name and a wide block are found on one of these screens', async () => {
    const stranger = await visitor(browser, phone);
    await open(stranger, '/daftar-penyedia');
    await heading(stranger, 'Daftar sebagai penyedia');
    await stranger.page.evaluate(`{
      const main = document.querySelector('main');
      main.append(document.createElement('button'));
      const wide = document.createElement('div');
      wide.style.width = '900px';
      wide.textContent = 'lebar';
      main.append(wide);
    }`);
    const found = (await looked(stranger, 'kendali')).join('\n');
    assert.match(found, /button-name/);
    assert.match(found, /wider than the screen/);
  });

  /** An order that waits for the PPK of the story’s office. */
  async function waitingForPpk(): Promise<string> {
    const { product } = productOf('pena-lintas-kota');
    const pemesan = await world.signIn(mail.pemesan);
    const pp = await world.signIn(mail.pp);
    const act = (client: typeof pp, id: string, action: string, body: object) =>
      client.post<Json>(`/api/v1/orders/${id}/${action}`, body);
    const { id } = await pemesan.post('/api/v1/cart/items', { productId: product.id, quantity: product.minOrder });
    await act(pemesan, id, 'request', { note: 'Rotasi' });
    const { lines } = await pp.get('/api/v1/budget/lines');
    const line = lines.find((one: Json) => one.akun === product.suggestedAkun);
    const { ppkChoices } = await act(pp, id, 'setDetails', { budgetLineId: line.id });
    await act(pp, id, 'checkout', { ppkAssignmentId: ppkChoices[0].assignmentId, rail: 'CMS', note: '' });
    return id;
  }

  /** A product of the new shop; screens on which a vendor adds one come later. */
  async function offer(vendorId: string): Promise<string> {
    const slug = `kertas-uji-${randomUUID().slice(0, 8)}`;
    const shop: ShopFacts = {
      vendorId,
      slug: `toko-uji-sri-${vendorId.slice(-6)}`,
      name: 'Toko Uji Sri',
      town: 'Semarang',
      umk: true,
      pkp: false,
      acceptsCard: false,
    };
    const base = productOf('pena-lintas-kota').product;
    const product = { ...base, id: productId(slug), slug, vendorId, name: 'Kertas uji HVS A4', minOrder: 1 };
    const rails = railsOf(product, shop, rulesOn('APBN', `${yearAt(new Date(), 'WIB')}-01-02`));
    const result = await world.committer.commit({
      decision: {
        ok: true,
        events: [{ type: 'catalogue.imported', aggregate: 'product', aggregateId: product.id, payload: {} }],
        rows: [productRow(product, shop, rails, 0)],
        transfers: [],
        jobs: [],
      },
      actor: systemActor,
      parties: { satkerId: null, vendorId: null },
      at: new Date(),
      cause: randomUUID(),
      idempotency: { key: `test:${slug}`, requestHash: slug, response: {} },
    });
    assert.equal(result.kind, 'committed');
    return slug;
  }

  async function account(shop: Person, number: string, label?: string): Promise<void> {
    await shop.page.getByLabel('Bank', { exact: true }).selectOption('BRI');
    await fill(shop, { 'Nomor rekening': number, 'Nama pemilik rekening': 'SRI CONTOH' });
    await press(shop, 'Simpan rekening');
    await shop.page.getByRole('dialog').getByText(number).waitFor();
    await confirm(shop, SHOP, 'Simpan rekening', label);
  }
});
