/** Destroys the keys of people whose data the law no longer holds (UU 27/2022 art. 44). Run by a keeper of keys. */
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { destroyedData, isDue } from './erasure.ts';
import { erasuresIn, livingErasure } from './privacy.store.ts';

export interface DestroyDeps extends Door {
  readonly clock: () => Date;
  /** Makes everything of this person unreadable; may be called again. */
  readonly destroyKeys: (personId: string) => Promise<unknown>;
}

/** Answers how many people's data are gone now. Killed in between, it is done again: a key is destroyed once. */
export async function destroyDue(deps: DestroyDeps): Promise<number> {
  const today = localDate(deps.clock(), 'WIB');
  let destroyed = 0;
  for (const due of (await erasuresIn(deps.pool, deps.codec, 'REDUCED')).filter((one) => isDue(one, today))) {
    await deps.destroyKeys(due.personId);
    const command = { key: `erasure:${due.id}:destroy`, request: 'destroy', actor: systemActor, at: deps.clock() };
    const outcome = await runCommand(deps, command, async () => {
      const erasure = await livingErasure(deps.pool, deps.codec, due.personId);
      const decision = erasure ? destroyedData(erasure, today) : refuse('not_found');
      return decision.ok ? { decision, parties: { satkerId: null, vendorId: null }, response: {} } : decision;
    });
    if (!isRefusal(outcome)) destroyed += 1;
  }
  return destroyed;
}
