/** The real API over two offices of everything, asked as anybody without signing in. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainCodec } from '../../src/journal/codec.ts';
import { createCommitter } from '../../src/journal/commit.ts';
import { accountIds } from '../../src/ledger/accounts.ts';
import { matrix } from '../../src/permission/matrix.ts';
import { openPool } from '../../src/platform/database.ts';
import type { App } from '../../src/platform/http/app.ts';
import { trialSecrets } from '../../src/platform/secrets.ts';
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';
import { testDatabase } from './database.ts';
import { fillOffices, type OfficeHolder } from './offices.ts';
import { factsOf, readableTables } from './ownership.ts';
import type { Trial, Tried } from './permission-cells.ts';

export interface GuardedWorld extends Trial {
  readonly ownerUrl: string;
  summary(tried: Tried): string;
  close(): Promise<void>;
}

const WHO = 'x-test-person';

export async function startGuarded(options: { readonly plant?: (app: App) => void } = {}): Promise<GuardedWorld> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'digipay-guarded-'));
  const secretsFile = join(home, 'secrets.json');
  const secrets = trialSecrets(secretsFile);
  const hex = (key: string) => Buffer.from(key, 'hex');
  const [serve, owner] = [openPool(database.serveUrl, 2), openPool(database.ownerUrl, 1)];
  const committer = createCommitter(serve, plainCodec, accountIds(hex(secrets.accountKey)));
  const offices = await fillOffices(committer, hex(secrets.emailKey));
  const facts = await factsOf(owner, await readableTables(owner));
  await Promise.all([serve.end(), owner.end()]);
  const people = new Map(offices.people.map((who) => [who.asker.personId, who.asker]));
  const app = await buildServe({
    settings: settingsOf('serve', {
      DIGIPAY_SECRETS: secretsFile,
      DIGIPAY_PUBLIC_URL: 'http://127.0.0.1',
      DIGIPAY_SERVE_DATABASE: database.serveUrl,
      DIGIPAY_IDENTITY_DATABASE: database.identityUrl,
      DIGIPAY_DEMO: '1',
    }),
    webDir: null,
    authenticate: async ({ headers }) => people.get(String(headers[WHO])) ?? null,
  });
  options.plant?.(app);
  await app.ready();
  return {
    app,
    world: { offices, facts },
    permissions: matrix,
    as: (who: OfficeHolder) => ({ [WHO]: who.asker.personId }),
    ownerUrl: database.ownerUrl,
    summary: ({ routes, cells, byAnswer, faults }) =>
      `${cells} cells (${routes} routes × ${offices.people.length + 1} askers × their objects): ${Object.entries(
        byAnswer,
      )
        .map(([answer, count]) => `${count} ${answer}`)
        .join(', ')}; ${faults.length} differ from the matrix`,
    async close() {
      await app.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
