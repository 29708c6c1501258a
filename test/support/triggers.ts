/** Accounts at which the sandbox bank misbehaves on purpose, by their last four digits (`bank/transfers/triggers.ts`). */
import { randomUUID } from 'node:crypto';
import { seedBank } from '../../bank/seed.ts';
import { vendorById } from '../../src/organisation/organisation.store.ts';
import { vendorRow } from '../../src/organisation/vendor.ts';
import { productOf } from './purchase.ts';
import type { World } from './world.ts';

export interface PayeeAccount {
  readonly bankCode: string;
  readonly accountNumber: string;
}

/** Opens such an account at the bank and makes it the one on which the vendor is paid from now on. */
export async function payeeAt(world: World, slug: string, trigger: string, bankCode = '002'): Promise<PayeeAccount> {
  const vendor = await vendorById(world.pool, world.codec, productOf(slug).vendor.id);
  if (!vendor) throw new Error(`no vendor ${slug}`);
  const accountNo = `88880100000${trigger}`;
  const account = { bankCode, accountNo, name: vendor.account.name };
  const opened = { ...account, openingBalance: '0', kind: 'GIRO' as const };
  await seedBank(world.env.DIGIPAY_BANK_DATABASE ?? '', { partners: [], accounts: [opened], cards: [] });
  const { rows } = await world.pool.query<{ version: number }>(
    'SELECT version FROM organisation.vendor WHERE id = $1',
    [vendor.id],
  );
  const result = await world.committer.commit({
    decision: {
      ok: true,
      events: [{ type: 'test.account_changed', aggregate: 'vendor', aggregateId: vendor.id, payload: {} }],
      rows: [vendorRow({ ...vendor, account }, rows[0]?.version ?? 0)],
      transfers: [],
      jobs: [],
    },
    actor: { personId: null, assignmentId: null, role: 'SYSTEM', satkerId: null, vendorId: null, origin: {} },
    parties: { satkerId: null, vendorId: vendor.id },
    at: new Date(),
    cause: randomUUID(),
  });
  if (result.kind !== 'committed') throw new Error(`the account was not changed: ${result.kind}`);
  return { bankCode, accountNumber: accountNo };
}
