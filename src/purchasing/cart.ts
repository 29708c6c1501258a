/** Rows O1 and O2: what a buyer puts together for one vendor, until it goes to the Pejabat Pengadaan. */

import type { Product, ShopFacts } from '../catalogue/product.ts';
import { railsOf } from '../catalogue/product.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import type { Vendor } from '../organisation/vendor.ts';
import { type Act, type Change, changed, type OrderFacts, signer } from './facts.ts';
import { type CommandInput, MAX_LINES } from './order.commands.ts';
import type { Order, OrderLine } from './order.ts';
import { sitting } from './seats.ts';

/** A cart that holds nothing yet; the first item is added to it in the same act. */
export function emptyCart(facts: OrderFacts, id: string): Order {
  const { satker, vendor, now, actor } = facts;
  return {
    id,
    version: 0,
    state: 'CART',
    number: null,
    regime: satker.regime,
    zone: satker.zone,
    satkerId: satker.id,
    vendorId: vendor.id,
    satkerName: satker.name,
    vendorName: vendor.name,
    createdAt: now.toISOString(),
    requester: signer(actor),
    pp: null,
    ppk: null,
    lines: [],
    deliveryFee: 0n,
    need: { date: null, address: satker.address, note: '' },
    budget: null,
    rail: null,
    orderedOn: null,
    offers: [],
    checkoutNote: '',
    splitReason: '',
    packageExcl: null,
    commitment: null,
    dueAt: null,
    approvedAt: null,
    deliveryDate: null,
    dateChange: null,
    cancelReason: '',
    shipments: [],
    complaints: [],
    receipt: null,
    bill: null,
    spby: null,
    instructions: [],
    paidAt: null,
    rating: null,
    ended: null,
  };
}

/** A cart belongs to whoever began it. */
const own = (order: Order, facts: OrderFacts): Refusal | null =>
  sitting(order, 'requester')?.personId === facts.actor.personId
    ? null
    : refuse('not_assigned_to_you', { who: sitting(order, 'requester')?.name ?? 'PEMESAN' });

function vendorActive(_: unknown, { vendor }: Pick<OrderFacts, 'vendor'>): Refusal | null {
  return vendor.state === 'ACTIVE' ? null : refuse('vendor_not_active', { vendor: vendor.name });
}

interface Items {
  readonly items: readonly { readonly productId: string; readonly quantity: number }[];
}

/** Adds to what is there already; several at once when an order is repeated. */
export const addItem: Act<Items> = {
  mine: own,
  ready: vendorActive,
  run(order, { items }, facts) {
    const quantities = new Map(order.lines.map((line) => [line.productId, line.quantity]));
    for (const { productId, quantity } of items) quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
    return withItems(
      order,
      [...quantities].map(([productId, quantity]) => ({ productId, quantity })),
      facts,
    );
  },
};

export const setItems: Act<CommandInput<'setItems'>> = {
  mine: own,
  ready: vendorActive,
  run: (order, { lines }, facts) => withItems(order, lines, facts),
};

export const request: Act<CommandInput<'request'>> = {
  mine: own,
  ready: (order, facts) => (order.lines.length === 0 ? refuse('cart_empty') : (unavailable(order, facts) ?? null)),
  run(order, { note, needDate }, facts) {
    if (needDate !== null && needDate < localDate(facts.now, order.zone))
      return refuse('date_in_past', { date: needDate });
    return changed({ ...order, need: { ...order.need, note, date: needDate ?? order.need.date } });
  },
};

export const discard: Act<CommandInput<'discard'>> = {
  mine: own,
  run: (order, _, { now, actor }) =>
    changed({ ...order, ended: { at: now.toISOString(), by: actor.role, reason: 'Keranjang dihapus' } }),
};

/** The order with exactly these items, each as it is offered now; agreed prices of earlier rounds are forgotten. */
export function withItems(
  order: Order,
  items: readonly { readonly productId: string; readonly quantity: number }[],
  facts: OrderFacts,
): Change | Refusal {
  const closed = vendorActive(order, facts);
  if (closed) return closed;
  // A product named twice is one line: its stock is looked at once.
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of items) wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  if (wanted.size > MAX_LINES) return refuse('input_invalid', { field: `≤ ${MAX_LINES}` });
  const lines: OrderLine[] = [];
  for (const [productId, quantity] of wanted) {
    const product = facts.products.get(productId);
    const fault = faultOf(product, quantity, order, facts);
    if (fault) return fault;
    if (product) lines.push(lineOf(product, quantity, lines.length + 1, facts));
  }
  return changed({ ...order, lines });
}

function faultOf(product: Product | undefined, quantity: number, order: Order, facts: OrderFacts): Refusal | null {
  if (!product) return refuse('not_found');
  if (product.vendorId !== order.vendorId) return refuse('other_vendor');
  if (product.state !== 'READY') return refuse('product_not_ready', { product: product.name });
  if (quantity < product.minOrder) return refuse('below_minimum_order', { min: product.minOrder, unit: product.unit });
  if (quantity > product.stock) return refuse('out_of_stock', { stock: product.stock });
  return facts.rules.taxObject(product.taxObject) ? null : refuse('product_not_ready', { product: product.name });
}

function lineOf(product: Product, quantity: number, no: number, facts: OrderFacts): OrderLine {
  return {
    no,
    productId: product.id,
    slug: product.slug,
    name: product.name,
    category: product.category,
    kind: product.kind,
    unit: product.unit,
    quantity,
    minOrder: product.minOrder,
    listPrice: product.price,
    price: product.price,
    priceIncludesPpn: product.priceIncludesPpn,
    taxObject: product.taxObject,
    exemption: product.exemption,
    pdn: product.pdn,
    tkdnPercent: product.tkdnPercent,
    suggestedAkun: product.suggestedAkun,
    leadTimeDays: product.leadTimeDays,
    rails: railsOf(product, shopFacts(facts.vendor), facts.rules),
    picture: product.picture,
  };
}

function shopFacts(vendor: Vendor): ShopFacts {
  const { id, slug, name, town, umk, pkp, acceptsCard } = vendor;
  return { vendorId: id, slug, name, town, umk, pkp, acceptsCard };
}

/** The first line that can no longer be bought as it stands: gone, out of stock, or dearer where no price was agreed. */
export function unavailable(order: Order, facts: OrderFacts): Refusal | null {
  const agreed = order.state === 'NEGO_DONE' && order.offers.at(-1)?.outcome === 'ACCEPTED';
  const closed = vendorActive(order, facts);
  if (closed) return closed;
  for (const line of order.lines) {
    const product = facts.products.get(line.productId);
    const fault = faultOf(product, line.quantity, order, facts);
    if (fault) return fault;
    if (product && !agreed && product.price > line.listPrice)
      return refuse('price_changed', { before: line.listPrice, now: product.price });
  }
  return null;
}
