/** Verified notifications of a bank. Only hints: money is confirmed by status or statement. */
export interface BankNotice {
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly latestTransactionStatus: string;
  readonly amount: bigint | null;
  /** SNAP service of the notice: 25, 52, 56, 75, 76. */
  readonly service?: NoticeService;
  /** What else the bank said that helps to match: approval code, RRN, issuer; account and customer numbers only masked. */
  readonly details?: { readonly [name: string]: string };
}

export type NoticeService = '25' | '52' | '56' | '75' | '76';
