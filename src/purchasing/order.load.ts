/** Gathers the facts that the rules of an order are told. Reads run as the person who asks. */
import { budgetLineById } from '../budget/budget.store.ts';
import { domesticOffers, productsById } from '../catalogue/offers.store.ts';
import type { Product } from '../catalogue/product.ts';
import { officialsOf } from '../identity/person.store.ts';
import type { Codec } from '../journal/codec.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { addDays, localDate } from '../kernel/time.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import { satkerById, vendorById, vendorsById } from '../organisation/organisation.store.ts';
import type { Queryable } from '../platform/database.ts';
import type { Rules } from '../regulation/rules.ts';
import { holidaySet } from '../regulation/rules.ts';
import { rulesOf } from './amounts.ts';
import { splittable, underJudgement } from './checks.ts';
import type { OrderFacts } from './facts.ts';
import { placedSince } from './order.store.ts';
import type { Order } from './order.ts';
import type { SplittableOrder } from './splitting.ts';

export interface Sources {
  readonly db: Queryable;
  readonly codec: Codec;
  readonly ids: AccountIds;
}

export interface Asked {
  readonly order: Order | null;
  readonly satkerId: string;
  readonly vendorId: string;
  readonly actor: OrderFacts['actor'];
  readonly cause: string;
  readonly now: Date;
  /** Products named in the command beside those of the order. */
  readonly productIds?: readonly string[];
  /** The budget line named in the command; otherwise the order's. */
  readonly budgetLineId?: string | undefined;
  readonly numbers?: OrderFacts['numbers'];
  readonly codeVerified?: boolean;
}

/** A refusal when satker or vendor are not the asker's to see. */
export async function loadFacts(sources: Sources, asked: Asked): Promise<OrderFacts | Refusal> {
  const { db, codec } = sources;
  const { order, now } = asked;
  // What does not wait for something else is asked for at once.
  const [satker, vendor, products, officials, line] = await Promise.all([
    satkerById(db, codec, asked.satkerId),
    vendorById(db, codec, asked.vendorId),
    productsById(db, codec, [...(asked.productIds ?? []), ...(order?.lines.map((each) => each.productId) ?? [])]),
    officialsOf(db, codec, asked.satkerId),
    lineOf(sources, asked),
  ]);
  if (!satker || !vendor) return refuse('not_found');
  const rules = rulesOf(order, satker.regime, now, satker.zone);
  const [recent, domestic] = await Promise.all([
    recentOf(sources, asked, rules),
    domesticOffers(db, categoriesOf(products, order), rules.get('pdn.minTkdnPlusBmpPercent')),
  ]);
  return {
    cause: asked.cause,
    now,
    rules,
    holidays: holidaySet(),
    actor: asked.actor,
    satker,
    vendor,
    officials,
    products,
    line,
    recent,
    domestic,
    numbers: asked.numbers ?? {},
    codeVerified: asked.codeVerified ?? false,
  };
}

/** Facts of an order after an act, when those before it were read a moment ago for the same request: what the act changed is read again. */
export async function factsAfter(sources: Sources, before: OrderFacts, asked: Asked): Promise<OrderFacts> {
  const { satker } = before;
  const rules = rulesOf(asked.order, satker.regime, asked.now, satker.zone);
  const [line, recent] = await Promise.all([lineOf(sources, asked), recentOf(sources, asked, rules)]);
  const { cause, now, actor } = asked;
  return { ...before, cause, now, actor, rules, line, recent, numbers: {}, codeVerified: false };
}

function lineOf({ db, codec, ids }: Sources, { order, budgetLineId }: Asked) {
  const id = budgetLineId ?? order?.budget?.lineId;
  return id === undefined ? null : budgetLineById(db, codec, ids, id);
}

function categoriesOf(products: ReadonlyMap<string, Product>, order: Order | null): string[] {
  return [...[...products.values()].map((p) => p.category), ...(order?.lines.map((line) => line.category) ?? [])];
}

/**
 * Earlier orders of the satker as the splitting rule compares them, each by the rules and the vendor of its own day; none while nobody
 * judges the order by them.
 */
async function recentOf(
  { db, codec }: Sources,
  { order, satkerId, actor, now }: Asked,
  rules: Rules,
): Promise<SplittableOrder[]> {
  if (order === null || !underJudgement(order, actor)) return [];
  const date = order.orderedOn ?? localDate(now, order.zone);
  const orders = (await placedSince(db, codec, satkerId, addDays(date, -rules.get('split.window')))).filter(
    (other) => other.id !== order.id,
  );
  const vendors = await vendorsById(
    db,
    codec,
    orders.map((other) => other.vendorId),
  );
  return orders.flatMap((other) => {
    const vendor = vendors.get(other.vendorId);
    return vendor ? [splittable(other, { vendor, rules: rulesOf(other, other.regime, now, other.zone), now })] : [];
  });
}
