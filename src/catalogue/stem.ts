/** Roots of Indonesian words, for a query that finds nothing as written: `memotong` → `potong`, `penyedotan` → `sedot`. */

const MIN_ROOT_CHARS = 4;
const PARTICLES = /(?:lah|kah|pun|nya|ku|mu)$/;
/** `cetakan` may be cetak + an or ceta + kan: both are tried. */
const SUFFIXES = [/an$/, /kan$/, /i$/] as const;

/** me-/pe- with the letter that they swallow (p, t, k, s), as Sneddon's grammar describes nasalisation. */
const NASALS: readonly (readonly [prefix: RegExp, swallowed: readonly string[]])[] = [
  [/^(?:me|pe)ny(?=[aiueo])/, ['s']],
  [/^(?:me|pe)ng(?=[aiueo])/, ['', 'k']],
  [/^(?:me|pe)ng(?=[ghk])/, ['']],
  [/^(?:me|pe)m(?=[aiueo])/, ['p', 'm']],
  [/^(?:me|pe)m(?=[bfvp])/, ['']],
  [/^(?:me|pe)n(?=[aiueo])/, ['t', 'n']],
  [/^(?:me|pe)n(?=[cdjsz])/, ['']],
  [/^(?:me|pe)(?=[lrwymn])/, ['']],
];
const PLAIN_PREFIX = /^(?:di|ber|ter|per|pel|ke|se|pe)(?=[a-z]{4})/;

/** Possible roots, likeliest first, without the word itself. */
export function rootsOf(word: string): readonly string[] {
  const bare = word.replace(PARTICLES, '');
  const forms = new Set<string>([bare, ...strip(bare), ...strip(word)]);
  const shorter = [...forms].flatMap((form) => [...SUFFIXES.map((suffix) => form.replace(suffix, '')), form]);
  return [...new Set(shorter)].filter((root) => root !== word && root.length >= MIN_ROOT_CHARS);
}

function strip(word: string): readonly string[] {
  for (const [prefix, letters] of NASALS) {
    const match = prefix.exec(word);
    if (match) return letters.map((letter) => letter + word.slice(match[0].length));
  }
  const plain = word.replace(PLAIN_PREFIX, '');
  return plain === word ? [] : [plain];
}
