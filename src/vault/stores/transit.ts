/**
 * Key-encryption keys in OpenBao or HashiCorp Vault: the transit engine wraps and unwraps, the key never leaves it. The key must
 * be an AEAD one (`aes256-gcm96`, the default) and not derived; the context goes as `associated_data`.
 *
 * The policy of the token needs `update` on `<mount>/encrypt/<key>` and `<mount>/decrypt/<key>` and `read` on `<mount>/keys/<key>`;
 * only the token of `digipay keys rotate-kek` also needs `update` on `<mount>/keys/<key>/rotate`.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { KeyStoreFailed } from '../errors.ts';
import type { KeyStore, ToUnwrap } from '../key-store.ts';

const PARTLY_REFUSED = 400;
const TIMEOUT_MS = 5_000;
const RETRY_AFTER_MS = 200;
/** Keys in one request. */
const MOST = 250;
/** "vault:v3:…", also of OpenBao. */
const CIPHERTEXT = /^vault:v([1-9]\d*):[A-Za-z0-9+/=]+$/;

const encrypted = z.object({ ciphertext: z.string().regex(CIPHERTEXT).optional(), error: z.string().optional() });
const decrypted = z.object({ plaintext: z.base64().optional(), error: z.string().optional() });
const batch = <T extends z.ZodType>(one: T) => z.object({ data: z.object({ batch_results: z.array(one) }) });
/** No content, or in newer versions the key. */
const rotated = z.object({ data: z.object({}).optional(), errors: z.never().optional() }).nullable();
const keyInfo = z.object({ data: z.object({ latest_version: z.int().positive() }) });

/** Throws with a message for people when the setting is not understood. */
export function transitKeyStore(setting: string): KeyStore {
  const { base, mount, key, tokenFile, namespace } = parsed(setting);
  const kekOf = (version: string | number) => `transit:${mount}/${key}:${version}`;

  /** A batch in which one item is refused is answered with 400 and all results; anything else than results is a failure. */
  async function ask<T>(path: string, shape: z.ZodType<T>, body: object | null): Promise<T> {
    try {
      const response = await fetch(`${base}/v1/${mount}/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          'x-vault-token': readFileSync(tokenFile, 'utf8').trim(),
          'x-vault-request': 'true',
          ...(namespace === null ? {} : { 'x-vault-namespace': namespace }),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const read = shape.safeParse(await response.json().catch(() => null));
      if (read.success && (response.ok || response.status === PARTLY_REFUSED)) return read.data;
      throw new KeyStoreFailed('transit', `${path} answered ${response.status}`);
    } catch (error) {
      throw error instanceof KeyStoreFailed ? error : new KeyStoreFailed('transit', `${path} is out of reach`, error);
    }
  }

  /** For calls that change nothing: a standby may be taking over, a connection may have been closed. */
  async function call<T>(path: string, shape: z.ZodType<T>, body: object | null): Promise<T> {
    try {
      return await ask(path, shape, body);
    } catch {
      await pause(RETRY_AFTER_MS);
      return ask(path, shape, body);
    }
  }

  async function inBatches<I, O>(items: readonly I[], send: (some: readonly I[]) => Promise<O[]>): Promise<O[]> {
    const all: O[] = [];
    for (let i = 0; i < items.length; i += MOST) {
      const some = items.slice(i, i + MOST);
      const answers = await send(some);
      if (answers.length !== some.length)
        throw new KeyStoreFailed('transit', 'not as many answers as keys were asked for');
      all.push(...answers);
    }
    return all;
  }

  async function unwrapSome(items: readonly ToUnwrap[]): Promise<(Buffer | Error)[]> {
    const { data } = await call(`decrypt/${key}`, batch(decrypted), {
      batch_input: items.map(({ wrapped, context }) => ({
        ciphertext: wrapped.toString('utf8'),
        associated_data: context.toString('base64'),
      })),
    });
    return data.batch_results.map(({ plaintext }) =>
      plaintext ? Buffer.from(plaintext, 'base64') : new KeyStoreFailed('transit', 'a wrapped key does not open'),
    );
  }

  async function currentKek(): Promise<string> {
    return kekOf((await call(`keys/${key}`, keyInfo, null)).data.latest_version);
  }

  return {
    name: 'transit',
    currentKek,
    wrap: (items) =>
      inBatches(items, async (some) => {
        const { data } = await call(`encrypt/${key}`, batch(encrypted), {
          batch_input: some.map((item) => ({
            plaintext: item.key.toString('base64'),
            associated_data: item.context.toString('base64'),
          })),
        });
        return data.batch_results.map(({ ciphertext }) => {
          const version = ciphertext && CIPHERTEXT.exec(ciphertext)?.[1];
          if (!version) throw new KeyStoreFailed('transit', 'a key was not wrapped');
          return { kek: kekOf(version), wrapped: Buffer.from(ciphertext, 'utf8') };
        });
      }),
    async unwrap(items) {
      const own = items.filter(({ kek }) => kek.startsWith(`transit:${mount}/${key}:`));
      const opened = await inBatches(own, unwrapSome);
      const byItem = new Map(own.map((item, i) => [item, opened[i]]));
      return items.map(
        (item) => byItem.get(item) ?? new KeyStoreFailed('transit', `no key-encryption key ${item.kek}`),
      );
    },
    async newKek() {
      await ask(`keys/${key}/rotate`, rotated, {});
      return currentKek();
    },
  };
}

function parsed(setting: string) {
  const url = new URL(setting.replace(/^transit\+/, ''));
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !loopback)
    throw new Error('the key store is reached over https, or on this machine alone');
  const [key, ...mount] = url.pathname.split('/').filter(Boolean).reverse();
  const tokenFile = url.searchParams.get('token-file');
  if (!key || mount.length === 0 || !tokenFile)
    throw new Error(
      'the key store is named like transit+https://host:8200/transit/digipay?token-file=/run/secrets/bao',
    );
  return {
    base: url.origin,
    mount: mount.reverse().join('/'),
    key,
    tokenFile,
    namespace: url.searchParams.get('namespace'),
  };
}
