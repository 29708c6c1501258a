/** `npm run licences`: writes docs/security/dependencies.md; ends with 1 when something shipped has no licence that we may use. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licenceFault, licencePage } from './supply/licences.ts';
import { readLock } from './supply/lock.ts';

const { packages } = readLock();
writeFileSync(join(import.meta.dirname, '../docs/security/dependencies.md'), licencePage(packages));
const faults = packages.flatMap((one) => {
  const fault = licenceFault(one);
  return fault === null ? [] : [`${one.name} ${one.version} ${fault}`];
});
for (const fault of faults) console.error(`✖ ${fault}`);
console.log(`${packages.length} packages shipped, ${faults.length} without a licence that we may use`);
process.exitCode = faults.length > 0 ? 1 : 0;
