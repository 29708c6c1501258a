/** The process `serve`: the API and the web app. Stateless; any number of them may run. */
import { join } from 'node:path';
import { budgetRoutes } from './budget/budget.routes.ts';
import { cardBillRoutes } from './card/bill.routes.ts';
import { cardReceiptRoutes } from './card/receipt.routes.ts';
import { cardRegisterRoutes } from './card/register.routes.ts';
import { cardUsageRoutes } from './card/usage.routes.ts';
import { catalogueRoutes } from './catalogue/product.routes.ts';
import { fromHex, openCore } from './core.ts';
import { demoRoutes } from './demo/demo.routes.ts';
import { documentRoutes } from './document/document.routes.ts';
import { openEntrance } from './entrance.ts';
import { expected } from './expected.ts';
import { inboxRoutes } from './inbox/inbox.routes.ts';
import { noteRefusals } from './journal/refusals.ts';
import { createSecurityNotes } from './journal/security-events.ts';
import { createOutbox } from './mail/outbox.ts';
import { satkerRoutes } from './organisation/satker.routes.ts';
import { vendorRoutes } from './organisation/vendor.routes.ts';
import { watchPages } from './page-watch.ts';
import { noticeRoutes } from './payment/notice.routes.ts';
import { paymentRoutes } from './payment/payment.routes.ts';
import { readTrusts } from './payment/rails/connections.ts';
import { correctionRoutes } from './people/correction.routes.ts';
import { peopleRoutes } from './people/people.routes.ts';
import { checkRoutes } from './permission/check.ts';
import { matrix } from './permission/matrix.ts';
import { type App, type AppOptions, createApp } from './platform/http/app.ts';
import { routeTable } from './platform/http/permission.ts';
import { readInventory } from './platform/http/tamper.ts';
import { serverTls } from './platform/tls.ts';
import { privacyRoutes } from './privacy/privacy.routes.ts';
import { fileRoutes } from './purchasing/file.routes.ts';
import { orderRoutes } from './purchasing/order.routes.ts';
import { reconciliationRoutes } from './reconciliation/reconciliation.routes.ts';
import { statementFileRoutes } from './reconciliation/statement-file.routes.ts';
import { BANK_PARTNER_ID } from './sandbox.ts';
import type { Settings } from './settings.ts';
import { subjects } from './subjects.ts';
import { taxRoutes } from './tax/deposit/tax.routes.ts';
import { treasuryRoutes } from './treasury/treasury.routes.ts';

const POOL_SIZE = 10;

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
  /** Another core than the sealed one: to describe the API without a database. */
  readonly core?: typeof openCore;
  /** Where the log goes instead of the process's output. */
  readonly logTo?: NodeJS.WritableStream;
}

/** The whole API on its own connections; not listening yet. */
export async function buildServe(options: ServeOptions): Promise<App> {
  const { settings, clock = () => new Date(), perMinute } = options;
  const webDir = options.webDir === undefined ? join(import.meta.dirname, '../dist/web') : options.webDir;
  const { secrets } = settings;
  const core = await (options.core ?? openCore)({
    databaseUrl: settings.DIGIPAY_SERVE_DATABASE,
    poolSize: POOL_SIZE,
    keys: settings.DIGIPAY_KEYS,
    secrets,
  });
  const { pool, codec, ids, committer } = core;
  const secure = settings.DIGIPAY_PUBLIC_URL.startsWith('https:');
  const demo = settings.DIGIPAY_DEMO === '1';
  const identityClock = options.identityClock ?? clock;
  const entrance = openEntrance({ settings, core, clock: identityClock, secure, demo });
  const { identity } = entrance;
  const app = await createApp({
    authenticate: options.authenticate ?? entrance.authenticate,
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
  entrance.addRoutes(app);
  catalogueRoutes(app, deps);
  orderRoutes(app, deps);
  fileRoutes(app, deps);
  documentRoutes(app, deps);
  budgetRoutes(app, deps);
  paymentRoutes(app, { ...deps, subjects });
  statementFileRoutes(app, deps);
  taxRoutes(app, deps);
  treasuryRoutes(app, deps);
  cardBillRoutes(app, deps);
  cardReceiptRoutes(app, deps);
  cardRegisterRoutes(app, deps);
  cardUsageRoutes(app, deps);
  reconciliationRoutes(app, { ...deps, subjects, expected });
  inboxRoutes(app, deps);
  const register = { ...deps, inviter: identity, key: fromHex(secrets.emailKey), mail: createOutbox(pool, codec) };
  peopleRoutes(app, register);
  correctionRoutes(app, register);
  satkerRoutes(app, deps);
  vendorRoutes(app, register);
  privacyRoutes(app, deps);
  noticeRoutes(app, {
    ...deps,
    bankPublicKeyPem: secrets.bank.publicKeyPem,
    partnerId: BANK_PARTNER_ID,
    notes,
    ...(settings.DIGIPAY_BANKS === undefined
      ? {}
      : { others: readTrusts(settings.DIGIPAY_BANKS, fromHex(secrets.serviceKey)) }),
  });
  const inventory = webDir === null ? null : readInventory(webDir, settings.DIGIPAY_INVENTORY);
  if (webDir !== null && inventory)
    watchPages(app, { inventory, webDir, secure, committer, clock, everyMs: settings.DIGIPAY_WATCH_MINUTES * 60_000 });
  const mailbox = demo ? await demoMailbox(app, settings.DIGIPAY_MAILBOX_PORT) : null;
  if (demo) demoRoutes(app, { pool, codec, demoKey: fromHex(secrets.demoKey), clock: identityClock });
  const printedOnly = checkRoutes(matrix, routeTable(app), demo ? [] : ['demo.read']);
  if (printedOnly.length > 0) throw new Error(printedOnly.join('\n'));
  app.addHook('onClose', async () => {
    await notes.idle();
    await mailbox?.close();
    await entrance.close();
    await core.close();
  });
  return app;
}

/** Loaded in a trial alone: what it stands on is not installed in production. */
async function demoMailbox(app: App, port: number | undefined) {
  if (port === undefined) return null;
  const { demoMailRoutes, startDemoMailbox } = await import('./mail/demo-mailbox.ts');
  const mailbox = await startDemoMailbox(port);
  demoMailRoutes(app, mailbox);
  return mailbox;
}
