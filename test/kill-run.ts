/**
 * Kills `work` and `bank` with -9 at random moments while purchases are paid, then compares the platform's books with the
 * bank's. `npm run kill -- --kills 100` runs it at length; `npm test` runs a short one and its control.
 */
import { parseArgs } from 'node:util';
import { demoSatkers } from '../src/demo/people.ts';
import { account, accountIds, balances, debitRoom } from '../src/ledger/accounts.ts';
import type { Instruction, PaymentState } from '../src/payment/instruction.ts';
import { instructionPage } from '../src/payment/payment.store.ts';
import { type Killable, startProcess } from './support/processes.ts';
import { bankBalance, billed, castOf, ledgerFaults, mail, payOnPage } from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

export interface KillOptions {
  readonly kills: number;
  /** Another program in the place of `work`, for the control. */
  readonly workScript?: string;
  /** Transfers alone, and every kill at the moment of sending: what a blind resend cannot hide from. */
  readonly atSending?: boolean;
  /** Longest wait at the end for what is still open. */
  readonly waitMs?: number;
  readonly say?: (line: string) => void;
}

export interface KillReport {
  readonly kills: number;
  readonly payments: number;
  readonly settled: number;
  readonly refused: number;
  /** What does not agree; empty when every payment was settled once or refused. */
  readonly faults: readonly string[];
}

/** At the treasurer's bank and at another one; small enough for a hundred kills within one budget line. */
const SHOPS = [
  { vendorSlug: 'pena-lintas-kota', quantity: 40 },
  { vendorSlug: 'sumber-tinta-ungaran', quantity: 5 },
] as const;
const MOST_WAIT_MS = 900;
/** Lock of a dead process, the sweep after it, and the same again when the next is killed too. */
const PAYEE_WAIT_MS = 90_000;
/** Share of the kills that wait for the moment of sending. */
const AIMED = 0.4;
/** How long the bank takes for a transfer here: long enough to be killed in between. */
const BANK_DELAY_MS = '250';
const FINAL: readonly PaymentState[] = ['RECONCILED', 'FAILED', 'RETURNED', 'DECLINED'];
const satker = demoSatkers[0];

export async function killRun({
  kills,
  workScript,
  waitMs = 180_000,
  atSending = false,
  say = () => {},
}: KillOptions): Promise<KillReport> {
  const world = await startWorld({ work: false, bank: false });
  const env = { ...world.env, DIGIPAY_BANK_DELAY_MS: BANK_DELAY_MS, DIGIPAY_GRACE_MS: '5000' };
  const bank = await startProcess('bank', env);
  const work = await startProcess('work', env, workScript);
  try {
    const cast = await castOf(world);
    let done = 0;
    for (let n = 0; done < kills; n += 1) {
      const rail = n % 3 === 2 && !atSending ? 'KKP' : 'CMS';
      const shop = SHOPS[n % 2] ?? SHOPS[0];
      const order = await billed(world, cast, { rail, ...shop });
      const paying = rail === 'CMS' ? transferInFlight(world, cast, order) : cardInFlight(cast, order);
      const left = Math.min(atSending ? 1 : 2, kills - done);
      await Promise.all([paying, killed(world, [bank, work], left, atSending ? 1 : AIMED)]);
      done += left;
      if (done % 10 === 0) say(`${done} kills, ${n + 1} purchases`);
    }
    await eventually('every payment settled or refused', () => payOpenPages(world, cast), waitMs).catch(
      (error: Error) => say(error.message),
    );
    return await report(world, done);
  } finally {
    await work.stop();
    await world.close();
    await bank.stop();
  }
}

/** At a random moment either of the two; now and then `work` just after it has written that it will send. */
async function killed(
  world: World,
  [bank, work]: readonly [Killable, Killable],
  times: number,
  aim: number,
): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const aimed = Math.random() < aim;
    await (aimed ? somethingSent(world) : new Promise((go) => setTimeout(go, Math.random() * MOST_WAIT_MS)));
    await (aimed || Math.random() < 0.5 ? work : bank).kill();
  }
}

/** The moment that matters most: the instruction is written as sent, the bank has not answered. */
async function somethingSent(world: World): Promise<void> {
  for (const until = Date.now() + MOST_WAIT_MS; Date.now() < until; ) {
    const { rowCount } = await world.pool.query("SELECT FROM payment.instruction WHERE state = 'SENT'");
    if (rowCount !== 0) return;
    await new Promise((go) => setTimeout(go, 10));
  }
}

type Cast = Awaited<ReturnType<typeof castOf>>;

