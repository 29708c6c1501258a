/**
 * Compares the pages as they are received with what was built: headers, page, scripts, styles (PCI DSS 4.0.1, 11.6.1). The
 * inventory is what the build wrote; whoever could change it too is found when its digest is pinned by a setting.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const inventoryShape = z.array(
  z.object({
    path: z.string(),
    kind: z.enum(['script', 'style', 'page', 'other']),
    sha384: z.string(),
    bytes: z.int(),
    purposes: z.array(z.string()),
    owners: z.array(z.string()),
    payment: z.boolean(),
  }),
);
export type Inventory = z.output<typeof inventoryShape>;

/** What a client gets for an address. */
export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}
export type Receive = (path: string, accept: 'text/html' | '*/*') => Promise<Received>;

export interface Difference {
  /** Address of the page or file, or name of the header. */
  readonly what: string;
  readonly how: 'changed' | 'missing' | 'not listed';
}

const digestOf = (bytes: Buffer | string) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Null when this build made none. Throws when it is none of ours, or not the one that was pinned (`sha384-…`). */
export function readInventory(webDir: string, pinned?: string): Inventory | null {
  let text: Buffer;
  try {
    text = readFileSync(join(webDir, '.vite/inventory.json'));
  } catch {
    return null;
  }
  if (pinned !== undefined && digestOf(text) !== pinned)
    throw new Error(`the web app's inventory is ${digestOf(text)}, not the pinned ${pinned}`);
  return inventoryShape.parse(JSON.parse(text.toString('utf8')));
}

/** Addresses that stand for the screens of payments: they all receive the one page. */
const PAYMENT_PAGES = ['/', '/bayar', '/kartu', '/pesanan'];

/** Every difference between what is received now and the inventory with these headers. */
export async function differences(
  inventory: Inventory,
  headers: Readonly<Record<string, string>>,
  receive: Receive,
): Promise<Difference[]> {
  const found: Difference[] = [];
  const listed = new Map(inventory.map((one) => [one.path, one]));
  for (const path of PAYMENT_PAGES) {
    const page = await receive(path, 'text/html');
    found.push(...headerDifferences(page, headers, path));
    if (page.status !== 200) found.push({ what: path, how: 'missing' });
    else if (digestOf(page.body) !== listed.get('/')?.sha384) found.push({ what: path, how: 'changed' });
    for (const script of scriptsIn(page.body.toString('utf8')))
      if (listed.get(script)?.kind !== 'script') found.push({ what: script, how: 'not listed' });
  }
  for (const { path, kind, sha384 } of inventory) {
    if (kind === 'page') continue;
    const file = await receive(path, '*/*');
    if (file.status !== 200) found.push({ what: path, how: 'missing' });
    else if (digestOf(file.body) !== sha384) found.push({ what: path, how: 'changed' });
  }
  return found;
}

function headerDifferences(page: Received, headers: Readonly<Record<string, string>>, path: string): Difference[] {
  return Object.entries(headers)
    .filter(([name, value]) => page.headers[name] !== value)
    .map(([name]) => ({
      what: `${path} ${name}`,
      how: page.headers[name] === undefined ? ('missing' as const) : ('changed' as const),
    }));
}

/** Addresses of the scripts that a page loads; `inline` for code it holds itself. */
export function scriptsIn(html: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>/gi)].map(
    ([, attributes = '']) => /\ssrc\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1] ?? 'inline',
  );
}

export interface Watch {
  /** Looks now. */
  look(): Promise<readonly Difference[]>;
  stop(): void;
}

export interface WatchOptions {
  readonly inventory: Inventory;
  readonly headers: Readonly<Record<string, string>>;
  readonly receive: Receive;
  readonly everyMs: number;
  /** Called when something differs, and again only when something else does or a day has passed. */
  readonly alarm: (found: readonly Difference[]) => void;
}

const DAY_MS = 86_400_000;

export function startWatch({ inventory, headers, receive, everyMs, alarm }: WatchOptions): Watch {
  let told = '';
  let toldAt = 0;
  async function look(): Promise<readonly Difference[]> {
    const found = await differences(inventory, headers, receive);
    const now = JSON.stringify(found);
    if (found.length > 0 && (now !== told || Date.now() - toldAt > DAY_MS)) {
      toldAt = Date.now();
      alarm(found);
    }
    told = now;
    return found;
  }
  const safely = () => void look().catch((error: Error) => alarm([{ what: error.name, how: 'missing' }]));
  const timer = setInterval(safely, everyMs);
  timer.unref();
  return { look, stop: () => clearInterval(timer) };
}
