/**
 * One busy office among tens of thousands: its open orders, payments and taxes are made by the rules and sealed, since they are opened
 * when it looks at its lists; what it has done long ago, and all that is of others, is written in bulk and never opened.
 */
import { assignmentRow, personRow } from '../../src/identity/person.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { Committer } from '../../src/journal/commit.ts';
import type { RowWrite } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { satkerRow } from '../../src/organisation/satker.ts';
import { vendorRow } from '../../src/organisation/vendor.ts';
import { importedLife } from '../../src/organisation/vendor-life.ts';
import { factsFor, payers } from '../../src/payment/testing-office.ts';
import { submitTransfer } from '../../src/payment/transfer.ts';
import type { Pool } from '../../src/platform/database.ts';
import type { Asker } from '../../src/platform/http/asker.ts';
import type { OrderState } from '../../src/purchasing/order.machine.ts';
import type { Order } from '../../src/purchasing/order.ts';
import { buyers, orderUpTo, type Person, type Stage, stage } from '../../src/purchasing/testing.ts';
import { orderRow } from '../../src/purchasing/transition.ts';
import { rulesOn } from '../../src/regulation/rules.ts';
import { withheld } from '../../src/tax/deposit/withholding.ts';

/** Who looks at the lists. */
export const LOOKING = ['PPK', 'BENDAHARA', 'PEMESAN'] as const;
export type Looking = (typeof LOOKING)[number];

export interface Sizes {
  readonly open: number;
  readonly old: number;
  readonly satkers: number;
}

export const OPEN: readonly OrderState[] = [
  'REQUESTED',
  'WAIT_PPK',
  'WAIT_VENDOR',
  'PROCESSING',
  'SHIPPED',
  'RECEIVED',
  'BILLED',
  'SPBY',
];
/** Beside the open orders: payments that wait for the KPA, and paid orders whose taxes are to be deposited. */
const PAYMENTS = 200;
const TAXED = 150;
const OTHERS_ORDERS = 6;
const MINUTE_MS = 60_000;
const ENOUGH = 10n ** 15n;
const id = (label: string) => derivedId('bench.busy', label);

const at: Stage = stage({ now: new Date() });
export const office = at.satker;
const people = buyers(office.id);

export const lookingAs: Readonly<Record<Looking, Asker>> = {
  PPK: askerOf(people.ppk),
  BENDAHARA: askerOf(people.bendahara),
  PEMESAN: askerOf(people.pemesan),
};

function askerOf({ personId, assignmentId, name, role }: Person): Asker {
  const of = { officeCode: office.code, officeName: office.name, officeKind: 'SATKER', zone: office.zone } as const;
  return { personId, assignmentId, name, role, satkerId: office.id, vendorId: null, ...of };
}

/** What is opened later, through the one door. */
export async function fillOffice(committer: Committer, emailKey: Buffer, open: number): Promise<void> {
  const write = async (label: string, rows: readonly RowWrite[]) => {
    const answer = await committer.commit({
      decision: {
        ok: true,
        events: [{ type: 'bench.made', aggregate: 'bench', aggregateId: id(label), payload: {} }],
        rows,
        transfers: [],
        jobs: [],
      },
      actor: systemActor,
      parties: { satkerId: office.id, vendorId: null },
      at: new Date(),
      cause: id(label),
    });
    if (answer.kind !== 'committed') throw new Error(`the busy office could not be filled: ${label} ${answer.kind}`);
  };
  await write('offices', [
    satkerRow(office, 0),
    vendorRow({ ...at.vendor, life: { ...importedLife, kppnCode: office.kppn.code } }, 0),
  ]);
  const officials = Object.values(people);
  await write('people', [
    ...officials.map(({ personId, name }) => {
      const email = `${name.toLowerCase()}@sibuk.example`;
      return personRow({ id: personId, name, email, nip: null, nik: null, phone: null, active: true }, emailKey, 0);
    }),
  ]);
  await write('seats', [...officials.map((one) => assignmentRow(seatOf(one), 0))]);
  await writeOrders(open, write);
}

const seatOf = ({ personId, assignmentId, role }: Person) => ({
  id: assignmentId,
  personId,
  role,
  officeKind: 'SATKER' as const,
  satkerId: office.id,
  vendorId: null,
  validFrom: '2026-01-02',
  validTo: null,
  decree: 'KEP-003/CONTOH/2026',
  decreeDate: '2025-12-22',
  officeName: office.name,
  zone: office.zone,
});

