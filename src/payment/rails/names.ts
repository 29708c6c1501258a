/** Whether two names of an account holder mean the same: the vendor's own, and what a bank has. Pure. */

/** Legal forms and what banks make of them; part of who somebody is, but not of the name. */
const FORMS: ReadonlySet<string> = new Set([
  ...['PT', 'CV', 'UD', 'PD', 'FA', 'TB', 'TK', 'TOKO', 'KOPERASI', 'KOP', 'YAYASAN', 'YYS', 'PERUM', 'PERSERO', 'TBK'],
]);
/** Spellings of one form. */
const SAME_FORM: Readonly<Record<string, string>> = { KOP: 'KOPERASI', YYS: 'YAYASAN', TK: 'TOKO' };
const BESIDE_FORM: ReadonlySet<string> = new Set(['PERSERO', 'TBK']);
/** Titles that banks keep or drop. */
const TITLES: ReadonlySet<string> = new Set([
  ...[
    'H',
    'HJ',
    'DR',
    'DRS',
    'DRA',
    'IR',
    'PROF',
    'SE',
    'SH',
    'ST',
    'MM',
    'MT',
    'MSI',
    'SPD',
    'SKOM',
    'BPK',
    'IBU',
    'SDR',
  ],
]);
/** Banks cut names at 20 characters or more; a shorter beginning proves nothing. */
const CUT_FROM = 15;
/** Share of letters that may differ in a name that is similar, in percent. */
const DIFFERING_PERCENT = 20;

/**
 * `same`: equal but for case, accents, punctuation, order of words, titles, and a legal form that one side leaves out.
 * `similar`: cut short, misspelt, or of another legal form; a person must look. `different`: everything else, and
 * whenever a side has no letters.
 */
export function namesMatch(one: string, other: string): 'same' | 'similar' | 'different' {
  const a = read(one);
  const b = read(other);
  if (a.words.length === 0 || b.words.length === 0) return 'different';
  const [left, right] = [a.words.join(''), b.words.join('')];
  const equal = left === right || sorted(a.words) === sorted(b.words);
  if (equal) return a.form !== null && b.form !== null && a.form !== b.form ? 'similar' : 'same';
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  if (short.length >= CUT_FROM && long.startsWith(short)) return 'similar';
  return distance(short, long) * 100 <= long.length * DIFFERING_PERCENT ? 'similar' : 'different';
}

interface Read {
  readonly words: readonly string[];
  readonly form: string | null;
}

function read(name: string): Read {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    // `P.T.` and `S.E.` are one word.
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .replace(/&/g, ' DAN ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const form = words.find((word) => FORMS.has(word) && !BESIDE_FORM.has(word)) ?? null;
  const bare = words.filter((word) => !FORMS.has(word) && !TITLES.has(word));
  // A name of nothing but forms and titles is that name.
  return { words: bare.length > 0 ? bare : words, form: form === null ? null : (SAME_FORM[form] ?? form) };
}

const sorted = (words: readonly string[]): string => [...words].sort().join(' ');

/** Levenshtein. Names are at most some hundred characters; longer ones are compared by their beginning. */
function distance(one: string, other: string): number {
  const a = one.slice(0, 120);
  const b = other.slice(0, 120);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
