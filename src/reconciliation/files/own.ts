/** What a table says of a word from a file; never what every object has by nature (`constructor`, `toString`). */
export const own = <T>(table: { readonly [word: string]: T }, word: string): T | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
