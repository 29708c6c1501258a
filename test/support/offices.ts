/**
 * Two of everything that can be confused: two satker with their KPPN and Kanwil, two vendors, a person of every role in each, and
 * orders, payments, cards, files and budget lines between them. Written through the one door, as the application writes.
 */
import { randomUUID } from 'node:crypto';
import { lineRow } from '../../src/budget/line.ts';
import { grantCardLimit, grantPagu, receiveUp } from '../../src/budget/postings.ts';
import { receiveBill } from '../../src/card/receive.ts';
import { demoProducts } from '../../src/catalogue/demo/products.ts';
import { demoVendor, shopOf } from '../../src/catalogue/demo/vendors.ts';
import { type Product, railsOf } from '../../src/catalogue/product.ts';
import { productRow } from '../../src/catalogue/product-row.ts';
import { demoSatkers } from '../../src/demo/people.ts';
import { assignmentRow, personRow } from '../../src/identity/person.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { CommitRequest, Committer } from '../../src/journal/commit.ts';
import type { Decision, NewEvent, RowWrite, Transfer } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import type { Role } from '../../src/kernel/permission.ts';
import { kppnRow } from '../../src/organisation/kppn.ts';
import { type Satker, satkerRow } from '../../src/organisation/satker.ts';
import { vendorRow } from '../../src/organisation/vendor.ts';
import { importedLife } from '../../src/organisation/vendor-life.ts';
import { type Card, cardRow } from '../../src/payment/card.ts';
import type { Instruction } from '../../src/payment/instruction.ts';
import { recogniseBill } from '../../src/payment/postings.ts';
import { submitTransfer } from '../../src/payment/transfer.ts';
import type { Asker } from '../../src/platform/http/asker.ts';
import type { OrderState } from '../../src/purchasing/order.machine.ts';
import type { Order } from '../../src/purchasing/order.ts';
import {
  act,
  buyers,
  orderUpTo,
  PAGU,
  type Stage,
  stage,
  testLine,
  testProduct,
  testVendor,
} from '../../src/purchasing/testing.ts';
import { orderRow } from '../../src/purchasing/transition.ts';
import { received } from '../../src/reconciliation/statement-file.ts';
import { rulesOn } from '../../src/regulation/rules.ts';
import { accountRows } from './account-rows.ts';
import { type StateRows, stateRows } from './state-rows.ts';

const id = (label: string) => derivedId('offices', label);

/** One person in one office, as the API knows them. */
export interface OfficeHolder {
  readonly asker: Asker & { readonly role: Role };
  readonly email: string;
}

/** One side of the two: a satker with everything that is its own, and the vendor it buys from. */
export interface Side {
  readonly satker: Satker;
  readonly kanwilCode: string;
  readonly vendorId: string;
  readonly vendorSlug: string;
  readonly product: Product;
  readonly draft: Product;
  readonly lineId: string;
  readonly cardId: string;
  /** With one line of that card, bought elsewhere. */
  readonly cardBillId: string;
  readonly people: readonly OfficeHolder[];
  readonly orders: ReadonlyMap<OrderState, Order>;
  readonly instruction: Instruction;
  readonly fileId: string;
  readonly correctionId: string;
  readonly serviceAccountId: string;
  /** Of an order that the vendor cannot see yet. */
  readonly hiddenFileId: string;
  readonly statementFileId: string;
  readonly state: Omit<StateRows, 'rows'>;
}

export interface Offices {
  readonly sides: readonly [Side, Side];
  /** Those who oversee the whole country. */
  readonly national: readonly OfficeHolder[];
  readonly people: readonly OfficeHolder[];
}

const SATKER_ROLES = [
  'PEMESAN',
  'PP',
  'PPK',
  'PENERIMA',
  'BENDAHARA',
  'BPP',
  'KPA',
  'PPSPM',
  'KKP_HOLDER',
  'KKP_ADMIN',
  'ADMIN_SATKER',
] as const;
const VENDOR_ROLES = ['VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'] as const;
const USUAL: readonly OrderState[] = [
  'CART',
  'REQUESTED',
  'WAIT_PPK',
  'WAIT_VENDOR',
  'PROCESSING',
  'SHIPPED',
  'RECEIVED',
  'BILLED',
  'SPBY',
  'PAID',
  'COMPLETED',
];

