/**
 * Requests for correction have to be decided within the time of UU 27/2022 art. 30 (1). What is still open after it is told, once, to
 * whoever stands above those who decide. Done by `work`, any number of times.
 */
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal } from '../kernel/decision.ts';
import { localDate, when } from '../kernel/time.ts';
import { letterText } from '../mail/letters.ts';
import type { MailQueue } from '../mail/outbox.ts';
import { storedSatker } from '../organisation/satker.store.ts';
import { rulesOn } from '../regulation/rules.ts';
import { overdueCorrections } from './correction.store.ts';
import type { Correction, Decider } from './correction.ts';
import { peopleById } from './people.store.ts';

export interface OverdueDeps extends Door {
  readonly clock: () => Date;
  readonly mail: MailQueue;
}

const HOUR_MS = 60 * 60_000;
const WORTH_MS = 7 * 24 * HOUR_MS;

export const answerHours = (now: Date): number => rulesOn('APBN', localDate(now, 'WIB')).get('privacy.answer.hours');

/** The moment by which a request has to be decided. ISO 8601, as `askedAt` is. */
export const dueAt = (askedAt: string, hours: number): string =>
  new Date(Date.parse(askedAt) + hours * HOUR_MS).toISOString();

/** Who is told when one of them does not decide; nobody stands above the last. */
export const aboveOf = (decides: Decider): Decider => (decides === 'ADMIN_SATKER' ? 'ADMIN_KPPN' : 'ADMIN_PKN');

/** Answers how many were told of now. */
export async function tellOverdueCorrections(deps: OverdueDeps): Promise<number> {
  const now = deps.clock();
  const before = new Date(now.getTime() - answerHours(now) * HOUR_MS);
  let told = 0;
  for (const correction of await overdueCorrections(deps.pool, deps.codec, before))
    if (await tell(deps, correction, now)) told += 1;
  return told;
}

async function tell(deps: OverdueDeps, correction: Correction, now: Date): Promise<boolean> {
  const { id, personId, field, decides, office } = correction;
  let first = false;
  const command = { key: `correction:${id}:overdue`, request: 'overdue', actor: systemActor, at: now };
  const outcome = await runCommand(deps, command, async () => {
    first = true;
    const payload = { correctionId: id, field, above: aboveOf(decides) };
    return {
      decision: {
        ok: true,
        events: [{ type: 'correction.overdue', aggregate: 'person', aggregateId: personId, payload }],
        rows: [],
        transfers: [],
        jobs: [],
      },
      parties: { satkerId: office.satkerId, vendorId: office.vendorId },
      response: {},
    };
  });
  if (isRefusal(outcome) || !first) return false;
  const expires = new Date(now.getTime() + WORTH_MS);
  const letter = { kind: 'correction-overdue', at: when(new Date(correction.askedAt), 'WIB') } as const;
  for (const { person } of (await above(deps, correction, now)).values())
    await deps.mail.queue(person.id, { to: person.email, ...letterText(letter, person.name, 'id') }, expires);
  return true;
}

async function above({ pool, codec }: OverdueDeps, { decides, office }: Correction, now: Date) {
  const role = aboveOf(decides);
  const kppn =
    role === 'ADMIN_KPPN' && office.satkerId !== null
      ? ((await storedSatker(pool, codec, office.satkerId))?.satker.kppn.code ?? null)
      : null;
  const { rows } = await pool.query<{ person_id: string }>(
    `SELECT person_id FROM identity.assignment
     WHERE role = $1 AND ($1 <> 'ADMIN_KPPN' OR office_code = $2) AND valid_from <= $3 AND (valid_to IS NULL OR valid_to >= $3)`,
    [role, kppn, localDate(now, 'WIB')],
  );
  return peopleById(
    pool,
    codec,
    rows.map((row) => row.person_id),
  );
}
