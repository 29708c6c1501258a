/** What tests of the vault stand on: a key file in a folder of their own, and roles by their URL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export function keyFile(): { readonly path: string; readonly setting: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'digipay-keys-'));
  const path = join(home, 'keys.json');
  return { path, setting: pathToFileURL(path).href, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** The owner's connection in the rights of another role. */
export function inRole(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.searchParams.set('options', `-c role=${role}`);
  return url.href;
}
