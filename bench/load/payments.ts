/** Payments to be begun, by the platform's own rule: offices with petty cash, orders with a signed SPBy, in one database. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { receiveUp } from '../../src/budget/postings.ts';
import { type Core, openCore } from '../../src/core.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { CommitRequest } from '../../src/journal/commit.ts';
import { type Decision, isRefusal } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { type Satker, satkerRow } from '../../src/organisation/satker.ts';
import { vendorRow } from '../../src/organisation/vendor.ts';
import { recogniseBill } from '../../src/payment/postings.ts';
import { factsFor, orderToPay, payers } from '../../src/payment/testing-office.ts';
import { submitTransfer } from '../../src/payment/transfer.ts';
import { openPool, type Pool } from '../../src/platform/database.ts';
import { trialSecrets } from '../../src/platform/secrets.ts';
import type { Order } from '../../src/purchasing/order.ts';
import { testVendor } from '../../src/purchasing/testing.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';

const OFFICES = 400;
/** Rupiah, enough for every run of a bench. */
const PLENTY = 4_000_000_000_000_000n;

export interface PaymentOffices {
  readonly core: Core;
  readonly owner: Pool;
  readonly database: TestDatabase;
  /** Orders that wait to be paid, all of one office when `hot`; written ahead, so that only their payment is measured. */
  prepare(count: number, hot: boolean): Promise<void>;
  /** The treasurer begins the next payment: an instruction, its order, three holds, a job, two events. Throws when it is refused. */
  begin(): Promise<void>;
  readonly begun: number;
  /** What is left of the prepared. */
  readonly left: number;
  close(): Promise<void>;
}

const { order: model, at } = orderToPay('CMS');
const vendor = testVendor('pena-lintas-kota');

const offices: readonly Satker[] = Array.from({ length: OFFICES }, (_, i) => ({
  ...at.satker,
  id: derivedId('bench.satker', String(i)),
  code: String(100_000 + i),
}));

export async function openPaymentOffices(database?: TestDatabase): Promise<PaymentOffices> {
  const own = database ?? (await testDatabase());
  const home = mkdtempSync(join(tmpdir(), 'digipay-bench-'));
  const core = await openCore({
    databaseUrl: own.serveUrl,
    poolSize: 10,
    keys: pathToFileURL(join(home, 'keys.json')).href,
    secrets: trialSecrets(join(home, 'secrets.json')),
  });
  const owner = openPool(own.ownerUrl, 2);
  await openBooks(core);
  let waiting: { readonly id: string; readonly office: Satker }[] = [];
  let begun = 0;
  return {
    core,
    owner,
    database: own,
    get begun() {
      return begun;
    },
    get left() {
      return waiting.length;
    },
    async prepare(count, hot) {
      waiting = await writeOrders(owner, count, hot);
    },
    async begin() {
      const next = waiting.pop();
      if (!next) throw new Error('more payments than orders were prepared for');
      const answer = await core.committer.commit(beginning(next.id, next.office));
      if (answer.kind !== 'committed') throw new Error(`the payment of order ${next.id} was answered ${answer.kind}`);
      begun += 1;
    },
    async close() {
      await core.close();
      await owner.end();
      if (!database) await own.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Offices, a vendor, petty cash and debts without end. */
async function openBooks({ committer }: Core): Promise<void> {
  const decisions: [string, Decision][] = [
    ['vendor', { ...nothing, rows: [vendorRow(vendor, 0)] }],
    ...offices.map((office): [string, Decision] => [
      office.code,
      {
        ...nothing,
        rows: [satkerRow(office, 0)],
        transfers: [
          receiveUp(office.id, office.id, PLENTY),
          recogniseBill(office.id, { satker: office.id, vendor: vendor.id }, PLENTY),
        ],
      },
    ]),
  ];
  const answers = await Promise.all(
    decisions.map(([label, decision]) =>
      committer.commit({
        decision: {
          ...decision,
          events: [{ type: 'bench.made', aggregate: 'bench', aggregateId: vendor.id, payload: {} }],
        },
        actor: systemActor,
        parties: { satkerId: null, vendorId: null },
        at: at.now,
        cause: derivedId('bench', label),
      }),
    ),
  );
  const bad = answers.find(({ kind }) => kind !== 'committed' && kind !== 'conflict');
  if (bad) throw new Error(`the offices of the bench were answered ${bad.kind}`);
}

const nothing: Decision = { ok: true, events: [], rows: [], transfers: [], jobs: [] };

/** Rows as they stand before a payment; their bodies are not read by what is measured. */
async function writeOrders(owner: Pool, count: number, hot: boolean) {
  const made = Array.from({ length: count }, (_, i) => ({
    id: crypto.randomUUID(),
    office: offices[hot ? 0 : i % OFFICES] ?? at.satker,
  }));
  const AT_ONCE = 10_000;
  for (let i = 0; i < made.length; i += AT_ONCE) {
    const part = made.slice(i, i + AT_ONCE);
    await owner.query(
      `INSERT INTO purchasing."order" (id, version, number, state, rail, regime, satker_id, vendor_id, requester_id, pp_id, ppk_id,
         ordered_on, created_at, vendor_sees, body)
       SELECT o.id, $3::int, o.id::text, 'SPBY', 'CMS', 'APBN', o.satker, $4::uuid, $5::uuid, $5::uuid, $5::uuid, $6::date, $6::timestamptz, true, decode(repeat('00', 3500), 'hex')
       FROM unnest($1::uuid[], $2::uuid[]) AS o (id, satker)`,
      [
        part.map(({ id }) => id),
        part.map(({ office }) => office.id),
        model.version,
        vendor.id,
        model.requester.personId,
        at.now,
      ],
    );
  }
  return made;
}

function beginning(orderId: string, office: Satker): CommitRequest {
  const cause = derivedId(orderId, 'begin');
  const order: Order = { ...model, id: orderId, number: orderId, satkerId: office.id, vendorId: vendor.id };
  const decision = submitTransfer(order, office, PLENTY, { ...factsFor(payers.bendahara), cause });
  if (isRefusal(decision)) throw new Error(`the rule refuses the payment of the bench: ${decision.code}`);
  const { personId, assignmentId, role } = payers.bendahara;
  return {
    decision,
    actor: {
      personId,
      assignmentId,
      role,
      satkerId: office.id,
      vendorId: null,
      origin: { address: '10.0.0.1', agent: 'bench', request: orderId },
    },
    parties: { satkerId: office.id, vendorId: vendor.id },
    at: at.now,
    cause,
    idempotency: { key: cause, requestHash: orderId, response: { id: orderId, paymentId: cause } },
  };
}
