import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bca } from '../profiles/bca.ts';
import { bri } from '../profiles/bri.ts';
import { standard } from '../profiles/default.ts';
import { referenceFor, referenceMeant, remarkFor } from './references.ts';

const ours = fc
  .array(fc.constantFrom(...'0123456789ABCDEF'), { minLength: 24, maxLength: 24 })
  .map((digits) => `DS${digits.join('')}`);

test('a reference made short is 20 characters, another for another, and itself again', () => {
  fc.assert(
    fc.property(ours, ours, (one, other) => {
      const short = referenceFor(bri, '18', one);
      assert.match(short ?? '', /^E[0-9A-Z]{19}$/);
      assert.equal(referenceMeant(short ?? ''), one);
      assert.equal(referenceFor(bri, '18', other) === short, one === other);
      assert.equal(referenceFor(standard, '18', one), one);
      assert.equal(referenceMeant(one), one);
    }),
  );
});

test('what is no reference of ours is never cut', () => {
  assert.equal(referenceFor(bri, '18', 'ACUAN-LAIN-YANG-TERLALU-PANJANG'), null);
  assert.equal(referenceFor(bri, '18', 'ACUAN-PENDEK'), 'ACUAN-PENDEK');
  // 19 digits to the base of 36 that are more than 24 hexadecimal ones.
  assert.equal(referenceMeant('EZZZZZZZZZZZZZZZZZZZ'), 'EZZZZZZZZZZZZZZZZZZZ');
});

test('a remark keeps to the alphabet and length of the bank', () => {
  assert.equal(remarkFor(standard, 'DS1 Kafé №5'), 'DS1 Kafe No5');
  assert.equal(remarkFor(bca, 'DS1 DS/2026-000123'), 'DS1 DS 2026 000123');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.match(remarkFor(bca, text), /^[A-Za-z0-9 ]{0,36}$/);
      assert.match(remarkFor(standard, text), /^[\x20-\x7e]{0,50}$/);
    }),
  );
});
