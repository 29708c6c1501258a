/**
 * A bad day at the bank: payments under a seeded fault plan while `serve`, `work` and `bank` are killed with -9. Afterwards the bank's
 * own books are compared with the platform's. `npm run chaos -- --payments 10000 --seed 7 --kills 24`; with `--control …` a planted
 * fault takes the place of a process, and the same command must report what it did.
 */
import { parseArgs } from 'node:util';
import { STATEMENT_TASK } from '../src/payment/statement.ts';
import { CONTROLS, type Control, PLANTED } from './chaos/controls.ts';
import { forger } from './chaos/forger.ts';
import { type Payers, payers } from './chaos/payers.ts';
import { faultPlan, type Kill, killPlan, type Victim } from './chaos/plan.ts';
import type { Shop } from './chaos/purchases.ts';
import { reasons } from './chaos/reasons.ts';
import { type ChaosStage, raise } from './chaos/stage.ts';
import { depositTaxes } from './chaos/taxes.ts';
import { judged, type Verdict } from './chaos/truth.ts';

export interface ChaosOptions {
  readonly payments: number;
  readonly seed: number;
  readonly kills: number;
  readonly control?: Control;
  readonly satkers?: number;
  /** Given up when nothing has moved for so long. */
  readonly patienceMs?: number;
  readonly say?: (line: string) => void;
}

export interface ChaosReport extends Verdict {
  readonly asked: number;
  readonly kills: number;
  readonly seed: number;
  readonly forgedTaken: number;
  readonly seconds: number;
}

/** Purchases that wait at a time: enough to keep every place busy, few enough to see the end of. */
const MOST_IN_FLIGHT = 400;
const BEGUN_AT_ONCE = 12;
const LOOK_MS = 300;
/** What a planted fault has spoilt never ends. */
const CONTROL_PATIENCE_MS = 15_000;
const MIX = { cards: 8, qr: 8 };
const NO_CARDS = { cards: 0, qr: 0 };
const VICTIMS: Readonly<Record<Control, readonly Victim[]>> = {
  'blind-resend': ['work'],
  'believed-callback': ['bank'],
  'lost-key': ['bank'],
};

export async function chaosRun(options: ChaosOptions): Promise<ChaosReport> {
  const { payments, seed, control, satkers = 24, say = () => {} } = options;
  const patienceMs = options.patienceMs ?? (control ? CONTROL_PATIENCE_MS : 120_000);
  const began = Date.now();
  const stage = await raise(satkers, control ? PLANTED[control] : {});
  try {
    const { core, office } = stage;
    const shop: Shop = { seed, office, committer: core.committer, db: core.pool, codec: core.codec };
    const plan = faultPlan(seed);
    await misbehave(stage, plan);
    const crowd = payers(shop, control ? NO_CARDS : MIX, forger(stage.url, plan), stage.bankUrl);
    // A planted process must get its chance.
    const kills = killPlan(seed, payments, options.kills, control ? VICTIMS[control] : undefined);
    const killed = await bustle(stage, crowd, { payments, kills, patienceMs, say });
    const levies = control ? [] : await depositTaxes(shop, patienceMs);
    await settledDown(shop, patienceMs, say);
    for (const line of await reasons(shop)) say(line);
    const verdict = await judged(
      { ...shop, bankDatabase: stage.bankDatabase, ids: core.ids },
      crowd.purchases,
      crowd.ended,
      levies,
    );
    const seconds = Math.round((Date.now() - began) / 1000);
    return { ...verdict, asked: payments, kills: killed, seed, forgedTaken: crowd.forged.taken, seconds };
  } finally {
    await stage.close();
  }
}

async function misbehave({ bankUrl }: ChaosStage, plan: object): Promise<void> {
  const answer = await fetch(`${bankUrl}/simulation/faults`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(plan),
  });
  if (!answer.ok) throw new Error(`the bank takes no fault plan: ${answer.status} ${await answer.text()}`);
}

interface Bustle {
  readonly payments: number;
  readonly kills: readonly Kill[];
  readonly patienceMs: number;
  readonly say: (line: string) => void;
}

