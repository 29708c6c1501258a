/** What a person typed, made comparable with what vendors wrote: the pure half of search. */
import { rootsOf } from './stem.ts';
import { phrases, synonymsOf } from './synonyms.ts';

/** Longest text taken as a query, and most words of it. */
export const MAX_QUERY_CHARS = 120;
export const MAX_QUERY_WORDS = 10;

/**
 * How widely to read a query. The first that finds something is used: as typed; with the last word unfinished; with
 * spelling put right; by the roots of its words; all of its words but one; any of them.
 */
export const breadths = ['EXACT', 'BEGUN', 'SPELLING', 'ROOTS', 'MOST', 'ANY'] as const;
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
 * The words as PostgreSQL's `to_tsquery` reads them. Every word may be one of its synonyms. `finished`: the last one is a word that is
 * known, and nothing longer is meant. Safe by construction: tokens are letters and digits.
 */
export function toTsquery(words: readonly string[], breadth: Breadth, finished = false): string {
  if (breadth === 'ANY') return termsOf(words, breadth, finished).join(' | ');
  return toTsqueries(words, breadth, finished).join(' | ');
}

/**
 * The same as questions of which a product answers one at most: together they are answered slowly, each by itself fast. Of ANY the first
 * word comes first, as Indonesian names the thing before its kind.
 */
export function toTsqueries(words: readonly string[], breadth: Breadth, finished = false): readonly string[] {
  const terms = termsOf(words, breadth, finished);
  if (breadth === 'ANY')
    return terms.map((term, place) => [term, ...terms.slice(0, place).map((before) => `!${before}`)].join(' & '));
  if (breadth !== 'MOST' || terms.length < 2) return [terms.join(' & ')];
  return terms.map((without, left) => `(${terms.filter((_, place) => place !== left).join(' & ')} & !${without})`);
}

function termsOf(words: readonly string[], breadth: Breadth, finished: boolean): readonly string[] {
  return words.map((word, place) => {
    const begun = place === words.length - 1 && !finished && mayBeBegun(word, breadth, place > 0);
    return termOf(word, breadth, begun);
  });
}

/** Very much begins with a short code or a number, so a wider reading does not ask for that again. */
function mayBeBegun(word: string, breadth: Breadth, follows: boolean): boolean {
  if (breadth === 'EXACT' || breadth === 'MOST') return false;
  if (breadth === 'BEGUN') return (follows || word.length >= 2) && !/^\d$/.test(word) && !MEASURED.test(word);
  return /^[a-z]{3,}$/.test(word);
}

function termOf(word: string, breadth: Breadth, begun: boolean): string {
  const whole = [...synonymsOf(word), ...measuresOf(word)].map((one) => `'${one}'`);
  const widely = breadth === 'ROOTS' || breadth === 'ANY';
  const roots = widely ? rootsOf(word).map((root) => `'${root}':*`) : [];
  return `(${[...whole, ...(begun ? [`'${word}':*`] : []), ...roots].join(' | ')})`;
}

/** `80gsm` is finished. `80` may be of any unit; these are asked for one by one, since too many things begin with the same digit. */
const MEASURED = new RegExp(`^\\d+(?:p\\d+)?(?:${UNITS.map(([, token]) => token).join('|')})$`);
const NUMBER = /^\d+(?:p\d+)?$/;
const measuresOf = (word: string): readonly string[] =>
  NUMBER.test(word) ? UNITS.map(([, token]) => `${word}${token}`) : [];

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
