/** A purchase that the platform knows nothing of: a shop, a machine of another acquirer. */
import { availableOf, lockAccounts } from '../accounts/account.ts';
import { book, internalAccount, internalBook } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { cardByToken, isExpired } from '../cards/card.ts';
import { inTransaction } from '../db/pool.ts';
import { approvalCode, retrievalReferenceNo } from '../references.ts';
import type { Case } from '../snap/answer.ts';
import { post } from './posting.ts';

export interface OutsidePurchase {
  readonly cardToken: string;
  readonly merchantName: string;
  readonly merchantCity: string;
  readonly mcc: string;
  readonly amount: bigint;
}

export type Purchased =
  | { readonly ok: true; readonly approvalCode: string; readonly rrn: string }
  | { readonly ok: false; readonly case: Case };

export async function purchaseOutside(bank: Bank, purchase: OutsidePurchase): Promise<Purchased> {
  return inTransaction(bank.db, async (tx) => {
    const card = await cardByToken(tx, purchase.cardToken);
    if (card === null) return { ok: false, case: 'invalidAccount' };
    const account = (await lockAccounts(tx, [card.accountId])).get(card.accountId);
    if (account === undefined) throw new Error('card lost its account');
    if (account.status !== 'ACTIVE') return { ok: false, case: 'cardBlocked' };
    if (isExpired(card.expiry, bank.now())) return { ok: false, case: 'cardExpired' };
    if (availableOf(account) < purchase.amount) return { ok: false, case: 'insufficientFunds' };
    await internalBook(tx, account.bankCode, 'KLIRING');
    const clearing = await internalAccount(tx, account.bankCode, 'KLIRING');
    const at = bank.now();
    const { merchantName: name, merchantCity: city, mcc, amount } = purchase;
    const codes = { approvalCode: approvalCode(), rrn: retrievalReferenceNo() };
    const remark = `BELANJA ${name} ${codes.approvalCode}`;
    const journalId = await book(tx, { kind: 'CARD', from: account, to: clearing, amount, remark, at });
    await post(tx, {
      cardAccountId: account.id,
      direction: 'DEBIT',
      amount,
      at,
      transactionAt: at,
      merchant: { name, city, mcc },
      ...codes,
      partnerReferenceNo: null,
      journalId,
    });
    return { ok: true, ...codes };
  });
}
