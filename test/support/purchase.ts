/** Plays one purchase through the API, as its people would, up to a state. */
import { demoProducts } from '../../src/catalogue/demo/products.ts';
import { demoVendors } from '../../src/catalogue/demo/vendors.ts';
import { checkPayee } from '../../src/payment/payee.jobs.ts';
import { payeeChecked } from '../../src/payment/payee.ts';
import { change } from '../../src/payment/payment.jobs.ts';
import { paymentDeps } from './payment-deps.ts';
import { type Client, eventually, type Json, type World } from './world.ts';

export interface Cast {
  readonly pemesan: Client;
  readonly pp: Client;
  readonly ppk: Client;
  readonly penerima: Client;
  readonly bendahara: Client;
  readonly kpa: Client;
  readonly holder: Client;
  vendor(slug: string): Promise<Client>;
}

const OFFICE = 'balai-contoh.example';
export const mail = {
  pemesan: `dewi@${OFFICE}`,
  pp: `budi@${OFFICE}`,
  ppk: `siti@${OFFICE}`,
  penerima: `agus@${OFFICE}`,
  bendahara: `rina@${OFFICE}`,
  kpa: `hendra@${OFFICE}`,
  holder: `maya@${OFFICE}`,
} as const;

export async function castOf(world: World): Promise<Cast> {
  const vendors = new Map<string, Client>();
  return {
    pemesan: await world.signIn(mail.pemesan),
    pp: await world.signIn(mail.pp),
    ppk: await world.signIn(mail.ppk),
    penerima: await world.signIn(mail.penerima),
    bendahara: await world.signIn(mail.bendahara),
    kpa: await world.signIn(mail.kpa),
    holder: await world.signIn(mail.holder),
    async vendor(slug) {
      const known = vendors.get(slug) ?? (await world.signIn(`toko@${slug}.example`));
      vendors.set(slug, known);
      return known;
    },
  };
}

export interface Wanted {
  readonly rail: 'CMS' | 'KKP';
  readonly vendorSlug: string;
  readonly quantity?: number;
}

/** A product of the vendor that may be paid on both rails. */
export function productOf(vendorSlug: string) {
  const vendor = demoVendors.find((one) => one.slug === vendorSlug);
  const product = demoProducts.find(
    (one) => one.vendorId === vendor?.id && one.state === 'READY' && one.kind === 'GOODS',
  );
  if (!vendor || !product) throw new Error(`no product of ${vendorSlug}`);
  return { vendor, product };
}

const act = (client: Client, order: Json, action: string, body: object = {}): Promise<Json> =>
  client.post(`/api/v1/orders/${order.id}/${action}`, body);

/** The digest of an open action that needs a code. */
async function stepUp(world: World, client: Client, email: string, path: string, action: string) {
  const seen = await client.get(path);
  const open = seen.actions.find((one: Json) => one.action === action);
  if (!open?.stepUp) throw new Error(`${action} is not open to ${email}: ${JSON.stringify(seen.actions)}`);
  return { stepUp: { code: world.freshCode(email), digest: open.stepUp.digest } };
}

/** From the cart to the PPK's approval. */
export async function approved(world: World, cast: Cast, wanted: Wanted): Promise<Json> {
  const { product } = productOf(wanted.vendorSlug);
  const quantity = wanted.quantity ?? product.minOrder;
  let order = await cast.pemesan.post('/api/v1/cart/items', { productId: product.id, quantity });
  order = await act(cast.pemesan, order, 'request', { note: 'Kebutuhan rapat' });
  const { lines } = await cast.pp.get('/api/v1/budget/lines');
  const line = lines.find((one: Json) => one.akun === product.suggestedAkun);
  order = await act(cast.pp, order, 'setDetails', { budgetLineId: line.id });
  const ppkAssignmentId = order.ppkChoices[0].assignmentId;
  order = await act(cast.pp, order, 'checkout', { ppkAssignmentId, rail: wanted.rail, note: '' });
  const code = await stepUp(world, cast.ppk, mail.ppk, `/api/v1/orders/${order.id}`, 'approve');
  return act(cast.ppk, order, 'approve', { ...code, splitReason: 'Kebutuhan dua kegiatan yang berbeda' });
}

