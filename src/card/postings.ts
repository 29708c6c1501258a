/**
 * What the card month does in the ledger. A purchase through the platform has made its debt to the issuer when it was paid
 * (`payment/postings.ts`); here come the purchases elsewhere, what is given back, what is the holder's own, and the payment.
 * Debts are in `issuer.payable`; the money of the SP2D-GUP KKP is in `kkp.fund` until the issuer has it.
 */
import type { AccountRef, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { account } from '../ledger/accounts.ts';

const move = (
  cause: string,
  label: string,
  [debit, credit]: readonly [AccountRef, AccountRef],
  amount: bigint,
  reason: string,
): Transfer => ({ kind: 'move', id: derivedId(cause, label), debit, credit, amount, reason });

const hold = (
  cause: string,
  label: string,
  [debit, credit]: readonly [AccountRef, AccountRef],
  amount: bigint,
  reason: string,
): Transfer => ({ kind: 'hold', id: derivedId(cause, label), debit, credit, amount, reason });

const issuer = (satker: string) => account('issuer.payable', satker);
const spent = (satker: string) => account('up.spent', satker);

/** The bill shows a purchase elsewhere: the card's limit was used at the bank. `room` is what the platform thought was left. */
export function limitUsedElsewhere(
  cause: string,
  label: string,
  card: string,
  amount: bigint,
  room: bigint,
): Transfer[] {
  const short = amount - room;
  const both = [account('card.limit', card), account('card.used', card)] as const;
  return [
    // The issuer let it pass, so the limit it holds is larger than the one told here.
    ...(short > 0n
      ? [
          move(
            cause,
            `${label}:follow`,
            [account('card.facility', card), account('card.limit', card)],
            short,
            'card.limit.follows_issuer',
          ),
        ]
      : []),
    move(cause, `${label}:used`, both, amount, 'card.used_elsewhere'),
  ];
}

/** The PPK verifies a purchase elsewhere: its budget is held until the DPT. */
export const holdBudget = (cause: string, label: string, line: string, amount: bigint): Transfer =>
  hold(
    cause,
    `${label}:budget`,
    [account('budget.available', line), account('budget.realised', line)],
    amount,
    'card.verified',
  );

export const releaseBudget = (cause: string, label: string, holdId: string): Transfer => ({
  kind: 'void',
  id: derivedId(cause, `${label}:release`),
  hold: holdId,
  reason: 'card.reconsidered',
});

/** On the DPT: a purchase elsewhere becomes spending of the State and a debt to the issuer. */
export function chargeElsewhere(
  cause: string,
  label: string,
  { satker, hold: held }: { readonly satker: string; readonly hold: { readonly id: string; readonly amount: bigint } },
): Transfer[] {
  return [
    {
      kind: 'post',
      id: derivedId(cause, `${label}:realise`),
      hold: held.id,
      amount: held.amount,
      reason: 'card.charged',
    },
    move(cause, `${label}:charge`, [spent(satker), issuer(satker)], held.amount, 'card.charged'),
  ];
}

/** On the DPT: what was given back lowers the debt and the spending, and only now the budget is free again. */
export function creditOnBill(
  cause: string,
  label: string,
  satker: string,
  line: string | null,
  amount: bigint,
): Transfer[] {
  return [
    move(cause, `${label}:credit`, [issuer(satker), spent(satker)], amount, 'card.credited'),
    ...(line === null ? [] : [backToBudget(cause, label, line, amount)]),
  ];
}

const backToBudget = (cause: string, label: string, line: string, amount: bigint): Transfer =>
  move(
    cause,
    `${label}:restore`,
    [account('budget.realised', line), account('budget.available', line)],
    amount,
    'budget.restored',
  );

/** With the DPT: a personal purchase is the holder's debt. One through the platform was taken for the State's until now. */
export function chargeHolder(
  cause: string,
  label: string,
  of: {
    readonly satker: string;
    readonly holder: string;
    readonly amount: bigint;
    /** The budget line of a purchase through the platform; null for one elsewhere. */
    readonly realisedOn: string | null;
    readonly throughPlatform: boolean;
  },
): Transfer[] {
  const from = of.throughPlatform ? spent(of.satker) : issuer(of.satker);
  return [
    move(cause, `${label}:personal`, [account('holder.receivable', of.holder), from], of.amount, 'card.personal'),
    ...(of.realisedOn === null ? [] : [backToBudget(cause, label, of.realisedOn, of.amount)]),
  ];
}

/** The holder has paid the issuer: neither owes anything, and the limit is free. */
export function holderRepaid(
  cause: string,
  label: string,
  of: { readonly satker: string; readonly holder: string; readonly card: string; readonly amount: bigint },
): Transfer[] {
  return [
    move(
      cause,
      `${label}:repaid`,
      [issuer(of.satker), account('holder.receivable', of.holder)],
      of.amount,
      'card.personal_repaid',
    ),
    restoreLimit(cause, label, of.card, of.amount),
  ];
}

/** The issuer has been paid: the limit is restored (row K11). */
export const restoreLimit = (cause: string, label: string, card: string, amount: bigint): Transfer =>
  move(
    cause,
    `${label}:limit`,
    [account('card.used', card), account('card.limit', card)],
    amount,
    'card.limit.restored',
  );

/** Row K10: the debt to the issuer and the money received for it, held until the bank has spoken. */
export function holdBillPayment(cause: string, satker: string, total: bigint): Transfer[] {
  return [
    hold(cause, 'net', [issuer(satker), account('bank.clearing', satker)], total, 'payment.net'),
    hold(cause, 'fund', [account('kkp.fund', satker), spent(satker)], total, 'payment.fund'),
  ];
}

/** The payment came back: what was received for it is there again. The payment room books the money itself. */
export const fundAgain = (cause: string, satker: string, total: bigint): Transfer =>
  move(cause, 'kkp:again', [spent(satker), account('kkp.fund', satker)], total, 'payment.came_back');

/**
 * Row K11: the issuer pays to the treasurer what it owes, as the statement shows it. The money is there for the cards again, and the
 * budget bears it no longer.
 */
export const givenBack = (cause: string, satker: string, line: string | null, amount: bigint): Transfer[] => [
  move(cause, 'given-back', [account('bank.cash', satker), account('kkp.fund', satker)], amount, 'kkp.given_back'),
  ...(line === null ? [] : [backToBudget(cause, 'given-back', line, amount)]),
];

/** Row K9, as the statement shows it: the SP2D-GUP KKP has arrived at the treasurer's account. For the matching of statements. */
export const sp2dReceived = (cause: string, satker: string, amount: bigint): Transfer =>
  move(cause, 'sp2d-kkp', [account('bank.cash', satker), account('kkp.fund', satker)], amount, 'kkp.sp2d_received');
