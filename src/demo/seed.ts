/** Fills an empty trial with the invented world: through the one door, as everything else. */
import { createHmac } from 'node:crypto';
import { lineRow } from '../budget/line.ts';
import { blockPagu, grantCardLimit, grantPagu, receiveUp } from '../budget/postings.ts';
import { demoProducts } from '../catalogue/demo/products.ts';
import { demoVendors, shopOf } from '../catalogue/demo/vendors.ts';
import { railsOf } from '../catalogue/product.ts';
import { productRow } from '../catalogue/product-row.ts';
import type { Identity } from '../identity/identity.ts';
import { assignmentRow, personRow } from '../identity/person.ts';
import { systemActor } from '../journal/actor.ts';
import type { CommitRequest, Committer } from '../journal/commit.ts';
import type { Decision, RowWrite, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { yearAt } from '../kernel/time.ts';
import { kppnRow } from '../organisation/kppn.ts';
import { satkerRow } from '../organisation/satker.ts';
import { vendorRow } from '../organisation/vendor.ts';
import { cardRow } from '../payment/card.ts';
import type { Queryable } from '../platform/database.ts';
import { rulesOn } from '../regulation/rules.ts';
import { demoBudget, UP_CASH } from './budget.ts';
import { demoCards, demoKppns, demoPeople, demoSatkers, demoVendorRecords } from './people.ts';
import { totpSecretOf } from './secrets.ts';

export interface SeedDeps {
  /** Any pool that may read. */
  readonly db: Queryable;
  readonly committer: Committer;
  readonly identity: Identity;
  readonly keys: { readonly email: Buffer; readonly demo: Buffer };
  readonly clock: () => Date;
  readonly say: (line: string) => void;
}

/** The password of every invented person. The trial listens on this machine alone. */
export const DEMO_PASSWORD = 'contoh-belanja-2026';

/** Does what is still missing: a trial that was stopped in the middle is completed at the next start. */
export async function seedDemo(deps: SeedDeps): Promise<void> {
  const { rows } = await deps.db.query<{ done: boolean }>(
    "SELECT EXISTS (SELECT FROM journal.stored_response('system:demo:done')) AS done",
  );
  if (rows[0]?.done) return;
  deps.say('Filling the demo: offices, people, budget …');
  const year = yearAt(deps.clock(), 'WIB');
  const steps: Step[] = [
    ...demoKppns.map((kppn) => step(`kppn:${kppn.code}`, kppn.id, [kppnRow(kppn, 0)])),
    ...demoSatkers.map((satker) => step(`satker:${satker.code}`, satker.id, [satkerRow(satker, 0)], null, satker.id)),
    ...demoVendorRecords.map((v) => step(`vendor:${v.slug}`, v.id, [vendorRow(v, 0)])),
    ...demoPeople.map(({ person, assignment }) =>
      step(`person:${person.id}`, person.id, [personRow(person, deps.keys.email, 0), assignmentRow(assignment, 0)]),
    ),
    ...demoSatkers.flatMap((satker) => [
      ...demoBudget(satker, year).map(({ line, pagu, blocked }) =>
        step(
          `line:${line.id}`,
          line.id,
          [lineRow(line, 0)],
          [grantPagu(line.id, line.id, pagu), ...(blocked > 0n ? [blockPagu(line.id, line.id, blocked)] : [])],
          satker.id,
        ),
      ),
      step(`up:${satker.code}`, satker.id, [], [receiveUp(satker.id, satker.id, UP_CASH)], satker.id),
    ]),
    ...demoCards.map((card) =>
      step(
        `card:${card.id}`,
        card.id,
        [cardRow(card, 0)],
        [grantCardLimit(card.id, card.id, card.limit)],
        card.satkerId,
      ),
    ),
  ];
  await commitAll(deps, steps);
  deps.say(`Filling the demo: ${demoProducts.length} products …`);
  await commitAll(deps, productSteps());
  for (const { person } of demoPeople)
    await deps.identity.setCredential(person.id, DEMO_PASSWORD, totpSecretOf(deps.keys.demo, person.email));
  await commitAll(deps, [step('done', demoSatkers[0]?.id ?? '', [])]);
}

interface Step {
  readonly label: string;
  readonly subject: string;
  readonly decision: Decision;
  readonly satkerId: string | null;
}

function step(
  label: string,
  subject: string,
  rows: readonly RowWrite[],
  transfers: readonly Transfer[] | null = null,
  satkerId: string | null = null,
): Step {
  return {
    label,
    subject,
    satkerId,
    decision: {
      ok: true,
      events: [{ type: 'demo.made', aggregate: 'demo', aggregateId: subject, payload: { label } }],
      rows,
      transfers: transfers ?? [],
      jobs: [],
    },
  };
}

function productSteps(): Step[] {
  const rules = rulesOn('APBN', '2026-01-01');
  const vendors = new Map(demoVendors.map((vendor) => [vendor.id, vendor]));
  return demoProducts.flatMap((product) => {
    const vendor = vendors.get(product.vendorId);
    return vendor
      ? [
          step(`product:${product.slug}`, product.id, [
            productRow(product, shopOf(vendor), railsOf(product, shopOf(vendor), rules), 0),
          ]),
        ]
      : [];
  });
}

async function commitAll(deps: SeedDeps, steps: readonly Step[]): Promise<void> {
  const at = deps.clock();
  const results = await Promise.all(
    steps.map(({ label, decision, satkerId }) => {
      const key = `system:demo:${label}`;
      const request: CommitRequest = {
        decision,
        actor: systemActor,
        parties: { satkerId, vendorId: null },
        at,
        cause: derivedId('demo', label),
        idempotency: { key, requestHash: createHmac('sha256', 'demo').update(label).digest('hex'), response: {} },
      };
      return deps.committer.commit(request);
    }),
  );
  const bad = results.findIndex((result) => result.kind !== 'committed' && result.kind !== 'replayed');
  if (bad >= 0) throw new Error(`The demo could not be filled: ${steps[bad]?.label} ${results[bad]?.kind}`);
}
