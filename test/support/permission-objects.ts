/** What each route is tried on: objects of the first side, so that whoever belongs to the second one is a stranger to all of them. */
import { type Paper, papersOf, readerOf } from '../../src/document/papers.ts';
import { transitionFor } from '../../src/kernel/machine.ts';
import { transferMachine } from '../../src/payment/instruction.machine.ts';
import { officeKindFor } from '../../src/people/registrar.ts';
import type { Asker } from '../../src/platform/http/asker.ts';
import type { GuardedRoute } from '../../src/platform/http/permission.ts';
import { type OrderRole, type OrderState, orderMachine } from '../../src/purchasing/order.machine.ts';
import { accountIdsOf, CLOSED_PERIOD } from './account-rows.ts';
import type { Offices } from './offices.ts';
import { type Facts, RULES } from './ownership.ts';

export interface Target {
  readonly label: string;
  /** Path with its parameters filled in. */
  readonly path: string;
  /** Whether it is there for this person (null: nobody signed in); not told: both answers are right, only the door counts. */
  readonly visible?: ((who: Asker | null) => boolean) | undefined;
  /** Of things that others may see and not touch: whose they are. Whoever it is not is answered 403 or 404. */
  readonly reached?: ((who: Asker) => boolean) | undefined;
  /** Whether its state lets this role do it; not told: the state is not looked at. */
  readonly possible?: ((who: Asker) => boolean) | undefined;
  /** A role that the matrix lets in and the room does not, for what the body asks. */
  readonly mayNot?: ((who: Asker) => boolean) | undefined;
  readonly body?: object | undefined;
}

export interface World {
  readonly offices: Offices;
  readonly facts: Facts;
}

