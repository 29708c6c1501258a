/** What was searched for last, in this tab only: computers of an office are shared. */
const PLACE = 'digipay.searches';
const MOST_KEPT = 3;

export function recentSearches(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string').slice(0, MOST_KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(text: string): void {
  const typed = text.trim();
  if (typed === '') return;
  try {
    const others = recentSearches().filter((other) => other !== typed);
    sessionStorage.setItem(PLACE, JSON.stringify([typed, ...others].slice(0, MOST_KEPT)));
  } catch {
    // Storage is forbidden: nothing is remembered.
  }
}
