/**
 * Key-encryption keys in a file, for a trial: 256-bit keys by version, AES-256-GCM with the context as associated data. Whoever
 * reads the file reads everything; production keeps its keys in OpenBao or an HSM.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { KeyStoreFailed } from '../errors.ts';
import { gcmOpen, gcmSeal, IV_BYTES, KEY_BYTES } from '../gcm.ts';
import type { KeyStore, ToUnwrap } from '../key-store.ts';

const shape = z.object({
  current: z.string(),
  keys: z.record(z.string().regex(/^[1-9]\d*$/), z.string().regex(/^[0-9a-f]{64}$/)),
});
type KekFile = z.output<typeof shape>;

/** Owner reads and writes, nobody else. */
const MODE = 0o600;

/** Makes the file when it is not there. Throws KeyStoreFailed when others may read it or it is damaged. */
export function fileKeyStore(path: string): KeyStore {
  if (!existsSync(path)) create(path);
  let file = read(path);
  let stamp = stampOf(path);

  /** Another process may have made a new version. */
  function latest(): KekFile {
    const now = stampOf(path);
    if (now !== stamp) {
      file = read(path);
      stamp = now;
    }
    return file;
  }

  const kekOf = (version: string): Buffer | null => {
    const hex = latest().keys[version];
    return hex === undefined ? null : Buffer.from(hex, 'hex');
  };

  function unwrapOne({ kek, wrapped, context }: ToUnwrap): Buffer | Error {
    const key = kek.startsWith('file:') ? kekOf(kek.slice('file:'.length)) : null;
    if (!key) return new KeyStoreFailed('file', `no key-encryption key ${kek}`);
    try {
      return gcmOpen({ key, iv: wrapped.subarray(0, IV_BYTES), aad: context }, wrapped.subarray(IV_BYTES));
    } catch {
      return new KeyStoreFailed('file', 'a wrapped key does not open');
    }
  }

  return {
    name: 'file',
    currentKek: async () => `file:${latest().current}`,
    async wrap(items) {
      const { current } = latest();
      const key = kekOf(current);
      if (!key) throw new KeyStoreFailed('file', `no key-encryption key ${current}`);
      return items.map((item) => {
        const iv = randomBytes(IV_BYTES);
        const wrapped = Buffer.concat([iv, gcmSeal({ key, iv, aad: item.context }, item.key)]);
        return { kek: `file:${current}`, wrapped };
      });
    },
    unwrap: async (items) => items.map(unwrapOne),
    async newKek() {
      const known = latest();
      const next = String(Math.max(...Object.keys(known.keys).map(Number)) + 1);
      const keys = { ...known.keys, [next]: randomBytes(KEY_BYTES).toString('hex') };
      renameSync(writeBeside(path, { current: next, keys }), path);
      return `file:${next}`;
    },
  };
}

function create(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const own = writeBeside(path, { current: '1', keys: { 1: randomBytes(KEY_BYTES).toString('hex') } });
  try {
    // Fails when another process was faster: its key counts.
    linkSync(own, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** On the disk before any data key is wrapped with it: a lost key-encryption key loses all data. */
function writeBeside(path: string, file: KekFile): string {
  const own = `${path}.${process.pid}`;
  rmSync(own, { force: true });
  const handle = openSync(own, 'wx', MODE);
  try {
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return own;
}

function read(path: string): KekFile {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new KeyStoreFailed('file', `${path} may be read by others; its mode must be 600`);
  try {
    const file = shape.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (!(file.current in file.keys)) throw new Error('its current key is not in it');
    return file;
  } catch (error) {
    // The reason of a parser may quote what it read.
    throw new KeyStoreFailed('file', `${path} is damaged${error instanceof z.ZodError ? ': unexpected shape' : ''}`);
  }
}

function stampOf(path: string): string {
  const { mtimeNs, ino, size } = statSync(path, { bigint: true });
  return `${ino}:${mtimeNs}:${size}`;
}
