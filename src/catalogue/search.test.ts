import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { MAX_QUERY_WORDS, normalised, phraseOf, queryWords, toTsqueries, toTsquery } from './search.ts';
import { closestWord, mistakesBetween } from './spelling.ts';
import { rootsOf } from './stem.ts';
import { synonymsOf } from './synonyms.ts';

describe('normalising what was typed and what was written', () => {
  const examples: readonly (readonly [string, string])[] = [
    ['Kertas HVS A4 80 gsm', 'kertas hvs a4 80gsm'],
    ['AC 1/2 PK', 'ac 0p5pk'],
    ['pulpen 0,5 mm', 'pulpen 0p5mm'],
    ['pulpen 0.5mm', 'pulpen 0p5mm'],
    ['air 600 ML', 'air 600ml'],
    ['monitor 24"', 'monitor 24in'],
    ['monitor 24 inch', 'monitor 24in'],
    ['toner 2.000 halaman', 'toner 2000 halaman'],
    ['Pendingin Ruangan', 'ac'],
    ['flash disk 32 giga', 'flashdisk 32gb'],
    ['spidol untuk papan tulis', 'spidol papan tulis'],
    ['Café  ☕ "kopi"', 'cafe kopi'],
    ['cari', 'cari'],
  ];
  for (const [text, tokens] of examples) {
    it(`reads “${text}” as “${tokens}”`, () => assert.equal(normalised(text).join(' '), tokens));
  }

  it('makes only tokens of letters and digits, at most ten of a query, from any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const words = queryWords(text);
        assert.ok(words.length <= MAX_QUERY_WORDS);
        for (const word of words) assert.match(word, /^[a-z0-9]+$/);
      }),
    );
  });
});

describe('the words as a query of the database', () => {
  it('lets a word stand for its synonyms and the last one be unfinished', () => {
    assert.equal(toTsquery(['beras', 'prem'], 'EXACT'), "('beras' | 'rice') & ('prem')");
    assert.equal(toTsquery(['beras', 'prem'], 'BEGUN'), "('beras' | 'rice') & ('prem' | 'prem':*)");
  });
  it('asks for any word, and its roots, when reading widest', () => {
    assert.match(toTsquery(['memotong', 'kertas'], 'ANY'), /'potong':\*.* \| \('kertas'/);
  });
});

describe('wide questions, taken apart', () => {
  it('ask for all words but one, and for the one not to be there', () => {
    assert.deepEqual(toTsqueries(['baki', 'lipat', 'oval'], 'MOST'), [
      "(('lipat') & ('oval') & !('baki'))",
      "(('baki') & ('oval') & !('lipat'))",
      "(('baki') & ('lipat') & !('oval'))",
    ]);
  });
  it('ask for any word, one after the other', () => {
    assert.deepEqual(toTsqueries(['baki', 'oval'], 'ANY', true), ["('baki')", "('oval') & !('baki')"]);
  });
  it('take a number alone for one of any unit, and a measure or a known word as finished', () => {
    assert.match(toTsquery(['kertas', '80'], 'EXACT'), /'80' \| '80gsm' \| '80ml'/);
    assert.doesNotMatch(toTsquery(['kertas', '80gsm'], 'BEGUN'), /:\*/);
    assert.doesNotMatch(toTsquery(['papan', 'tulis'], 'BEGUN', true), /:\*/);
  });
});

describe('roots of Indonesian words', () => {
  const examples = [
    ['memotong', 'potong'],
    ['menyapu', 'sapu'],
    ['pengharum', 'harum'],
    ['penyedotan', 'sedot'],
    ['mengetik', 'ketik'],
    ['pemindai', 'pindai'],
    ['dicetak', 'cetak'],
    ['cetakan', 'cetak'],
    ['kertasnya', 'kertas'],
    ['dibersihkan', 'bersih'],
  ] as const;
  for (const [word, root] of examples)
    it(`${word} → ${root}`, () => assert.ok(rootsOf(word).includes(root), rootsOf(word).join()));
});

describe('spelling', () => {
  it('counts a swap of neighbours as one mistake', () => assert.equal(mistakesBetween('kretas', 'kertas'), 1));
  it('forgives one mistake in a short word and two in a long one', () => {
    assert.equal(closestWord('spedol', ['spindel', 'spidol']), 'spidol');
    assert.equal(closestWord('proyektro', ['proyektor']), 'proyektor');
    assert.equal(closestWord('meja', ['kursi', 'menara']), null);
  });
  it('never changes a word that is known', () => assert.equal(closestWord('tinta', ['tenda', 'tinta', 'pinta']), null));
  it('is the same in both directions and zero only for the same word', () => {
    const word = fc.stringMatching(/^[a-z]{0,9}$/);
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.equal(mistakesBetween(a, b), mistakesBetween(b, a));
        assert.equal(mistakesBetween(a, b) === 0, a === b);
      }),
    );
  });
});

describe('synonyms and suggestions', () => {
  it('puts the word itself first and nothing twice', () => {
    assert.deepEqual(synonymsOf('komputer').slice(0, 2), ['komputer', 'pc']);
    assert.equal(new Set(synonymsOf('stapler')).size, synonymsOf('stapler').length);
    assert.deepEqual(synonymsOf('xyz'), ['xyz']);
  });
  it('offers the first words of a name', () =>
    assert.equal(phraseOf('Kertas HVS A4 70 gsm, 500 lembar', 1), 'kertas hvs'));
});

describe('cursors', () => {
  const cursor = { sort: 'PRICE', breadth: 'EXACT', key: 51_500n, id: '01234567-89ab-8def-8123-456789abcdef' } as const;
  it('come back as they went', () => assert.deepEqual(decodeCursor(encodeCursor(cursor), 'PRICE'), cursor));
  it('are refused for another order, and when anything in them is strange', () => {
    assert.equal(decodeCursor(encodeCursor(cursor), 'SOLD'), null);
    fc.assert(fc.property(fc.string(), (text) => assert.equal(decodeCursor(text, 'PRICE'), null)));
  });
});
