import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { breachedIn, commonPasswords } from './common-passwords.ts';
import { checkPassword, passwordProfiles } from './password-rules.ts';
import { profileWords } from './password-words.ts';

const { nist, pci } = passwordProfiles;
const CONTEXT = ['Siti Rahmawati', 'siti@balai-contoh.example', 'Balai Contoh Pelayanan Publik Semarang'];
const common = commonPasswords();
const check = (password: string, profile = nist) => checkPassword(password, profile, CONTEXT, common)?.code ?? 'ok';

describe('the rules of passwords', () => {
  it('count code points, from 12 to 128, of the normalised text', () => {
    assert.equal(check('kuda lumping'), 'ok');
    assert.equal(check('kuda lumpin'), 'password_too_short');
    assert.equal(check('🐴'.repeat(11)), 'password_too_short', 'not UTF-16 units');
    // e + acute, typed as two, is one.
    assert.equal(check(`kafe\u0301 pagi ini`.slice(0, 12)), 'password_too_short');
    const long = Array.from({ length: 32 }, (_, i) => `k${i % 10}zx`).join('');
    assert.equal(check(long), 'ok');
    assert.equal(check(`${long}a`), 'password_too_long');
  });

  it('refuse what everybody tries first, however it is dressed up', () => {
    for (const password of [
      'password1234',
      'P@ssw0rd2026!',
      'passwordpassword',
      '123456789012',
      'aaaaaaaaaaaa',
      'abcabcabcabc',
      '1qaz2wsx3edc',
      'qwertyuiop12',
      'Bismillah2026',
      'rahasia-12345',
      'indonesia1945',
      'abcdefghijkl',
    ])
      assert.equal(check(password), 'password_common', password);
  });

  it('refuse the person, the office and the product, and nothing that merely mentions them', () => {
    for (const password of [
      'Siti-Rahmawati-99',
      'rahmawati12345',
      'semarang 2026 contoh',
      'digipay-satker-1',
      'D1g1pay-Belanja!',
    ])
      assert.equal(check(password), 'password_personal', password);
    for (const password of ['Rahmawati suka sepeda biru', 'sungai besar di utara', 'contoh buku harian lama'])
      assert.equal(check(password), 'ok', password);
  });

  it('ask for letters and digits where the profile says so, and nowhere else', () => {
    assert.equal(check('sungai besar di utara'), 'ok');
    assert.equal(check('sungai besar di utara', pci), 'password_needs_letters_and_digits');
    assert.equal(check('583920174652', pci), 'password_needs_letters_and_digits');
    assert.equal(check('sungai besar di utara 7', pci), 'ok');
    assert.equal(check('583920174652'), 'ok');
  });

  it('have a list with more than 3,000 entries that are long enough to be chosen (ASVS 6.2.4)', () => {
    const long = [...common].filter((word) => word.length >= nist.minLength);
    assert.ok(long.length >= 3_000, `${long.length}`);
    for (const word of long.slice(0, 500)) assert.notEqual(check(word), 'ok', word);
    for (const word of long.slice(0, 500)) assert.notEqual(check(word.toUpperCase()), 'ok', word);
  });

  it('let nearly every random text pass, and never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const code = check(text);
        assert.match(code, /^(ok|password_)/);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        // As a password manager would make it: without the generator's liking for small numbers.
        const text = createHash('sha256').update(String(seed)).digest('base64url').slice(0, 20);
        assert.equal(check(text), 'ok', text);
      }),
      { numRuns: 200 },
    );
  });

  it('are said in both languages, as many in each', () => {
    for (const profile of [nist, pci])
      assert.equal(profileWords(profile, 'id').rules.length, profileWords(profile, 'en').rules.length);
    assert.match(profileWords(pci, 'id').rules.join(' '), /huruf dan angka.* 4 kata sandi terakhir/);
  });
});

describe('breached passwords', () => {
  it('are found in range files that lie on disk, by the first five digits of their hash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'digipay-breached-'));
    const hash = createHash('sha1').update('sungai besar di utara').digest('hex').toUpperCase();
    const [prefix, suffix] = [hash.slice(0, 5), hash.slice(5)];
    writeFileSync(join(folder, `${prefix}.txt`), `${'0'.repeat(35)}:7\r\n${suffix}:3\r\n`);
    const breached = breachedIn(folder);
    assert.equal(await breached('sungai besar di utara'), true);
    assert.equal(await breached('sungai kecil di utara'), false);
    writeFileSync(join(folder, `${prefix}.txt`), `${suffix}:0\r\n`);
    assert.equal(await breached('sungai besar di utara'), false, 'padding counts nothing');
    rmSync(folder, { recursive: true });
    assert.throws(() => breachedIn(folder), /no folder/);
  });
});
