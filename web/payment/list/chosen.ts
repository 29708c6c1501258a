import { useState } from 'react';

/** Rows of a list that are ticked, and how. */
export interface Chosen<Row> {
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
  readonly labelOf: (row: Row) => string;
  readonly may: (row: Row) => boolean;
}

export const MOST_CHOSEN = 100;

/** Keys ticked on this screen; a row that has gone from the list counts no more. */
export function useChosen(keys: readonly string[]) {
  const [all, setAll] = useState<ReadonlySet<string>>(new Set());
  const selected = new Set(keys.filter((key) => all.has(key)));
  return {
    selected,
    toggle(key: string) {
      const next = new Set(selected);
      if (!next.delete(key) && next.size < MOST_CHOSEN) next.add(key);
      setAll(next);
    },
    set: (chosen: readonly string[]) => setAll(new Set(chosen.slice(0, MOST_CHOSEN))),
    clear: () => setAll(new Set()),
  };
}
