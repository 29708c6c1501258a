import assert from 'node:assert/strict';
import { argon2Sync, createHmac, scryptSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { HOTP, Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import { agentFamily, agentWords } from './agent.ts';
import { knownDevice, rememberedDevice } from './device.ts';
import { relyingPartyOf } from './factors/passkey.ts';
import { qrPath } from './factors/qr.ts';
import { asMeant } from './factors/recovery.ts';
import { keyedBy } from './keys.ts';
import { codeAt, stepOf } from './totp.ts';

const VECTORS = join(import.meta.dirname, '../../../shared/domain/crypto-vectors.json');

describe('known answers', {
  skip: existsSync(VECTORS) ? false : 'the published vectors are not on this machine',
}, () => {
  const vectors = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : {};
  const secretOf = (hex: string) => new Secret({ buffer: Uint8Array.from(Buffer.from(hex, 'hex')).buffer });

  it('of HOTP (RFC 4226 D) and TOTP (RFC 6238 B) come out of the library, of six digits out of our own', () => {
    const { hotp, totp } = vectors;
    hotp.codes.forEach((code: string, counter: number) => {
      assert.equal(new HOTP({ secret: secretOf(hotp.secret_hex), digits: hotp.digits }).generate({ counter }), code);
    });
    assert.ok(totp.vectors.length >= 18);
    for (const { alg, secret_hex, secret_base32, unix_time, digits, code, code6 } of totp.vectors) {
      const timestamp = unix_time * 1000;
      const library = new TOTP({ algorithm: alg.toUpperCase(), digits, secret: secretOf(secret_hex) });
      assert.equal(library.generate({ timestamp }), code);
      if (alg !== 'sha1') continue;
      assert.equal(codeAt(secret_base32, new Date(timestamp)), code6);
      assert.equal(stepOf(secret_base32, code6, new Date(timestamp)), Math.floor(unix_time / 30));
      const wrong = code6.replace(/.$/, (digit: string) => String((Number(digit) + 1) % 10));
      assert.equal(stepOf(secret_base32, wrong, new Date(timestamp)), null);
    }
  });

  it('of Argon2id (RFC 9106 §5.3), scrypt (RFC 7914) and HMAC (RFC 4231) come out of the platform’s cryptography', () => {
    const { argon2id: a, scrypt: s, hmac } = vectors;
    const hex = (text: string) => Buffer.from(text, 'hex');
    const tag = argon2Sync('argon2id', {
      message: hex(a.password),
      nonce: hex(a.salt),
      secret: hex(a.secret),
      associatedData: hex(a.ad),
      passes: a.passes,
      memory: a.memory_kib,
      parallelism: a.lanes,
      tagLength: a.tag.length / 2,
    });
    assert.equal(tag.toString('hex'), a.tag);
    const options = { N: s.n, r: s.r, p: s.p };
    assert.equal(scryptSync(s.password, s.salt, s.length, options).toString('hex'), s.key);
    for (const { key, message, sha256 } of hmac)
      assert.equal(createHmac('sha256', hex(key)).update(hex(message)).digest('hex'), sha256);
  });
});

describe('kinds of browsers', () => {
  const windows =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1';

  it('are told in both languages', () => {
    assert.equal(agentWords(windows, 'id'), 'Chrome di Windows');
    assert.equal(agentWords(`${windows} Edg/141.0`, 'en'), 'Edge on Windows');
    assert.equal(agentWords(iphone, 'id'), 'Safari di iPhone');
    assert.equal(agentWords('curl/8.5.0', 'id'), 'Peramban lain');
  });

  it('stay the same through every version', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (one, other) => {
        const at = (version: number) => agentFamily(windows.replace('141', String(version)));
        assert.equal(at(one), at(other));
      }),
    );
    assert.notEqual(agentFamily(windows), agentFamily(iphone));
    assert.notEqual(agentFamily('curl/8.5.0'), agentFamily('python-requests/2.32'));
  });
});

describe('a device token', () => {
  const keyed = keyedBy({ email: Buffer.alloc(32, 1), totp: Buffer.alloc(32, 2) });
  const now = new Date('2026-11-24T03:00:00Z');

  it('is known for its person alone, for half a year, and whatever else the cookie says', () => {
    const cookie = rememberedDevice(keyed, 'siti', now, undefined);
    const nonce = knownDevice(keyed, 'siti', now, cookie);
    assert.ok(nonce);
    assert.equal(knownDevice(keyed, 'rina', now, cookie), null);
    assert.equal(knownDevice(keyed, 'siti', new Date('2027-05-24T00:00:00Z'), cookie), null);
    assert.equal(
      knownDevice(keyed, 'siti', now, rememberedDevice(keyed, 'siti', now, cookie)),
      nonce,
      'it stays the same',
    );
    const other = keyedBy({ email: Buffer.alloc(32, 1), totp: Buffer.alloc(32, 3) });
    assert.equal(knownDevice(other, 'siti', now, cookie), null);
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (junk) => {
        assert.equal(knownDevice(keyed, 'siti', now, junk), null);
        assert.ok(knownDevice(keyed, 'siti', now, rememberedDevice(keyed, 'siti', now, junk)));
      }),
    );
  });

  it('is forged by no change of a single character', () => {
    const cookie = rememberedDevice(keyed, 'siti', now, undefined);
    fc.assert(
      fc.property(fc.nat(cookie.length - 1), fc.constantFrom(...'0123456789abcdefXYZ.~-_'), (at, sign) => {
        const changed = cookie.slice(0, at) + sign + cookie.slice(at + 1);
        assert.equal(knownDevice(keyed, 'siti', now, changed) === null, changed !== cookie);
      }),
      { numRuns: 500 },
    );
  });

  it('remembers five people of one computer, the latest first', () => {
    let cookie: string | undefined;
    for (const who of ['a', 'b', 'c', 'd', 'e', 'f']) cookie = rememberedDevice(keyed, who, now, cookie);
    assert.equal(knownDevice(keyed, 'a', now, cookie), null);
    for (const who of ['b', 'c', 'd', 'e', 'f']) assert.ok(knownDevice(keyed, who, now, cookie));
  });
});

describe('a QR code as a path', () => {
  it('covers the dark modules and no other', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 150 }), (text) => {
        const { path, size } = qrPath(text);
        const drawn = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
        for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
          for (let i = 0; i < Number(width); i += 1) {
            const row = drawn[Number(y)];
            if (row) row[Number(x) + i] = true;
          }
        assert.deepEqual(drawn, encode(text, { ecc: 'M', border: 4 }).data);
      }),
      { numRuns: 50 },
    );
  });
});

describe('small things', () => {
  it('a recovery code is read as it was meant', () => {
    assert.equal(asMeant(' abcd-efgh–o1il u '), 'ABCDEFGH0111V');
  });

  it('passkeys are made for a name: the host, or localhost where the address is a number', () => {
    assert.deepEqual(relyingPartyOf('https://digipay.example/'), {
      id: 'digipay.example',
      name: 'Digipay Satu',
      origins: ['https://digipay.example'],
    });
    assert.deepEqual(relyingPartyOf('http://127.0.0.1:8080').id, 'localhost');
    assert.deepEqual(relyingPartyOf('http://127.0.0.1:8080').origins, [
      'http://127.0.0.1:8080',
      'http://localhost:8080',
    ]);
  });
});
