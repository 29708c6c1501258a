import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inWords, LARGEST_IN_WORDS, terbilang } from './terbilang.ts';

const VALUES: { readonly [word: string]: bigint } = {
  nol: 0n,
  satu: 1n,
  dua: 2n,
  tiga: 3n,
  empat: 4n,
  lima: 5n,
  enam: 6n,
  tujuh: 7n,
  delapan: 8n,
  sembilan: 9n,
};

/** Reads the words back, by the grammar of the language rather than by the code under test. */
function read(words: string): bigint {
  let total = 0n;
  let group = 0n;
  let last = 0n;
  for (const word of words.replace(/ rupiah$/, '').split(' ')) {
    if (word === 'seribu') total += 1_000n;
    else if (word === 'seratus') group += 100n;
    else if (word === 'sepuluh') group += 10n;
    else if (word === 'sebelas') group += 11n;
    else if (word === 'belas') group += 10n;
    else if (word === 'puluh') group += last * 9n;
    else if (word === 'ratus') group += last * 99n;
    else if (word in SCALES) {
      total += group * (SCALES[word] ?? 0n);
      group = 0n;
    } else {
      last = VALUES[word] ?? -1n;
      group += last;
    }
  }
  return total + group;
}
const SCALES: { readonly [word: string]: bigint } = {
  ribu: 10n ** 3n,
  juta: 10n ** 6n,
  miliar: 10n ** 9n,
  triliun: 10n ** 12n,
};

describe('terbilang', () => {
  it('uses seribu, seratus, sepuluh and sebelas', () => {
    assert.equal(terbilang(2_180_000n), 'dua juta seratus delapan puluh ribu rupiah');
    assert.equal(terbilang(1_111n), 'seribu seratus sebelas rupiah');
    assert.equal(terbilang(11_000n), 'sebelas ribu rupiah');
    assert.equal(terbilang(101_000n), 'seratus satu ribu rupiah');
    assert.equal(terbilang(1_001_000n), 'satu juta seribu rupiah');
    assert.equal(terbilang(17n), 'tujuh belas rupiah');
    assert.equal(terbilang(0n), 'nol rupiah');
    assert.equal(terbilang(-10n), 'minus sepuluh rupiah');
    assert.match(terbilang(LARGEST_IN_WORDS), /^sembilan ratus sembilan puluh sembilan triliun /);
    assert.throws(() => terbilang(LARGEST_IN_WORDS + 1n), RangeError);
  });

  it('can be read back to the same amount, up to 999 triliun', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: LARGEST_IN_WORDS }), (n) => assert.equal(read(terbilang(n)), n)));
    for (let n = 0n; n < 2_000n; n += 1n) assert.equal(read(terbilang(n)), n);
  });

  it('has an English form', () => {
    assert.equal(inWords(2_180_042n), 'two million one hundred eighty thousand forty-two rupiah');
  });
});
