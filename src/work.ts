/** The process `work`: speaks to banks, ends what nobody answered, completes what is paid. Any number of them may run. */
import { openBanks } from './banks.ts';
import { billsJob, fetchBills, sweepCardBills } from './card/bill.jobs.ts';
import { fromHex, openCore } from './core.ts';
import { expected } from './expected.ts';
import { createOutbox, sendQueued, sweepOutbox } from './mail/outbox.ts';
import { createSmtp, type Smtp } from './mail/smtp.ts';
import { sweepVendorPapers } from './organisation/vendor.jobs.ts';
import { cardAskJob } from './payment/card-asks.ts';
import { openJob } from './payment/card-payment.ts';
import { checkPayee, freezePayees } from './payment/payee.jobs.ts';
import type { PaymentJobDeps } from './payment/payment.deps.ts';
import { askOfCard, askPayment, openCardPage, sendPayment, toReadAgain } from './payment/payment.jobs.ts';
import { sendJob } from './payment/schedule.ts';
import { readAfterJob, readJob, STATEMENT_TASK } from './payment/statement.ts';
import { sweepPayments } from './payment/sweep.ts';
import { askJob } from './payment/transfer.ts';
import { handOverTasks, sweepHandovers } from './people/handover.ts';
import { tellOverdueCorrections } from './people/overdue.ts';
import { scrub } from './platform/http/log.ts';
import { type Enqueue, type RunningWorker, startWorker, type Task } from './platform/worker.ts';
import { followErasures, forgetPerson } from './privacy/privacy.jobs.ts';
import { completePaidOrder, expireOrder } from './purchasing/order.jobs.ts';
import { neglectedOrders } from './purchasing/order.store.ts';
import { importDeps } from './reconciliation/import.jobs.ts';
import { importFile, sweepImports } from './reconciliation/import.ts';
import { reconcileSatker } from './reconciliation/reconciliation.jobs.ts';
import { satkersToRead } from './reconciliation/reconciliation.store.ts';
import type { Settings } from './settings.ts';
import { subjects } from './subjects.ts';
import { makeBilling, sweepDeposits } from './tax/deposit/tax.jobs.ts';

export interface WorkOptions {
  readonly settings: Settings<'work'>;
  readonly clock?: () => Date;
}

/** Connections beside one for each job. */
const SPARE_CONNECTIONS = 2;
/** What a process that died has left lying is taken up by any other. */
const SWEEP_MS = 10_000;
const LEFT_LYING_MS = 15_000;
/** A silent bank is asked for the same void or refund again. */
const ASK_AGAIN_MS = 5_000;

export async function startWork({ settings, clock = () => new Date() }: WorkOptions): Promise<RunningWorker> {
  const { secrets } = settings;
  const core = await openCore({
    databaseUrl: settings.DIGIPAY_WORK_DATABASE,
    poolSize: settings.DIGIPAY_WORK_CONCURRENCY + SPARE_CONNECTIONS,
    keys: settings.DIGIPAY_KEYS,
    secrets,
  });
  const { pool, codec, ids, committer } = core;
  const { railsOf, profileOf, houseOf, links } = await openBanks({
    settings,
    core,
    clock,
    warn: (message) => console.error(`work: ${scrub(message)}`),
  });
  const deps: PaymentJobDeps = {
    pool,
    codec,
    committer,
    ids,
    clock,
    transferRail: (bankCode) => railsOf(bankCode).transfer,
    mpnRail: (bankCode) => railsOf(bankCode).mpn,
    cardRail: (bankCode) => railsOf(bankCode).card,
    qrRail: (bankCode) => railsOf(bankCode).qr,
    cardBillRail: (bankCode) => railsOf(bankCode).cardBill,
    subjects,
    publicUrl: settings.DIGIPAY_PUBLIC_URL,
    graceMs: settings.DIGIPAY_GRACE_MS,
    link: links.of,
    profileOf,
    houseOf,
    random: Math.random,
  };
  const smtp = settings.DIGIPAY_SMTP_URL
    ? createSmtp({ url: settings.DIGIPAY_SMTP_URL, from: settings.DIGIPAY_MAIL_FROM })
    : null;
  const worker = await startWorker({
    url: settings.DIGIPAY_WORK_DATABASE,
    tasks: { ...tasksOf(deps), ...mailTasks(deps, smtp) },
    concurrency: settings.DIGIPAY_WORK_CONCURRENCY,
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
      await links.idle();
      smtp?.close();
      await core.close();
    },
  };
}

