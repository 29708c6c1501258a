/**
 * Follows requests for erasure: reduces what is kept of people whose office is over, and tells them (UU 27/2022 art. 45). Done by
 * `work`, any number of times.
 */
import { personRow } from '../identity/person.ts';
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, type JobRequest, refuse } from '../kernel/decision.ts';
import { dateLong, localDate, when } from '../kernel/time.ts';
import { letterText } from '../mail/letters.ts';
import { queueSealed, sealMail } from '../mail/outbox.ts';
import type { Queryable } from '../platform/database.ts';
import { rulesOn } from '../regulation/rules.ts';
import { type Erasure, keptUntil, reduceData } from './erasure.ts';
import { erasuresIn, livingErasure, type OwnRecord, ownOffices, ownRecord } from './privacy.store.ts';

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
    const lastActOn = at && localDate(at, 'WIB');
    const years = rulesOn('APBN', today).get('privacy.retention.years');
    const made = reduceData(erasure, reducedRow(personId, record, deps.emailKey), lastActOn, years, today);
    if (!made.ok) return made;
    const decision = { ...made, jobs: [await forgetJob(deps, personId, record, keptUntil(lastActOn, years, today))] };
    return { decision, parties: { satkerId: null, vendorId: null }, response: {} };
  });
  return !isRefusal(outcome);
}

const FORGET = 'privacy.forget';
/** As any other notice. */
const LETTER_LIVES_MS = 3 * 24 * 60 * 60_000;

/**
 * What follows the reduction, committed with it: the letter waits in the job, sealed with the person's key, since afterwards nobody
 * knows the address any more.
 */
async function forgetJob(
  { codec, clock }: PrivacyJobDeps,
  personId: string,
  { email, name }: OwnRecord,
  until: string,
): Promise<JobRequest> {
  const letter = { kind: 'data-reduced', at: when(clock(), 'WIB'), until: dateLong(until) } as const;
  const { id, body } = await sealMail(codec, personId, { to: email, ...letterText(letter, name, 'id') });
  const expires = new Date(clock().getTime() + LETTER_LIVES_MS).toISOString();
  const payload = { personId, mailId: id, sealed: body.toString('base64'), expires };
  return { task: FORGET, payload, key: `${FORGET}:${personId}` };
}

/**
 * The task `privacy.forget` of `work`, at least once: what proves the person and what was about to be mailed to them is gone, but for
 * this letter.
 */
export async function forgetPerson(db: Queryable, payload: { readonly [name: string]: unknown }): Promise<void> {
  const [personId, id, sealed, expires] = ['personId', 'mailId', 'sealed', 'expires'].map((name) =>
    String(payload[name] ?? ''),
  );
  if (!personId || !id || !sealed || !expires) throw new Error(`job without what ${FORGET} needs`);
  await db.query('SELECT identity.forget($1)', [personId]);
  await queueSealed(db, personId, { id, body: Buffer.from(sealed, 'base64') }, new Date(expires));
}

/** Name and NIP stay on papers that were signed; nothing is left with which somebody could be reached or signed in. */
function reducedRow(personId: string, record: { version: number; name: string; nip: string | null }, key: Buffer) {
  const { name, nip, version } = record;
  const person = { id: personId, name, email: `erased:${personId}`, nip, nik: null, phone: null, active: false };
  return personRow(person, key, version);
}
