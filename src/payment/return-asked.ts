/**
 * Money that went where it should not: overpaid, or to a wrong account by the vendor's own mistake. The treasurer asks for it back by
 * letter; what was paid stays paid until the credit on the statement is matched (UU 3/2011 on fund transfers, errors of the sender).
 */
export const RETURN_REASONS = ['WRONG_ACCOUNT', 'OVERPAID', 'DOUBLE_BILLED'] as const;

export interface ReturnAsked {
  readonly kind: (typeof RETURN_REASONS)[number];
  /** Whom the letter is to. */
  readonly to: 'VENDOR' | 'BANK';
  /** Rupiah that should come back; at most what was paid. */
  readonly amount: bigint;
  readonly letter: { readonly number: string; readonly date: string };
  readonly reason: string;
  readonly by: string;
  readonly role: string;
  readonly at: string;
}
