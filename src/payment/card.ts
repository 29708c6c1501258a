/** A government credit card (KKP) as the platform may know it: an opaque token, the last four digits, never the number. */
import type { RowWrite } from '../kernel/decision.ts';

export interface Card {
  readonly id: string;
  readonly satkerId: string;
  readonly holderPersonId: string;
  /** Names the card to its bank, and to nobody else. */
  readonly token: string;
  readonly holder: string;
  readonly last4: string;
  /** MM/YY */
  readonly expiry: string;
  readonly issuerBankCode: string;
}

export function cardRow(card: Card, expectedVersion: number): RowWrite {
  const { token, holder, last4, expiry, issuerBankCode } = card;
  return {
    table: 'payment.card',
    id: card.id,
    expectedVersion,
    columns: { satker_id: card.satkerId, holder_person_id: card.holderPersonId },
    body: { token, holder, last4, expiry, issuerBankCode },
  };
}
