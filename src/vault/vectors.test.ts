import assert from 'node:assert/strict';
import { argon2Sync, createHmac, hkdfSync, scryptSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gcmOpen, gcmSeal } from './gcm.ts';

/** Known answers of McGrew-Viega (AES-GCM), RFC 4231, 5869, 7914 and 9106, kept outside the repository. */
const FILE = new URL('../../../shared/domain/crypto-vectors.json', import.meta.url);
const skip = existsSync(FILE) ? false : '⚠ ../shared is not here: the published vectors SKIP';

interface Vectors {
  readonly aes_256_gcm: readonly {
    readonly desc: string;
    readonly key: string;
    readonly iv: string;
    readonly plaintext: string;
    readonly aad: string;
    readonly ciphertext: string;
    readonly tag: string;
    readonly valid: boolean;
  }[];
  readonly hkdf_sha256: {
    readonly ikm: string;
    readonly salt: string;
    readonly info: string;
    length: number;
    okm: string;
  };
  readonly hmac: readonly { readonly desc: string; key: string; message: string; sha256: string; sha512: string }[];
  readonly scrypt: { password: string; salt: string; n: number; r: number; p: number; length: number; key: string };
  readonly argon2id: {
    password: string;
    salt: string;
    secret: string;
    ad: string;
    passes: number;
    memory_kib: number;
    lanes: number;
    tag: string;
  };
}

const hex = (text: string) => Buffer.from(text, 'hex');

describe('published vectors', { skip }, () => {
  const vectors = (skip ? {} : JSON.parse(readFileSync(FILE, 'utf8'))) as Vectors;

  for (const v of vectors.aes_256_gcm ?? []) {
    it(`AES-256-GCM: ${v.desc}`, () => {
      const input = { key: hex(v.key), iv: hex(v.iv), aad: hex(v.aad) };
      const sealed = Buffer.concat([hex(v.ciphertext), hex(v.tag)]);
      if (!v.valid) {
        assert.throws(() => gcmOpen(input, sealed));
        return;
      }
      assert.deepEqual(gcmOpen(input, sealed), hex(v.plaintext));
      assert.deepEqual(gcmSeal(input, hex(v.plaintext)), sealed);
    });
  }

  it('HKDF-SHA-256 (RFC 5869)', () => {
    const { ikm, salt, info, length, okm } = vectors.hkdf_sha256;
    assert.equal(Buffer.from(hkdfSync('sha256', hex(ikm), hex(salt), hex(info), length)).toString('hex'), okm);
  });

  it('HMAC-SHA-256 and -512 (RFC 4231)', () => {
    assert.ok(vectors.hmac.length >= 2);
    for (const { key, message, ...expected } of vectors.hmac)
      for (const hash of ['sha256', 'sha512'] as const)
        assert.equal(createHmac(hash, hex(key)).update(hex(message)).digest('hex'), expected[hash]);
  });

  it('scrypt (RFC 7914)', () => {
    const { password, salt, n, r, p, length, key } = vectors.scrypt;
    assert.equal(scryptSync(password, salt, length, { N: n, r, p }).toString('hex'), key);
  });

  it('Argon2id (RFC 9106)', () => {
    const { password, salt, secret, ad, passes, memory_kib, lanes, tag } = vectors.argon2id;
    const made = argon2Sync('argon2id', {
      message: hex(password),
      nonce: hex(salt),
      secret: hex(secret),
      associatedData: hex(ad),
      passes,
      memory: memory_kib,
      parallelism: lanes,
      tagLength: tag.length / 2,
    });
    assert.equal(made.toString('hex'), tag);
  });
});
