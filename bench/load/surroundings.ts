/** What the processes of the platform are told by their environment, on a database of their own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../src/platform/postgres.ts';
import { type TrialSecrets, trialSecrets } from '../../src/platform/secrets.ts';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';

export interface Surroundings {
  readonly database: TestDatabase;
  readonly secrets: TrialSecrets;
  readonly keys: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where `serve` answers. */
  readonly url: string;
  close(): Promise<void>;
}

export async function makeSurroundings(): Promise<Surroundings> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'digipay-bench-'));
  const secretsFile = join(home, 'secrets.json');
  const secrets = trialSecrets(secretsFile);
  const keys = pathToFileURL(join(home, 'keys.json')).href;
  const [port, bankPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  return {
    database,
    secrets,
    keys,
    url,
    env: {
      DIGIPAY_SECRETS: secretsFile,
      DIGIPAY_KEYS: keys,
      DIGIPAY_PUBLIC_URL: url,
      DIGIPAY_BANK_URL: `http://127.0.0.1:${bankPort}`,
      DIGIPAY_OUTBOUND_RANGES: '127.0.0.0/8',
      DIGIPAY_SERVE_DATABASE: database.serveUrl,
      DIGIPAY_IDENTITY_DATABASE: database.identityUrl,
      DIGIPAY_WORK_DATABASE: database.workUrl,
      DIGIPAY_BANK_DATABASE: await database.another('bank'),
      DIGIPAY_BANK_PORT: String(bankPort),
      DIGIPAY_PORT: String(port),
    },
    async close() {
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