type Write = (step: {
  readonly rows?: readonly RowWrite[];
  readonly transfers?: readonly Transfer[];
  readonly events?: readonly NewEvent[];
  readonly parties?: CommitRequest['parties'];
}) => Promise<void>;

const NOBODY = { satkerId: null, vendorId: null };

/** Fills an empty database. `emailKey` is the one that the sign-in looks people up with. */
export async function fillOffices(committer: Committer, emailKey: Buffer): Promise<Offices> {
  const write: Write = async ({ rows = [], transfers = [], events = [], parties = NOBODY }) => {
    const event = { type: 'test.made', aggregate: 'test', aggregateId: randomUUID(), payload: {} };
    const decision: Decision = { ok: true, events: events.length > 0 ? events : [event], rows, transfers, jobs: [] };
    const done = await committer.commit({ decision, actor: systemActor, parties, at: new Date(), cause: randomUUID() });
    if (done.kind !== 'committed')
      throw new Error(`not written: ${JSON.stringify(done)} ${JSON.stringify(rows[0]?.table)}`);
  };
  const [first, second] = demoSatkers;
  if (!first || !second) throw new Error('the demo has two satker');
  const a = await sideOf(write, emailKey, 'a', first, '14', 'pena-lintas-kota');
  const b = await sideOf(write, emailKey, 'b', second, '23', 'karya-guyub-bersama');
  const national = [
    await personIn(write, emailKey, 'pkn', 'ADMIN_PKN', { officeKind: 'DJPB' }),
    await personIn(write, emailKey, 'auditor', 'AUDITOR', { officeKind: 'OVERSIGHT' }),
  ];
  const since = new Date().toISOString();
  await write({
    rows: [
      {
        table: 'payment.bank_link',
        id: id('link'),
        expectedVersion: 0,
        columns: { bank_code: '002', state: 'OPEN', reason: 'SILENT', since, until: since },
        body: {},
      },
    ],
  });
  return { sides: [a, b], national, people: [...a.people, ...b.people, ...national] };
}

