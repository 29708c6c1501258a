/** Follows requests for erasure: reduces what is kept of people whose office is over. Done by `work`, any number of times. */

import { personRow } from '../identity/person.ts';
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { rulesOn } from '../regulation/rules.ts';
import { type Erasure, reduceData } from './erasure.ts';
import { erasuresIn, livingErasure, ownOffices, ownRecord } from './privacy.store.ts';

export interface PrivacyJobDeps extends Door {
  readonly emailKey: Buffer;
  readonly clock: () => Date;
}

/** Reduces the data of everybody who asked and holds no office today. Answers how many. */
export async function followErasures(deps: PrivacyJobDeps): Promise<number> {
  let reduced = 0;
  for (const erasure of await erasuresIn(deps.pool, deps.codec, 'HELD')) {
    const today = localDate(deps.clock(), 'WIB');
    const offices = await ownOffices(deps.pool, deps.codec, erasure.personId);
    // An office that is still to come counts too.
    if (offices.some((held) => held.validTo === null || held.validTo >= today)) continue;
    if (await reduce(deps, erasure, today)) reduced += 1;
  }
  return reduced;
}

async function reduce(deps: PrivacyJobDeps, { id, personId }: Erasure, today: string): Promise<boolean> {
  const command = { key: `erasure:${id}:reduce`, request: 'reduce', actor: systemActor, at: deps.clock() };
  const outcome = await runCommand(deps, command, async () => {
    const erasure = await livingErasure(deps.pool, deps.codec, personId);
    const record = await ownRecord(deps.pool, deps.codec, personId);
    if (!erasure || !record) return refuse('not_found');
    const { rows } = await deps.pool.query<{ at: Date | null }>('SELECT privacy.last_act($1) AS at', [personId]);
    const at = rows[0]?.at ?? null;
    const decision = reduceData(
      erasure,
      reducedRow(personId, record, deps.emailKey),
      at && localDate(at, 'WIB'),
      rulesOn('APBN', today).get('privacy.retention.years'),
      today,
    );
    return decision.ok ? { decision, parties: { satkerId: null, vendorId: null }, response: {} } : decision;
  });
  if (isRefusal(outcome)) return false;
  await deps.pool.query('SELECT identity.forget($1)', [personId]);
  return true;
}

/** Name and NIP stay on papers that were signed; nothing is left with which somebody could be reached or signed in. */
function reducedRow(personId: string, record: { version: number; name: string; nip: string | null }, key: Buffer) {
  const { name, nip, version } = record;
  const person = { id: personId, name, email: `erased:${personId}`, nip, nik: null, phone: null, active: false };
  return personRow(person, key, version);
}
