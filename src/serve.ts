/** The process `serve`: the API and the web app. Stateless; any number of them may run. */
import { join } from 'node:path';
import { budgetRoutes } from './budget/budget.routes.ts';
import { catalogueRoutes } from './catalogue/product.routes.ts';
import { demoRoutes } from './demo/demo.routes.ts';
import { documentRoutes } from './document/document.routes.ts';
import { authenticateBy, identityRoutes } from './identity/identity.routes.ts';
import { createIdentity } from './identity/identity.ts';
import { inboxRoutes } from './inbox/inbox.routes.ts';
import { plainCodec } from './journal/codec.ts';
import { createCommitter } from './journal/commit.ts';
import { noteRefusals } from './journal/refusals.ts';
import { createSecurityNotes } from './journal/security-events.ts';
import { accountIds } from './ledger/accounts.ts';
import { watchPages } from './page-watch.ts';
import { noticeRoutes } from './payment/notice.routes.ts';
import { paymentRoutes } from './payment/payment.routes.ts';
import { matrix } from './permission/matrix.ts';
import { openPool } from './platform/database.ts';
import { type App, type AppOptions, createApp } from './platform/http/app.ts';
import { readInventory } from './platform/http/tamper.ts';
import { serverTls } from './platform/tls.ts';
import { privacyRoutes } from './privacy/privacy.routes.ts';
import { fileRoutes } from './purchasing/file.routes.ts';
import { orderRoutes } from './purchasing/order.routes.ts';
import { BANK_PARTNER_ID } from './sandbox.ts';
import type { Settings } from './settings.ts';

const POOL_SIZE = 10;
const IDENTITY_POOL_SIZE = 4;

export interface ServeOptions {
  readonly settings: Settings<'serve'>;
  readonly clock?: () => Date;
  /** Of sign-in and codes alone, for tests: a code serves once in thirty seconds. */
  readonly identityClock?: () => Date;
  readonly webDir?: string | null;
  /** Of tests alone, that ask as thousands of people: who asks, instead of sessions. */
  readonly authenticate?: AppOptions['authenticate'];
  /** Requests a minute for one person; a test of strength asks for more. */
  readonly perMinute?: number;
  /** Where the log goes instead of the process's output. */
  readonly logTo?: NodeJS.WritableStream;
}

/** The whole API on its own connections; not listening yet. */
export async function buildServe(options: ServeOptions): Promise<App> {
  const { settings, clock = () => new Date(), perMinute } = options;
  const webDir = options.webDir === undefined ? join(import.meta.dirname, '../dist/web') : options.webDir;
  const { secrets } = settings;
  const hex = (key: string) => Buffer.from(key, 'hex');
  const pool = openPool(settings.DIGIPAY_SERVE_DATABASE, POOL_SIZE);
  const identityPool = openPool(settings.DIGIPAY_IDENTITY_DATABASE, IDENTITY_POOL_SIZE);
  const codec = plainCodec;
  const ids = accountIds(hex(secrets.accountKey));
  const committer = createCommitter(pool, codec, ids);
  const keys = { email: hex(secrets.emailKey), totp: hex(secrets.totpKey) };
  const identity = createIdentity({ pool: identityPool, codec, keys, clock: options.identityClock ?? clock });
  const secure = settings.DIGIPAY_PUBLIC_URL.startsWith('https:');
  const demo = settings.DIGIPAY_DEMO === '1';
  const app = await createApp({
    authenticate: options.authenticate ?? authenticateBy(identity),
    permissions: matrix,
    webDir,
    secure,
    log: options.logTo ?? true,
    publicUrl: settings.DIGIPAY_PUBLIC_URL,
    trustedProxies: settings.DIGIPAY_TRUSTED_PROXIES,
    tls: serverTls(settings.DIGIPAY_TLS_CERT, settings.DIGIPAY_TLS_KEY),
    ...(perMinute === undefined ? {} : { perMinute }),
  });
  const notes = createSecurityNotes({ committer, clock, warn: (message) => app.log.warn(message) });
  noteRefusals(app, notes);
  const deps = { pool, codec, ids, committer, clock, verifyCode: identity.takeCode };
  identityRoutes(app, { identity, committer, clock, secure, demo });
  catalogueRoutes(app, deps);
  orderRoutes(app, deps);
  fileRoutes(app, deps);
  documentRoutes(app, deps);
  budgetRoutes(app, deps);
  paymentRoutes(app, deps);
  inboxRoutes(app, deps);
  privacyRoutes(app, deps);
  noticeRoutes(app, { ...deps, bankPublicKeyPem: secrets.bank.publicKeyPem, partnerId: BANK_PARTNER_ID, notes });
  const inventory = webDir === null ? null : readInventory(webDir, settings.DIGIPAY_INVENTORY);
  if (webDir !== null && inventory)
    watchPages(app, { inventory, webDir, secure, committer, clock, everyMs: settings.DIGIPAY_WATCH_MINUTES * 60_000 });
  if (demo) demoRoutes(app, { pool, codec, demoKey: hex(secrets.demoKey), clock: options.identityClock ?? clock });
  app.addHook('onClose', async () => {
    await notes.idle();
    await committer.idle();
    await pool.end();
    await identityPool.end();
  });
  return app;
}
