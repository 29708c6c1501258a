/**
 * Passwords that everybody tries first: a list that comes with the program (SecLists, MIT; see scripts/common-passwords.ts), words of
 * this country, and, where the operator has downloaded them, the range files of Pwned Passwords.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Commonest here, and missing or rare in lists made elsewhere. */
const INDONESIAN =
  'rahasia sayang bismillah indonesia merdeka pancasila garuda katasandi sandi masuk selamat terima kasih pegawai kantor negara jakarta surabaya bandung semarang makassar medan yogyakarta anggaran bendahara keuangan satker digipay perbendaharaan kemenkeu djpb kppn admin administrator password passw qwerty letmein welcome'.split(
    ' ',
  );

let list: ReadonlySet<string> | null = null;

/** Lower case. Read from disk once. */
export function commonPasswords(): ReadonlySet<string> {
  list ??= new Set([
    ...gunzipSync(readFileSync(join(import.meta.dirname, 'data/common-passwords.txt.gz')))
      .toString('utf8')
      .split('\n'),
    ...INDONESIAN,
  ]);
  return list;
}

/** Whether a password was in a breach. */
export type Breached = (password: string) => Promise<boolean>;

const PREFIX_CHARS = 5;

/**
 * Looks into range files as the PwnedPasswordsDownloader writes them: one for each first five hex digits of a SHA-1 (`00000` or
 * `00000.txt`), each line `SUFFIX:COUNT`. Throws when the folder is not there. A file that is missing tells nothing.
 */
export function breachedIn(directory: string): Breached {
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new Error(`DIGIPAY_BREACHED_DIR is no folder: ${directory}`);
  return async (password) => {
    const hash = createHash('sha1').update(password, 'utf8').digest('hex').toUpperCase();
    const [prefix, suffix] = [hash.slice(0, PREFIX_CHARS), hash.slice(PREFIX_CHARS)];
    for (const name of [`${prefix}.txt`, prefix]) {
      const text = await readFile(join(directory, name), 'latin1').catch(() => null);
      // Padding lines have a count of zero.
      if (text !== null) return new RegExp(`^${suffix}:0*[1-9]`, 'm').test(text.toUpperCase());
    }
    return false;
  };
}

export const neverBreached: Breached = async () => false;
