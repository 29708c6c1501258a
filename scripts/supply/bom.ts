/** A bill of materials in CycloneDX 1.6 (ECMA-424). */
import { createHash } from 'node:crypto';
import type { Lock, Package } from './lock.ts';

/** The same lock makes the same bill: no time, no place. */
export function billOf(lock: Lock) {
  const refs = new Map(lock.packages.map((one) => [one.path, `${purlOf(one)}#${one.path}`]));
  const own = `pkg:npm/${lock.name}@${lock.version}`;
  const needed = (paths: readonly string[]) => [...new Set(paths.flatMap((path) => refs.get(path) ?? []))].sort();
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(JSON.stringify(lock.packages))}`,
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name: lock.name,
        version: lock.version,
        purl: own,
        licenses: [{ license: { id: lock.licence } }],
      },
    },
    components: lock.packages.map((one) => componentOf(one, refs.get(one.path) ?? '')),
    dependencies: [
      { ref: own, dependsOn: needed(lock.needs) },
      ...lock.packages.map(({ path, needs }) => ({ ref: refs.get(path) ?? '', dependsOn: needed(needs) })),
    ],
  };
}

function componentOf({ name, version, licence, integrity, uses, path }: Package, ref: string) {
  const [group, bare] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const digest = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': ref,
    ...(group === undefined ? {} : { group }),
    name: bare,
    version,
    purl: purlOf({ name, version }),
    scope: uses.some((use) => use !== 'trial') ? 'required' : 'optional',
    ...(digest === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    ...(licence === null
      ? {}
      : { licenses: [/ (AND|OR|WITH) /.test(licence) ? { expression: licence } : { license: { id: licence } }] }),
    properties: [
      { name: 'digipay:use', value: uses.join(',') },
      { name: 'cdx:npm:package:path', value: path },
    ],
  };
}

/** Package URL (purl) of the npm type: the scope is percent-encoded. */
const purlOf = ({ name, version }: Pick<Package, 'name' | 'version'>): string =>
  `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
