/**
 * Key-encryption keys in an HSM, by PKCS#11: AES-256 keys made in the token, sensitive and not extractable, one object for each
 * version (`kek-1`, `kek-2` …). CKM_AES_GCM wraps, with the context as additional authenticated data, which AES-KEY-WRAP
 * would not take. The native part (`pkcs11js`) is optional: `npm rebuild pkcs11js` builds it where a C++ compiler is.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pkcs11js from 'pkcs11js';
import { KeyStoreFailed } from '../errors.ts';
import { IV_BYTES, KEY_BYTES, TAG_BYTES } from '../gcm.ts';
import type { KeyStore, ToUnwrap } from '../key-store.ts';

type Library = typeof pkcs11js;
type Handle = pkcs11js.Handle;

const MOST_OBJECTS = 1_000;

export interface TokenUri {
  readonly token: string;
  /** Label of the keys, without their version. */
  readonly object: string;
  readonly modulePath: string;
  readonly pinSource: string;
}

/** Throws with a message for people when the library, the token or the native part is missing. */
export async function pkcs11KeyStore(setting: string): Promise<KeyStore> {
  const uri = parseTokenUri(setting);
  const library = await load();
  const module = new library.PKCS11();
  try {
    module.load(uri.modulePath);
  } catch (error) {
    throw failed(error);
  }
  let session = open(library, module, uri);
  let last: Promise<unknown> = Promise.resolve();

  /** A session does one thing at a time. One that the token has dropped is opened again, once. */
  function alone<T>(work: (session: Handle) => Promise<T>): Promise<T> {
    const next = last.then(async () => {
      try {
        return await work(session);
      } catch (error) {
        if (!isLost(library, error)) throw failed(error);
        session = open(library, module, uri);
        return await work(session).catch((again) => {
          throw failed(again);
        });
      }
    });
    last = next.catch(() => {});
    return next;
  }

  const labelOf = (version: number) => `${uri.object}-${version}`;

  function versions(at: Handle): number[] {
    module.C_FindObjectsInit(at, [{ type: library.CKA_CLASS, value: library.CKO_SECRET_KEY }]);
    const objects = module.C_FindObjects(at, MOST_OBJECTS);
    module.C_FindObjectsFinal(at);
    return objects
      .map((object) => String(module.C_GetAttributeValue(at, object, [{ type: library.CKA_LABEL }])[0]?.value ?? ''))
      .filter((label) => label.startsWith(`${uri.object}-`))
      .map((label) => Number(label.slice(uri.object.length + 1)))
      .filter((version) => Number.isInteger(version) && version > 0)
      .sort((a, b) => a - b);
  }

  function keyOf(at: Handle, label: string): Handle {
    module.C_FindObjectsInit(at, [
      { type: library.CKA_CLASS, value: library.CKO_SECRET_KEY },
      { type: library.CKA_LABEL, value: label },
    ]);
    const objects = module.C_FindObjects(at, 2);
    module.C_FindObjectsFinal(at);
    const [object] = objects;
    if (object === undefined || objects.length > 1)
      throw new KeyStoreFailed('pkcs11', `${objects.length} keys ${label} in the token`);
    return object;
  }

  const gcm = (iv: Buffer, context: Buffer) => ({
    mechanism: library.CKM_AES_GCM,
    parameter: { type: library.CK_PARAMS_AES_GCM, iv, ivBits: iv.length * 8, aad: context, tagBits: TAG_BYTES * 8 },
  });

  async function unwrapOne(at: Handle, { kek, wrapped, context }: ToUnwrap): Promise<Buffer | Error> {
    if (!kek.startsWith('pkcs11:')) return new KeyStoreFailed('pkcs11', `no key-encryption key ${kek}`);
    try {
      module.C_DecryptInit(at, gcm(wrapped.subarray(0, IV_BYTES), context), keyOf(at, kek.slice('pkcs11:'.length)));
      const sealed = wrapped.subarray(IV_BYTES);
      return await module.C_DecryptAsync(at, sealed, Buffer.alloc(sealed.length));
    } catch (error) {
      if (isLost(library, error)) throw error;
      return failed(error);
    }
  }

  function current(at: Handle): string {
    const latest = versions(at).at(-1);
    if (latest === undefined)
      throw new KeyStoreFailed('pkcs11', `no key ${labelOf(1)} in token ${uri.token}; make it with: keys rotate-kek`);
    return labelOf(latest);
  }

  return {
    name: 'pkcs11',
    currentKek: () => alone(async (at) => `pkcs11:${current(at)}`),
    wrap: (items) =>
      alone(async (at) => {
        const label = current(at);
        const key = keyOf(at, label);
        const done = [];
        for (const item of items) {
          const iv = randomBytes(IV_BYTES);
          module.C_EncryptInit(at, gcm(iv, item.context), key);
          const sealed = await module.C_EncryptAsync(at, item.key, Buffer.alloc(item.key.length + TAG_BYTES));
          done.push({ kek: `pkcs11:${label}`, wrapped: Buffer.concat([iv, sealed]) });
        }
        return done;
      }),
    unwrap: (items) =>
      alone(async (at) => {
        const done: (Buffer | Error)[] = [];
        for (const item of items) done.push(await unwrapOne(at, item));
        return done;
      }),
    newKek: () =>
      alone(async (at) => {
        const label = labelOf((versions(at).at(-1) ?? 0) + 1);
        module.C_GenerateKey(at, { mechanism: library.CKM_AES_KEY_GEN }, [
          { type: library.CKA_CLASS, value: library.CKO_SECRET_KEY },
          { type: library.CKA_KEY_TYPE, value: library.CKK_AES },
          { type: library.CKA_VALUE_LEN, value: KEY_BYTES },
          { type: library.CKA_LABEL, value: label },
          { type: library.CKA_TOKEN, value: true },
          { type: library.CKA_PRIVATE, value: true },
          { type: library.CKA_SENSITIVE, value: true },
          { type: library.CKA_EXTRACTABLE, value: false },
          { type: library.CKA_ENCRYPT, value: true },
          { type: library.CKA_DECRYPT, value: true },
        ]);
        return `pkcs11:${label}`;
      }),
    close: () =>
      alone(async (at) => {
        module.C_CloseSession(at);
      }),
  };
}

