/** One act of a registrar: decide, confirm by a fresh code, commit, then what follows outside the database. */

import type { z } from 'zod';
import { actorOf, type Origin, scopeOf } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import type { Actor } from '../journal/commit.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { toConfirm } from '../organisation/confirmation.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { orRefused } from '../platform/http/problem.ts';
import { type CodeCheck, confirmed } from '../purchasing/step-up.ts';
import { cancel, end, replace } from './appoint.ts';
import type { AppointmentAct } from './appointment.machine.ts';
import { type Held, stateOf } from './appointment.ts';
import type { PersonInput } from './candidate.ts';
import { officeOfHeld, registerFacts } from './people.load.ts';
import type { appointmentCommands, outcome } from './people.schema.ts';
import { heldBy, heldById } from './people.store.ts';
import { allowed, decided, type RegisterDecision, type RegisterFacts } from './register.ts';
import { recall, standIn } from './stand-in.ts';

/** The room of sign-in: who was appointed proves who they are; who has left is out. `by`: whose act it is. */
export interface Inviter {
  /** Mails a link for the first password and factor; whoever has them is told of the office. */
  invite(personId: string, by?: Actor): Promise<unknown>;
  /** Ends every session and every way in that is half open. */
  disable(personId: string, by?: Actor): Promise<unknown>;
  /** Takes password and factors away and mails a link to choose new ones. */
  resetFactors(personId: string, by?: Actor): Promise<unknown>;
}

export interface PeopleDeps extends Door {
  readonly clock: () => Date;
  readonly verifyCode: CodeCheck;
  readonly inviter: Inviter;
  /** Of the blind indexes. */
  readonly key: Buffer;
}

/** Acts that change who holds an office need a fresh code; taking back and reminding do not. */
const BINDING: readonly string[] = ['appoint', 'replace', 'end', 'standIn', 'resetFactors'];

export type Moment = { readonly cause: string; readonly now: Date };
interface Ready {
  readonly facts: RegisterFacts;
  readonly made: RegisterDecision | Refusal;
}

export async function onTarget(
  db: Queryable,
  deps: PeopleDeps,
  asker: Asker,
  moment: Moment,
  action: AppointmentAct,
  id: string,
  body: Record<string, unknown>,
): Promise<Ready | Refusal> {
  const target = await heldById(db, deps.codec, id);
  if (!target) return refuse('not_found');
  const person = (body.person as PersonInput | undefined) ?? null;
  const reader = { db, codec: deps.codec, key: deps.key };
  const facts = await registerFacts(reader, asker, officeOfHeld(target), person, moment);
  return { facts, made: onHeld(target, action, body, facts) };
}

function onHeld(
  target: Held,
  action: AppointmentAct,
  body: Record<string, unknown>,
  facts: RegisterFacts,
): RegisterDecision | Refusal {
  switch (action) {
    case 'replace':
      return replace(target, body as z.output<typeof appointmentCommands.replace>, facts);
    case 'end':
      return end(target, body as z.output<typeof appointmentCommands.end>, facts);
    case 'standIn':
      return standIn(target, body as z.output<typeof appointmentCommands.standIn>, facts);
    case 'recall':
      return recall(target, (body as z.output<typeof appointmentCommands.recall>).on, facts);
    case 'cancel':
      return target.kind === 'TEMPORARY' ? recall(target, facts.today, facts) : cancel(target, facts);
    default:
      return about(target, action, String(body.reason ?? ''), facts);
  }
}

const DONE = { invite: 'invited', endSessions: 'sessions_ended', resetFactors: 'factors_reset' } as const;

