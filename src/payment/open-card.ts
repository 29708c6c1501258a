/** Opens the bank's page on which the holder authorises, or makes the QR that the holder scans. */
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { merchantOf } from './qr-merchant.ts';
import type { CallOutcome } from './rails/port.ts';

/** The page, or the QR. Asking twice opens it once, since the reference is the same. */
export async function askToOpen(
  deps: PaymentJobDeps,
  prepared: Instruction,
): Promise<CallOutcome & { readonly redirectUrl?: string; readonly qrContent?: string }> {
  const { card, cardPageUntil, reference, gross } = prepared;
  if (!card || cardPageUntil === null) return { kind: 'refused', code: '', message: 'no card' };
  if (prepared.rail === 'QRIS')
    return deps.qrRail(card.issuerBankCode).generate({
      partnerReferenceNo: reference,
      amount: gross,
      merchantId: merchantOf(prepared),
      validUntil: cardPageUntil,
    });
  const rail = deps.cardRail(card.issuerBankCode);
  const order = {
    partnerReferenceNo: reference,
    amount: gross,
    beneficiary: prepared.beneficiary,
    cardToken: card.token,
    description: `${prepared.orderNumber} ${prepared.vendorName}`.slice(0, 100),
    returnUrl: `${deps.publicUrl}/bayar/${prepared.id}`,
    validUntil: cardPageUntil,
  };
  return prepared.cardWay === 'AUTHORISE' ? rail.authorise(order) : rail.open(order);
}
