/** Which licences what we ship may have, and what it has. */
import type { Package } from './lock.ts';

/** SPDX identifiers that ask for no more than to be named. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

/** Allowed for these packages alone, and why. */
const EXCEPTIONS: readonly { readonly licence: string; readonly packages: RegExp; readonly why: string }[] = [
  {
    licence: 'LGPL-3.0-or-later',
    packages: /^@img\/sharp-/,
    why: 'libvips as a shared library beside the program: it is not changed, and anybody can put another build in its place',
  },
];

/** Why a package may not be shipped; null when it may. */
export function licenceFault({ name, licence }: Pick<Package, 'name' | 'licence'>): string | null {
  if (licence === null) return 'says no licence';
  return isAllowed(licence, name) ? null : `is under ${licence}`;
}

/** SPDX expressions of one level: `A AND B`, `(A OR B)`. */
function isAllowed(expression: string, name: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(bare)) return false;
  if (bare.includes(' AND ')) return !bare.includes(' OR ') && bare.split(' AND ').every((one) => isAllowed(one, name));
  if (bare.includes(' OR ')) return bare.split(' OR ').some((one) => isAllowed(one, name));
  return ALLOWED.has(bare) || EXCEPTIONS.some(({ licence, packages }) => licence === bare && packages.test(name));
}

/** A page of the packages with their licences and uses. */
export function licencePage(packages: readonly Package[]): string {
  const counted = new Map<string, number>();
  for (const { licence } of packages) counted.set(licence ?? '–', (counted.get(licence ?? '–') ?? 0) + 1);
  const rows = packages.map(
    ({ name, version, licence, uses, direct }) =>
      `| ${name} | ${version} | ${licence ?? '–'} | ${uses.join(', ')} | ${direct ? 'named' : ''} |`,
  );
  return [
    '# Dependencies',
    '',
    'Written by `npm run licences` from package-lock.json; `npm test` compares. *server* runs in production, *browser* is sent to',
    'browsers, *trial* is the database and letter box of `npm start`. *named*: this project asks for it itself; the others are needed by one of those.',
    'The same list with digests, as CycloneDX 1.6: `npm run sbom`.',
    '',
    `${packages.length} packages: ${[...counted]
      .sort(([, a], [, b]) => b - a)
      .map(([licence, count]) => `${count} ${licence}`)
      .join(', ')}.`,
    '',
    ...EXCEPTIONS.map(({ licence, why }) => `* ${licence}: ${why}.`),
    '',
    '| package | version | licence | use | |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