type Make = (world: World, route: GuardedRoute) => Target[];

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
  return (['WAIT_PPK', 'SHIPPED', 'PAID'] as const).flatMap((state) => {
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

/** The office reads its bills; a holder those with lines of the own card. The DPT is not there while nobody has tested the lines. */
function cardBillTargets(world: World, { method, url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const target = { label: 'a card bill', path: url.replace(':id', side.cardBillId) };
  if (url.endsWith('/dpt')) return [{ ...target, visible: () => false }];
  if (method === 'GET') return [{ ...target, visible: visibleRow(world, 'card.bill', side.cardBillId) }];
  return [{ ...target, reached: (who) => who.satkerId === side.satker.id }];
}

function cardTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  return [
    { label: 'a card', path: url.replace(':id', side.cardId), reached: (who) => who.satkerId === side.satker.id },
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

/** A line that wants an explanation: the office acts on it, nobody else sees it. */
function statementLineTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const path = url.replace(':id', accountIdsOf(side.satker).statementLineId);
  return [{ label: 'a statement line', path, reached: (who) => who.satkerId === side.satker.id }];
}

function accountMonthTargets(world: World, { method, url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const path = url.replace(':bookId', accountIdsOf(side.satker).bookId).replace(':period', CLOSED_PERIOD);
  const own = (who: Asker | null): boolean => who?.satkerId === side.satker.id;
  const label = 'a month of the account';
  return [method === 'GET' ? { label, path, visible: own } : { label, path, reached: own }];
}

function statementFileTargets(world: World, { url }: GuardedRoute): Target[] {
  const { statementFileId } = world.offices.sides[0];
  const visible = visibleRow(world, 'reconciliation.statement_file', statementFileId);
  return [{ label: 'a statement file', path: url.replace(':id', statementFileId), visible }];
}

/** Deposits, taxes and requests of the office: read also by those who oversee it, acted on by its own people. */
const stateTargets =
  (label: string, table: string, idOf: (state: World['offices']['sides'][0]['state']) => string): Make =>
  (world, { method, url }) => {
    const [side] = world.offices.sides;
    const objectId = idOf(side.state);
    const target = { label, path: url.replace(':id', objectId) };
    if (method === 'GET') return [{ ...target, visible: visibleRow(world, table, objectId) }];
    return [{ ...target, reached: (who) => who.satkerId === side.satker.id }];
  };

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

const national = (who: Asker): boolean => who.officeKind === 'DJPB' || who.officeKind === 'OVERSIGHT';

/** An appointment in the first satker: its register is kept by its admin, and seen by those who oversee it. */
function appointmentTargets(world: World, { method, url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const held = side.people.find(({ asker }) => asker.role === 'PEMESAN')?.asker;
  if (!held) throw new Error('somebody asks for goods');
  const visible = visibleRow(world, 'identity.assignment', held.assignmentId);
  const reached = (who: Asker) => who.role === 'ADMIN_SATKER' && who.satkerId === side.satker.id;
  const target = { label: 'an official of the first satker', path: url.replace(':id', held.assignmentId) };
  return [method === 'GET' ? { ...target, visible } : { ...target, reached }];
}

function correctionTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const asked = side.people.find(({ asker }) => asker.role === 'PENERIMA')?.asker;
  const reached = (who: Asker) =>
    url.endsWith('/withdraw')
      ? who.personId === asked?.personId
      : who.role === 'ADMIN_SATKER' && who.satkerId === side.satker.id;
  return [{ label: 'a correction that was asked', path: url.replace(':id', side.correctionId), reached }];
}

function satkerTargets(world: World, { method, url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const target = { label: 'the first satker', path: url.replace(':id', side.satker.id) };
  const visible = visibleRow(world, 'organisation.satker', side.satker.id);
  return [method === 'GET' ? { ...target, visible } : { ...target, reached: (who) => who.satkerId === side.satker.id }];
}

/** The vendor itself, the satker that invited it, the KPPN that looks after it, its Kanwil, and who oversees all. */
function vendorTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const reached = (who: Asker) =>
    who.vendorId === side.vendorId ||
    who.satkerId === side.satker.id ||
    (who.officeKind === 'KPPN' && who.officeCode === side.satker.kppn.code) ||
    (who.officeKind === 'KANWIL' && who.officeCode === side.kanwilCode) ||
    national(who);
  return [{ label: 'the first vendor', path: url.replace(':id', side.vendorId), reached }];
}

function serviceTargets(world: World, { url }: GuardedRoute): Target[] {
  const [side] = world.offices.sides;
  const reached = (who: Asker) => who.satkerId === side.satker.id || who.role === 'ADMIN_PKN';
  return [{ label: 'an integration', path: url.replace(':id', side.serviceAccountId), reached }];
}

const oneOf = (label: string, path: string, visible?: Target['visible']): Target[] => [{ label, path, visible }];
/** An id of the asker's own things, or of nothing: what counts is that the door is right. */
const unknown = (_: World, { url }: GuardedRoute): Target[] =>
  oneOf('something unknown', url.replace(/:\w+/g, UNKNOWN_ID));

/** By the beginning of the path, the first that fits. A route that fits none is a fault of the test's own table. */
const OBJECTS: readonly (readonly [begins: string, make: Make])[] = [
  [`${ORDERS}/papers/:kind`, paperTargets],
  [ORDERS, orderTargets],
  // Nothing was asked back of the payment that the test has.
  [`${PAYMENTS}/papers/`, unknown],
  [PAYMENTS, paymentTargets],
  ['/api/v1/card-bills/:id', cardBillTargets],
  ['/api/v1/card-receipts/:id', unknown],
  ['/api/v1/cards/:id', cardTargets],
  // No payment of the side was made by card.
  [
    '/api/v1/refund-offers/:id',
    ({ offices }, { url }) =>
      oneOf('a payment by transfer', `${url.replace(':id', offices.sides[0].instruction.id)}?amount=1000`, () => false),
  ],
  ['/api/v1/files/:id', fileTargets],
  ['/api/v1/reconciliation/lines/:id', statementLineTargets],
  ['/api/v1/reconciliation/months/:bookId/:period', accountMonthTargets],
  ['/api/v1/statements/files/:id', statementFileTargets],
  ['/api/v1/taxes/deposits/:id', stateTargets('a deposit', 'tax.deposit', (one) => one.depositId)],
  ['/api/v1/taxes/withholdings/:id', stateTargets('a tax kept back', 'tax.withholding', (one) => one.withholdingId)],
  [
    '/api/v1/replenishments/:id',
    stateTargets('a request for petty cash', 'treasury.replenishment', (one) => one.replenishmentId),
  ],
  ['/api/v1/products/:slug', productTargets],
  [
    '/api/v1/shops/:slug',
    ({ offices }, { url }) => oneOf('shop', url.replace(':slug', offices.sides[0].vendorSlug), () => true),
  ],
  [
    '/api/v1/pictures/:drawing/:variant/:hue.svg',
    () => oneOf('picture', '/api/v1/pictures/paper/0/200.svg', undefined),
  ],
  ['/api/v1/people/:id', appointmentTargets],
  ['/api/v1/corrections/:id', correctionTargets],
  ['/api/v1/satkers/:id', satkerTargets],
  ['/api/v1/vendors/:id', vendorTargets],
  ['/api/v1/service-keys/:id', serviceTargets],
  // One's own sessions, factors and linked accounts, by ids that nobody has.
  ['/api/v1/security/', unknown],
  ['/api/v1/sign-in/federated/:issuer', unknown],
];

/** Each registrar appoints to other roles; another's role is refused like a door. */
function appointed(): Target[] {
  const person = { name: 'Orang Baru', nik: '9901010101800001', nip: null, email: 'baru@contoh.example', phone: null };
  const decree = { number: 'KEP-9/CONTOH/2026', date: '2026-11-02' };
  return (['ADMIN_KPPN', 'ADMIN_SATKER', 'PPK', 'COURIER'] as const).map((role) => ({
    label: `a new ${role}`,
    path: '/api/v1/people',
    mayNot: (who: Asker) => officeKindFor(who.role, role) === null,
    body: { role, person, decree, validFrom: '2026-12-01', validTo: null },
  }));
}

/** Null: the route has parameters that this table does not know. */
export function targetsOf(world: World, route: GuardedRoute): Target[] | null {
  if (route.action === 'people.appoint') return appointed();
  if (!route.url.includes('/:')) return oneOf('', route.url, undefined);
  const found = OBJECTS.find(([begins]) => route.url.startsWith(begins));
  return found ? found[1](world, route) : null;
}