async function sideOf(
  write: Write,
  emailKey: Buffer,
  name: string,
  satker: Satker,
  kanwilCode: string,
  vendorSlug: string,
): Promise<Side> {
  const invitedBy = { satkerId: satker.id, personId: id(`person pp@${name}.example`), name: `PP ${name}` };
  const vendor = testVendor(vendorSlug, { life: { ...importedLife, kppnCode: satker.kppn.code, invitedBy } });
  const shop = shopOf(demoVendor(vendorSlug));
  const satkerId = satker.id;
  const own = { satkerId, vendorId: null };
  const shared = { satkerId, vendorId: vendor.id };
  await write({ rows: [satkerRow(satker, 0)], parties: own });
  const kanwil = { code: kanwilCode, name: `Kanwil ${kanwilCode}` };
  const kppn = { id: id(`kppn ${name}`), ...satker.kppn, kanwil, town: satker.town, zone: satker.zone };
  await write({ rows: [kppnRow(kppn, 0)] });
  await write({ rows: [vendorRow(vendor, 0)] });
  const [product, draft] = await products(write, name, vendorSlug);
  const line = testLine(satkerId, PAGU, { id: id(`line ${name}`) });
  await write({
    rows: [lineRow({ ...line }, 0)],
    transfers: [grantPagu(id(`pagu ${name}`), line.id, PAGU), receiveUp(id(`up ${name}`), satkerId, 90_000_000n)],
    parties: own,
  });
  const place = { officeName: satker.name, zone: satker.zone } as const;
  const people = [
    ...(await all(SATKER_ROLES, (role) =>
      personIn(write, emailKey, name, role, { officeKind: 'SATKER', satkerId, ...place }),
    )),
    ...(await all(VENDOR_ROLES, (role) =>
      personIn(write, emailKey, name, role, { officeKind: 'VENDOR', vendorId: vendor.id }),
    )),
    await personIn(write, emailKey, name, 'ADMIN_KPPN', { officeKind: 'KPPN', officeCode: satker.kppn.code }),
    await personIn(write, emailKey, name, 'ADMIN_KANWIL', { officeKind: 'KANWIL', officeCode: kanwilCode }),
  ];
  const cardId = id(`card ${name}`);
  const holder = people.find(({ asker }) => asker.role === 'KKP_HOLDER');
  if (!holder) throw new Error('somebody holds the card');
  const card = {
    id: cardId,
    satkerId,
    holderPersonId: holder.asker.personId,
    token: `kkp-${name}`,
    holder: holder.asker.name,
    last4: '4021',
    expiry: '12/29',
    issuerBankCode: '002',
  };
  await write({
    rows: [cardRow(card, 0)],
    transfers: [grantCardLimit(id(`limit ${name}`), cardId, 30_000_000n)],
    parties: own,
  });
  const cardBill = cardBillOf(name, card);
  await write({ ...cardBill, parties: own });

  const at = stage({ satker, vendor, line, products: [product] });
  const orders = await ordersOf(write, at, people);
  const instruction = await instructionOf(write, at, people);
  const seen = orders.get('SHIPPED');
  const hidden = orders.get('WAIT_PPK');
  if (!seen || !hidden) throw new Error('an order was shipped, another waits');
  const fileId = await fileOf(write, seen, shared);
  const hiddenFileId = await fileOf(write, hidden, own);
  await write({
    rows: [
      {
        table: 'payment.statement_line',
        id: id(`statement ${name}`),
        expectedVersion: 0,
        columns: { satker_id: satkerId, booked_at: new Date().toISOString(), direction: 'DEBIT', instruction_id: null },
        body: { amount: 1n },
      },
      {
        table: 'payment.notice',
        id: id(`notice ${name}`),
        expectedVersion: 0,
        columns: { reference: instruction.reference, status: '00' },
        body: {},
      },
    ],
    parties: own,
  });
  const statementFileId = id(`statement file ${name}`);
  const brought = {
    id: statementFileId,
    satkerId,
    contentKey: statementFileId,
    name: 'rekening-koran.txt',
    bytes: 500,
    sha256: '00'.repeat(32),
    uploadId: id(`upload ${name}`),
    by: { personId: holder.asker.personId, name: holder.asker.name },
  };
  await write({ rows: received(brought, new Date()).rows, parties: own });
  const paid = orders.get('PAID');
  if (!paid) throw new Error('an order was paid');
  const { rows: stateMoney, ...state } = stateRows(paid, (label) => id(`${label} ${name}`));
  await write({ rows: [...stateMoney], parties: shared });
  await write({ rows: rowsAbout(name, satker, people), parties: own });
  for (const row of accountRows(satker)) await write({ rows: [row], parties: own });
  return {
    satker,
    kanwilCode,
    vendorId: vendor.id,
    vendorSlug: shop.slug,
    product,
    draft,
    lineId: line.id,
    cardId,
    cardBillId: cardBill.rows[0]?.id ?? '',
    people,
    orders,
    instruction,
    fileId,
    hiddenFileId,
    statementFileId,
    state,
    correctionId: aboutIds(name).correctionId,
    serviceAccountId: aboutIds(name).accountId,
  };
}

/** What is kept of people and integrations beside their office. */
function rowsAbout(name: string, satker: Satker, people: readonly OfficeHolder[]): RowWrite[] {
  const now = new Date().toISOString();
  const office = { satker_id: satker.id, vendor_id: null, office_code: null };
  const personIn = (role: Role) => people.find(({ asker }) => asker.role === role)?.asker.personId ?? '';
  const correction = (rowId: string, role: Role, field: string, decides: string) => ({
    table: 'identity.correction',
    id: rowId,
    expectedVersion: 0,
    columns: {
      ...office,
      person_id: personIn(role),
      asked_by: personIn(role),
      state: 'ASKED',
      field,
      asked_at: now,
      decides,
    },
    body: { before: '', after: '+6281200000000', reason: 'Nomor salah ketik', role, decided: null, askedByName: role },
  });
  const { accountId } = aboutIds(name);
  return [
    correction(aboutIds(name).correctionId, 'PENERIMA', 'phone', 'ADMIN_SATKER'),
    correction(id(`correction of admin ${name}`), 'ADMIN_SATKER', 'phone', 'ADMIN_KPPN'),
    {
      table: 'identity.factor_policy',
      id: satker.id,
      expectedVersion: 0,
      columns: { satker_id: satker.id, vendor_id: null, email_use: 'SIGN_IN' },
      body: {},
    },
    {
      table: 'identity.service_account',
      id: accountId,
      expectedVersion: 0,
      columns: { ...office, office_kind: 'SATKER', scopes: ['order.read'], created_at: now, revoked_at: null },
      body: {
        name: 'Aplikasi',
        purpose: 'Laporan',
        addresses: [],
        officeName: satker.name,
        zone: satker.zone,
        createdBy: 'Admin',
      },
    },
    {
      table: 'identity.service_key',
      id: id(`key ${name}`),
      expectedVersion: 0,
      columns: {
        account_id: accountId,
        key_id: id(name).replaceAll('-', '').slice(0, 12),
        valid_from: now,
        valid_to: new Date(Date.now() + 1_000_000).toISOString(),
      },
      body: {},
    },
    {
      table: 'privacy.erasure',
      id: id(`erasure ${name}`),
      expectedVersion: 0,
      columns: { person_id: personIn('PENERIMA'), state: 'HELD', hold_until: null, asked_at: now },
      body: {},
    },
  ];
}

