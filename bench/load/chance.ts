/** Chance that falls the same way each time, and what people do with it: they choose by fame and they mistype. */

export interface Chance {
  /** A whole number from 0 to below `n`. */
  below(n: number): number;
  /** From 0 to below 1. */
  share(): number;
}

/** The generator "mulberry32". */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return { share, below: (n) => Math.floor(share() * n) };
}

/** Places from 0 to below `n`, the first the most often: place k as often as 1 / (k + 1). */
export function zipf(n: number, of: Chance): () => number {
  const sums: number[] = [];
  for (let k = 0; k < n; k += 1) sums.push((sums[k - 1] ?? 0) + 1 / (k + 1));
  const all = sums.at(-1) ?? 0;
  return () => {
    const wanted = of.share() * all;
    return Math.max(
      0,
      sums.findIndex((sum) => sum > wanted),
    );
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const MISTAKES = ['swap', 'omit', 'double', 'replace'] as const;

/** Words that are long enough to be mistyped and still known: shorter ones, sizes and codes are taken as typed. */
const MISTYPED_WORD = /^[a-z]{4,}$/i;

/** The text with one mistake in one of its words: two letters swapped, one left out, one doubled, or one in place of another. */
export function mistyped(text: string, of: Chance): string {
  const words = text.split(' ');
  const places = words.flatMap((word, place) => (MISTYPED_WORD.test(word) ? [place] : []));
  const place = places[of.below(places.length)];
  if (place === undefined) return text;
  const word = words[place] ?? '';
  for (;;) {
    const wrong = withMistake(word, of);
    if (wrong !== word) return words.with(place, wrong).join(' ');
  }
}

/** The first letter stays: hardly anybody gets it wrong. */
function withMistake(word: string, of: Chance): string {
  const at = 1 + of.below(word.length - 2);
  const [before, one, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
  switch (MISTAKES[of.below(MISTAKES.length)]) {
    case 'swap':
      return `${before}${next}${one}${after}`;
    case 'omit':
      return `${before}${next}${after}`;
    case 'double':
      return `${before}${one}${one}${next}${after}`;
    default:
      return `${before}${LETTERS.charAt(of.below(LETTERS.length))}${next}${after}`;
  }
}
