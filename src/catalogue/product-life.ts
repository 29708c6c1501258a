/** The life of a product: draft, published, ready to be bought. */
import { type Decision, type Plain, type Refusal, refuse } from '../kernel/decision.ts';
import type { Rules } from '../regulation/rules.ts';
import { faultyField, type Product, type ProductState, productId, railsOf, type ShopFacts } from './product.ts';
import { productRow } from './product-row.ts';

export type ProductCommand =
  | { readonly kind: 'SAVE'; readonly product: Product }
  | { readonly kind: 'PUBLISH' }
  | { readonly kind: 'OPEN_SALE' }
  | { readonly kind: 'STOP_SALE' }
  | { readonly kind: 'WITHDRAW' };

/** What may follow what; a command that has no line for a state is refused with `not_possible_now`. */
export const productLife = [
  { from: 'DRAFT', command: 'PUBLISH', to: 'PUBLISHED', event: 'product.published' },
  { from: 'PUBLISHED', command: 'OPEN_SALE', to: 'READY', event: 'product.opened' },
  { from: 'READY', command: 'STOP_SALE', to: 'PUBLISHED', event: 'product.stopped' },
  { from: 'PUBLISHED', command: 'WITHDRAW', to: 'DRAFT', event: 'product.withdrawn' },
] as const satisfies readonly {
  readonly from: ProductState;
  readonly command: ProductCommand['kind'];
  readonly to: ProductState;
  readonly event: string;
}[];

export interface ProductFacts {
  /** Vendor of the person who asks; null when they act for none. */
  readonly vendorId: string | null;
  readonly vendorActive: boolean;
  readonly shop: ShopFacts;
  /** Rules of the central budget on the day. */
  readonly rules: Rules;
}

export interface StoredProduct {
  readonly version: number;
  readonly product: Product;
}

/**
 * What a vendor may do with a product. `state` is null for a new one, which only SAVE makes (as a draft). Saving keeps
 * the state: orders hold a snapshot, so a changed price never reaches into an order (complaints U16, U17).
 * Refuses: `not_yours`, `vendor_not_active`, `not_found`, `not_possible_now`, `input_invalid` (param `field`).
 */
export function decideProduct(
  state: StoredProduct | null,
  command: ProductCommand,
  facts: ProductFacts,
): Decision | Refusal {
  if (facts.vendorId === null || facts.vendorId !== facts.shop.vendorId) return refuse('not_yours');
  if (state && state.product.vendorId !== facts.vendorId) return refuse('not_yours');
  if (!facts.vendorActive) return refuse('vendor_not_active');
  if (command.kind === 'SAVE') return decideSave(state, command.product, facts);
  if (!state) return refuse('not_found');
  const step = productLife.find((line) => line.from === state.product.state && line.command === command.kind);
  if (!step) return refuse('not_possible_now', { state: state.product.state, command: command.kind });
  if (step.to !== 'DRAFT') {
    const field = faultyField(state.product, facts.shop, facts.rules);
    if (field) return refuse('input_invalid', { field });
  }
  return write(state.version, { ...state.product, state: step.to }, step.event, facts);
}

function decideSave(state: StoredProduct | null, wanted: Product, facts: ProductFacts): Decision | Refusal {
  const kept = state
    ? {
        id: state.product.id,
        slug: state.product.slug,
        state: state.product.state,
        sold: state.product.sold,
        ratingTenths: state.product.ratingTenths,
      }
    : { id: productId(wanted.slug), slug: wanted.slug, state: 'DRAFT' as const, sold: 0, ratingTenths: null };
  const product: Product = { ...wanted, ...kept, vendorId: facts.shop.vendorId };
  const field = faultyField(product, facts.shop, facts.rules);
  if (field) return refuse('input_invalid', { field });
  return write(state?.version ?? 0, product, state ? 'product.changed' : 'product.drafted', facts);
}

function write(version: number, product: Product, event: string, facts: ProductFacts): Decision {
  const payload: { readonly [key: string]: Plain | undefined } = {
    slug: product.slug,
    name: product.name,
    price: product.price,
    state: product.state,
  };
  return {
    ok: true,
    events: [{ type: event, aggregate: 'product', aggregateId: product.id, payload }],
    rows: [productRow(product, facts.shop, railsOf(product, facts.shop, facts.rules), version)],
    transfers: [],
    jobs: [],
  };
}
