/** What a person's work leaves on the device, and its end (OWASP ASVS 5.0, 14.3.1, 14.3.3). */

const DRAFT = 'digipay.draft.';
const OWNER = 'digipay.drafts-of';

/** At sign-out: entries that were kept, searches, tickets and links of this tab. Choices of appearance stay. */
export function forgetPerson(): void {
  forgetDrafts();
  try {
    sessionStorage.clear();
    localStorage.removeItem(OWNER);
  } catch {
    // Storage is forbidden, so nothing was kept.
  }
}

/** At sign-in: entries kept after a session ended are given back to the same person, and to nobody else. */
export function draftsBelongTo(personId: string): void {
  try {
    if (localStorage.getItem(OWNER) !== personId) forgetDrafts();
    localStorage.setItem(OWNER, personId);
  } catch {
    // As above.
  }
}

function forgetDrafts(): void {
  try {
    const names = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
    for (const name of names) if (name?.startsWith(DRAFT) === true) localStorage.removeItem(name);
  } catch {
    // As above.
  }
}
