/** What each route is tried on: objects of the first side, so that whoever belongs to the second one is a stranger to all of them. */
import { type Paper, papersOf, readerOf } from '../../src/document/papers.ts';
import { transitionFor } from '../../src/kernel/machine.ts';
import { transferMachine } from '../../src/payment/instruction.machine.ts';
import type { Asker } from '../../src/platform/http/asker.ts';
import type { GuardedRoute } from '../../src/platform/http/permission.ts';
import { type OrderRole, type OrderState, orderMachine } from '../../src/purchasing/order.machine.ts';
import type { Offices } from './offices.ts';
import { type Facts, RULES } from './ownership.ts';

export interface Target {
  readonly label: string;
  /** Path with its parameters filled in. */
  readonly path: string;
  /** Whether it is there for this person (null: nobody signed in); not told: both answers are right, only the door counts. */
  readonly visible?: ((who: Asker | null) => boolean) | undefined;
  /** Whether its state lets this role do it; not told: the state is not looked at. */
  readonly possible?: ((who: Asker) => boolean) | undefined;
  readonly body?: object | undefined;
}

export interface World {
  readonly offices: Offices;
  readonly facts: Facts;
}

const UNKNOWN_ID = '0a0a0a0a-0000-4000-8000-00000000ffff';
const ORDERS = '/api/v1/orders/:id';
const PAYMENTS = '/api/v1/payments/:id';

const lastPart = (url: string): string => url.split('/').at(-1) ?? '';

function row(facts: Facts, table: string, id: string) {
  const found = facts.tables.get(table)?.find((one) => one.id === id);
  if (!found) throw new Error(`no ${table} ${id}`);
  return found;
}

/** May `who` see this row, as `ownership.ts` tells it? */
const visibleRow =
  ({ facts }: World, table: string, id: string) =>
  (who: Asker | null): boolean =>
    who !== null && RULES[table]?.(row(facts, table, id), who, facts) === true;

function orderTargets(world: World, { method, url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const action = lastPart(url);
  const act = method === 'POST' && orderMachine.transitions.some((t) => t.action === action);
  const orders = [...side.orders].filter(
    ([state]) => act || ['CART', 'WAIT_PPK', 'SHIPPED', 'COMPLETED'].includes(state),
  );
  return orders.map(([state, order]) => ({
    label: `order ${state}`,
    path: url.replace(':id', order.id),
    visible: visibleRow(world, 'purchasing.order', order.id),
    ...(act ? { possible: (who: Asker) => isPossible(state, action, who.role) } : {}),
    ...(action === 'payByCard' ? { body: { cardId: side.cardId } } : {}),
  }));
}

const isPossible = (state: OrderState, action: string, role: string): boolean =>
  transitionFor(orderMachine, state, action, role as OrderRole) !== null;

/** The papers that the reader is shown of an order of theirs. */
function paperTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  return (['WAIT_PPK', 'SHIPPED', 'BILLED', 'PAID'] as const).flatMap((state) => {
    const order = side.orders.get(state);
    if (!order) return [];
    const sees = visibleRow(world, 'purchasing.order', order.id);
    return (['surat-pesanan', 'surat-jalan', 'tagihan', 'spby'] as const).map((kind: Paper['kind']) => ({
      label: `${kind} of order ${state}`,
      path: url.replace(':id', order.id).replace(':kind', kind),
      visible: (who: Asker | null) => {
        return who !== null && sees(who) && papersOf(order, readerOf(order, who)).some((paper) => paper.kind === kind);
      },
    }));
  });
}

function paymentTargets(world: World, { method, url }: GuardedRoute): Target[] {
  const { instruction } = world.offices.sides[0];
  const action = lastPart(url);
  return [
    {
      label: `payment ${instruction.state}`,
      path: url.replace(':id', instruction.id),
      visible: visibleRow(world, 'payment.instruction', instruction.id),
      ...(method === 'POST'
        ? { possible: (who: Asker) => transitionFor(transferMachine, 'SUBMITTED', action, who.role as 'KPA') !== null }
        : {}),
    },
  ];
}

function fileTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  return [side.fileId, side.hiddenFileId].map((id, i) => ({
    label: i === 0 ? 'photo of a shipped order' : 'photo of an order that the vendor does not see',
    path: url.replace(':id', id),
    visible: visibleRow(world, 'purchasing.file', id),
  }));
}

function productTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  return [
    { label: 'product for sale', path: url.replace(':slug', side.product.slug), visible: () => true },
    {
      label: 'draft',
      path: url.replace(':slug', side.draft.slug),
      visible: (who) => who?.vendorId === side.vendorId,
    },
  ];
}

const oneOf = (label: string, path: string, visible?: Target['visible']): Target[] => [{ label, path, visible }];
/** An id of the asker's own things, or of nothing: what counts is that the door is right. */
const unknown = (_: World, { url }: GuardedRoute): Target[] =>
  oneOf('something unknown', url.replace(/:\w+/g, UNKNOWN_ID));

type Make = (world: World, route: GuardedRoute) => Target[];

/** By the beginning of the path, the first that fits. A route that fits none is a fault of the test's own table. */
const OBJECTS: readonly (readonly [begins: string, make: Make])[] = [
  [`${ORDERS}/papers/:kind`, paperTargets],
  [ORDERS, orderTargets],
  [PAYMENTS, paymentTargets],
  ['/api/v1/files/:id', fileTargets],
  ['/api/v1/products/:slug', productTargets],
  [
    '/api/v1/shops/:slug',
    ({ offices }, { url }) => oneOf('shop', url.replace(':slug', offices.sides[0].vendorSlug), () => true),
  ],
  [
    '/api/v1/pictures/:drawing/:variant/:hue.svg',
    () => oneOf('picture', '/api/v1/pictures/paper/0/200.svg', undefined),
  ],
];

/** Null: the route has parameters that this table does not know. */
export function targetsOf(world: World, route: GuardedRoute): Target[] | null {
  if (!route.url.includes('/:')) return oneOf('', route.url, undefined);
  const found = OBJECTS.find(([begins]) => route.url.startsWith(begins));
  return found ? found[1](world, route) : null;
}

export { unknown };
