/**
 * An invented office, its people, its vendors and its budget, and acts tried on orders there. For tests only; it belongs to
 * nobody and stands in no database.
 */
import type { LineWithFigures } from '../budget/budget.store.ts';
import { demoProducts } from '../catalogue/demo/products.ts';
import { demoVendor } from '../catalogue/demo/vendors.ts';
import type { Product } from '../catalogue/product.ts';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import { holidaySet } from '../regulation/rules.ts';
import { rulesOf } from './amounts.ts';
import { decideOrder } from './decide.ts';
import type { NumberKind, Official, OrderFacts } from './facts.ts';
import type { OrderRole, OrderState } from './order.machine.ts';
import { type Order, orderTable } from './order.ts';
import { beginPayment, completeOrder, settleOrder } from './paying.ts';

export type Person = OrderFacts['actor'];

export const testId = (label: string): string => derivedId('order.testing', label);

export function testSatker(own: Partial<Satker> = {}): Satker {
  return {
    id: testId('satker'),
    code: '999001',
    name: 'Kantor Contoh Nusantara',
    ministry: 'Kementerian Contoh',
    kppn: { code: '026', name: 'KPPN Contoh' },
    regime: 'APBN',
    zone: 'WIB',
    town: 'Semarang',
    province: 'Jawa Tengah',
    address: 'Jalan Contoh Raya 1, Semarang',
    npwp: '0900000000999000',
    account: { bankCode: '002', accountNo: '020601999001307', name: 'BPG KANTOR CONTOH' },
    inPapua: false,
    fictional: true,
    ...own,
  };
}

/** `pena-lintas-kota` is a PKP, `sumber-tinta-ungaran` an individual with a declaration, `karya-guyub-bersama` has a suket. */
export function testVendor(slug: string, own: Partial<Vendor> = {}): Vendor {
  const { bankCode, accountNumber, accountName, pricesIncludePpn, ratingTenths, deliveryArea, leadTimeDays, ...demo } =
    demoVendor(slug);
  return {
    ...demo,
    state: 'ACTIVE',
    skb: null,
    account: { bankCode, accountNo: accountNumber, name: accountName },
    ...own,
  };
}

/** A product of the invented assortment, with what the test needs of it. */
export function testProduct(vendor: Vendor, label: string, own: Partial<Product> = {}): Product {
  const model = demoProducts.find((product) => product.vendorId === vendor.id);
  if (!model) throw new RangeError(`${vendor.slug} sells nothing`);
  return { ...model, id: testId(label), slug: label, name: label, stock: 1_000, minOrder: 1, ...own };
}

export function person(name: string, role: OrderRole, office: { satkerId?: string; vendorId?: string }): Person {
  return {
    personId: testId(`person ${name}`),
    assignmentId: testId(`assignment ${name} ${role}`),
    name,
    role,
    satkerId: office.satkerId ?? null,
    vendorId: office.vendorId ?? null,
  };
}

export const system: Person = { ...person('Sistem', 'SYSTEM', {}), personId: '' };

/** The same person in another office of the same satker. */
export const alsoAs = (one: Person, role: OrderRole): Person => ({ ...person(one.name, role, {}), ...office(one) });
const office = ({ satkerId, vendorId }: Person) => ({ satkerId, vendorId });

export interface Stage {
  readonly satker: Satker;
  readonly vendor: Vendor;
  readonly products: readonly Product[];
  readonly line: LineWithFigures;
  readonly now: Date;
  readonly officials: readonly Official[];
  /** Earlier orders of the satker, for the splitting rule. */
  readonly recent: OrderFacts['recent'];
}

export const buyers = (satkerId: string) => ({
  pemesan: person('Sari', 'PEMESAN', { satkerId }),
  pp: person('Bagus', 'PP', { satkerId }),
  ppk: person('Dewi', 'PPK', { satkerId }),
  otherPp: person('Gilang', 'PP', { satkerId }),
  otherPpk: person('Hana', 'PPK', { satkerId }),
  penerima: person('Eko', 'PENERIMA', { satkerId }),
  bendahara: person('Fitri', 'BENDAHARA', { satkerId }),
  holder: person('Indra', 'KKP_HOLDER', { satkerId }),
});

export const sellers = (vendorId: string) => ({
  vendor: person('Joko', 'VENDOR_ADMIN', { vendorId }),
  staff: person('Kartika', 'VENDOR_STAFF', { vendorId }),
  courier: person('Lukman', 'COURIER', { vendorId }),
});

/** Tuesday, 24 November 2026, 09.00 WIB. */
export const today = new Date('2026-11-24T02:00:00.000Z');
export const PAGU = 500_000_000n;

export function testLine(satkerId: string, available = PAGU, own: Partial<LineWithFigures> = {}): LineWithFigures {
  return {
    id: testId('line'),
    satkerId,
    year: 2026,
    mak: 'WA.4257.EBA.994.001.AA.521111',
    akun: '521111',
    name: 'Belanja Keperluan Perkantoran',
    fund: '01',
    figures: { pagu: available, blocked: 0n, committed: 0n, realised: 0n, available },
    ...own,
  };
}

/** A PKP vendor whose single product `pulpen` costs Rp100.000 without PPN, and a budget line with room for it. */
export function stage(own: Partial<Stage> = {}): Stage {
  const satker = own.satker ?? testSatker();
  const vendor = own.vendor ?? testVendor('pena-lintas-kota');
  return {
    satker,
    vendor,
    products: [testProduct(vendor, 'pulpen', { price: 100_000n, priceIncludesPpn: false })],
    line: testLine(satker.id),
    now: today,
    officials: Object.values(buyers(satker.id)),
    recent: [],
    ...own,
  };
}

