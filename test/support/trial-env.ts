/** The settings of a whole platform in a folder of its own: databases, secrets, ports of this machine. Each caller adds what is its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../src/platform/postgres.ts';
import { type TrialSecrets, trialSecrets } from '../../src/platform/secrets.ts';
import type { TestDatabase } from './database.ts';

export interface TrialEnv {
  readonly env: Readonly<Record<string, string>> & { readonly DIGIPAY_KEYS: string };
  readonly secrets: TrialSecrets;
  readonly url: string;
  readonly port: number;
  readonly bankUrl: string;
  readonly bankPort: number;
  readonly bankDatabase: string;
  /** Removes the folder. */
  remove(): void;
}

export async function trialEnv(database: TestDatabase, host = '127.0.0.1'): Promise<TrialEnv> {
  const home = mkdtempSync(join(tmpdir(), 'digipay-trial-'));
  const secretsFile = join(home, 'secrets.json');
  const bankDatabase = await database.another('bank');
  const [port, bankPort] = [await freePort(), await freePort()];
  const [url, bankUrl] = [`http://${host}:${port}`, `http://127.0.0.1:${bankPort}`];
  return {
    url,
    port,
    bankUrl,
    bankPort,
    bankDatabase,
    secrets: trialSecrets(secretsFile),
    env: {
      DIGIPAY_SECRETS: secretsFile,
      DIGIPAY_KEYS: pathToFileURL(join(home, 'keys.json')).href,
      DIGIPAY_PUBLIC_URL: url,
      DIGIPAY_BANK_URL: bankUrl,
      DIGIPAY_OUTBOUND_RANGES: '127.0.0.0/8',
      DIGIPAY_SERVE_DATABASE: database.serveUrl,
      DIGIPAY_IDENTITY_DATABASE: database.identityUrl,
      DIGIPAY_WORK_DATABASE: database.workUrl,
      DIGIPAY_BANK_DATABASE: bankDatabase,
      DIGIPAY_BANK_PORT: String(bankPort),
      DIGIPAY_PORT: String(port),
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