/** Begins, looks and kills until every purchase has ended or nothing moves any more. Answers the kills done. */
async function bustle(stage: ChaosStage, crowd: Payers, { payments, kills, patienceMs, say }: Bustle): Promise<number> {
  const left = [...kills];
  let begun = 0;
  let moved = Date.now();
  let before = '';
  let told = 0;
  while (crowd.ended.size < payments) {
    const room = Math.min(payments - begun, MOST_IN_FLIGHT - crowd.inFlight());
    const batch = Array.from({ length: Math.max(0, Math.min(room, BEGUN_AT_ONCE * 4)) }, (_, n) => begun + n);
    begun += batch.length;
    await Promise.all(batch.map((no) => crowd.begin(no)));
    await crowd.look();
    const due = left[0];
    if (due && crowd.ended.size >= due.after) {
      left.shift();
      await stage.processes[due.victim].kill();
    }
    const now = `${begun} ${crowd.ended.size} ${crowd.attempts()}`;
    if (now !== before) moved = Date.now();
    before = now;
    if (Date.now() - moved > patienceMs) break;
    if (Date.now() - told > 10_000) {
      told = Date.now();
      say(`${begun} begun, ${crowd.ended.size} ended, ${kills.length - left.length} kills`);
    }
    if (batch.length === 0) await new Promise((go) => setTimeout(go, LOOK_MS));
  }
  crowd.giveUp();
  return kills.length - left.length;
}

/** As the sweep of `work` does by itself every few minutes. */
async function readStatements(db: Shop['db'], { satkers }: Shop['office']): Promise<void> {
  for (const { satker } of satkers)
    await db.query(
      `SELECT graphile_worker.add_job($1, payload => json_build_object('satkerId', $2::text, 'turn', 0), job_key => $1 || ':' || $2)`,
      [STATEMENT_TASK, satker.id],
    );
}

/** Until nothing is asked about any more, every paid transfer is on a statement, and every line of one is explained. */
async function settledDown({ db, office }: Shop, patienceMs: number, say: (line: string) => void): Promise<void> {
  const until = Date.now() + patienceMs;
  for (let turn = 0, left = -1; Date.now() < until; turn += 1) {
    const { rows } = await db.query<{ n: number }>(
      `SELECT (SELECT count(*) FROM payment.instruction
         WHERE state IN ('APPROVED', 'RELEASED', 'SENT', 'UNKNOWN', 'IN_CLEARING', 'PREPARED', 'OPEN', 'AUTHORISED')
            OR (state = 'SETTLED' AND rail IN ('CMS', 'MPN')))::int
       + (SELECT count(*) FROM payment.statement_line WHERE status <> 'EXPLAINED')::int AS n`,
    );
    const now = rows[0]?.n ?? 0;
    // The last lines may be hidden still when nothing waits for them: one more reading finds them.
    if (now === 0 && turn >= LAST_READINGS) return;
    if (now !== left) say(`${now} to be seen on a statement or explained`);
    left = now;
    if (turn % 3 === 0) await readStatements(db, office);
    await new Promise((go) => setTimeout(go, 2_000));
  }
}

/** Times two seconds: longer than the plan hides a line. */
const LAST_READINGS = 4;

export const isClean = (report: ChaosReport): boolean =>
  report.unknown === 0 &&
  report.lost === 0 &&
  report.doubled === 0 &&
  report.difference === 0n &&
  report.faults.length === 0 &&
  report.attempted >= report.asked;

export const lineOf = (r: ChaosReport): string =>
  `attempted ${r.attempted} (asked ${r.asked}), settled ${r.settled}, refused ${r.refused}, returned ${r.returned}, ` +
  `still unknown ${r.unknown}, lost ${r.lost}, doubled ${r.doubled}, difference ledger − bank Rp${r.difference}, ` +
  `kills ${r.kills}, seed ${r.seed}, outcome ${r.digest}, ${r.seconds} s`;

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      payments: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '20261124' },
      kills: { type: 'string' },
      control: { type: 'string' },
      patience: { type: 'string', default: '120' },
    },
  });
  const payments = Number(values.payments);
  const control = CONTROLS.find((one) => one === values.control);
  if (values.control !== undefined && !control) throw new Error(`--control is one of ${CONTROLS.join(', ')}`);
  const report = await chaosRun({
    payments,
    seed: Number(values.seed),
    kills: Number(values.kills ?? Math.max(3, Math.round(payments / 400))),
    say: (line) => console.log(line),
    ...(control ? { control } : { patienceMs: Number(values.patience) * 1_000 }),
  });
  for (const fault of report.faults.slice(0, 20)) console.log(`✖ ${fault}`);
  if (report.faults.length > 20) console.log(`✖ … and ${report.faults.length - 20} more`);
  console.log(lineOf(report));
  process.exit(isClean(report) ? 0 : 1);
}
