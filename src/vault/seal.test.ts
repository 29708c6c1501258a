import assert from 'node:assert/strict';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Binding } from '../journal/codec.ts';
import { blindIndex } from './blind-index.ts';
import { SealRefused } from './errors.ts';
import { type DataKey, keyIdOf, lengthPrefixed, seal, unseal } from './seal.ts';

const newKey = (kind: 'SATKER' | 'VENDOR' = 'SATKER', id = 'a'): DataKey => ({
  id: randomUUID(),
  owner: { kind, id },
  key: createSecretKey(randomBytes(32)),
});
const here: Binding = { table: 'purchasing.order', id: 'r1', column: 'body' };

describe('sealed bytes', () => {
  it('come back as they were, whatever they are and wherever they belong', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (plain, table, id) => {
        const key = newKey();
        const place = { ...here, table, id };
        const bytes = seal(key, plain, place);
        assert.equal(keyIdOf(bytes, place), key.id);
        assert.deepEqual(unseal(key, bytes, place), Buffer.from(plain));
      }),
    );
  });

  it('are refused when any single bit is another one', () => {
    const key = newKey();
    const bytes = seal(key, Buffer.from('{"npwp":"0999000101503000"}'), here);
    let refused = 0;
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const other = Buffer.from(bytes);
      other.writeUInt8(other.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      try {
        // A ring gives the key that the bytes name; another id is an unknown key.
        if (keyIdOf(other, here) === key.id) unseal(key, other, here);
        else throw new SealRefused(here, 'unknown key');
      } catch (error) {
        if (!(error instanceof SealRefused)) throw error;
        refused += 1;
      }
    }
    assert.equal(refused, bytes.length * 8);
    // A key id that is changed and answered with the right key all the same: the id is in the associated data.
    const renamed = { ...key, id: randomUUID() };
    assert.throws(() => unseal(renamed, bytes, here), SealRefused);
  });

  it('are refused when cut or lengthened', () => {
    const key = newKey();
    const bytes = seal(key, Buffer.from('hello'), here);
    for (let n = 0; n < bytes.length; n += 1) {
      const cut = bytes.subarray(0, n);
      assert.throws(() => [keyIdOf(cut, here), unseal(key, cut, here)], SealRefused);
    }
    assert.throws(() => unseal(key, Buffer.concat([bytes, Buffer.of(0)]), here), SealRefused);
  });

  it('open at their own place alone', () => {
    const key = newKey();
    const bytes = seal(key, Buffer.from('x'), here);
    for (const other of [{ table: 'purchasing.file' }, { id: 'r2' }, { column: 'payload' as const }])
      assert.throws(() => unseal(key, bytes, { ...here, ...other }), SealRefused);
    for (const owner of [
      { kind: 'VENDOR' as const, id: 'a' },
      { kind: 'SATKER' as const, id: 'b' },
    ])
      assert.throws(() => unseal({ ...key, owner }, bytes, here), SealRefused);
  });

  it('never come out the same twice', () => {
    const key = newKey();
    const all = new Set(Array.from({ length: 2_000 }, () => seal(key, Buffer.from('x'), here).toString('hex')));
    assert.equal(all.size, 2_000);
  });
});

describe('what sealed bytes are bound to', () => {
  it('cannot be read in two ways', () => {
    const parts = fc.array(fc.string({ maxLength: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const same = a.length === b.length && a.every((one, i) => one === b[i]);
        assert.equal(lengthPrefixed(a).equals(lengthPrefixed(b)), same);
      }),
    );
  });
});

describe('a blind index', () => {
  it('is the same for the same value, and says nothing across keys and columns', () => {
    const [key, other] = [randomBytes(32), randomBytes(32)];
    const index = blindIndex(key, 'person.nik', '9901014605840002');
    assert.equal(blindIndex(key, 'person.nik', '9901014605840002'), index);
    assert.notEqual(blindIndex(key, 'vendor.npwp', '9901014605840002'), index);
    assert.notEqual(blindIndex(other, 'person.nik', '9901014605840002'), index);
    assert.match(index, /^[0-9a-f]{64}$/);
  });
});
