import { useLanguage } from './language.ts';

/** The words of one room in both languages. The Indonesian table is the source; the English one has the same shape. */
export interface WordModule<Table> {
  readonly id: Table;
  readonly en: Table;
}

/**
 * Joins `words.id.ts` (the source) and `words.en.ts` (declared as `typeof id`, so that a missing key, an extra key or
 * other parameters fail the build). Entries are strings, or functions of their parameters.
 */
export function defineWords<Table extends object>(id: Table, en: NoInfer<Table>): WordModule<Table> {
  return { id, en };
}

/** The table of a room in the language the person reads. */
export function useWords<Table>(module: WordModule<Table>): Table {
  return module[useLanguage()];
}
