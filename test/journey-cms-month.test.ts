/** A month of petty cash in real browsers: filled by the State, spent by CMS, one transfer come back, taxes deposited, closed. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { demoSatkers } from '../src/demo/people.ts';
import { localDate } from '../src/kernel/time.ts';
import { monthAfter } from '../src/reconciliation/book.ts';
import { desk, enter, looked, noBrowser, openBrowser, type Person, phone, webDir } from './support/browser.ts';
import { billed, type Cast, castOf, ledgerFaults, mail } from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const PPSPM = 'galih@balai-contoh.example';
const SAME_BANK = 'pena-lintas-kota';
const OTHER_BANK = 'sumber-tinta-ungaran';
const SP2D = '260261301000077';
const TUP = 25_000_000n;
/** What the bank takes for a transfer to another bank. */
const FEE = 2_500n;
const [satker] = demoSatkers;
assert.ok(satker);
const { bankCode, accountNo } = satker.account;
const period = localDate(new Date(), 'WIB').slice(0, 7);

if (noBrowser) console.log(noBrowser);

describe('a month of petty cash in the browser', { skip: noBrowser, timeout: 240_000 }, () => {
  let world: World;
  let browser: Browser;
  let cast: Cast;
  let treasurer: Person;
  let kpa: Person;
  /** The month is lived, and then it is over. */
  let over = false;
  const clock = () => (over ? new Date(`${monthAfter(period)}-05T03:00:00Z`) : new Date());
  const faults: string[] = [];
  before(async () => {
    world = await startWorld({ webDir, serve: { clock }, bankTerms: { fees: { BIFAST: FEE } } });
    browser = await openBrowser();
    cast = await castOf(world);
    treasurer = await enter(browser, world, mail.bendahara, 'Rina Kusumastuti', desk);
    kpa = await enter(browser, world, mail.kpa, 'Hendra Wibisana', phone);
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  const look = async (person: Person, label: string) => {
    faults.push(...(await looked(person, label)));
  };
  const dialog = (page: Page) => page.getByRole('dialog');
  const bank = async (door: string, body: object): Promise<void> => {
    const answer = await fetch(`${world.bankUrl}/simulation/${door}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, await answer.text());
  };
  /** Opens a dialog by its button, fills it, and presses the button of the same name in it. */
  async function act({ page }: Person, name: string, fill: (page: Page) => Promise<void> = async () => {}) {
    await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
    await dialog(page).waitFor();
    await fill(page);
    await dialog(page).getByRole('button', { name, exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  }
  const paper = (number: string) => async (page: Page) => {
    await page.getByLabel('Nomor surat').fill(number);
  };
  /** The code in the open dialog, and the button of the act. */
  async function code({ page }: Person, email: string, name: string) {
    const box = dialog(page);
    await box.getByRole('textbox').fill(world.freshCode(email));
    await box.getByRole('button', { name, exact: true }).click();
    await box.waitFor({ state: 'detached' });
  }
  /** A task of *Tugas saya*, opened. */
  async function openTask(person: Person, title: string, label: string) {
    const { page } = person;
    await page.goto(`${world.url}/tugas`);
    const task = page.getByRole('main').getByRole('listitem').filter({ hasText: title }).first();
    await task.waitFor();
    await look(person, label);
    await task.getByRole('link').click();
  }
  const until = (what: string, path: string, holds: (seen: Json) => boolean): Promise<Json> =>
    eventually(
      what,
      async () => {
        const seen = await cast.bendahara.get(path);
        return holds(seen) ? seen : null;
      },
      40_000,
    );
  const paymentsIn = async (state: string): Promise<Json[]> =>
    (await cast.bendahara.get('/api/v1/payments?view=all')).items.filter((one: Json) => one.state === state);
  const orders: Json[] = [];
  /** The treasurer does not wait for the next reading. */
  async function readStatement() {
    const { page } = treasurer;
    await page.goto(`${world.url}/kas`);
    await page.getByRole('button', { name: 'Baca rekening koran sekarang' }).click();
    await page.getByText('Permintaan diterima.').waitFor();
  }

  it('is filled: the PPK asks, the PPSPM signs, the SP2D is recorded, and the money is found on the statement', async () => {
    const ppk = await enter(browser, world, mail.ppk, 'Siti Rahmawati', desk);
    await ppk.page.goto(`${world.url}/anggaran`);
    await ppk.page.getByRole('link', { name: 'Permintaan dan penggantian UP' }).click();
    await act(ppk, 'Ajukan permintaan', async (page) => {
      await page.getByLabel('Jenis permintaan').selectOption({ label: 'TUP (tambahan UP)' });
      await page.getByLabel('Jumlah', { exact: true }).fill(TUP.toString());
      await page.getByLabel('Nomor surat persetujuan KPPN').fill('S-12/KPN.0301/2026');
      await look(ppk, 'tup-ajukan');
    });
    await ppk.page.waitForURL('**/kas/up/*-*');
    const request = ppk.page.url().split('/').at(-1);
    await act(ppk, 'Catat SPP', paper('00077/SPP/2026'));
    await ppk.page.getByText('SPP terbit, menunggu SPM').waitFor();
    await look(ppk, 'tup-spp');

    const ppspm = await enter(browser, world, PPSPM, 'Galih Permana', phone);
    await openTask(ppspm, 'Terbitkan SPM', 'tugas-ppspm');
    await act(ppspm, 'Catat SPM', paper('00077/SPM/2026'));
    await ppspm.page.getByText('SPM terbit, menunggu SP2D').waitFor();
    await look(ppspm, 'tup-spm');

    await openTask(treasurer, 'Catat SP2D', 'tugas-sp2d');
    await act(treasurer, 'Catat SP2D', paper(SP2D));
    await treasurer.page.getByText('Uang akan dicocokkan sendiri').waitFor();
    await bank('credit', { bankCode, accountNo, amount: TUP.toString(), remark: `SP2D ${SP2D} KPPN SEMARANG I` });
    await until('the money', `/api/v1/replenishments/${request}`, ({ state }) => state === 'RECEIVED');
    await treasurer.page.reload();
    await treasurer.page.getByText('Selesai pada').waitFor();
    await look(treasurer, 'tup-diterima');
    const [page] = [await treasurer.page.context().newPage()];
    await page.goto(`${world.url}/api/v1/replenishments/${request}/papers/drpp`);
    await page.getByText(SP2D).waitFor();
    await look({ page, complaints: treasurer.complaints }, 'tup-cetak');
    await page.close();
  });

  it('is spent: two vendors are paid in one sitting, in the same bank and in another', async () => {
    for (const [vendorSlug, quantity] of [
      [SAME_BANK, 200],
      [OTHER_BANK, 20],
    ] as const)
      orders.push(await billed(world, cast, { rail: 'CMS', vendorSlug, quantity }));
    const { page } = treasurer;
    await page.goto(`${world.url}/bayar`);
    await page.getByRole('button', { name: 'Pilih semua yang menunggu Anda' }).click();
    await look(treasurer, 'bayar-pilih');
    await page.getByRole('button', { name: 'Buat perintah bayar (2)' }).click();
    await dialog(page).waitFor();
    await look(treasurer, 'bayar-buat');
    await dialog(page).getByRole('button', { name: 'Buat perintah bayar (2)' }).click();
    await page.getByText('2 perintah bayar dibuat.').waitFor();

    await eventually('both may be approved', async () => {
      const { items } = await cast.kpa.get('/api/v1/payments?view=open');
      return items.filter((one: Json) => one.due === 'approve').length === 2;
    });
    await kpa.page.goto(`${world.url}/bayar`);
    await kpa.page.getByRole('button', { name: 'Pilih semua yang menunggu Anda' }).click();
    await look(kpa, 'kpa-pilih');
    await kpa.page.getByRole('button', { name: 'Setujui bayar (2)' }).click();
    await dialog(kpa.page).getByRole('textbox').waitFor();
    await look(kpa, 'kpa-setujui');
    await code(kpa, mail.kpa, 'Setujui bayar (2)');
    await kpa.page.getByText('Selesai: 2 pembayaran.').waitFor();
    await eventually('both on the statement', async () => (await paymentsIn('RECONCILED')).length === 2, 40_000);
    await page.goto(`${world.url}/bayar?tampilan=done`);
    await page.getByText('Cocok dengan rekening koran').first().waitFor();
    await look(treasurer, 'bayar-selesai');
  });

  it('comes back once: the other bank returns the money, and the vendor is paid again', async () => {
    const id = orders[1].id;
    const { paymentId } = await cast.bendahara.get(`/api/v1/orders/${id}`);
    const first = await cast.bendahara.get(`/api/v1/payments/${paymentId}`);
    await bank('return', { partnerReferenceNo: first.reference, reason: 'REKENING TUTUP' });
    await readStatement();
    await until('the order waits to be paid again', `/api/v1/orders/${id}`, ({ state }) => state === 'SPBY');
    const { page } = treasurer;
    await page.goto(`${world.url}/bayar/${paymentId}`);
    await page.getByText('Dikembalikan').first().waitFor();
    await look(treasurer, 'retur');
    await page.goto(`${world.url}/pesanan/${id}`);
    await page
      .getByRole('button', { name: /^Buat perintah bayar/ })
      .first()
      .waitFor();
    assert.equal(await page.getByText('belum lulus').count(), 0);
    await look(treasurer, 'retur-pesanan');
    await page
      .getByRole('button', { name: /^Buat perintah bayar/ })
      .first()
      .click();
    await page.waitForURL('**/bayar/*');
    const again = page.url().split('/').at(-1) ?? '';
    await eventually('it may be approved', async () => {
      const seen = await cast.kpa.get(`/api/v1/payments/${again}`);
      return seen.actions.some((one: Json) => one.action === 'approve');
    });
    await openTask(kpa, 'Setujui bayar', 'tugas-kpa');
    await kpa.page.getByRole('button', { name: 'Setujui bayar', exact: true }).first().click();
    await code(kpa, mail.kpa, 'Setujui bayar');
    await until('paid again', `/api/v1/payments/${again}`, ({ state }) => state === 'RECONCILED');
    const paid = await cast.bendahara.get(`/api/v1/payments/${again}`);
    assert.equal(paid.net, first.net);
  });

  it('leaves its taxes to the State: one deposit, one billing code, one NTPN', async () => {
    await openTask(treasurer, 'Setor pajak', 'tugas-pajak');
    const { page } = treasurer;
    await page.getByRole('button', { name: 'Buat setoran', exact: true }).waitFor();
    await look(treasurer, 'pajak');
    await act(treasurer, 'Buat setoran');
    await page.waitForURL('**/pajak/setoran/*');
    const deposit = `/api/v1/taxes/deposits/${page.url().split('/').at(-1)}`;
    await page.getByRole('button', { name: 'Bayar lewat bank', exact: true }).waitFor();
    await look(treasurer, 'setoran');
    await act(treasurer, 'Bayar lewat bank');
    const { paymentId } = await until('the instruction', deposit, (seen) => seen.paymentId !== null);
    await kpa.page.goto(`${world.url}/bayar/${paymentId}`);
    await kpa.page.getByRole('button', { name: 'Setujui bayar', exact: true }).first().click();
    await look(kpa, 'setoran-kpa');
    await code(kpa, mail.kpa, 'Setujui bayar');
    const { ntpn } = await until('the NTPN', deposit, ({ state }) => state === 'DEPOSITED');
    await page.getByText(ntpn).first().waitFor();
    await look(treasurer, 'setoran-ntpn');
    await until('on the statement', `/api/v1/payments/${paymentId}`, ({ state }) => state === 'RECONCILED');
    await page.goto(`${world.url}${deposit}/papers/bukti-setor`);
    await page.getByText(ntpn).waitFor();
    await look(treasurer, 'setoran-cetak');

    const vendor = await enter(browser, world, `toko@${SAME_BANK}.example`, 'Yusuf Adiwangsa', phone);
    await vendor.page.goto(`${world.url}/uang`);
    await vendor.page.getByText(ntpn).first().waitFor();
    await look(vendor, 'pajak-penyedia');
  });

  it('is explained line by line, signed by the treasurer and closed by the KPA without a difference', async () => {
    await bank('credit', { bankCode, accountNo, amount: '2750', remark: 'JASA GIRO' });
    await bank('credit', { bankCode, accountNo, amount: '125000', remark: 'SETORAN TUNAI TANPA KETERANGAN' });
    const { page } = treasurer;
    await readStatement();
    await page.getByText('1 baris perlu dijelaskan.').waitFor({ timeout: 40_000 });
    await look(treasurer, 'kas');
    await page.getByRole('link', { name: 'Buka daftar kerja' }).click();
    await act(treasurer, 'Jelaskan baris ini', async () => {
      await dialog(page).getByRole('combobox').selectOption({ label: 'Titipan yang harus dikembalikan' });
      await dialog(page).getByRole('textbox').fill('Setoran orang lain, akan dikembalikan');
    });
    await page.getByText('Semua baris sudah dijelaskan').waitFor();
    await page.getByRole('tab', { name: 'Semua baris' }).click();
    for (const known of ['Biaya bank', 'Jasa giro', 'Penerimaan yang ditunggu', 'Pengembalian'])
      await page.getByText(known, { exact: true }).first().waitFor();
    await look(treasurer, 'daftar-kerja');

    over = true;
    await page.goto(`${world.url}/kas/tutup-bulan`);
    await page.getByRole('main').getByRole('table').getByRole('link').first().click();
    await page.getByText('Platform = bank: selisih Rp0').waitFor();
    await page.getByLabel('Penjelasan').fill('Menunggu rekening penyetor');
    await look(treasurer, 'bulan');
    await page.getByRole('button', { name: 'Tanda tangani bulan ini' }).click();
    await code(treasurer, mail.bendahara, 'Tanda tangani bulan ini');
    await page.getByText('Menunggu KPA').first().waitFor();
    await kpa.page.goto(page.url());
    await kpa.page.getByRole('button', { name: 'Tutup bulan ini' }).click();
    await code(kpa, mail.kpa, 'Tutup bulan ini');
    await kpa.page.getByText('Ditutup', { exact: true }).first().waitFor();
    await kpa.page.getByText('Platform = bank: selisih Rp0').waitFor();
    await look(kpa, 'bulan-ditutup');
    assert.deepEqual(await ledgerFaults(world), []);
  });

  it('showed no screen that is inaccessible, too wide, or complains', () => {
    assert.deepEqual(faults, []);
  });
});
