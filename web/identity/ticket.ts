/**
 * The ticket between the two steps of signing in. Kept for this tab only, so that a reload between the steps loses
 * nothing and the address bar never shows it.
 */
const NAME = 'digipay.ticket';

export interface Ticket {
  readonly ticket: string;
  /** Where to go afterwards; already checked to be a path of this site. */
  readonly back: string;
}

export function keepTicket(ticket: Ticket): void {
  sessionStorage.setItem(NAME, JSON.stringify(ticket));
}

export function keptTicket(): Ticket | undefined {
  const text = sessionStorage.getItem(NAME);
  return text === null ? undefined : (JSON.parse(text) as Ticket);
}

export function dropTicket(): void {
  sessionStorage.removeItem(NAME);
}
