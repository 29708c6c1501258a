/** Which known word a mistyped one was meant to be. */

const MIN_CHARS = 4;
const LONG_CHARS = 7;

/** Words shorter than four letters, codes and sizes are taken as typed. */
export function mayBeMistyped(word: string): boolean {
  return word.length >= MIN_CHARS && /^[a-z]+$/.test(word);
}

export function mayHaveTwoMistakes(word: string): boolean {
  return word.length >= LONG_CHARS;
}

/**
 * The nearest of `known` (in falling likeness), or null: one mistake in a short word, two in a long one. A word that is
 * known itself is never changed.
 */
export function closestWord(word: string, known: readonly string[]): string | null {
  if (known.includes(word)) return null;
  const allowed = mayHaveTwoMistakes(word) ? 2 : 1;
  const near = known
    .map((candidate, place) => ({ candidate, place, mistakes: mistakesBetween(word, candidate) }))
    .filter(({ mistakes }) => mistakes <= allowed)
    .sort((a, b) => a.mistakes - b.mistakes || a.place - b.place);
  return near[0]?.candidate ?? null;
}

/** The word and what is left of it without one letter, as `catalogue.word` keeps them for the words it knows. */
export function slipsOf(word: string): readonly string[] {
  return Array.from({ length: word.length + 1 }, (_, i) => word.slice(0, i) + word.slice(i + 1));
}

/** Letters added, lost or changed, and neighbours swapped (optimal string alignment). */
export function mistakesBetween(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
