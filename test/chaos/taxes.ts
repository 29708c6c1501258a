/** The treasurers deposit what was kept back: billing codes of the bank, paid through it (MPN). */
import { systemActor } from '../../src/journal/actor.ts';
import type { Decision, Refusal } from '../../src/kernel/decision.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { type Instruction, instructionId, instructionTable, referenceOf } from '../../src/payment/instruction.ts';
import { factsFor, payers } from '../../src/payment/testing-office.ts';
import { actOnTransfer } from '../../src/payment/transfer.ts';
import { depositById, withholdingsIn } from '../../src/tax/deposit/deposit.store.ts';
import { draftDeposit } from '../../src/tax/deposit/deposit.ts';
import { loadDepositSubject, payDeposit } from '../../src/tax/deposit/deposit-payment.ts';
import type { Withholding } from '../../src/tax/deposit/withholding.ts';
import type { ChaosSatker } from './office.ts';
import type { Shop } from './purchases.ts';

/** One deposit of a satker. */
export interface Levy {
  readonly id: string;
  readonly buyer: ChaosSatker;
  /** References of the attempts to pay it. */
  readonly references: string[];
  paid: boolean;
}

const CODE = { kap: '411618', kjs: '100' };
const PERIOD = '112026';
const MOST_ATTEMPTS = 12;
const LOOK_MS = 500;
const PAID: readonly string[] = ['SETTLED', 'RECONCILED'];
const ENDED_BADLY: readonly string[] = ['FAILED', 'RETURNED', 'WITHDRAWN'];

const treasurer = { ...payers.bendahara, role: 'BENDAHARA' as const };

/** One deposit for each satker that has kept something back; answers when all are paid or nothing moves for `patienceMs`. */
export async function depositTaxes(shop: Shop, patienceMs: number): Promise<Levy[]> {
  const owed = (await withholdingsIn(shop.db, shop.codec, ['OWED'])).filter(({ from }) => from === 'PAYMENT');
  const levies: Levy[] = [];
  for (const buyer of shop.office.satkers) {
    const own = owed.filter(({ satkerId }) => satkerId === buyer.satker.id);
    if (own.length > 0) levies.push(await drafted(shop, buyer, own));
  }
  let moved = Date.now();
  let before = '';
  while (levies.some(({ paid }) => !paid) && Date.now() - moved < patienceMs) {
    for (const levy of levies.filter(({ paid }) => !paid)) await driven(shop, levy);
    const now = levies.map(({ paid, references }) => `${paid}${references.length}`).join();
    if (now !== before) moved = Date.now();
    before = now;
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
  return levies;
}

async function drafted(shop: Shop, buyer: ChaosSatker, chosen: readonly Withholding[]): Promise<Levy> {
  const { satker } = buyer;
  const cause = derivedId('chaos', `${shop.seed} deposit ${satker.id}`);
  const facts = {
    cause,
    now: new Date(),
    actor: treasurer,
    satkerId: satker.id,
    zone: satker.zone,
    regime: satker.regime,
  };
  const number = `STR-KACAU-${satker.code}`;
  await written(shop, satker.id, cause, draftDeposit(chosen, { ...facts, number, period: PERIOD, code: CODE }));
  return { id: derivedId(cause, 'deposit'), buyer, references: [], paid: false };
}

/** Pays the code once the bank has given one, and again when it came to nothing. */
async function driven(shop: Shop, levy: Levy): Promise<void> {
  const last = levy.references.at(-1);
  if (last !== undefined) {
    const { rows } = await shop.db.query<{ state: string }>(
      'SELECT state FROM payment.instruction WHERE reference = $1',
      [last],
    );
    const state = rows[0]?.state ?? '';
    levy.paid = PAID.includes(state);
    if (!ENDED_BADLY.includes(state) || levy.references.length >= MOST_ATTEMPTS) return;
  }
  const deposit = await depositById(shop.db, shop.codec, levy.id);
  if (deposit?.state !== 'BILLED') return;
  const attempt = levy.references.length + 1;
  const cause = derivedId('chaos', `${shop.seed} levy ${levy.id} ${attempt}`);
  const paying = decided(payDeposit(deposit, levy.buyer.satker, { cause, now: new Date(), actor: treasurer }));
  await written(shop, levy.buyer.satker.id, cause, paying);
  levy.references.push(referenceOf(instructionId(cause)));
  const row = paying.rows.find(({ table }) => table === instructionTable);
  const instruction = row?.body as unknown as Instruction;
  const subject = await loadDepositSubject(shop.db, shop.codec, instruction);
  if (!subject) throw new Error('the deposit is gone');
  const next = derivedId(cause, 'approve');
  const approval = { ...factsFor(payers.kpa), now: new Date(), cause: next };
  await written(shop, levy.buyer.satker.id, next, actOnTransfer(instruction, subject, 'approve', '', approval));
}

async function written(shop: Shop, satkerId: string, cause: string, outcome: Decision | Refusal): Promise<void> {
  const decision = decided(outcome);
  const parties = { satkerId, vendorId: null };
  const done = await shop.committer.commit({ decision, actor: systemActor, parties, at: new Date(), cause });
  if (done.kind !== 'committed') throw new Error(`deposit not written: ${JSON.stringify(done)}`);
}

function decided(outcome: Decision | Refusal): Decision {
  if (outcome.ok) return outcome;
  throw new Error(`refused: ${outcome.code}`);
}
