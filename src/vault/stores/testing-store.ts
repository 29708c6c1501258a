/** What every key store must do, whatever holds its keys. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { KEY_BYTES } from '../gcm.ts';
import { type KeyStore, type ToUnwrap, wrapContext } from '../key-store.ts';

export function behavesAsKeyStore(open: () => Promise<KeyStore>): void {
  const items = (n: number) =>
    Array.from({ length: n }, () => ({
      key: randomBytes(KEY_BYTES),
      context: wrapContext(randomUUID(), { kind: 'SATKER', id: randomUUID() }),
    }));
  const wrapAll = async (store: KeyStore, some: ReturnType<typeof items>): Promise<ToUnwrap[]> =>
    (await store.wrap(some)).map((one, i) => ({ ...one, context: some[i]?.context ?? Buffer.alloc(0) }));

  it('gives keys back in their order, wrapped differently every time', async () => {
    const store = await open();
    const some = items(600);
    const wrapped = await wrapAll(store, some);
    assert.deepEqual(
      await store.unwrap(wrapped),
      some.map((one) => one.key),
    );
    assert.ok(wrapped.every((one, i) => !one.wrapped.includes(some[i]?.key ?? '')));
    const [again] = await store.wrap(some);
    assert.notDeepEqual(again?.wrapped, wrapped[0]?.wrapped);
    assert.deepEqual(await store.unwrap([]), []);
    await store.close?.();
  });

  it('refuses another context, changed bytes and unknown keys, each on its own', async () => {
    const store = await open();
    const some = items(4);
    const [a, b, c, d] = (await wrapAll(store, some)) as [ToUnwrap, ToUnwrap, ToUnwrap, ToUnwrap];
    const spoilt = Buffer.from(c.wrapped);
    const at = spoilt.length - 6;
    spoilt.writeUInt8(spoilt.readUInt8(at) === 65 ? 66 : 65, at);
    const [first, second, third, fourth, fifth] = await store.unwrap([
      a,
      { ...b, context: a.context },
      { ...c, wrapped: spoilt },
      { ...d, kek: 'elsewhere:1' },
      d,
    ]);
    assert.deepEqual(first, some[0]?.key);
    for (const refused of [second, third, fourth]) assert.ok(refused instanceof Error);
    assert.deepEqual(fifth, some[3]?.key);
    await store.close?.();
  });

  it('wraps with a new key once there is one, and still opens what the old one wrapped', async () => {
    const store = await open();
    const some = items(2);
    const old = await wrapAll(store, some);
    const before = await store.currentKek();
    const made = await store.newKek?.();
    assert.notEqual(made, before);
    assert.equal(await store.currentKek(), made);
    const fresh = await wrapAll(store, some);
    assert.ok(old.every((one) => one.kek === before) && fresh.every((one) => one.kek === made));
    const keys = some.map((one) => one.key);
    assert.deepEqual(await store.unwrap([...old, ...fresh]), [...keys, ...keys]);
    // Another process that was started before or after.
    const other = await open();
    assert.deepEqual(await other.unwrap([...old, ...fresh]), [...keys, ...keys]);
    await other.close?.();
    await store.close?.();
  });
}
