import { useSyncExternalStore } from 'react';

/** More columns than this cannot be read beside each other. */
export const MOST_COMPARED = 4;

const PLACE = 'digipay.compare';
const listeners = new Set<() => void>();
let chosen: readonly string[] = stored();

function stored(): readonly string[] {
  try {
    const slugs: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]');
    if (!Array.isArray(slugs)) return [];
    return slugs.filter((slug) => typeof slug === 'string').slice(0, MOST_COMPARED);
  } catch {
    return [];
  }
}

function write(next: readonly string[]): void {
  chosen = next;
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(next));
  } catch {
    // Storage is forbidden: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Slugs of the products chosen to be compared; kept while this tab is open. */
export function useCompareList(): readonly string[] {
  return useSyncExternalStore(subscribe, () => chosen);
}

/** Takes it in, or away again. False when there is no room left. */
export function toggleCompared(slug: string): boolean {
  if (chosen.includes(slug)) {
    write(chosen.filter((other) => other !== slug));
    return true;
  }
  if (chosen.length >= MOST_COMPARED) return false;
  write([...chosen, slug]);
  return true;
}

export function clearCompared(): void {
  write([]);
}
