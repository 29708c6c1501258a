/** What a person typed, made comparable with what vendors wrote: the pure half of search. */
import { rootsOf } from './stem.ts';
import { phrases, synonymsOf } from './synonyms.ts';

/** Longest text taken as a query, and most words of it. */
export const MAX_QUERY_CHARS = 120;
export const MAX_QUERY_WORDS = 10;

/**
 * How widely to read a query. The first that finds something is used: as typed; with the last word unfinished; with
 * spelling put right; by the roots of its words; any of its words.
 */
export const breadths = ['EXACT', 'BEGUN', 'SPELLING', 'ROOTS', 'ANY'] as const;
export type Breadth = (typeof breadths)[number];

/** `80 gsm`, `80gr/m2`, `1/2 PK`, `0,5 mm`: number and unit become one token. */
const UNITS: readonly (readonly [spelling: string, token: string])[] = [
  ['gsm|gr?/?m2|gram/m2', 'gsm'],
  ['ml|mililiter|cc', 'ml'],
  ['l|lt|ltr|liter', 'l'],
  ['kg|kilo|kilogram', 'kg'],
  ['g|gr|gram', 'g'],
  ['gb|giga', 'gb'],
  ['tb|tera', 'tb'],
  ['inci|inchi|inch|in|"', 'in'],
  ['pk', 'pk'],
  ['watt|w', 'w'],
  ['mm', 'mm'],
  ['cm', 'cm'],
  ['m|meter|mtr', 'm'],
  ['va', 'va'],
  ['kva', 'kva'],
  ['pcs|pc|buah|bh', 'pcs'],
  ['lembar|lbr', 'lembar'],
];
const unitPatterns = UNITS.map(([spelling, token]) => ({
  pattern: new RegExp(`(?<![a-z0-9])(\\d+(?:p\\d+)?) ?(?:${spelling})(?![a-z0-9])`, 'g'),
  token,
}));
const phrasePatterns = phrases.map(([phrase, one]) => ({
  pattern: new RegExp(`(?<![a-z0-9])${phrase.replaceAll(' ', '[ -]')}(?![a-z0-9])`, 'g'),
  one,
}));

/** Words that say nothing about the thing wanted. */
const FILLERS = new Set([
  'dan',
  'di',
  'ke',
  'dari',
  'untuk',
  'yang',
  'dengan',
  'atau',
  'the',
  'and',
  'for',
  'of',
  'beli',
  'cari',
  'harga',
  'jual',
]);

/** Tokens of a text: lower case, without accents and signs, numbers joined with their units, fixed phrases as one word. */
export function normalised(text: string): readonly string[] {
  let plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\u201d|\u2033/g, '"')
    .replace(/(\d)\.(?=\d{3}(?!\d))/g, '$1')
    .replace(/\b1\/2\b/g, '0p5')
    .replace(/\b(\d+)[.,](\d{1,2})(?!\d)/g, '$1p$2');
  for (const { pattern, one } of phrasePatterns) plain = plain.replace(pattern, one);
  for (const { pattern, token } of unitPatterns) plain = plain.replace(pattern, `$1${token} `);
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word.length > 0);
  const telling = words.filter((word) => !FILLERS.has(word));
  return telling.length > 0 ? telling : words;
}

/** Tokens of a query, bounded. */
export function queryWords(text: string): readonly string[] {
  return normalised(text.slice(0, MAX_QUERY_CHARS)).slice(0, MAX_QUERY_WORDS);
}

/**
 * The words as PostgreSQL's `to_tsquery` reads them. Every word may be one of its synonyms.
 * Safe by construction: tokens are letters and digits.
 */
export function toTsquery(words: readonly string[], breadth: Breadth): string {
  const terms = words.map((word, place) => {
    const unfinished = breadth !== 'EXACT' && place === words.length - 1 && (place > 0 || word.length >= 2);
    const whole = synonymsOf(word).map((one) => `'${one}'`);
    const begun = unfinished || /^\d/.test(word) ? [`'${word}':*`] : [];
    const roots = breadth === 'ROOTS' || breadth === 'ANY' ? rootsOf(word).map((root) => `'${root}':*`) : [];
    return `(${[...whole, ...begun, ...roots].join(' | ')})`;
  });
  return terms.join(breadth === 'ANY' ? ' | ' : ' & ');
}

/** What to offer as a query for a name that matches: its first words, one more than typed. */
export function phraseOf(name: string, typedWords: number): string {
  const count = Math.min(Math.max(typedWords + 1, 2), 4);
  return name
    .toLowerCase()
    .replace(/[^a-z0-9/.,\- ]/g, '')
    .split(/\s+/)
    .slice(0, count)
    .join(' ')
    .replace(/[.,-]+$/, '');
}
