import { englishTables, useLanguage } from './language.ts';

/** The words of one room. The Indonesian table is the source; the English one has the same shape and is fetched by who reads English. */
export interface WordModule<Table> {
  /** The folder of the room below web: `orders/tasks`. */
  readonly room: string;
  readonly id: Table;
}

/**
 * Names the table of `words.id.ts` (the source). Beside it stands `words.en.ts`, declared as `typeof id`, so that a missing key, an
 * extra key or other parameters fail the build. Entries are strings, or functions of their parameters.
 */
export function defineWords<Table extends object>(room: string, id: Table): WordModule<Table> {
  return { room, id };
}

/** The table of a room in the language the person reads. */
export function useWords<Table>(module: WordModule<Table>): Table {
  const english = useLanguage() === 'en' ? (englishTables()?.[module.room] as Table | undefined) : undefined;
  return english ?? module.id;
}
