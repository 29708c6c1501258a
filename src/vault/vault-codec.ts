/** The codec of a running platform: bodies and payloads are sealed with their owner's data key and bound to their place. */
import { type Binding, type Codec, PLAIN_JSON, packPlain, plainCodec, unpackPlain } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import { SealRefused } from './errors.ts';
import type { KeyRing } from './key-ring.ts';
import { nameOf } from './key-rows.ts';
import { openedCache } from './opened-cache.ts';
import { type DataKey, keyIdOf, seal, unseal } from './seal.ts';

/** Which tables are public is a rule, not a claim of whoever asks. */
const isPublic = (binding: Binding): boolean => ownerOf(binding.table, binding.id, {}).kind === 'PUBLIC';

/** Reading throws KeyDestroyed when the owner's data were destroyed, SealRefused for whatever else is not as it was sealed. */
export function createVaultCodec(ring: KeyRing): Codec {
  const encodeNow: Codec['encodeNow'] = (value, binding) => {
    const open = isPublic(binding);
    if (open !== (binding.owner.kind === 'PUBLIC'))
      throw new Error(`${binding.table} is ${open ? '' : 'not '}public, its owner ${nameOf(binding.owner)}`);
    if (open) return plainCodec.encodeNow(value, binding);
    const key = ring.toSealNow(binding.owner);
    return key && seal(key, packPlain(value), binding);
  };
  const cache = openedCache();
  const checked = (binding: Binding, key: DataKey): void => {
    if (binding.owner && nameOf(binding.owner) !== nameOf(key.owner))
      throw new SealRefused(binding, `sealed for ${nameOf(key.owner)}, not for ${nameOf(binding.owner)}`);
  };
  return {
    encodeNow,
    encode: async (value, binding) =>
      encodeNow(value, binding) ?? seal(await ring.toSeal(binding.owner), packPlain(value), binding),
    async decode<T>(bytes: Buffer, binding: Binding) {
      if (isPublic(binding)) {
        if (bytes[0] !== PLAIN_JSON) throw new SealRefused(binding, 'public data are not sealed');
        return plainCodec.decode<T>(bytes, binding);
      }
      const id = keyIdOf(bytes, binding);
      // A key that was destroyed opens nothing that was opened before either.
      const key = ring.byIdNow(id) ?? (await ring.byId(id));
      if (!key) throw new SealRefused(binding, `unknown data key ${id}`);
      checked(binding, key);
      const known = cache.get(binding, bytes);
      if (known !== undefined) return known as T;
      const value = unpackPlain<T>(unseal(key, bytes, binding));
      cache.put(binding, bytes, value);
      return value;
    },
  };
}