/** On to the SPBy. */
export async function billed(world: World, cast: Cast, wanted: Wanted): Promise<Json> {
  const vendor = await cast.vendor(wanted.vendorSlug);
  let order = await approved(world, cast, wanted);
  await act(vendor, order, 'accept');
  await act(vendor, order, 'ship', { carrier: 'Diantar sendiri' });
  await act(cast.penerima, order, 'receive');
  order = await act(vendor, order, 'bill', { vendorNumber: 'INV-1', faktur: '01002600000000001' });
  const code = await stepUp(world, cast.ppk, mail.ppk, `/api/v1/orders/${order.id}`, 'signSpby');
  return act(cast.ppk, order, 'signSpby', code);
}

/** What `work` does when an instruction is made, where it does not run or has not come to it: asks the bank whose account it is. */
export const payeeKnown = (world: World, paymentId: string): Promise<void> => checkPayee(paymentDeps(world), paymentId);

/** The same answer where no bank runs. */
export async function payeeSaid(world: World, paymentId: string): Promise<void> {
  const answer = { result: 'same', nameAtBank: 'SAMA', referenceNo: null, message: '' } as const;
  await change(paymentDeps(world), paymentId, 'payeeSaid', (i, _, moment) => payeeChecked(i, answer, moment));
}

/** The treasurer's instruction, approved by the KPA. Answers the payment. */
export async function transferApproved(world: World, cast: Cast, order: Json): Promise<Json> {
  const paying = await act(cast.bendahara, order, 'startPayment');
  await payeeKnown(world, paying.paymentId);
  const path = `/api/v1/payments/${paying.paymentId}`;
  return cast.kpa.post(`${path}/approve`, await stepUp(world, cast.kpa, mail.kpa, path, 'approve'));
}

/** The bank's page of a card payment, once `work` has opened it. */
export async function cardPage(cast: Cast, order: Json): Promise<Json> {
  const { items } = await cast.holder.get('/api/v1/cards');
  const paying = await act(cast.holder, order, 'payByCard', { cardId: items[0].id });
  return eventually('the bank’s page', async () => {
    const payment = await cast.holder.get(`/api/v1/payments/${paying.paymentId}`);
    return payment.cardPageUrl === null ? null : payment;
  });
}

export async function bankBalance(world: World, account: { bankCode: string; accountNumber: string }): Promise<bigint> {
  const answer = await fetch(`${world.bankUrl}/simulasi/accounts/${account.bankCode}/${account.accountNumber}`);
  const { balance } = (await answer.json()) as { balance: string };
  return BigInt(balance.split('.')[0] ?? '');
}

const field = (html: string, name: string): string =>
  new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)?.[1] ?? '';
const form = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

/** The holder on the bank's own page: card, then the code that the bank sends to the phone. Goes on where it was left. */
export async function payOnPage(page: string): Promise<void> {
  const shown = await (await fetch(`${page}?contoh=1`)).text();
  const atCard = shown.includes('name="number"');
  if (atCard) await form(`${page}/kartu`, { number: field(shown, 'number'), expiry: field(shown, 'expiry') });
  let code = await codeOnPhone(page);
  if (code === undefined) {
    await form(`${page}/kirim-ulang`, {});
    code = await codeOnPhone(page);
  }
  if (code === undefined) throw new Error('no code on the phone');
  await form(`${page}/kode`, { code });
}

/** The holder types a code that the bank did not send. */
export async function wrongCodeOnPage(page: string): Promise<void> {
  const shown = await (await fetch(`${page}?contoh=1`)).text();
  if (shown.includes('name="number"'))
    await form(`${page}/kartu`, { number: field(shown, 'number'), expiry: field(shown, 'expiry') });
  const right = await codeOnPhone(page);
  await form(`${page}/kode`, { code: right === '123456' ? '654321' : '123456' });
}

async function codeOnPhone(page: string): Promise<string | undefined> {
  const phone = await (await fetch(page.replace('/kartu/', '/simulasi/hp/'))).text();
  return /class="code">(\d{6})</.exec(phone)?.[1];
}

export async function cancelOnPage(page: string): Promise<void> {
  await form(`${page}/batal`, {});
}

export async function paymentIn(client: Client, id: string, state: string): Promise<Json> {
  return eventually(`payment ${state}`, async () => {
    const seen = await client.get(`/api/v1/payments/${id}`);
    return seen.state === state && seen;
  });
}

export async function orderIn(client: Client, id: string, state: string): Promise<Json> {
  return eventually(`order ${state}`, async () => {
    const seen = await client.get(`/api/v1/orders/${id}`);
    return seen.state === state && seen;
  });
}

/** Faults of the platform's ledger, and whether the bank's own books agree with themselves. */
export async function ledgerFaults(world: World): Promise<Json[]> {
  const { rows } = await world.pool.query('SELECT * FROM ledger.verify()');
  return rows;
}
