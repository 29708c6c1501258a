import { FACTORS, type FactorKind } from '../shared/factor/factor.ts';

/**
 * The ticket between the two steps of signing in. Kept for this tab only, so that a reload between the steps loses
 * nothing and the address bar never shows it.
 */
const NAME = 'digipay.ticket';

export interface Ticket {
  readonly ticket: string;
  readonly factors: readonly FactorKind[];
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

/** What an institution's answer brought back behind the `#`: a ticket for the second step, or why it was refused. */
export function federatedAnswer(hash: string): { ticket: Omit<Ticket, 'back'> } | { refused: string } | undefined {
  const values = new URLSearchParams(hash);
  const refused = values.get('gagal');
  if (refused !== null) return { refused };
  const ticket = values.get('tiket');
  if (ticket === null) return undefined;
  const named = (values.get('faktor') ?? '').split(',');
  return { ticket: { ticket, factors: FACTORS.filter((kind) => named.includes(kind)) } };
}
