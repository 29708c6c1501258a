/**
 * What a payment does in the ledger. The SPBy makes the satker owe the vendor; the instruction holds the petty cash or the
 * card limit; sending holds the debt; the bank's word posts all holds together, its refusal voids them together.
 */
import type { AccountRef, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { account } from '../ledger/accounts.ts';

export interface Payee {
  readonly satker: string;
  readonly vendor: string;
}

export const payable = ({ satker, vendor }: Payee): AccountRef => account('vendor.payable', `${satker}/${vendor}`);

/** The PPK signs the SPBy (row O26): the bill becomes a debt. */
export function recogniseBill(cause: string, payee: Payee, gross: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'recognise'),
    debit: account('up.spent', payee.satker),
    credit: payable(payee),
    amount: gross,
    reason: 'spby.signed',
  };
}

/** The treasurer refuses the SPBy (row O29). */
export function withdrawBill(cause: string, payee: Payee, gross: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'withdraw'),
    debit: payable(payee),
    credit: account('up.spent', payee.satker),
    amount: gross,
    reason: 'spby.refused',
  };
}

export interface TransferPayment extends Payee {
  /** What the vendor is sent. */
  readonly net: bigint;
  /** What the treasurer keeps back for the State; may be 0. */
  readonly tax: bigint;
}

const hold = (cause: string, label: string, debit: AccountRef, credit: AccountRef, amount: bigint): Transfer => ({
  kind: 'hold',
  id: derivedId(cause, label),
  debit,
  credit,
  amount,
  reason: `payment.${label}`,
});

/** Rows O28/C1: holds the petty cash, the debt to the vendor and the tax. Gross = net + tax. */
export function holdTransfer(cause: string, payment: TransferPayment): Transfer[] {
  const { satker, net, tax } = payment;
  return [
    hold(cause, 'fund', account('up.fund', satker), account('up.spent', satker), net + tax),
    hold(cause, 'net', payable(payment), account('bank.clearing', satker), net),
    ...(tax > 0n ? [hold(cause, 'tax', payable(payment), account('tax.payable', satker), tax)] : []),
  ];
}

/** Row K1: holds the card limit and the debt, which passes from the vendor to the issuer. */
export function holdCard(cause: string, payee: Payee, card: string, gross: bigint): Transfer[] {
  return [
    hold(cause, 'limit', account('card.limit', card), account('card.used', card), gross),
    hold(cause, 'gross', payable(payee), account('issuer.payable', payee.satker), gross),
  ];
}

/** The bank has paid (rows O30, C6, K2): every hold is posted in full. */
export function settleHolds(cause: string, holds: readonly Transfer[]): Transfer[] {
  return holds.flatMap((h, i) =>
    h.kind === 'hold'
      ? [
          {
            kind: 'post',
            id: derivedId(cause, `settle:${i}`),
            hold: h.id,
            amount: h.amount,
            reason: 'payment.settled',
          } as const,
        ]
      : [],
  );
}

/** The bank has not paid and will not (rows O31, C8): every hold is void. */
export function voidHolds(cause: string, holds: readonly Transfer[]): Transfer[] {
  return holds.map((h, i) => ({
    kind: 'void',
    id: derivedId(cause, `void:${i}`),
    hold: h.id,
    reason: 'payment.failed',
  }));
}

/** The statement shows the debit (row C10): the money has left the account of the treasurer. */
export function reconcileTransfer(cause: string, satker: string, net: bigint): Transfer {
  return {
    kind: 'move',
    id: derivedId(cause, 'reconcile'),
    debit: account('bank.clearing', satker),
    credit: account('bank.cash', satker),
    amount: net,
    reason: 'payment.reconciled',
  };
}

/** What was paid out as one amount: to whom it is owed decides which debt stands again. */
export interface PaidOut {
  readonly satkerId: string;
  readonly net: bigint;
  /** The holds that the payment posted; the one that ended in `bank.clearing` names the debt. */
  readonly holds: readonly Transfer[];
}

/**
 * Money that counted as paid comes back (row C8 after SETTLED): the debt stands again and the petty cash is whole again by the
 * net amount; taxes kept back stay kept back. Until the statement shows the credit it is only expected.
 */
export function moneyBack(cause: string, { satkerId, net, holds }: PaidOut): Transfer[] {
  const paid = holds.find((h) => h.kind === 'hold' && h.credit.kind === 'bank.clearing');
  const fund = holds.find((h) => h.kind === 'hold' && h.debit.kind === 'up.fund');
  if (paid?.kind !== 'hold') return [];
  return [
    {
      kind: 'move',
      id: derivedId(cause, 'back'),
      debit: account('bank.incoming', satkerId),
      credit: paid.debit,
      amount: net,
      reason: 'payment.came_back',
    },
    ...(fund?.kind === 'hold'
      ? [
          {
            kind: 'move',
            id: derivedId(cause, 'back:fund'),
            debit: fund.credit,
            credit: fund.debit,
            amount: net,
            reason: 'payment.came_back',
          } as const,
        ]
      : []),
  ];
}
