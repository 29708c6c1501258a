/**
 * Everything that `npm test` checks, in one order: format and lint, types of server and web, direction of imports, the web
 * build, then every test file on one real PostgreSQL. Ends with the test runner's own summary.
 * `--checks` stops before the tests; further arguments name test files.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { startTestServer } from '../test/support/database.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const checksOnly = args.includes('--checks');
const named = args.filter((a) => !a.startsWith('--'));
const bin = (name: string) => join(root, 'node_modules', name);

const checks: readonly [string, readonly string[]][] = [
  ['format and lint', [bin('@biomejs/biome/bin/biome'), 'ci', '--error-on-warnings', '.']],
  ['types', [bin('typescript7/bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the web app', [bin('typescript7/bin/tsc'), '-p', 'web/tsconfig.json', '--noEmit']],
  [
    'direction of imports',
    [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      'src',
      'bank',
      'web',
      'test',
      'scripts',
      'bench',
      '--config',
      '.dependency-cruiser.json',
    ],
  ],
  ['security tables and links', [join(root, 'scripts/check-security-docs.ts')]],
  ['licences of what production installs', [join(root, 'scripts/licences.ts'), '--check']],
  ['types of the API in the web app', [join(root, 'scripts/generate-api-types.ts'), '--check']],
  ['unused code and dependencies', [bin('knip/bin/knip.js'), '--no-progress']],
  ['web build', [bin('vite/bin/vite.js'), 'build', 'web', '--logLevel', 'warn']],
];

function run(label: string, command: readonly string[]): void {
  const began = performance.now();
  const { status } = spawnSync(process.execPath, [...command], { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? '✔' : '✖'} ${label} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (status !== 0) process.exit(status ?? 1);
}

if (named.length === 0) for (const [label, command] of checks) run(label, command);
if (!checksOnly) {
  if (!existsSync(join(root, '../shared'))) console.log('⚠ ../shared is not here: the tests on published vectors SKIP');
  const files = named.length > 0 ? named : globSync('{src,bank,web,test}/**/*.test.ts', { cwd: root }).sort();
  const server = await startTestServer();
  const { status } = spawnSync(
    process.execPath,
    ['--test', '--test-timeout=300000', '--test-concurrency=2', ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, DIGIPAY_TEST_PG: server.url },
    },
  );
  await server.stop();
  process.exit(status ?? 1);
}
