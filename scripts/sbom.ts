/** `npm run sbom`: writes the bill of materials of what is shipped to dist/sbom.cdx.json, or to the file named. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { billOf } from './supply/bom.ts';
import { readLock } from './supply/lock.ts';

const file = process.argv[2] ?? join(import.meta.dirname, '../dist/sbom.cdx.json');
const bill = billOf(readLock());
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(bill, null, 1)}\n`);
console.log(`${file}: CycloneDX ${bill.specVersion}, ${bill.components.length} components`);
