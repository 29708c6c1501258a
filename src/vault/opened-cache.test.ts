import assert from 'node:assert/strict';
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { KeyOwner } from '../journal/owner.ts';
import { KeyDestroyed, SealRefused } from './errors.ts';
import type { KeyRing } from './key-ring.ts';
import type { DataKey } from './seal.ts';
import { createVaultCodec } from './vault-codec.ts';

const owner: KeyOwner = { kind: 'SATKER', id: randomUUID() };
const place = (id: string) => ({ table: 'purchasing.order', id, column: 'body', owner }) as const;

/** A ring of one key, which can be destroyed. */
function ringOf() {
  const key: DataKey = { id: randomUUID(), owner, key: createSecretKey(randomBytes(32)) };
  let destroyed = false;
  const byId = async (id: string) => {
    if (destroyed) throw new KeyDestroyed(owner);
    return id === key.id ? key : null;
  };
  const ring: KeyRing = {
    toSeal: async () => key,
    toSealNow: () => key,
    byId,
    byIdNow: (id) => (destroyed || id !== key.id ? null : key),
    forget() {},
    async close() {},
  };
  return { ring, destroy: () => (destroyed = true) };
}

describe('what was opened lately', () => {
  it('is given again for the same bytes in the same place, and cannot be changed by who got it', async () => {
    const codec = createVaultCodec(ringOf().ring);
    const id = randomUUID();
    const sealed = await codec.encode({ lines: [{ price: 5n }] }, place(id));
    const first = await codec.decode<{ lines: { price: bigint }[] }>(sealed, place(id));
    const again = await codec.decode<{ lines: { price: bigint }[] }>(Buffer.from(sealed), place(id));
    assert.equal(first, again, 'the very same answer');
    assert.deepEqual(again, { lines: [{ price: 5n }] });
    assert.throws(() => again.lines.push({ price: 6n }), TypeError);
    assert.throws(() => Object.assign(again.lines[0] ?? {}, { price: 6n }), TypeError);
  });

  it('never stands for bytes that were changed by one bit, nor for the same bytes elsewhere', async () => {
    const codec = createVaultCodec(ringOf().ring);
    const id = randomUUID();
    const sealed = await codec.encode({ amount: 1n }, place(id));
    await codec.decode(sealed, place(id));
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await assert.rejects(codec.decode(changed, place(id)), SealRefused, `byte ${at}`);
    }
    await assert.rejects(codec.decode(sealed, place(randomUUID())), SealRefused);
    await assert.rejects(
      codec.decode(sealed, { ...place(id), owner: { kind: 'SATKER', id: randomUUID() } }),
      SealRefused,
    );
  });

  it('is gone with its key', async () => {
    const { ring, destroy } = ringOf();
    const codec = createVaultCodec(ring);
    const id = randomUUID();
    const sealed = await codec.encode({ name: 'Contoh' }, place(id));
    await codec.decode(sealed, place(id));
    destroy();
    await assert.rejects(codec.decode(sealed, place(id)), KeyDestroyed);
  });

  it('follows a row from version to version', async () => {
    const codec = createVaultCodec(ringOf().ring);
    const id = randomUUID();
    const [one, two] = [await codec.encode({ version: 1 }, place(id)), await codec.encode({ version: 2 }, place(id))];
    for (const [sealed, version] of [
      [one, 1],
      [two, 2],
      [one, 1],
    ] as const)
      assert.deepEqual(await codec.decode(sealed, place(id)), { version });
  });
});
