/** Taxes that wait for the treasurer: to deposit by their day, to pay by the billing code's, to close outside the card flow. */
import type { Codec } from '../../journal/codec.ts';
import { endOfDay } from '../../kernel/time.ts';
import type { PaymentTask } from '../../payment/payment.tasks.ts';
import type { Queryable } from '../../platform/database.ts';
import type { Asker } from '../../platform/http/asker.ts';
import { depositsIn, withholdingsIn } from './deposit.store.ts';
import { type Deposit, openDepositActs } from './deposit.ts';
import { STATE_TREASURY } from './deposit-payment.ts';
import { taxName, type Withholding } from './withholding.ts';

/** `tax` opens the list of taxes, `deposit` one deposit. */
type TaxTask = PaymentTask & { readonly subject: 'tax' | 'deposit' };

export async function taxTasks(db: Queryable, codec: Codec, asker: Asker): Promise<TaxTask[]> {
  if (asker.satkerId === null || asker.role !== 'BENDAHARA') return [];
  const taxes = await withholdingsIn(db, codec, ['OWED', 'IN_DEPOSIT']);
  return [...taxesDue(taxes), ...depositsDue(await depositsIn(db, codec, ['DRAFTED', 'BILLED']), taxes, asker.role)];
}

/** One task for all that was kept back and is in no deposit, by the earliest day; one for each tax that a card could not keep back. */
export function taxesDue(taxes: readonly Withholding[]): TaxTask[] {
  const owed = taxes.filter(({ state }) => state === 'OWED').toSorted((a, b) => a.due.localeCompare(b.due));
  const kept = owed.filter(({ from }) => from === 'PAYMENT');
  const outside = owed.filter(({ from }) => from === 'OUTSIDE_CARD');
  const [first] = kept;
  return [
    ...(first === undefined ? [] : [{ ...taskOf(first, 'tax.makeDeposit'), ...allOf(kept) }]),
    ...outside.map((one) => taskOf(one, 'tax.closeOutsideCard')),
  ];
}

const taskOf = (one: Withholding, action: string): TaxTask => ({
  subject: 'tax',
  id: one.id,
  number: one.orderNumber,
  action,
  title: taxName(one),
  counterpart: one.vendorName,
  amount: one.amount.toString(),
  dueAt: endOfDay(one.due, one.zone).toISOString(),
  since: one.withheldAt,
});

const allOf = (kept: readonly Withholding[]) => ({
  number: [...new Set(kept.map(({ orderNumber }) => orderNumber))].join(', '),
  title: [...new Set(kept.map(taxName))].join(', '),
  counterpart: STATE_TREASURY,
  amount: kept.reduce((sum, { amount }) => sum + amount, 0n).toString(),
});

/** Deposits to pay, and those for which the bank could make no code, each by whatever ends first: its taxes' day or its code. */
export function depositsDue(deposits: readonly Deposit[], taxes: readonly Withholding[], role: string): TaxTask[] {
  return deposits.flatMap((deposit) => {
    const open = openDepositActs(deposit, role);
    const pays = open.includes('pay');
    if (!pays && (deposit.trouble === '' || !open.includes('recordBilling'))) return [];
    const ends = [
      ...taxes.filter(({ depositId }) => depositId === deposit.id).map(({ due, zone }) => endOfDay(due, zone)),
      ...(deposit.billing ? [new Date(deposit.billing.expiresAt)] : []),
    ].map((end) => end.toISOString());
    const { id, number, amount, createdAt } = deposit;
    return [
      {
        subject: 'deposit' as const,
        id,
        number: deposit.billing?.code ?? '',
        action: pays ? 'tax.payDeposit' : 'tax.typeBilling',
        title: number,
        counterpart: STATE_TREASURY,
        amount: amount.toString(),
        dueAt: ends.toSorted()[0] ?? null,
        since: createdAt,
      },
    ];
  });
}
