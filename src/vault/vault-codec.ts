/** The codec of a running platform: bodies and payloads are sealed with their owner's data key and bound to their place. */
import { type Binding, type Codec, PLAIN_JSON, packPlain, plainCodec, unpackPlain } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import { SealRefused } from './errors.ts';
import type { KeyRing } from './key-ring.ts';
import { nameOf } from './key-rows.ts';
import { keyIdOf, seal, unseal } from './seal.ts';

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
      const key = await ring.byId(id);
      if (!key) throw new SealRefused(binding, `unknown data key ${id}`);
      if (binding.owner && nameOf(binding.owner) !== nameOf(key.owner))
        throw new SealRefused(binding, `sealed for ${nameOf(key.owner)}, not for ${nameOf(binding.owner)}`);
      return unpackPlain<T>(unseal(key, bytes, binding));
    },
  };
}
