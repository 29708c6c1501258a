/** Opens the vault of a process: the key store that the settings name, the ring, the codec. */
import { fileURLToPath } from 'node:url';
import type { Codec } from '../journal/codec.ts';
import { PLATFORM } from '../journal/owner.ts';
import { type KeyRing, openKeyRing, type RingOptions } from './key-ring.ts';
import type { KeyStore } from './key-store.ts';
import { fileKeyStore } from './stores/file.ts';
import { pkcs11KeyStore } from './stores/pkcs11.ts';
import { transitKeyStore } from './stores/transit.ts';
import { createVaultCodec } from './vault-codec.ts';

/**
 * Opens the key store named by a setting. Throws with a message for people when it cannot be opened.
 *
 * - `file:///var/lib/digipay/keys.json`: a trial
 * - `transit+https://bao.example:8200/transit/digipay?token-file=/run/secrets/bao`: OpenBao or Vault, mount and key name
 * - `pkcs11:token=digipay;object=kek?module-path=/usr/lib/hsm.so&pin-source=file:/run/secrets/pin`: an HSM (RFC 7512)
 */
export async function openKeyStore(setting: string): Promise<KeyStore> {
  if (setting.startsWith('file:')) return fileKeyStore(fileURLToPath(setting));
  if (/^transit\+https?:/.test(setting)) return transitKeyStore(setting);
  if (setting.startsWith('pkcs11:')) return pkcs11KeyStore(setting);
  throw new Error('the key store is named by file:, transit+https: or pkcs11:');
}

export interface Vault {
  readonly codec: Codec;
  readonly ring: KeyRing;
  close(): Promise<void>;
}

/**
 * `databaseUrl`: of serve, work, identity or keys; the ring keeps two connections of its own. Throws when the key store does not
 * open the platform's own data key: better before the first request than at each.
 */
export async function openVault(databaseUrl: string, setting: string, options: RingOptions = {}): Promise<Vault> {
  const store = await openKeyStore(setting);
  const ring = openKeyRing(databaseUrl, store, options);
  try {
    await ring.toSeal(PLATFORM);
  } catch (error) {
    await ring.close();
    await store.close?.();
    throw error;
  }
  return {
    codec: createVaultCodec(ring),
    ring,
    async close() {
      await ring.close();
      await store.close?.();
    },
  };
}