async function load(): Promise<Library> {
  try {
    return (await import('pkcs11js')).default;
  } catch (error) {
    throw new KeyStoreFailed(
      'pkcs11',
      'its native part is not built here. Build it with a C++ compiler: npm rebuild pkcs11js',
      error,
    );
  }
}

function open(library: Library, module: pkcs11js.PKCS11, uri: TokenUri): Handle {
  try {
    try {
      module.C_Initialize();
    } catch (error) {
      if (codeOf(error) !== library.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw error;
    }
    const slot = module.C_GetSlotList(true).find((one) => module.C_GetTokenInfo(one).label.trimEnd() === uri.token);
    if (!slot) throw new KeyStoreFailed('pkcs11', `no token ${uri.token}`);
    const session = module.C_OpenSession(slot, library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION);
    try {
      module.C_Login(session, library.CKU_USER, readFileSync(uri.pinSource, 'utf8').trim());
    } catch (error) {
      if (codeOf(error) !== library.CKR_USER_ALREADY_LOGGED_IN) throw error;
    }
    return session;
  } catch (error) {
    throw failed(error);
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function isLost(library: Library, error: unknown): boolean {
  const code = codeOf(error);
  return [
    library.CKR_SESSION_HANDLE_INVALID,
    library.CKR_SESSION_CLOSED,
    library.CKR_DEVICE_REMOVED,
    library.CKR_DEVICE_ERROR,
    library.CKR_USER_NOT_LOGGED_IN,
    library.CKR_CRYPTOKI_NOT_INITIALIZED,
  ].some((lost) => lost === code);
}

/** Messages of the module name its functions and result codes, never keys or PINs. */
function failed(error: unknown): KeyStoreFailed {
  if (error instanceof KeyStoreFailed) return error;
  return new KeyStoreFailed('pkcs11', error instanceof Error ? error.message : 'failed', error);
}

/** RFC 7512: `pkcs11:token=digipay;object=kek?module-path=/usr/lib/hsm.so&pin-source=file:/run/secrets/pin`. */
export function parseTokenUri(setting: string): TokenUri {
  const [path = '', query = ''] = setting.replace(/^pkcs11:/, '').split('?');
  const pairs = (text: string, separator: string) =>
    new Map(
      text
        .split(separator)
        .map((pair) => pair.split('='))
        .map(([name = '', ...value]) => [name, decodeURIComponent(value.join('='))]),
    );
  const [where, how] = [pairs(path, ';'), pairs(query, '&')];
  const [token, object] = [where.get('token'), where.get('object')];
  const [modulePath, pinSource] = [how.get('module-path'), how.get('pin-source')?.replace(/^file:(\/\/)?/, '')];
  if (!token || !object || !modulePath || !pinSource)
    throw new Error('an HSM is named like pkcs11:token=…;object=…?module-path=…&pin-source=file:… (RFC 7512)');
  return { token, object, modulePath, pinSource };
}
