import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { commitOrder, grantCardLimit, grantPagu, realiseOrder, receiveUp, releaseOrder } from '../budget/postings.ts';
import { plainCodec } from '../journal/codec.ts';
import { type Committer, createCommitter } from '../journal/commit.ts';
import type { Transfer } from '../kernel/decision.ts';
import { account, accountIds, balances, creditRoom, debitRoom } from '../ledger/accounts.ts';
import type { AccountKind } from '../ledger/chart.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { holdCard, holdTransfer, recogniseBill, reconcileTransfer, settleHolds, voidHolds } from './postings.ts';

const ids = accountIds(Buffer.from('key of this test'));
const pagu = 50_000_000n;
const up = 20_000_000n;

describe('the books of a purchase', () => {
  let database: TestDatabase;
  let pool: Pool;
  let committer: Committer;
  before(async () => {
    database = await testDatabase();
    pool = openPool(database.serveUrl, 2);
    committer = createCommitter(pool, plainCodec, ids);
  });
  after(async () => {
    await pool.end();
    await database.drop();
  });

  const post = async (...transfers: Transfer[]) =>
    (
      await committer.commit({
        decision: {
          ok: true,
          events: [{ type: 'test.posted', aggregate: 'test', aggregateId: randomUUID(), payload: {} }],
          rows: [],
          transfers,
          jobs: [],
        },
        actor: { personId: null, assignmentId: null, role: 'SYSTEM', satkerId: null, vendorId: null, origin: {} },
        parties: { satkerId: null, vendorId: null },
        at: new Date(),
        cause: randomUUID(),
      })
    ).kind;
  const room = async (kind: AccountKind, owner: string) => {
    const [balance] = await balances(pool, ids, [account(kind, owner)]);
    assert.ok(balance);
    return kind === 'bank.cash' ? debitRoom(balance) : creditRoom(balance);
  };
  const opened = async () => {
    const [satker, vendor, line, card] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    await post(
      grantPagu(randomUUID(), line, pagu),
      receiveUp(randomUUID(), satker, up),
      grantCardLimit(randomUUID(), card, 15_000_000n),
    );
    return { satker, vendor, line, card };
  };

  // The figures of example E1: goods of Rp10,000,000 from a PKP company, treasurer withholds PPN and PPh 22.
  const [gross, net, tax] = [11_100_000n, 9_850_000n, 1_250_000n];

  it('by CMS: the vendor gets the net, the tax stays held, cash equals fund plus tax', async () => {
    const { satker, vendor, line } = await opened();
    const commitment = commitOrder(randomUUID(), line, gross);
    assert.equal(await post(commitment), 'committed');
    assert.equal(await room('budget.available', line), pagu - gross);
    await post(recogniseBill(randomUUID(), { satker, vendor }, gross));
    const holds = holdTransfer(randomUUID(), { satker, vendor, net, tax });
    assert.equal(await post(...holds), 'committed');
    assert.equal(await room('up.fund', satker), up - gross);
    assert.equal(
      await post(...settleHolds(randomUUID(), holds), realiseOrder(randomUUID(), commitment.id, gross)),
      'committed',
    );
    assert.equal(await room('bank.clearing', satker), net);
    assert.equal(await post(reconcileTransfer(randomUUID(), satker, net)), 'committed');
    assert.deepEqual(
      [
        await room('bank.cash', satker),
        await room('up.fund', satker),
        await room('tax.payable', satker),
        await room('vendor.payable', `${satker}/${vendor}`),
        await room('bank.clearing', satker),
      ],
      [up - net, up - gross, tax, 0n, 0n],
    );
    assert.equal(
      await room('bank.cash', satker),
      (await room('up.fund', satker)) + (await room('tax.payable', satker)),
    );
    assert.equal(await room('budget.realised', line), gross);
    assert.equal(await post(...settleHolds(randomUUID(), holds)), 'hold_closed', 'a second settlement moves nothing');
  });

  it('by KKP: the limit is used, the debt passes to the issuer, cash is untouched', async () => {
    const { satker, vendor, card } = await opened();
    await post(recogniseBill(randomUUID(), { satker, vendor }, gross));
    const holds = holdCard(randomUUID(), { satker, vendor }, card, gross);
    assert.equal(await post(...holds), 'committed');
    assert.equal(
      await post(...holdCard(randomUUID(), { satker, vendor }, card, gross)),
      'overdrawn',
      'the same bill is not charged twice',
    );
    assert.equal(await post(...settleHolds(randomUUID(), holds)), 'committed');
    assert.deepEqual(
      [await room('card.limit', card), await room('issuer.payable', satker), await room('bank.cash', satker)],
      [15_000_000n - gross, gross, up],
    );
  });

  it('a refused payment and a cancelled order leave everything as it was', async () => {
    const { satker, vendor, line } = await opened();
    const commitment = commitOrder(randomUUID(), line, gross);
    await post(commitment, recogniseBill(randomUUID(), { satker, vendor }, gross));
    const holds = holdTransfer(randomUUID(), { satker, vendor, net, tax });
    await post(...holds);
    assert.equal(await post(...voidHolds(randomUUID(), holds)), 'committed');
    assert.equal(await room('up.fund', satker), up);
    assert.equal(await room('vendor.payable', `${satker}/${vendor}`), gross);
    assert.equal(await post(releaseOrder(randomUUID(), commitment.id)), 'committed');
    assert.equal(await room('budget.available', line), pagu);
  });

  it('a bill below the commitment frees the rest; nothing is paid beyond the fund or without a debt', async () => {
    const { satker, vendor, line } = await opened();
    const commitment = commitOrder(randomUUID(), line, gross);
    await post(commitment);
    await post(realiseOrder(randomUUID(), commitment.id, 9_000_000n));
    assert.equal(await room('budget.available', line), pagu - 9_000_000n);
    assert.equal(
      await post(...holdTransfer(randomUUID(), { satker, vendor, net, tax })),
      'overdrawn',
      'no SPBy, no payment',
    );
    await post(recogniseBill(randomUUID(), { satker, vendor }, up + 1n));
    assert.equal(
      await post(...holdTransfer(randomUUID(), { satker, vendor, net: up + 1n, tax: 0n })),
      'overdrawn',
      'more than the fund',
    );
    assert.deepEqual((await pool.query('SELECT * FROM ledger.verify()')).rows, []);
  });
});
