/** What a job changes in the name of the platform: decided on the version it has seen, written by one run alone. */
import { randomUUID } from 'node:crypto';
import { type Decision, isRefusal, type Refusal, refuse } from '../kernel/decision.ts';
import { systemActor } from './actor.ts';
import { type Door, runCommand } from './command.ts';
import type { CommitRequest } from './commit.ts';

interface Change<T> {
  /** Kind and id of the thing, as in `payment:<id>`. */
  readonly name: string;
  readonly label: string;
  readonly at: Date;
  readonly read: () => Promise<T | null | undefined>;
  /** May run several times. */
  readonly decide: (thing: T, cause: string) => Promise<Decision | Refusal>;
  readonly parties: (thing: T) => CommitRequest['parties'];
}

/** True only for the run that wrote it: of several that do the same at once, the others are told `moved_on`. */
export async function jobChange<T extends { readonly version: number }>(
  door: Door,
  { name, label, at, read, decide, parties }: Change<T>,
): Promise<true | Refusal> {
  const run = randomUUID();
  const seen = await read();
  if (!seen) return refuse('not_found');
  const command = { key: `${name}:${seen.version}:${label}`, request: label, actor: systemActor, at };
  const outcome = await runCommand(door, command, async (cause) => {
    const thing = await read();
    // Somebody was faster: the label spoke of another version.
    if (thing?.version !== seen.version) return refuse('moved_on');
    const decision = await decide(thing, cause);
    return decision.ok ? { decision, parties: parties(thing), response: { run } } : decision;
  });
  if (isRefusal(outcome)) return outcome;
  return outcome.run === run ? true : refuse('moved_on');
}
