import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseTokenUri, pkcs11KeyStore } from './pkcs11.ts';
import { behavesAsKeyStore } from './testing-store.ts';

const LIBRARY = process.env.DIGIPAY_SOFTHSM ?? '/usr/lib/softhsm/libsofthsm2.so';
const built = await import('pkcs11js').then(
  () => true,
  () => false,
);
const skip = !existsSync(LIBRARY)
  ? `⚠ no SoftHSM at ${LIBRARY} (Debian: apt-get install softhsm2): the HSM adapter SKIPS`
  : built
    ? false
    : '⚠ pkcs11js is not built (npm rebuild pkcs11js): the HSM adapter SKIPS';
if (skip) console.log(skip);

describe('key-encryption keys in an HSM (SoftHSM)', { skip }, () => {
  const home = mkdtempSync(join(tmpdir(), 'digipay-hsm-'));
  const tokens = join(home, 'tokens');
  const pin = join(home, 'pin');
  const setting = `pkcs11:token=digipay%20uji;object=kek?module-path=${LIBRARY}&pin-source=file:${pin}`;
  before(async () => {
    mkdirSync(tokens);
    writeFileSync(
      join(home, 'softhsm2.conf'),
      `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`,
    );
    process.env.SOFTHSM2_CONF = join(home, 'softhsm2.conf');
    writeFileSync(pin, '482913\n', { mode: 0o600 });
    const made = spawnSync(
      'softhsm2-util',
      ['--init-token', '--free', '--label', 'digipay uji', '--so-pin', '90817263', '--pin', '482913'],
      { encoding: 'utf8' },
    );
    assert.equal(made.status, 0, made.stderr);
    const store = await pkcs11KeyStore(setting);
    await assert.rejects(store.currentKek(), /make it with: keys rotate-kek/);
    assert.equal(await store.newKek?.(), 'pkcs11:kek-1');
    await store.close?.();
  });
  after(() => rmSync(home, { recursive: true, force: true }));
  behavesAsKeyStore(() => pkcs11KeyStore(setting));

  it('are not to be had out of the token', async () => {
    const { default: library } = await import('pkcs11js');
    const module = new library.PKCS11();
    module.load(LIBRARY);
    try {
      module.C_Initialize();
    } catch {
      // The store has done it in this process.
    }
    const [slot] = module.C_GetSlotList(true);
    assert.ok(slot);
    const session = module.C_OpenSession(slot, library.CKF_SERIAL_SESSION);
    try {
      module.C_Login(session, library.CKU_USER, '482913');
    } catch {
      // Logged in already.
    }
    module.C_FindObjectsInit(session, [{ type: library.CKA_LABEL, value: 'kek-1' }]);
    const key = module.C_FindObjects(session);
    module.C_FindObjectsFinal(session);
    assert.ok(key);
    assert.throws(() => module.C_GetAttributeValue(session, key, [{ type: library.CKA_VALUE }]), /SENSITIVE/);
    module.C_CloseSession(session);
  });

  it('are used by several at a time on one session', async () => {
    const store = await pkcs11KeyStore(setting);
    const context = Buffer.from('c');
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const key = Buffer.alloc(32, i);
        const [one] = await store.wrap([{ key, context }]);
        return one ? (await store.unwrap([{ ...one, context }]))[0] : null;
      }),
    );
    assert.deepEqual(
      answers,
      Array.from({ length: 40 }, (_, i) => Buffer.alloc(32, i)),
    );
    await store.close?.();
  });

  it('are asked for again when the session was lost', async () => {
    const store = await pkcs11KeyStore(setting);
    await store.currentKek();
    const { default: library } = await import('pkcs11js');
    const module = new library.PKCS11();
    module.load(LIBRARY);
    const [slot] = module.C_GetSlotList(true);
    assert.ok(slot);
    module.C_CloseAllSessions(slot);
    assert.match(await store.currentKek(), /^pkcs11:kek-\d+$/);
    await store.close?.();
  });

  it('say what is missing, and nothing of the PIN', async () => {
    const wrong = [
      setting.replace('digipay%20uji', 'nobody'),
      setting.replace(LIBRARY, '/nowhere/libhsm.so'),
      setting.replace(pin, join(home, 'none')),
    ];
    for (const one of wrong) await assert.rejects(pkcs11KeyStore(one), (error: Error) => !/482913/.test(error.message));
    assert.throws(() => parseTokenUri('pkcs11:token=x'), /RFC 7512/);
    assert.deepEqual(parseTokenUri('pkcs11:token=a%3Bb;object=kek?module-path=/l.so&pin-source=file:/p'), {
      token: 'a;b',
      object: 'kek',
      modulePath: '/l.so',
      pinSource: '/p',
    });
  });

  it('leave no data key in the token’s files', async () => {
    const store = await pkcs11KeyStore(setting);
    const key = Buffer.from('00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef', 'hex');
    await store.wrap([{ key, context: Buffer.from('c') }]);
    const files = readdirSync(tokens, { recursive: true, encoding: 'utf8' }).map((name) => join(tokens, name));
    const contents = files.filter((name) => statSync(name).isFile()).map((name) => readFileSync(name));
    assert.ok(contents.length > 0 && contents.every((bytes) => !bytes.includes(key)));
    await store.close?.();
  });
});
