/** In a real browser: an account at an institution is linked, signs in with a factor of ours beside it, and a stranger's does not. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { CALLBACK_PATH } from '../src/identity/federation/federation.routes.ts';
import { startProvider, type TestProvider } from '../src/identity/federation/testing-provider.ts';
import { enter, looked, noBrowser, openBrowser, type Person, webDir } from './support/browser.ts';
import { mail } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const NAME = 'Kementerian Contoh';

if (noBrowser) console.log(noBrowser);

describe('an account at an institution, in the browser', { skip: noBrowser, timeout: 120_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), 'digipay-institution-'));
  let provider: TestProvider;
  let world: World;
  let browser: Browser;
  let siti: Person;
  const faults: string[] = [];

  before(async () => {
    world = await startWorld({ webDir, host: 'localhost', work: false, bank: false, settings: trusted });
    browser = await openBrowser();
    siti = await enter(browser, world, mail.ppk, 'Siti Rahmawati');
  });
  after(async () => {
    await browser?.close();
    await world?.close();
    await provider?.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** The operator's file of providers that are trusted, with the one of this test. */
  async function trusted(url: string) {
    provider = await startProvider({ redirectUri: `${url}${CALLBACK_PATH}` });
    const { issuer, clientId, clientSecret } = provider;
    writeFileSync(join(home, 'secret'), clientSecret);
    const file = join(home, 'issuers.json');
    const one = { id: 'kementerian', name: NAME, issuer, clientId, clientSecretFile: 'secret' };
    writeFileSync(file, JSON.stringify({ issuers: [one] }));
    return { DIGIPAY_FEDERATION: file };
  }

  const look = async (label: string) => faults.push(...(await looked(siti, label)));
  const press = (name: string) => siti.page.getByRole('button', { name, exact: true }).first().click();
  const see = (text: string | RegExp) => siti.page.getByText(text).first().waitFor();
  const confirm = async (act: string) => {
    const dialog = siti.page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(world.freshCode(mail.ppk));
    await look(act);
    await dialog.getByRole('button', { name: act }).click();
  };
  const signOut = async () => {
    await siti.page.getByRole('button', { name: 'Siti Rahmawati' }).click();
    await press('Keluar');
    await siti.page.waitForURL(`${world.url}/`);
    await siti.page.goto(`${world.url}/masuk`);
  };

  /** Its own session would sign in the same account again. */
  const nobodyAtTheInstitution = () => siti.page.context().clearCookies();

  it('is linked after a code that confirms it', async () => {
    provider.be({ sub: 'siti-di-kementerian' });
    await siti.page.goto(`${world.url}/keamanan`);
    await see('Belum ditautkan');
    await press(`Tautkan ${NAME}`);
    await confirm(`Tautkan ${NAME}`);
    await see(`Akun ${NAME} sudah ditautkan.`);
    assert.equal(new URL(siti.page.url()).hash, '');
    await look('tertaut');
  });

  it('signs in, with a factor of ours as the second step', async () => {
    await signOut();
    await look('masuk-lembaga');
    await press(`Masuk lewat ${NAME}`);
    await siti.page.waitForURL('**/masuk/kode');
    await siti.page.getByRole('textbox', { name: /aplikasi autentikator/ }).fill(world.freshCode(mail.ppk));
    await press('Masuk');
    await siti.page.waitForURL('**/tugas');
  });

  it('is refused in words when it is a stranger’s', async () => {
    await signOut();
    await nobodyAtTheInstitution();
    provider.be({ sub: 'orang-lain' });
    await press(`Masuk lewat ${NAME}`);
    await see('Akun lembaga Anda belum ditautkan.');
    await look('belum-tertaut');
  });

  it('is unlinked after another code', async () => {
    await nobodyAtTheInstitution();
    provider.be({ sub: 'siti-di-kementerian' });
    await press(`Masuk lewat ${NAME}`);
    await siti.page.getByRole('textbox', { name: /aplikasi autentikator/ }).fill(world.freshCode(mail.ppk));
    await press('Masuk');
    await siti.page.waitForURL('**/tugas');
    await siti.page.goto(`${world.url}/keamanan`);
    await press(`Lepas ${NAME}`);
    await confirm(`Lepas ${NAME}`);
    await see('Belum ditautkan');
  });

  it('showed no screen that is inaccessible, too wide, or complains', () => {
    assert.deepEqual(faults, []);
  });
});
