/** Whether a code may pay a vendor, and what. A sound code can still be one to give to a person or to draw cash. */
import { amountToPay } from './amount.ts';
import { type Qris, readQris } from './read.ts';
import { isPayable } from './validate.ts';

export type Unfit = 'not_payable' | 'not_a_merchant' | 'amount_typed' | 'amount_other' | 'other_merchant';

/** Purposes (62-08) of codes between persons and for cash. */
const NO_PURCHASE: ReadonlySet<string> = new Set(['DMCT', 'XBCT', 'CWDL', 'CDPT']);
/** Tag 40 names a customer, and this category is money sent. */
const CUSTOMER_TAG = '40';
const MONEY_ORDER = '4829';

/**
 * The code, when it pays this much to this vendor; otherwise why not. `nmid` null when the vendor's is not known. A code without
 * amount is `amount_typed`: whoever types it must be shown what is owed.
 */
export function asVendorPayment(
  payload: string,
  owed: { readonly amount: bigint; readonly nmid: string | null },
): { readonly ok: true; readonly qris: Qris } | { readonly ok: false; readonly why: Unfit } {
  const qris = readQris(payload);
  if (qris === null || !isPayable(payload)) return { ok: false, why: 'not_payable' };
  const person =
    NO_PURCHASE.has(qris.purpose ?? '') ||
    qris.mcc === MONEY_ORDER ||
    qris.accounts.every(({ tag }) => tag === CUSTOMER_TAG);
  if (person) return { ok: false, why: 'not_a_merchant' };
  if (owed.nmid !== null && qris.nmid !== null && qris.nmid !== owed.nmid) return { ok: false, why: 'other_merchant' };
  if (qris.amountText === null || qris.tip.kind === 'ASK') return { ok: false, why: 'amount_typed' };
  return amountToPay(qris) === owed.amount ? { ok: true, qris } : { ok: false, why: 'amount_other' };
}
