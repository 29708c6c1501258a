import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { readAs } from '../../platform/database.ts';
import { startKeys } from './testing-keys.ts';

const keys = await startKeys();
const {
  world,
  owner,
  satkerId,
  foreignId,
  admin,
  write,
  cookieOf,
  post,
  integration,
  confirmed,
  made,
  read,
  listed,
  events,
  code,
} = keys;

describe('service keys', () => {
  after(() => keys.close());
  beforeEach(() => keys.fresh());

  it('are made by the admin of the office with a fresh factor for exactly what was shown, and read that office alone', async () => {
    const cookie = await cookieOf(admin());
    world.pass(1);
    const asked = (await post(cookie, '', integration())).json();
    assert.equal(asked.id, null);
    assert.deepEqual(
      asked.confirm.says.map(({ what, value }: { what: string; value: string }) => `${what}: ${value}`),
      [
        'name: Dasbor pagu kementerian',
        'office: Kantor Contoh',
        'scopes: budget.read, order.list',
        'addresses: 192.0.2.0/24',
        'validDays: 90',
      ],
    );
    const stepUp = { digest: asked.confirm.digest, code: admin().code() };
    for (const changed of [
      { scopes: ['budget.read', 'payment.read'] },
      { addresses: ['0.0.0.0/16'] },
      { validDays: 365 },
      { name: 'Lain nama' },
    ])
      assert.deepEqual(code(await post(cookie, '', { ...integration(changed), stepUp })), [422, 'code_for_other']);
    const done = (await post(cookie, '', { ...integration(), stepUp })).json();
    assert.match(done.key, /^dgs_trial_[0-9a-z]{12}_[0-9A-Za-z]{49}$/);
    assert.equal(Date.parse(done.validTo) - world.clock().getTime(), 90 * 86_400_000);
    const lines = await read(done.key);
    assert.equal(lines.statusCode, 200, lines.body);
    assert.deepEqual(
      lines.json().lines.map(({ mak, pagu }: { mak: string; pagu: string }) => [mak, pagu]),
      [['WA.999001.521111', '5000000']],
    );
    const [event] = await events('service_key.created', done.id);
    assert.equal(event?.satkerId, satkerId);
    assert.deepEqual(event?.scopes, ['budget.read', 'order.list']);
    assert.ok(!JSON.stringify(event).includes(done.key));
  });

  it('are shown once, also when the request is sent again, and stand nowhere in the database', async () => {
    const idempotency = randomUUID();
    const cookie = await cookieOf(admin());
    world.pass(1);
    const { digest } = (await post(cookie, '', integration())).json().confirm;
    const stepUp = { digest, code: admin().code() };
    const send = () => post(cookie, '', { ...integration(), stepUp }, idempotency);
    const first = (await send()).json();
    const again = (await send()).json();
    assert.deepEqual(again, { ...first, key: null });
    assert.equal((await read(first.key)).statusCode, 200);
    const said = first.key.split('_')[3];
    const { rows } = await owner.query<{ text: string }>(
      `SELECT s::text AS text FROM identity.service_secret s UNION ALL SELECT a::text FROM identity.service_account a
       UNION ALL SELECT k::text FROM identity.service_key k UNION ALL SELECT encode(response, 'escape') FROM journal.idempotency
       UNION ALL SELECT encode(payload, 'escape') FROM journal.event`,
    );
    assert.ok(
      rows.some(({ text }) => text.includes(first.keyId)),
      'control: the key id is found',
    );
    const hex = Buffer.from(said).toString('hex');
    for (const { text } of rows) assert.ok(!text.includes(said) && !text.includes(hex));
    const orphans = await owner.query(
      'SELECT 1 FROM identity.service_secret s LEFT JOIN identity.service_key k USING (key_id) WHERE k.id IS NULL',
    );
    assert.equal(orphans.rowCount, 0);
  });

  it('are not made without a factor, twice with one, by another role, or for another office', async () => {
    const cookie = await cookieOf(admin());
    world.pass(1);
    const { digest } = (await post(cookie, '', integration())).json().confirm;
    const stepUp = { digest, code: admin().code() };
    assert.equal((await post(cookie, '', { ...integration(), stepUp })).statusCode, 200);
    assert.deepEqual(code(await post(cookie, '', { ...integration(), stepUp })), [422, 'code_used']);
    assert.deepEqual(code(await post(cookie, '', { ...integration(), stepUp: { digest, code: admin().code(600) } })), [
      422,
      'code_wrong',
    ]);
    const office = { kind: 'SATKER', id: foreignId };
    assert.deepEqual(code(await post(cookie, '', integration({ office }))), [403, 'not_yours']);
    assert.deepEqual(code(await post(cookie, '', integration({ office: { kind: 'KPPN', code: '026' } }))), [
      403,
      'not_yours',
    ]);
    for (const role of ['PPK', 'KPA', 'BENDAHARA', 'VENDOR_ADMIN', 'AUDITOR', 'ADMIN_KPPN']) {
      const other =
        role === 'VENDOR_ADMIN'
          ? await world.someone({ role, officeKind: 'VENDOR', vendorId: randomUUID() })
          : await world.someone({ role, satkerId });
      assert.deepEqual(code(await post(await cookieOf(other), '', integration())), [403, 'not_your_role'], role);
    }
    assert.deepEqual(code(await post('', '', integration())), [401, 'not_signed_in']);
  });

  it('hold no more than reading, networks of an institution, and a year', async () => {
    const cookie = await cookieOf(admin());
    for (const over of [
      { scopes: ['payment.approve'] },
      { scopes: ['service-key.create'] },
      { scopes: [] },
      { addresses: [] },
      { validDays: 366 },
      { validDays: 0 },
    ])
      assert.deepEqual(code(await post(cookie, '', integration(over))), [422, 'input_invalid'], JSON.stringify(over));
    for (const address of ['0.0.0.0/0', '10.0.0.0/8', 'contoh.example'])
      assert.deepEqual(code(await post(cookie, '', integration({ addresses: [address] }))), [
        422,
        'service_address_invalid',
      ]);
  });

  it('of a vendor may not read a budget, and see nothing of a satker', async () => {
    const pkn = await world.someone({ role: 'ADMIN_PKN', officeKind: 'DJPB' });
    const vendorId = randomUUID();
    await write([
      {
        table: 'organisation.vendor',
        id: vendorId,
        expectedVersion: 0,
        columns: { slug: 'toko-contoh', state: 'ACTIVE' },
        body: { id: vendorId, name: 'Toko Contoh', zone: 'WIB' },
      },
    ]);
    const cookie = await cookieOf(pkn);
    const office = { kind: 'VENDOR', id: vendorId };
    assert.deepEqual(code(await post(cookie, '', integration({ office }))), [422, 'service_scope_refused']);
    assert.deepEqual(code(await post(cookie, '', integration())), [422, 'input_invalid']);
    assert.deepEqual(code(await post(cookie, '', integration({ office: { kind: 'SATKER', id: randomUUID() } }))), [
      404,
      'not_found',
    ]);
    const { key } = await made(pkn, { office, scopes: ['order.list'] });
    assert.deepEqual(code(await read(key)), [403, 'not_your_role']);
    // Whatever the row says: what an office may not is out of reach of its keys.
    await owner.query(
      "UPDATE identity.service_account SET scopes = '{budget.read,payment.approve}' WHERE vendor_id = $1",
      [vendorId],
    );
    assert.deepEqual(code(await read(key)), [403, 'not_your_role']);
    assert.ok((await listed(pkn)).items.some((item: { office: { id: string } }) => item.office.id === vendorId));
    assert.ok(!(await listed()).items.some((item: { office: { id: string } }) => item.office.id === vendorId));
  });

  it('of one satker are not seen, rotated or revoked by another', async () => {
    const { id } = await made();
    const stranger = await world.someone({ role: 'ADMIN_SATKER', satkerId: foreignId });
    assert.deepEqual((await listed(stranger)).items, []);
    const cookie = await cookieOf(stranger);
    assert.deepEqual(code(await post(cookie, `/${id}/rotate`, {})), [404, 'not_found']);
    assert.deepEqual(code(await post(cookie, `/${id}/revoke`, { reason: 'bukan milik saya' })), [404, 'not_found']);
    const seen = await readAs(world.servePool, { satkerId: foreignId }, (db) =>
      db.query('SELECT 1 FROM identity.service_account a JOIN identity.service_key k ON k.account_id = a.id'),
    );
    assert.equal(seen.rows.length, 0);
    const own = await readAs(world.servePool, { satkerId }, (db) => db.query('SELECT 1 FROM identity.service_key'));
    assert.ok(own.rows.length > 0, 'control');
  });

  it('are rotated with an overlap of at most seven days, and end at their time', async () => {
    const { id, key: first } = await made();
    for (const overlapHours of [169, -1]) {
      const answer = await post(await cookieOf(admin()), `/${id}/rotate`, { overlapHours });
      assert.deepEqual(code(answer), [422, 'input_invalid']);
    }
    const second = (await confirmed(admin(), `/${id}/rotate`, { overlapHours: 48, validDays: 30 })).json();
    assert.notEqual(second.key, first);
    for (const key of [first, second.key]) assert.equal((await read(key)).statusCode, 200);
    world.pass(47 * 60);
    assert.equal((await read(first)).statusCode, 200);
    world.pass(61);
    assert.deepEqual(code(await read(first)), [401, 'service_key_invalid']);
    assert.equal((await read(second.key)).statusCode, 200);
    assert.deepEqual(
      (await events('service_key.refused', id)).map(({ why }) => why),
      ['expired'],
    );
    // Twice in a row: only the newest before the new one lives on.
    const third = (await confirmed(admin(), `/${id}/rotate`, { overlapHours: 24 })).json();
    const fourth = (await confirmed(admin(), `/${id}/rotate`, { overlapHours: 24 })).json();
    world.pass(1);
    assert.equal((await read(second.key)).statusCode, 401);
    for (const key of [third.key, fourth.key]) assert.equal((await read(key)).statusCode, 200);
    assert.deepEqual((await events('service_key.rotated', id)).length, 3);
    const { keys } = (await listed()).items.find((item: { id: string }) => item.id === id);
    assert.deepEqual(
      keys.map(({ state }: { state: string }) => state),
      ['ENDED', 'ENDED', 'LIVING', 'LIVING'],
    );
    assert.ok(!JSON.stringify(keys).includes(fourth.key.split('_')[3]));
  });

  it('that two admins rotate at the same moment leave no more than two alive', async () => {
    const { id } = await made();
    const second = await world.someone({ role: 'ADMIN_PKN', officeKind: 'DJPB' });
    const cookies = [await cookieOf(admin()), await cookieOf(second)];
    world.pass(1);
    const answers = await Promise.all(
      [admin(), second].map(async (who, i) => {
        const cookie = cookies[i] ?? '';
        const { digest } = (await post(cookie, `/${id}/rotate`, {})).json().confirm;
        return post(cookie, `/${id}/rotate`, { stepUp: { digest, code: who.code() } });
      }),
    );
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200],
    );
    world.pass(1);
    const { keys } = (await listed()).items.find((item: { id: string }) => item.id === id);
    assert.equal(keys.filter(({ state }: { state: string }) => state === 'LIVING').length, 2);
  });

  it('that are revoked end at once, for good', async () => {
    const { id, key } = await made();
    assert.equal((await read(key)).statusCode, 200);
    const cookie = await cookieOf(admin());
    assert.equal((await post(cookie, `/${id}/revoke`, { reason: 'x' })).statusCode, 422);
    assert.equal((await post(cookie, `/${id}/revoke`, { reason: 'Kunci bocor di surel' })).statusCode, 204);
    assert.deepEqual(code(await read(key)), [401, 'service_key_invalid']);
    assert.deepEqual(
      (await events('service_key.refused', id)).map(({ why }) => why),
      ['revoked'],
    );
    assert.deepEqual(
      (await events('service_key.revoked', id)).map(({ reason }) => reason),
      ['Kunci bocor di surel'],
    );
    assert.deepEqual(code(await post(cookie, `/${id}/rotate`, {})), [409, 'already_done']);
    assert.deepEqual(code(await post(cookie, `/${id}/revoke`, { reason: 'sekali lagi' })), [409, 'already_done']);
  });
});
