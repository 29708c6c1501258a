/** What a person does in their own office and no vendor is party to: decided on what they may see, committed in their name. */
import type { Decision, Refusal } from '../kernel/decision.ts';
import { type Queryable, readAs } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { actorOf, type Origin, scopeOf } from './actor.ts';
import { type Door, runCommand } from './command.ts';

export interface OfficeDoor extends Door {
  readonly clock: () => Date;
}

export interface Said {
  /** The sender's idempotency key. */
  readonly key: string;
  /** What was asked, as it goes into JSON: a key serves for nothing else. */
  readonly said: unknown;
}

/** Answers the id of what the first event is about. `decide` may run several times. Refusals: its own, and those of `runCommand`. */
export function officeCommand(
  door: OfficeDoor,
  asker: Asker,
  origin: Origin,
  { key, said }: Said,
  decide: (db: Queryable, moment: { readonly cause: string; readonly now: Date }) => Promise<Decision | Refusal>,
): Promise<{ id: string } | Refusal> {
  const at = door.clock();
  const command = { key, request: JSON.stringify(said), actor: actorOf(asker, origin), at };
  return runCommand(door, command, (cause) =>
    readAs(door.pool, scopeOf(asker), async (db) => {
      const decision = await decide(db, { cause, now: at });
      if (!decision.ok) return decision;
      const parties = { satkerId: asker.satkerId, vendorId: null };
      return { decision, parties, response: { id: decision.events[0]?.aggregateId ?? '' } };
    }),
  );
}
