/** The process `work`: speaks to banks, ends what nobody answered, completes what is paid. Any number of them may run. */
import { fromHex, openCore } from './core.ts';
import { createOutbox, sendQueued, sweepOutbox } from './mail/outbox.ts';
import { createSmtp, type Smtp } from './mail/smtp.ts';
import { sweepVendorPapers } from './organisation/vendor.jobs.ts';
import type { PaymentJobDeps } from './payment/payment.deps.ts';
import { askPayment, openCardPage, sendPayment } from './payment/payment.jobs.ts';
import { createCardRail } from './payment/rails/snap/card-rail.ts';
import { createSnapClient } from './payment/rails/snap/client.ts';
import type { SnapBankConfig } from './payment/rails/snap/config.ts';
import { createTransferRail } from './payment/rails/snap/transfer-rail.ts';
import { readAgainJob, readStatement } from './payment/statement.ts';
import { sweepPayments } from './payment/sweep.ts';
import { askJob } from './payment/transfer.ts';
import { handOverTasks, sweepHandovers } from './people/handover.ts';
import { tellOverdueCorrections } from './people/overdue.ts';
import { scrub } from './platform/http/log.ts';
import { createOutbound, type Outbound } from './platform/outbound.ts';
import { bankTls } from './platform/tls.ts';
import { type Enqueue, type RunningWorker, startWorker, type Task } from './platform/worker.ts';
import { followErasures, forgetPerson } from './privacy/privacy.jobs.ts';
import { completePaidOrder, expireOrder } from './purchasing/order.jobs.ts';
import { neglectedOrders } from './purchasing/order.store.ts';
import { BANK_CLIENT_ID, BANK_PARTNER_ID } from './sandbox.ts';
import type { Settings } from './settings.ts';
import { subjects } from './subjects.ts';

export interface WorkOptions {
  readonly settings: Settings<'work'>;
  readonly clock?: () => Date;
}

const POOL_SIZE = 6;
const CONCURRENCY = 4;
const BANK_TIMEOUT_MS = 10_000;
/** What a process that died has left lying is taken up by any other. */
const SWEEP_MS = 10_000;
const LEFT_LYING_MS = 15_000;

/** Whom this process may call: the bank, with its own certificate where the bank asks for one, and the hosts that a setting names. */
function outboundOf(settings: Settings<'work'>): Outbound {
  const { host } = new URL(settings.DIGIPAY_BANK_URL);
  return createOutbound({
    hosts: [host, ...settings.DIGIPAY_OUTBOUND_HOSTS],
    ranges: settings.DIGIPAY_OUTBOUND_RANGES,
    tls: { [host]: bankTls(settings) },
  });
}

/** How the platform reaches the bank. The sandbox stands for every bank, as one aggregator would. */
export function bankConfigOf(settings: Settings<'work'>): SnapBankConfig {
  const { secrets, DIGIPAY_BANK_URL: baseUrl } = settings;
  return {
    outbound: outboundOf(settings),
    baseUrl,
    prefix: '/snap/v1.0',
    clientId: BANK_CLIENT_ID,
    clientSecret: secrets.bankClientSecret,
    partnerId: BANK_PARTNER_ID,
    channelId: '95221',
    privateKeyPem: secrets.partner.privateKeyPem,
    bankPublicKeyPem: secrets.bank.publicKeyPem,
    timeoutMs: BANK_TIMEOUT_MS,
    pageHosts: [new URL(baseUrl).host, ...settings.DIGIPAY_BANK_PAGES],
  };
}

