/**
 * `npm run licences`: writes docs/security/dependencies.md; `--check` only compares. Ends with 1 when something shipped has no licence
 * that we may use, or the page is behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceFault, licencePage } from './supply/licences.ts';
import { readLock } from './supply/lock.ts';

const { packages } = readLock();
const file = join(import.meta.dirname, '../docs/security/dependencies.md');
const page = licencePage(packages);
const behind = process.argv.includes('--check') && readFileSync(file, 'utf8') !== page;
if (behind) console.error('✖ docs/security/dependencies.md is behind. Run `npm run licences`.');
else writeFileSync(file, page);
const faults = packages.flatMap((one) => {
  const fault = licenceFault(one);
  return fault === null ? [] : [`${one.name} ${one.version} ${fault}`];
});
for (const fault of faults) console.error(`✖ ${fault}`);
console.log(`${packages.length} packages shipped, ${faults.length} without a licence that we may use`);
process.exitCode = faults.length > 0 || behind ? 1 : 0;