const kinds: readonly NumberKind[] = ['PS', 'SJ', 'BAST', 'TAG', 'SPBY', 'KW'];
const holidays = holidaySet();
let acts = 0;

/** A new id for each act; only its being new counts. */
function nextCause(): string {
  acts += 1;
  return `00000000-0000-8000-8000-${String(acts).padStart(12, '0')}`;
}

/** What the rules are told when this person acts now. */
export function factsOf(at: Stage, actor: Person, order: Order | null, own: Partial<OrderFacts> = {}): OrderFacts {
  const { satker, vendor, now } = at;
  const cause = nextCause();
  return {
    cause,
    now,
    rules: rulesOf(order, satker.regime, now, satker.zone),
    holidays,
    actor,
    satker,
    vendor,
    officials: at.officials,
    products: new Map(at.products.map((product) => [product.id, product])),
    line: at.line,
    recent: at.recent,
    domestic: { any: new Set(), strong: new Set() },
    numbers: Object.fromEntries(kinds.map((kind) => [kind, `${kind}-2026-${String(acts).padStart(6, '0')}`])),
    codeVerified: true,
    ...own,
  };
}

export type Outcome = Decision | Refusal;

export function attempt(
  at: Stage,
  actor: Person,
  order: Order | null,
  action: string,
  input: unknown = {},
  own: Partial<OrderFacts> = {},
): Outcome {
  return decideOrder(order, { action, input }, factsOf(at, actor, order, own));
}

/** The order as the decision writes it; throws when it was refused. */
export function orderIn(outcome: Outcome): Order {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${printed(outcome.params)}`);
  const row = outcome.rows.find(({ table }) => table === orderTable);
  if (!row) throw new Error('the decision writes no order');
  return row.body as unknown as Order;
}

export function act(at: Stage, actor: Person, order: Order | null, action: string, input: unknown = {}): Order {
  return orderIn(attempt(at, actor, order, action, input));
}

const printed = (value: unknown) => JSON.stringify(value, (_k, v) => (typeof v === 'bigint' ? `${v}` : v));

/** The code of a refusal, or what was decided instead: to compare in one line. */
export const codeOf = (outcome: Outcome): string => (outcome.ok ? `decided ${outcome.events[0]?.type}` : outcome.code);

export const why = { reason: 'Alasan yang cukup panjang' };
export const FAKTUR = '02002600000000123';

export interface Wish {
  readonly quantity?: number;
  readonly rail?: 'CMS' | 'KKP';
  readonly needDate?: string | null;
  readonly splitReason?: string;
  /** Instead of full receipt. */
  readonly receive?: (at: Stage, order: Order) => Order;
}

type Path = { readonly [S in OrderState]?: (at: Stage, order: Order, wish: Wish) => Order };

/** The act that leads on from each state of the usual way. */
const usual: Path = {
  CART: (at, order, wish) =>
    act(at, buyers(at.satker.id).pemesan, order, 'request', { note: '', needDate: wish.needDate ?? null }),
  REQUESTED(at, order, wish) {
    const { pp, ppk } = buyers(at.satker.id);
    const detailed = act(at, pp, order, 'setDetails', { budgetLineId: at.line.id });
    const input = { ppkAssignmentId: ppk.assignmentId, rail: wish.rail ?? 'CMS', note: '' };
    return act(at, pp, detailed, 'checkout', input);
  },
  WAIT_PPK: (at, order, wish) =>
    act(at, buyers(at.satker.id).ppk, order, 'approve', { splitReason: wish.splitReason ?? '' }),
  WAIT_VENDOR: (at, order) => act(at, sellers(at.vendor.id).vendor, order, 'accept', { deliveryDate: null }),
  PROCESSING: (at, order) => act(at, sellers(at.vendor.id).staff, order, 'ship', shipping),
  SHIPPED: (at, order, wish) =>
    wish.receive ? wish.receive(at, order) : act(at, buyers(at.satker.id).penerima, order, 'receive', { photos: [] }),
  RECEIVED: (at, order) =>
    act(at, sellers(at.vendor.id).vendor, order, 'bill', { vendorNumber: '', faktur: at.vendor.pkp ? FAKTUR : '' }),
  BILLED: (at, order) => act(at, buyers(at.satker.id).ppk, order, 'signSpby'),
  SPBY(at, order) {
    const { bendahara, holder } = buyers(at.satker.id);
    const [action, actor] =
      order.rail === 'KKP' ? (['payByCard', holder] as const) : (['startPayment', bendahara] as const);
    return orderIn(beginPayment(order, testId(`instruction ${order.id}`), action, { ...momentOf(at), actor }));
  },
  PAYING: (at, order) => orderIn(settleOrder(order, momentOf(at))),
  PAID: (at, order) => orderIn(completeOrder(order, momentOf(at))),
};

export const shipping = { carrier: 'Kurir Contoh', trackingNo: '', note: '' };

export function momentOf(at: Stage): { cause: string; now: Date } {
  return { cause: nextCause(), now: at.now };
}

/** An order brought to a state on the usual way. */
export function orderUpTo(at: Stage, state: OrderState, wish: Wish = {}): Order {
  const productId = at.products[0]?.id;
  const items = [{ productId, quantity: wish.quantity ?? 10 }];
  let order = act(at, buyers(at.satker.id).pemesan, null, 'addItem', { items });
  while (order.state !== state) {
    const next = usual[order.state];
    if (!next) throw new RangeError(`${state} is not on the usual way, which ended at ${order.state}`);
    order = next(at, order, wish);
  }
  return order;
}

/** Whoever tries to change it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