async function transferInFlight(world: World, cast: Cast, order: Json): Promise<void> {
  const { paymentId } = await cast.bendahara.post(`/api/v1/orders/${order.id}/startPayment`);
  const path = `/api/v1/payments/${paymentId}`;
  const { stepUp } = (await cast.kpa.get(path)).actions.find((one: Json) => one.action === 'approve');
  // The KPA waits, as the page says, while a killed process leaves the payee's name unasked: what it held is free after 25 s.
  await eventually('the payee known', async () => (await cast.kpa.get(path)).payeeStanding === 'GOOD', PAYEE_WAIT_MS);
  await cast.kpa.post(`${path}/approve`, { stepUp: { code: world.freshCode(mail.kpa), digest: stepUp.digest } });
}

/** The holder tries as people do: reloads when the bank does not answer, and gives up when the page is gone. */
async function cardInFlight(cast: Cast, order: Json): Promise<void> {
  const { items } = await cast.holder.get('/api/v1/cards');
  const { paymentId } = await cast.holder.post(`/api/v1/orders/${order.id}/payByCard`, { cardId: items[0].id });
  const path = `/api/v1/payments/${paymentId}`;
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const payment = await cast.holder.get(path);
    if (['SETTLED', 'DECLINED', 'UNKNOWN'].includes(payment.state)) return;
    if (payment.cardPageUrl !== null) await payOnPage(payment.cardPageUrl).catch(() => {});
    await new Promise((go) => setTimeout(go, 250));
  }
}

/** A page that opened only after the holder had given up: the holder comes back when all is calm, and pays. */
async function payOpenPages(world: World, cast: Cast): Promise<boolean> {
  for (const one of (await allInstructions(world)).filter((i) => i.state === 'OPEN')) {
    const { cardPageUrl } = await cast.holder.get(`/api/v1/payments/${one.id}`);
    if (cardPageUrl !== null) await payOnPage(cardPageUrl).catch(() => {});
  }
  return allFinal(world);
}

async function allInstructions(world: World): Promise<Instruction[]> {
  const { items, last } = await instructionPage(world.pool, world.codec, null, null);
  return last ? [...items, ...(await instructionPage(world.pool, world.codec, null, last)).items] : items;
}

const isFinal = (one: Instruction) => FINAL.includes(one.state) || (one.rail === 'KKP' && one.state === 'SETTLED');
const allFinal = async (world: World) => (await allInstructions(world)).every(isFinal);

async function report(world: World, kills: number): Promise<KillReport> {
  const all = await allInstructions(world);
  const paid = all.filter((one) => ['SETTLED', 'RECONCILED'].includes(one.state));
  const faults: string[] = [];
  for (const one of all.filter((i) => !isFinal(i))) faults.push(`${one.reference} is still ${one.state}`);
  for (const fault of await ledgerFaults(world)) faults.push(`ledger: ${JSON.stringify(fault)}`);
  for (const [key, expected] of expectedByPayee(paid)) {
    const [bankCode = '', accountNumber = ''] = key.split('/');
    const held = await bankBalance(world, { bankCode, accountNumber });
    if (held !== expected) faults.push(`payee ${key}: the bank holds ${held}, the platform paid ${expected}`);
  }
  if (satker) {
    const ids = accountIds(Buffer.from(world.secrets.accountKey, 'hex'));
    const [cash] = await balances(world.pool, ids, [account('bank.cash', satker.id)]);
    const held = await bankBalance(world, {
      bankCode: satker.account.bankCode,
      accountNumber: satker.account.accountNo,
    });
    const known = cash ? debitRoom(cash) : 0n;
    if (held !== known) faults.push(`treasurer: the bank holds ${held}, the platform's ledger says ${known}`);
  }
  return { kills, payments: all.length, settled: paid.length, refused: all.length - paid.length, faults };
}

function expectedByPayee(paid: readonly Instruction[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { beneficiary, net } of paid) {
    const key = `${beneficiary.bankCode}/${beneficiary.accountNo}`;
    sums.set(key, (sums.get(key) ?? 0n) + net);
  }
  return sums;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { kills: { type: 'string', default: '100' }, control: { type: 'boolean', default: false } },
  });
  const { blindWork } = await import('./support/blind-work.ts');
  const result = await killRun({
    kills: Number(values.kills),
    say: (line) => console.log(line),
    ...(values.control ? { workScript: blindWork, atSending: true, waitMs: 15_000 } : {}),
  });
  for (const fault of result.faults) console.log(`✖ ${fault}`);
  console.log(
    `${result.kills} kills, ${result.payments} payments: ${result.settled} settled, ${result.refused} refused, ${result.faults.length} faults`,
  );
  // The control is right when it is caught.
  process.exit((result.faults.length === 0) === !values.control ? 0 : 1);
}
