/** One act of a person on one payment, through the one door: alone with its own proof, or as one of a sitting that was confirmed as a whole. */
import { setTimeout as pause } from 'node:timers/promises';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { readAs, readByKey } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { OrderDeps } from '../purchasing/order.routes.ts';
import { confirmed } from '../purchasing/step-up.ts';
import { askReturn, type ReturnWanted } from './ask-return.ts';
import { levelsSetBy } from './cms.store.ts';
import type { Instruction } from './instruction.ts';
import { payeeNow } from './payee.store.ts';
import { acceptPayee } from './payee.ts';
import { payeeStanding } from './payee-check.ts';
import { instructionById } from './payment.store.ts';
import { paymentDigest, rulesOfInstruction } from './payment.view.ts';
import type { Subject, Subjects } from './subject.ts';
import { actOnTransfer, type TransferAct, type TransferFacts } from './transfer.ts';
import { payeeDigest } from './transfer.view.ts';

export interface ActDeps extends OrderDeps {
  readonly subjects: Subjects;
}

/** Acts that move a payment along its table, and words that do not. */
export type PersonAct = TransferAct | 'acceptPayee' | 'askReturn';

export interface ActAsked {
  readonly key: string;
  readonly id: string;
  readonly act: PersonAct;
  readonly body: Record<string, unknown>;
  /** A sitting in which this payment was confirmed with others: its proof was taken for all of them. */
  readonly sitting?: { readonly digest: string; readonly note: string; entry(instruction: Instruction): boolean };
}

/** Digest of what has to be confirmed; null for acts that need no proof. */
function digestFor(act: PersonAct, instruction: Instruction, assignmentId: string): string | null {
  if (act === 'approve' || act === 'release') return paymentDigest(instruction, assignmentId, act);
  return act === 'acceptPayee' ? payeeDigest(instruction, assignmentId) : null;
}

function decided(
  instruction: Instruction,
  subject: Subject,
  { act, body, sitting }: ActAsked,
  facts: TransferFacts,
): Decision | Refusal {
  const reason = sitting?.note ?? (typeof body.reason === 'string' ? body.reason : '');
  switch (act) {
    case 'acceptPayee':
      return acceptPayee(instruction, reason, facts);
    case 'askReturn':
      return askReturn(instruction, body as unknown as ReturnWanted, facts);
    default:
      return actOnTransfer(instruction, subject, act, reason, facts);
  }
}

/** Decides and commits. Answers the id, or why not. */
export async function actOn(deps: ActDeps, asker: Asker, origin: Origin, asked: ActAsked): Promise<object | Refusal> {
  const { id, act, body, sitting } = asked;
  if (act === 'approve') await payeeAnswered(deps, asker, id);
  const at = deps.clock();
  const said = sitting ? { sitting: sitting.digest } : body;
  const command = {
    key: asked.key,
    request: JSON.stringify(['payment', act, id, said], (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    actor: actorOf(asker, origin),
    at,
  };
  return runCommand(deps, command, async (cause) => {
    const found = await readByKey(deps.pool, scopeOf(asker), async (db) => {
      const instruction = await instructionById(db, deps.codec, id);
      if (!instruction || asker.satkerId !== instruction.satkerId) return null;
      const [subject, payee, cms] = await Promise.all([
        deps.subjects[instruction.purpose](db, deps.codec, instruction),
        payeeNow(db, deps.codec, instruction.vendorId),
        instruction.levels ?? levelsSetBy(db, deps.codec, instruction.satkerId),
      ]);
      return subject && { instruction, subject, payee, cms };
    });
    if (!found) return refuse('not_found');
    const { instruction, subject, payee, cms } = found;
    if (sitting && !sitting.entry(instruction)) return refuse('code_for_other');
    const rules = rulesOfInstruction(instruction);
    const facts = { actor: asker, now: at, cause, rules, codeVerified: true, payee, cms };
    const decision = decided(instruction, subject, asked, facts);
    if (!decision.ok) return decision;
    const digest = sitting ? null : digestFor(act, instruction, asker.assignmentId);
    const confirmation = { digest, personId: asker.personId, by: command.actor, given: body.stepUp, command: cause };
    const unconfirmed = await confirmed(deps.verifyCode, confirmation);
    if (unconfirmed) return unconfirmed;
    const parties = { satkerId: instruction.satkerId, vendorId: instruction.vendorId };
    return { decision, parties, response: { id } };
  });
}

/** The bank usually answers for a name within a second: whoever approves right after the treasurer waits for it, no longer than this. */
const PATIENCE_MS = 4_000;
const LOOK_MS = 200;

async function payeeAnswered(deps: ActDeps, asker: Asker, id: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    const instruction = await readAs(deps.pool, scopeOf(asker), (db) => instructionById(db, deps.codec, id));
    const waiting = instruction && payeeStanding(instruction) === 'WAITING' && !instruction.payeeCheck;
    if (!waiting || !['SUBMITTED', 'CHECKED'].includes(instruction.state)) return;
    await pause(LOOK_MS);
  }
}