export async function startWork({ settings, clock = () => new Date() }: WorkOptions): Promise<RunningWorker> {
  const { secrets } = settings;
  const core = await openCore({
    databaseUrl: settings.DIGIPAY_WORK_DATABASE,
    poolSize: POOL_SIZE,
    keys: settings.DIGIPAY_KEYS,
    secrets,
  });
  const { pool, codec, ids, committer } = core;
  const bank = bankConfigOf(settings);
  const client = createSnapClient(bank);
  const transferRail = createTransferRail(bank, client);
  const cardRail = createCardRail(bank, client);
  const deps: PaymentJobDeps = {
    pool,
    codec,
    committer,
    ids,
    clock,
    transferRail: () => transferRail,
    cardRail: () => cardRail,
    subjects,
    publicUrl: settings.DIGIPAY_PUBLIC_URL,
    graceMs: settings.DIGIPAY_GRACE_MS,
  };
  const smtp = settings.DIGIPAY_SMTP_URL
    ? createSmtp({ url: settings.DIGIPAY_SMTP_URL, from: settings.DIGIPAY_MAIL_FROM })
    : null;
  const worker = await startWorker({
    url: settings.DIGIPAY_WORK_DATABASE,
    tasks: { ...tasksOf(deps), ...mailTasks(deps, smtp) },
    concurrency: CONCURRENCY,
    warn: (message) => console.error(`work: ${scrub(message)}`),
  });
  const swept = () =>
    sweep(deps, worker.enqueue, fromHex(secrets.emailKey)).catch((error: Error) =>
      console.error(`work: sweep: ${scrub(error.message)}`),
    );
  const sweeper = setInterval(swept, SWEEP_MS);
  swept();
  return {
    ...worker,
    async stop() {
      clearInterval(sweeper);
      await worker.stop();
      smtp?.close();
      await core.close();
    },
  };
}

function tasksOf(deps: PaymentJobDeps): Readonly<Record<string, Task>> {
  return {
    'payment.send': (payload) => sendPayment(deps, textOf(payload, 'id')),
    'payment.openCard': (payload) => openCardPage(deps, textOf(payload, 'id')),
    'payment.ask': async (payload, enqueue) => {
      const id = textOf(payload, 'id');
      const turn = turnOf(payload);
      const pause = await askPayment(deps, id, turn);
      if (pause !== null) await enqueue(askJob(id, new Date(Date.now() + pause), turn + 1));
    },
    'payment.statement': async (payload, enqueue) => {
      const satkerId = textOf(payload, 'satkerId');
      const left = await readStatement(deps, satkerId);
      if (left > 0) await enqueue(readAgainJob(satkerId, new Date(), turnOf(payload) + 1));
    },
    'order.expire': (payload) =>
      expireOrder(deps, { orderId: textOf(payload, 'orderId'), dueAt: textOf(payload, 'dueAt') }),
    'order.complete': (payload) => completePaidOrder(deps, textOf(payload, 'orderId')),
    'people.handOver': async (payload) => void (await handOverTasks(deps, textOf(payload, 'satkerId'))),
    'privacy.forget': (payload) => forgetPerson(deps.pool, payload as Readonly<Record<string, unknown>>),
  };
}

/** Without a mail server letters wait until they are worth nothing. */
function mailTasks(deps: PaymentJobDeps, smtp: Smtp | null): Readonly<Record<string, Task>> {
  if (smtp === null) return {};
  return { 'mail.send': (payload) => sendQueued({ ...deps, send: smtp.send }, textOf(payload, 'id')) };
}

async function sweep(deps: PaymentJobDeps, enqueue: Enqueue, emailKey: Buffer): Promise<void> {
  const before = new Date(Date.now() - LEFT_LYING_MS);
  await sweepPayments(deps, before, enqueue);
  const orders = await neglectedOrders(deps.pool, deps.codec, before);
  for (const order of orders) {
    if (order.state === 'PAID') await completePaidOrder(deps, order.id);
    else if (order.dueAt !== null) await expireOrder(deps, { orderId: order.id, dueAt: order.dueAt });
  }
  await sweepHandovers(deps);
  const mail = createOutbox(deps.pool, deps.codec);
  await sweepVendorPapers({ ...deps, mail });
  await tellOverdueCorrections({ ...deps, mail });
  await sweepOutbox(deps);
  await followErasures({ ...deps, emailKey });
}

function textOf(payload: unknown, name: string): string {
  const value = typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined;
  if (typeof value !== 'string') throw new Error(`job without ${name}`);
  return value;
}

function turnOf(payload: unknown): number {
  const value = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'turn') : undefined;
  return typeof value === 'number' ? value : 0;
}