const aboutIds = (name: string) => ({ correctionId: id(`correction ${name}`), accountId: id(`service ${name}`) });

const all = <T, R>(list: readonly T[], make: (one: T) => Promise<R>): Promise<R[]> => Promise.all(list.map(make));

async function personIn(
  write: Write,
  emailKey: Buffer,
  where: string,
  role: Role,
  office: Omit<Partial<Asker>, 'role'> & { readonly officeKind: Asker['officeKind'] },
): Promise<OfficeHolder> {
  const email = `${role.toLowerCase()}@${where}.example`;
  const asker = {
    personId: id(`person ${email}`),
    assignmentId: id(`assignment ${email}`),
    name: `${role} ${where}`,
    role,
    satkerId: null,
    vendorId: null,
    officeCode: null,
    officeName: where,
    zone: 'WIB' as const,
    ...office,
  };
  const { personId, assignmentId, satkerId, vendorId, officeCode, officeKind, officeName, zone } = asker;
  await write({
    rows: [
      personRow(
        { id: personId, name: asker.name, email, nip: null, nik: null, phone: null, active: true },
        emailKey,
        0,
      ),
      assignmentRow(
        {
          id: assignmentId,
          personId,
          role,
          officeKind,
          satkerId,
          vendorId,
          officeCode,
          validFrom: '2026-01-02',
          validTo: null,
          decree: 'KEP-1/2026',
          officeName,
          zone,
        },
        0,
      ),
    ],
    parties: { satkerId, vendorId },
  });
  return { asker, email };
}

/** One for sale, and a draft. */
async function products(write: Write, name: string, vendorSlug: string): Promise<[Product, Product]> {
  const vendor = testVendor(vendorSlug);
  const shop = shopOf(demoVendor(vendorSlug));
  const rules = rulesOn('APBN', '2026-01-01');
  const model = demoProducts.find((one) => one.vendorId === vendor.id && one.kind === 'GOODS');
  const made = (label: string, state: Product['state']): Product =>
    testProduct(vendor, `${label}-${name}`, {
      ...(model ?? {}),
      id: id(`product ${label} ${name}`),
      slug: `${label}-${name}`,
      name: `${label} ${name}`,
      price: 100_000n,
      priceIncludesPpn: false,
      stock: 1_000,
      minOrder: 1,
      state,
    });
  const pair: [Product, Product] = [made('pulpen', 'READY'), made('rancangan', 'DRAFT')];
  for (const one of pair) await write({ rows: [productRow(one, shop, railsOf(one, shop, rules), 0)] });
  return pair;
}

/** The people of the test's office in place of those that the rules' own tests invent. */
function recast<T>(value: T, at: Stage, people: readonly OfficeHolder[]): T {
  const renamed = new Map<string, string>();
  const invented = Object.values(buyers(at.satker.id));
  for (const one of invented) {
    const real = people.find(({ asker }) => asker.role === one.role)?.asker;
    if (!real) continue;
    renamed.set(one.personId, real.personId).set(one.assignmentId, real.assignmentId).set(one.name, real.name);
  }
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return renamed.get(part) ?? part;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
    return part;
  };
  return walk(value) as T;
}

