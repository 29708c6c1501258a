import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refuse } from './decision.ts';
import { refusalSentence } from './refusal.ts';
import { refusalCodes } from './refusal-codes.ts';
import { en } from './refusal-words.en.ts';
import { id } from './refusal-words.id.ts';

/** The parameters a sentence asks for. */
function asked(words: (p: Record<string, string>) => string): string[] {
  const names = new Set<string>();
  const watch = new Proxy<Record<string, string>>(
    {},
    {
      get(_, name) {
        names.add(String(name));
        return 'x';
      },
    },
  );
  words(watch);
  return [...names].sort();
}

describe('the words of refusals', () => {
  it('print amounts as money', () => {
    const refusal = refuse('budget_insufficient', { mak: '521811', left: 1_100_000n, short: 1_080_000n });
    assert.equal(
      refusalSentence(refusal, 'id'),
      'Sisa pagu 521811 tinggal Rp1.100.000,00, kurang Rp1.080.000,00. Pilih akun lain atau minta PPK menambah pagu.',
    );
    assert.match(refusalSentence(refusal, 'en'), /521811 has Rp1\.100\.000,00 left/);
  });

  it('ask for the same parameters in both languages', () => {
    for (const code of refusalCodes) assert.deepEqual(asked(en[code]), asked(id[code]), code);
  });

  it('keep every Indonesian sentence to 20 words and free of words we do not use', () => {
    for (const code of refusalCodes) {
      const text = id[code](new Proxy({}, { get: () => 'x' }));
      for (const sentence of text.split(/[.;] /)) assert.ok(sentence.split(' ').length <= 20, `${code}: ${sentence}`);
      assert.doesNotMatch(
        text,
        /\b(login|logout|password|email|upload|download|vendor|merchant|silakan|gagal)\b|!/i,
        code,
      );
    }
  });
});
