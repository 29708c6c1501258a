/** One purchase as its people do it over HTTP, from the cart to the money that has left. */
import type { Role, Stall } from './market.ts';
import type { Json, Visitor } from './visitors.ts';

export interface Shopper {
  readonly stall: Stall;
  readonly people: Readonly<Record<Role, Visitor>>;
}

/** What an open action asks to be confirmed, signed with the passkey of who acts. */
async function stepUp(who: Visitor, path: string, action: string): Promise<{ readonly stepUp: object }> {
  const seen = await who.get(path);
  const open = seen.actions.find((one: Json) => one.action === action);
  if (!open?.stepUp) throw new Error(`${action} is not open: ${JSON.stringify(seen.actions)}`);
  return { stepUp: await who.confirm(open.stepUp.digest) };
}

/** Buys, receives and pays; answers the id of the payment, which is approved and on its way to the bank. Eighteen requests. */
export async function buyAndPay({ stall, people }: Shopper): Promise<string> {
  const { PEMESAN, PP, PPK, PENERIMA, BENDAHARA, KPA, VENDOR_ADMIN } = people;
  const cart = await PEMESAN.post('/api/v1/cart/items', { productId: stall.product.id, quantity: 1 });
  const path = `/api/v1/orders/${cart.id}`;
  await PEMESAN.post(`${path}/request`, { note: 'Kebutuhan kantor' });
  const set = await PP.post(`${path}/setDetails`, { budgetLineId: stall.lineId });
  const { assignmentId } = set.ppkChoices[0];
  await PP.post(`${path}/checkout`, { ppkAssignmentId: assignmentId, rail: 'CMS', note: '' });
  await PPK.post(`${path}/approve`, {
    ...(await stepUp(PPK, path, 'approve')),
    splitReason: 'Kebutuhan dua kegiatan yang berbeda',
  });
  await VENDOR_ADMIN.post(`${path}/accept`);
  await VENDOR_ADMIN.post(`${path}/ship`, { carrier: 'Diantar sendiri' });
  await PENERIMA.post(`${path}/receive`);
  await VENDOR_ADMIN.post(`${path}/bill`, { vendorNumber: 'INV-1' });
  await PPK.post(`${path}/signSpby`, await stepUp(PPK, path, 'signSpby'));
  const { paymentId } = await BENDAHARA.post(`${path}/startPayment`);
  const payment = `/api/v1/payments/${paymentId}`;
  await approved(KPA, payment);
  return paymentId;
}

const PATIENCE_MS = 30_000;

/** The KPA looks again while the bank has not yet said whose account it is, as the page does. */
async function approved(KPA: Visitor, path: string): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    const seen = await KPA.get(path);
    if (seen.payeeStanding === 'GOOD') {
      const open = seen.actions.find((one: Json) => one.action === 'approve');
      await KPA.post(`${path}/approve`, { stepUp: await KPA.confirm(open.stepUp.digest) });
      return;
    }
    if (Date.now() > until) throw new Error(`${path}: the payee stays ${seen.payeeStanding}`);
    await new Promise((go) => setTimeout(go, 20));
  }
}