async function ordersOf(
  write: Write,
  at: Stage,
  people: readonly OfficeHolder[],
): Promise<ReadonlyMap<OrderState, Order>> {
  const { pp } = buyers(at.satker.id);
  const made = USUAL.map((state) => orderUpTo(at, state));
  made.push(
    act(at, pp, orderUpTo(at, 'REQUESTED'), 'negotiate', {
      prices: [{ no: 1, price: 90_000n }],
      deliveryFee: 0n,
      deliveryDate: null,
      note: '',
    }),
  );
  made.push(act(at, pp, orderUpTo(at, 'PROCESSING'), 'askCancel', { reason: 'Kegiatan dibatalkan' }));
  const orders = new Map<OrderState, Order>();
  for (const raw of made) {
    const order = recast({ ...raw, number: raw.number && `${raw.number}-${at.satker.code}` }, at, people);
    const vendorId = order.deliveryDate !== null || order.offers.length > 0 ? order.vendorId : null;
    await write({
      rows: [orderRow(order, 0)],
      events: [{ type: 'order.made', aggregate: 'order', aggregateId: order.id, payload: {} }],
      parties: { satkerId: order.satkerId, vendorId },
    });
    orders.set(order.state, order);
  }
  return orders;
}

/** A transfer that waits for the KPA, with its order. */
/** The issuer's bill with one purchase elsewhere. */
function cardBillOf(name: string, card: Card): Decision {
  const line = {
    lineNo: 1,
    postingDate: '2026-11-12',
    transactionDate: '2026-11-11',
    last4: card.last4,
    merchantName: 'TOKO CONTOH',
    merchantCity: 'SEMARANG',
    mcc: '5943',
    amount: 100_000n,
    direction: 'DEBIT' as const,
    approvalCode: null,
    rrn: null,
    partnerReferenceNo: null,
  };
  const decision = receiveBill(
    {
      billNo: `T-${name}`,
      billingAccountNo: '002999000004021',
      statementDate: '2026-11-20',
      dueDate: '2026-12-10',
      totalAmount: line.amount,
      lines: [line],
    },
    {
      cause: id(`card bill ${name}`),
      now: new Date(),
      satkerId: card.satkerId,
      zone: 'WIB',
      regime: 'APBN',
      period: '202611',
      cards: [card],
      room: new Map([[card.id, 30_000_000n]]),
      payments: [],
      leftOpen: [],
    },
  );
  if (!decision.ok) throw new Error(decision.code);
  return decision;
}

async function instructionOf(write: Write, at: Stage, people: readonly OfficeHolder[]): Promise<Instruction> {
  const raw = orderUpTo(at, 'SPBY');
  const order = recast({ ...raw, version: 1, number: `${raw.number}-${at.satker.code}` }, at, people);
  const treasurer = people.find(({ asker }) => asker.role === 'BENDAHARA')?.asker;
  if (!order.bill || !treasurer) throw new Error('an order with an SPBy has a bill, and a satker a treasurer');
  const parties = { satkerId: order.satkerId, vendorId: order.vendorId };
  const payee = { satker: order.satkerId, vendor: order.vendorId };
  await write({
    rows: [orderRow(order, 0)],
    transfers: [recogniseBill(randomUUID(), payee, order.bill.tax.gross)],
    parties,
  });
  const facts = {
    actor: treasurer,
    now: at.now,
    cause: randomUUID(),
    rules: rulesOn(at.satker.regime, '2026-11-24'),
    codeVerified: false,
  };
  const decision = submitTransfer(order, at.satker, 80_000_000n, facts);
  if (!decision.ok) throw new Error(`not begun: ${decision.code}`);
  await write({ rows: decision.rows, transfers: decision.transfers, events: decision.events, parties });
  const row = decision.rows.find(({ table }) => table === 'payment.instruction');
  return row?.body as unknown as Instruction;
}

/** One pixel, as it is kept. */
const PIXEL = 'UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA';

async function fileOf(write: Write, order: Order, parties: CommitRequest['parties']): Promise<string> {
  const fileId = id(`file ${order.id}`);
  await write({
    rows: [
      {
        table: 'purchasing.file',
        id: fileId,
        expectedVersion: 0,
        columns: {
          order_id: order.id,
          satker_id: order.satkerId,
          vendor_id: order.vendorId,
          by_person: order.requester.personId,
        },
        body: { type: 'image/webp', base64: PIXEL },
      },
    ],
    parties,
  });
  return fileId;
}
