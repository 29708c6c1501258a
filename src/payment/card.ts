/** A government credit card (KKP) as the platform may know it: an opaque token, the last four digits, never the number. */
import type { RowWrite } from '../kernel/decision.ts';

/** (a) goods and services of the office, (b) official travel (PMK 196/PMK.05/2018). */
export type CardKind = 'OPERATIONAL' | 'TRAVEL';
/** INTERNATIONAL pays on the bank's page; DOMESTIC (KKP Domestik, PER-12/PB/2022) pays by QRIS in the issuer's app. */
export type CardScheme = 'INTERNATIONAL' | 'DOMESTIC';
export type CardStatus = 'ACTIVE' | 'BLOCKED' | 'CLOSED';

export interface Card {
  readonly id: string;
  readonly version?: number;
  readonly satkerId: string;
  readonly holderPersonId: string;
  /** Names the card to its bank, and to nobody else. */
  readonly token: string;
  readonly holder: string;
  readonly last4: string;
  /** MM/YY */
  readonly expiry: string;
  readonly issuerBankCode: string;
  /** Absent in cards written before there were kinds: OPERATIONAL, INTERNATIONAL, ACTIVE. */
  readonly kind?: CardKind;
  readonly scheme?: CardScheme;
  readonly status?: CardStatus;
  /** The issuer's account under which the monthly bill is paid; absent: no bill is fetched. */
  readonly billing?: { readonly accountNo: string; readonly name: string } | null;
  /** Decree of the KPA by which holder, kind or limit was last set. */
  readonly decree?: { readonly number: string; readonly date: string } | null;
}

export const kindOf = (card: Card): CardKind => card.kind ?? 'OPERATIONAL';
export const schemeOf = (card: Card): CardScheme => card.scheme ?? 'INTERNATIONAL';
export const statusOf = (card: Card): CardStatus => card.status ?? 'ACTIVE';

export const cardTable = 'payment.card';

export function cardRow(card: Card, expectedVersion: number): RowWrite {
  const { token, holder, last4, expiry, issuerBankCode, billing = null, decree = null } = card;
  const kinds = { kind: kindOf(card), scheme: schemeOf(card), status: statusOf(card) };
  return {
    table: cardTable,
    id: card.id,
    expectedVersion,
    columns: { satker_id: card.satkerId, holder_person_id: card.holderPersonId },
    body: { token, holder, last4, expiry, issuerBankCode, ...kinds, billing, decree },
  };
}

/** Good through the last day of the month that is printed on it. `date` is a local date `yyyy-mm-dd`. */
export function cardIsExpired({ expiry }: Pick<Card, 'expiry'>, date: string): boolean {
  const [month = '', year = ''] = expiry.split('/');
  return `20${year}-${month}` < date.slice(0, 7);
}
