/** A bank that is out: nothing leaves, people are told why, and everything leaves once when it is back. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bankBalance, billed, type Cast, castOf, mail, payeeKnown, productOf } from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';

describe('a bank that is out', () => {
  let world: World;
  let cast: Cast;

  before(async () => {
    const settings = async () => ({ DIGIPAY_BANK_COOLDOWN_MS: '300', DIGIPAY_BANK_TIMEOUT_MS: '1000' });
    world = await startWorld({ settings, graceMs: 2_000 });
    cast = await castOf(world);
  });
  after(() => world.close());

  const faults = async (rules: readonly object[] | null): Promise<void> => {
    const answer = await fetch(`${world.bankUrl}/simulation/faults`, {
      method: rules ? 'PUT' : 'DELETE',
      ...(rules ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ seed: 1, rules }) } : {}),
    });
    assert.equal(answer.status, 200);
  };
  const flight = (who = cast.kpa): Promise<Json> => who.get('/api/v1/payments/in-flight');
  const order = () => billed(world, cast, { rail: 'CMS', vendorSlug: SHOP, quantity: 10 });

  it('is left alone after a few silent calls, and what is approved meanwhile waits and says so', async () => {
    const waiting = await begun(await order());
    await faults([{ service: '*', fault: 'outage', perMille: 1000 }]);
    // Anything that is asked of the bank finds out: here the statement of the account.
    await eventually('the circuit opens', async () => {
      await world.pool.query(
        `SELECT graphile_worker.add_job('payment.statement', payload => json_build_object('satkerId', satker_id, 'turn', 0))
         FROM payment.instruction WHERE id = $1`,
        [waiting],
      );
      const { rows } = await world.pool.query("SELECT FROM payment.bank_link WHERE state <> 'CLOSED'");
      return rows.length > 0;
    });
    const payment = await approvedNow(waiting);
    const seen = await eventually('it waits for the bank', async () => {
      const { items, links } = await flight();
      const one = items.find(({ id }: Json) => id === payment.id);
      return one?.reason === 'BANK_SILENT' && { one, links };
    });
    assert.equal(seen.one.state, 'APPROVED', 'nothing was sent');
    assert.ok(seen.links.some(({ state }: Json) => state === 'DISTURBED'));

    await faults(null);
    const paid = await paidNow(payment.id);
    assert.equal(await bankBalance(world, productOf(SHOP).vendor), BigInt(paid.net), 'and once');
    await eventually('the bank is well', async () =>
      (await flight()).links.every(({ state }: Json) => state === 'NORMAL'),
    );
  });

  it('has refused nothing when it says that it is closed: the payment leaves when it opens', async () => {
    await faults([{ service: '17', fault: 'maintenance', perMille: 1000 }]);
    const before_ = await bankBalance(world, productOf(SHOP).vendor);
    const payment = await approvedNow(await begun(await order()));
    await eventually('it was put off', async () => {
      const one = await cast.kpa.get(`/api/v1/payments/${payment.id}`);
      return one.state === 'APPROVED' && one.bankWords.includes('tutup');
    });
    assert.ok((await flight()).links.some(({ state }: Json) => state === 'CLOSED'));
    await faults(null);
    const paid = await paidNow(payment.id);
    assert.equal((await bankBalance(world, productOf(SHOP).vendor)) - before_, BigInt(paid.net));
  });

  it('is shown to those who answer for it, and to nobody else', async () => {
    const stranger = await world.signIn('fitri@kantor-contoh.example');
    assert.deepEqual((await flight(stranger)).items, []);
    assert.equal((await cast.holder.send('GET', '/api/v1/payments/in-flight')).status, 403);
    assert.equal((await (await cast.vendor(SHOP)).send('GET', '/api/v1/payments/in-flight')).status, 403);
  });

  const paidNow = (id: string): Promise<Json> =>
    eventually(
      'it is paid',
      async () => {
        const one = await cast.kpa.get(`/api/v1/payments/${id}`);
        return ['SETTLED', 'RECONCILED'].includes(one.state) && one;
      },
      60_000,
    );
  /** The treasurer's instruction, once the bank has said whose account it is. */
  async function begun(billed_: Json): Promise<string> {
    const { paymentId } = await cast.bendahara.post(`/api/v1/orders/${billed_.id}/startPayment`);
    await payeeKnown(world, paymentId);
    return paymentId;
  }
  async function approvedNow(id: string): Promise<Json> {
    const path = `/api/v1/payments/${id}`;
    const { stepUp } = (await cast.kpa.get(path)).actions.find((one: Json) => one.action === 'approve');
    return cast.kpa.post(`${path}/approve`, { stepUp: { code: world.freshCode(mail.kpa), digest: stepUp.digest } });
  }
});
