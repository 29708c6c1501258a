import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { billOf } from '../scripts/supply/bom.ts';
import { licenceFault, licencePage } from '../scripts/supply/licences.ts';
import { readLock } from '../scripts/supply/lock.ts';

const root = join(import.meta.dirname, '..');
const lock = readLock();

describe('what is shipped', () => {
  it('is all under licences that we may use', () => {
    assert.deepEqual(
      lock.packages.flatMap((one) => (licenceFault(one) === null ? [] : [`${one.name} ${licenceFault(one)}`])),
      [],
    );
    // Controls: what the check must refuse.
    for (const licence of [
      'GPL-3.0-only',
      'AGPL-3.0-or-later',
      'MIT AND GPL-2.0-only',
      'SSPL-1.0',
      'UNLICENSED',
      'SEE LICENSE IN x',
      '',
      null,
      'LGPL-3.0-or-later',
    ])
      assert.ok(licenceFault({ name: 'x', licence }), String(licence));
    for (const licence of ['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT'])
      assert.equal(licenceFault({ name: 'x', licence }), null);
  });

  it('has the licences its packages say themselves', () => {
    const differ = lock.packages.filter(({ path, licence }) => {
      const file = join(root, path, 'package.json');
      if (!existsSync(file)) return false;
      const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string };
      return typeof license === 'string' && license !== licence;
    });
    assert.deepEqual(
      differ.map(({ name }) => name),
      [],
    );
  });

  it('is listed in the documents', () => {
    const page = readFileSync(join(root, 'docs/security/dependencies.md'), 'utf8');
    assert.equal(page, licencePage(lock.packages), 'run `npm run licences`');
  });

  it('holds everything that the server imports', () => {
    const shipped = new Set(
      lock.packages.filter(({ uses }) => uses.some((use) => use !== 'browser')).map(({ name }) => name),
    );
    const imported = new Set(
      globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts', '**/testing*.ts'] }).flatMap((file) =>
        [
          ...readFileSync(join(root, file), 'utf8').matchAll(
            /^(?:import|export)\b(?! type)[^;]*?from '([^.'][^']*)'/gm,
          ),
        ].map(([, name = '']) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''),
      ),
    );
    const missing = [...imported].filter(
      (name) => !name.startsWith('node:') && !builtinModules.includes(name) && !shipped.has(name),
    );
    assert.ok(imported.size > 15);
    assert.deepEqual(missing, []);
  });
});

describe('the bill of materials', () => {
  const bill = billOf(lock);

  it('is CycloneDX 1.6 whose references all lead somewhere', () => {
    assert.deepEqual([bill.bomFormat, bill.specVersion, bill.version], ['CycloneDX', '1.6', 1]);
    assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const refs = [bill.metadata.component['bom-ref'], ...bill.components.map((one) => one['bom-ref'])];
    assert.equal(new Set(refs).size, refs.length);
    for (const { ref, dependsOn } of bill.dependencies)
      for (const one of [ref, ...dependsOn]) assert.ok(refs.includes(one), one);
    for (const { purl, version, hashes, scope } of bill.components) {
      assert.match(purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d/);
      assert.ok(purl.endsWith(`@${version}`) && ['required', 'optional'].includes(scope));
      assert.match(hashes?.[0]?.content ?? '', /^[0-9a-f]{128}$/, purl);
    }
  });

  it('reaches every component from the product, and is the same for the same lock', () => {
    const edges = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const seen = new Set<string>();
    const walk = (ref: string): void => {
      if (seen.has(ref)) return;
      seen.add(ref);
      for (const next of edges.get(ref) ?? []) walk(next);
    };
    walk(bill.metadata.component['bom-ref']);
    const lost = bill.components.filter((one) => one.scope === 'required' && !seen.has(one['bom-ref']));
    assert.deepEqual(
      lost.map(({ purl }) => purl),
      [],
    );
    assert.deepEqual(billOf(readLock()), bill);
  });

  it('tells of nobody’s machines', () => {
    const hosts = [...JSON.stringify(bill).matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host);
    assert.deepEqual([...new Set(hosts)], ['cyclonedx.org']);
  });
});