function tasksOf(deps: PaymentJobDeps): Readonly<Record<string, Task>> {
  return {
    'payment.send': async (payload, enqueue) => {
      const id = textOf(payload, 'id');
      const pause = await sendPayment(deps, id);
      if (pause !== null) await enqueue({ ...sendJob(id), runAt: new Date(Date.now() + pause).toISOString() });
    },
    'payment.checkPayee': (payload) => checkPayee(deps, textOf(payload, 'id')),
    'vendor.accountChanged': (payload) => freezePayees(deps, textOf(payload, 'vendorId')),
    'payment.openCard': async (payload, enqueue) => {
      const id = textOf(payload, 'id');
      const pause = await openCardPage(deps, id);
      if (pause !== null) await enqueue({ ...openJob(id), runAt: new Date(Date.now() + pause).toISOString() });
    },
    'payment.ask': async (payload, enqueue) => {
      const id = textOf(payload, 'id');
      const turn = turnOf(payload);
      const satkerId = isNoticed(payload) ? await toReadAgain(deps, id) : null;
      if (satkerId !== null) await enqueue(readJob(satkerId, new Date()));
      const pause = await askPayment(deps, id, turn);
      if (pause !== null) await enqueue(askJob(id, new Date(Date.now() + pause), turn + 1));
    },
    'payment.cardAsk': async (payload, enqueue) => {
      const id = textOf(payload, 'id');
      if (await askOfCard(deps, id)) await enqueue(cardAskJob(id, new Date(Date.now() + ASK_AGAIN_MS)));
    },
    [STATEMENT_TASK]: async (payload, enqueue) => {
      const satkerId = textOf(payload, 'satkerId');
      const next = await reconcileSatker({ ...deps, expected }, satkerId, turnOf(payload));
      if (next) await enqueue(readAfterJob(satkerId, new Date(), next.pauseMs, next.turn));
    },
    'statement.import': (payload) => importFile(importDeps(deps), textOf(payload, 'id')),
    'card.bills': async (payload, enqueue) => {
      const satkerId = textOf(payload, 'satkerId');
      await enqueue(billsJob(satkerId, await fetchBills(deps, satkerId)));
    },
    'tax.billing': (payload) => makeBilling(deps, textOf(payload, 'id')),
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

/** Each stage for itself: what is wrong in one room does not keep the others from their work. */
async function sweep(deps: PaymentJobDeps, enqueue: Enqueue, emailKey: Buffer): Promise<void> {
  const before = new Date(Date.now() - LEFT_LYING_MS);
  const mail = createOutbox(deps.pool, deps.codec);
  const stages: readonly (readonly [room: string, run: () => Promise<unknown>])[] = [
    ['payments', () => sweepPayments(deps, before, enqueue)],
    ['statements', () => readStatements(deps, enqueue)],
    ['orders', () => sweepOrders(deps, before)],
    ['imports', () => sweepImports(deps, enqueue)],
    ['deposits', () => sweepDeposits(deps, enqueue)],
    ['card bills', () => sweepCardBills(deps, enqueue)],
    ['hand-overs', () => sweepHandovers(deps)],
    ['vendor papers', () => sweepVendorPapers({ ...deps, mail })],
    ['corrections', () => tellOverdueCorrections({ ...deps, mail })],
    ['mail', () => sweepOutbox(deps)],
    ['erasures', () => followErasures({ ...deps, emailKey })],
  ];
  for (const [room, run] of stages)
    await run().catch((error: Error) => console.error(`work: sweep of ${room}: ${scrub(error.message)}`));
}

async function readStatements(deps: PaymentJobDeps, enqueue: Enqueue): Promise<void> {
  for (const id of await satkersToRead(deps.pool, STATEMENT_TASK)) await enqueue(readJob(id, new Date()));
}

async function sweepOrders(deps: PaymentJobDeps, before: Date): Promise<void> {
  for (const order of await neglectedOrders(deps.pool, deps.codec, before)) {
    if (order.state === 'PAID') await completePaidOrder(deps, order.id);
    else if (order.dueAt !== null) await expireOrder(deps, { orderId: order.id, dueAt: order.dueAt });
  }
}

function textOf(payload: unknown, name: string): string {
  const value = typeof payload === 'object' && payload !== null ? Reflect.get(payload, name) : undefined;
  if (typeof value !== 'string') throw new Error(`job without ${name}`);
  return value;
}

const isNoticed = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && Reflect.get(payload, 'noticed') === true;

function turnOf(payload: unknown): number {
  const value = typeof payload === 'object' && payload !== null ? Reflect.get(payload, 'turn') : undefined;
  return typeof value === 'number' ? value : 0;
}
