import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { namesMatch } from './names.ts';

const cases: readonly (readonly [string, string, ReturnType<typeof namesMatch>])[] = [
  ['CV Pena Lintas Kota', 'CV PENA LINTAS KOTA', 'same'],
  ['PT. Maju Bersama, Tbk', 'P.T. MAJU BERSAMA', 'same'],
  ['Toko Sumber Rejeki', 'SUMBER REJEKI', 'same'],
  ['UD. Tani-Makmur', 'TANI MAKMUR UD', 'same'],
  ['Koperasi Karya', 'KOP KARYA', 'same'],
  ['H. Ahmad Fauzi, S.E.', 'AHMAD FAUZI', 'same'],
  ['Siti Nurbaya', 'NURBAYA SITI', 'same'],
  ['Café Anggrek', 'CAFE ANGGREK', 'same'],
  ['PT Maju Bersama', 'CV Maju Bersama', 'similar'],
  ['CV Pena Lintas Kota Sejahtera', 'PENA LINTAS KOTA SEJ', 'similar'],
  ['CV Sumber Rezeki', 'CV SUMBER REJEKI', 'similar'],
  ['CV Pena Lintas Kota', 'BUDI SANTOSO', 'different'],
  ['CV Pena', 'CV Penabur Abadi', 'different'],
  ['PT', 'CV', 'different'],
  ['', 'CV PENA', 'different'],
  ['???', '!!!', 'different'],
];

test('names as vendors and banks write them', () => {
  for (const [one, other, expected] of cases) {
    assert.equal(namesMatch(one, other), expected, `${one} / ${other}`);
    assert.equal(namesMatch(other, one), expected, `${other} / ${one}`);
  }
});

test('a name is the same as itself in any case and with any punctuation, and the order of two does not matter', () => {
  const word = fc.stringMatching(/^[A-Za-z]{3,12}$/);
  const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, (text) => {
      assert.equal(namesMatch(text, text.toLowerCase().replaceAll(' ', ' . ')), 'same');
    }),
  );
  fc.assert(fc.property(name, name, (one, other) => assert.equal(namesMatch(one, other), namesMatch(other, one))));
});