/** What is done about a person's way in: nothing of the appointment changes, the journal keeps that it was asked, and why. */
function about(
  target: Held,
  action: keyof typeof DONE,
  reason: string,
  facts: RegisterFacts,
): RegisterDecision | Refusal {
  const barred = allowed(target, action, facts);
  if (barred) return barred;
  const { personId } = target;
  if (action === 'invite' && facts.activated.has(personId)) return refuse('already_activated');
  return {
    ok: true,
    decision: decided(DONE[action], target, reason === '' ? {} : { reason }, []),
    id: target.id,
    says: [
      { what: 'name', value: facts.names.get(personId) ?? '' },
      { what: 'role', value: target.role },
    ],
    invite: action === 'invite' ? personId : null,
    out: action === 'endSessions' ? personId : null,
  };
}

/** So long may a client send a command again that it has no answer to. */
const RETRY_MS = 15 * 60_000;

interface Asked {
  readonly key: string;
  readonly action: string;
  readonly target: string;
  readonly body: Record<string, unknown>;
  decide(db: Queryable, asker: Asker, moment: Moment): Promise<Ready | Refusal>;
}

/** Decides; answers what is to be confirmed while a code is missing; otherwise commits, then invites. Throws Refused. */
export async function act(
  deps: PeopleDeps,
  asker: Asker,
  origin: Origin,
  asked: Asked,
): Promise<z.output<typeof outcome>> {
  const now = deps.clock();
  const decide = (cause: string) => readAs(deps.pool, scopeOf(asker), (db) => asked.decide(db, asker, { cause, now }));
  const { stepUp, ...said } = asked.body;
  const binding = BINDING.includes(asked.action);
  const confirmation = (made: RegisterDecision) =>
    toConfirm(`people.${asked.action}`, asked.target, made.says, asker.assignmentId);
  if (binding && stepUp === undefined) {
    const { made } = orRefused(await decide(asked.key));
    return { id: null, confirm: confirmation(orRefused(made)) };
  }
  const command = {
    key: asked.key,
    request: JSON.stringify(['people', asked.action, asked.target, said]),
    actor: actorOf(asker, origin),
    at: now,
  };
  const response = orRefused(
    await runCommand(deps, command, async (cause) => {
      const ready = await decide(cause);
      if (isRefusal(ready)) return ready;
      const { made, facts } = ready;
      if (!made.ok) return made;
      const digest = binding ? confirmation(made).digest : null;
      const personId = asker.personId;
      const unconfirmed = await confirmed(deps.verifyCode, { digest, personId, given: stepUp, command: cause });
      if (unconfirmed) return unconfirmed;
      const { satkerId, vendorId } = facts.office;
      const { invite, out, id } = made;
      const anew = asked.action === 'resetFactors' ? (facts.held.find((one) => one.id === id)?.personId ?? null) : null;
      const response = { id, invite, out, anew, at: now.toISOString() };
      return { decision: made.decision, parties: { satkerId, vendorId }, response };
    }),
  );
  // An old answer is no new order: by now it may be another registrar's, and nothing was proven again.
  if (now.getTime() - Date.parse(response.at) < RETRY_MS) await followUp(deps, asked.action, response, command.actor);
  return { id: response.id, confirm: null };
}

/**
 * What follows a commit outside the database. A retry within minutes comes here again with the stored answer, so that a process
 * killed in between loses nothing for good; the register shows who has not activated, and the invitation can be sent again.
 */
async function followUp(
  deps: PeopleDeps,
  action: string,
  { invite, out, anew }: { readonly [what in 'invite' | 'out' | 'anew']: string | null },
  by: Actor,
): Promise<void> {
  if (invite !== null) await deps.inviter.invite(invite, by);
  if (anew !== null) await deps.inviter.resetFactors(anew, by);
  if (out !== null && (action === 'endSessions' || (await isOut(deps, out)))) await deps.inviter.disable(out, by);
}

/** Holds no office today and is named for none. */
async function isOut({ pool, clock, codec }: PeopleDeps, personId: string): Promise<boolean> {
  const held = await readAs(pool, { personId }, (db) => heldBy(db, codec, { personId }));
  const now = clock();
  return held.every((one) => stateOf(one, true, localDate(now, one.zone)) === 'ENDED');
}