/** One order of each state is made by the rules; the others are as that one, each with its own id, number and moment. */
async function writeOrders(open: number, write: (label: string, rows: readonly RowWrite[]) => Promise<void>) {
  const models = new Map(OPEN.map((state) => [state, orderUpTo(at, state)]));
  const copy = (label: string, state: OrderState, minutes: number): Order => {
    const model = models.get(state);
    if (!model) throw new Error(`no order ${state}`);
    const createdAt = new Date(at.now.getTime() - minutes * MINUTE_MS).toISOString();
    const number = model.number === null ? null : `PS-SIBUK-${label}`;
    return { ...model, id: id(`order ${label}`), number, createdAt };
  };
  const fresh = (row: RowWrite): RowWrite => ({ ...row, expectedVersion: 0 });
  const rules = rulesOn(office.regime, at.now.toISOString().slice(0, 10));
  const opened = Array.from({ length: open }, (_, n) => {
    const label = String(n);
    const order = copy(label, OPEN[n % OPEN.length] ?? 'SPBY', n);
    return write(label, [orderRow(order, 0)]);
  });
  const paying = Array.from({ length: PAYMENTS }, (_, n) => {
    const label = `pay-${n}`;
    const facts = { ...factsFor(payers.bendahara), now: at.now, cause: id(label) };
    const outcome = submitTransfer(copy(label, 'SPBY', n), office, ENOUGH, facts);
    if (!outcome.ok) throw new Error(`the rule refuses the payment of the bench: ${outcome.code}`);
    return write(label, inOrder(outcome.rows).map(fresh));
  });
  const taxed = Array.from({ length: TAXED }, (_, n) => {
    const label = `tax-${n}`;
    const order: Order = { ...copy(label, 'SPBY', n), state: 'COMPLETED' };
    return write(label, [orderRow(order, 0), ...withheld(order, at, rules).rows.map(fresh)]);
  });
  await Promise.all([...opened, ...paying, ...taxed]);
}

/** The order before what names it. */
const inOrder = (rows: readonly RowWrite[]): RowWrite[] =>
  rows.toSorted((a, b) => Number(b.table === 'purchasing."order"') - Number(a.table === 'purchasing."order"'));

/** What is never opened: other offices with a few orders each, old orders of this one, and the payments of all of them. */
export async function fillPast(owner: Pool, { old, satkers }: Sizes): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query("SET session_replication_role = 'replica'; SET synchronous_commit = off");
    await client.query(
      `INSERT INTO organisation.satker (id, version, code, regime, zone, kppn_code, body)
       SELECT gen_random_uuid(), 1, lpad(n::text, 6, '0'), 'APBN', 'WIB', '026', decode(repeat('ab', 700), 'hex')
       FROM generate_series(1, $1::int) AS n`,
      [satkers - 1],
    );
    const orders = `INSERT INTO purchasing."order" (id, version, number, state, rail, regime, satker_id, vendor_id, requester_id, pp_id, ppk_id,
         ordered_on, created_at, vendor_sees, body)`;
    await client.query(
      `${orders} SELECT gen_random_uuid(), 14, 'LAIN-' || s.code || '-' || n, CASE n % 3 WHEN 0 THEN 'PROCESSING' ELSE 'COMPLETED' END, 'CMS', 'APBN',
         s.id, $1::uuid, s.id, s.id, s.id, current_date - n, now() - n * interval '1 day', true, decode(repeat('ab', 3500), 'hex')
       FROM organisation.satker s, generate_series(1, ${OTHERS_ORDERS}) AS n WHERE s.id <> $2::uuid`,
      [at.vendor.id, office.id],
    );
    await client.query(
      `${orders} SELECT gen_random_uuid(), 14, 'LAMA-' || n, 'COMPLETED', 'CMS', 'APBN', $2::uuid, $1::uuid, $3::uuid, $4::uuid, $5::uuid,
         current_date - 3 - n / 60, now() - interval '3 days' - n * interval '20 minutes', true, decode(repeat('ab', 3500), 'hex')
       FROM generate_series(1, $6::int) AS n`,
      [at.vendor.id, office.id, people.pemesan.personId, people.pp.personId, people.ppk.personId, old],
    );
    await client.query(
      `INSERT INTO payment.instruction (id, version, rail, state, satker_id, vendor_id, order_id, purpose, subject_id, reference, created_at, body)
       SELECT gen_random_uuid(), 6, 'CMS', 'RECONCILED', o.satker_id, o.vendor_id, o.id, 'ORDER', o.id, 'LAMA' || o.number, o.created_at,
              decode(repeat('ab', 2400), 'hex')
       FROM purchasing."order" o WHERE o.state = 'COMPLETED' AND o.number !~ 'SIBUK'`,
    );
    await client.query(
      `INSERT INTO tax.withholding (id, version, satker_id, vendor_id, order_id, state, kind, source, due, body)
       SELECT gen_random_uuid(), 4, o.satker_id, o.vendor_id, o.id, 'REPORTED', 'PPH', 'PAYMENT', o.ordered_on + 15, decode(repeat('ab', 900), 'hex')
       FROM purchasing."order" o WHERE o.state = 'COMPLETED' AND o.number !~ 'SIBUK'`,
    );
    await client.query('RESET session_replication_role; RESET synchronous_commit');
    await client.query('VACUUM ANALYZE');
  } finally {
    client.release(true);
  }
}
