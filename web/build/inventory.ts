/**
 * After the build: subresource integrity on every script and style of the page, and the list of all files with their digests,
 * which the server compares with what it serves (PCI DSS 4.0.1, 6.4.3 and 11.6.1).
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { PAYMENT_ROOMS, purposeOf } from './purposes.ts';

export interface Listed {
  /** Address below the site's root. */
  readonly path: string;
  readonly kind: 'script' | 'style' | 'page' | 'other';
  /** As in an `integrity` attribute. */
  readonly sha384: string;
  readonly bytes: number;
  readonly purposes: readonly string[];
  readonly owners: readonly string[];
  /** Whether a screen of payments loads it. */
  readonly payment: boolean;
}

export const INVENTORY = '.vite/inventory.json';

const digest = (bytes: Buffer | string) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

export function inventory(project: string): Plugin {
  return {
    name: 'digipay-inventory',
    apply: 'build',
    writeBundle: {
      order: 'post',
      handler({ dir = '' }, bundle) {
        const page = join(dir, 'index.html');
        writeFileSync(page, withIntegrity(readFileSync(page, 'utf8'), dir));
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
        const listed = globSync('**/*', { cwd: dir, exclude: ['.vite'], withFileTypes: true })
          .filter((one) => one.isFile())
          .map((one) => join(relative(dir, one.parentPath), one.name).replaceAll('\\', '/'))
          .sort()
          .map((file): Listed => {
            const bytes = readFileSync(join(dir, file));
            const chunk = chunks.find(({ fileName }) => fileName === file);
            return {
              path: file === 'index.html' ? '/' : `/${file}`,
              kind: kindOf(file),
              sha384: digest(bytes),
              bytes: bytes.length,
              ...(chunk ? reasons(chunk, project) : { purposes: [], owners: ['web'] }),
              payment: chunk ? onPaymentPages(chunk, chunks, project) : !file.endsWith('.js'),
            };
          });
        const orphan = listed.find(({ kind, purposes }) => kind === 'script' && purposes.length === 0);
        if (orphan) throw new Error(`${orphan.path} is a script that comes from no module`);
        writeFileSync(join(dir, INVENTORY), `${JSON.stringify(listed, null, 1)}\n`);
      },
    },
  };
}

function kindOf(file: string): Listed['kind'] {
  if (/\.m?js$/.test(file)) return 'script';
  if (file.endsWith('.css')) return 'style';
  return file.endsWith('.html') ? 'page' : 'other';
}

/** Adds `integrity` to what the page loads. Throws when it would load anything from elsewhere, or holds code itself. */
export function withIntegrity(html: string, dir: string): string {
  if (/<script(?![^>]*\ssrc=)/.test(html)) throw new Error('index.html holds code; only files are allowed');
  return html.replace(/<(?:script|link)\b[^>]*>/g, (tag) => {
    const file = /\s(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '';
    if (!file.startsWith('/') || file.startsWith('//')) throw new Error(`index.html loads ${file} from elsewhere`);
    if (!/\.(js|css)$/.test(file)) return tag;
    return tag.replace(/>$/, ` integrity="${digest(readFileSync(join(dir, file)))}">`);
  });
}

function modulesOf(chunk: Rolldown.OutputChunk, project: string): string[] {
  return chunk.moduleIds.map((id) => {
    const plain = id.replaceAll('\0', '').split('?')[0] ?? '';
    // Rolldown and Vite add small modules of their own.
    if (plain.startsWith('vite/') || plain.startsWith('rolldown/')) return 'node_modules/vite';
    return relative(project, plain).replaceAll('\\', '/');
  });
}

function reasons(chunk: Rolldown.OutputChunk, project: string): Pick<Listed, 'purposes' | 'owners'> {
  const purposes = modulesOf(chunk, project).map(purposeOf);
  return {
    purposes: [...new Set(purposes.map(({ from, why }) => `${from}: ${why}`))].sort(),
    owners: [...new Set(purposes.map(({ owner }) => owner))].sort(),
  };
}

function onPaymentPages(
  chunk: Rolldown.OutputChunk,
  chunks: readonly Rolldown.OutputChunk[],
  project: string,
): boolean {
  const screens = chunks.filter(
    (one) =>
      one.isEntry || modulesOf(one, project).some((id) => PAYMENT_ROOMS.some((room) => id.startsWith(`${room}/`))),
  );
  const loaded = new Set<string>();
  const load = (file: string) => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const next of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) load(next);
  };
  for (const { fileName } of screens) load(fileName);
  return loaded.has(chunk.fileName);
}
