/** The kinds of account. The database knows the same list with each one's rule (`ledger.chart`). */
export const accountKinds = [
  'budget.authorised',
  'budget.available',
  'budget.blocked',
  'budget.realised',
  'bank.cash',
  'bank.clearing',
  'up.fund',
  'up.spent',
  'vendor.payable',
  'tax.payable',
  'card.facility',
  'card.limit',
  'card.used',
  'issuer.payable',
  'bank.incoming',
  'bank.fee',
  'bank.suspense',
  'kkp.fund',
  'holder.receivable',
  'up.returned',
] as const;

export type AccountKind = (typeof accountKinds)[number];
