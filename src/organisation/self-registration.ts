/** Row R8, the other way: a business that nobody invited. Done after the answer, which is the same for every address. */
import { emailKey } from '../identity/person.ts';
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import type { Actor } from '../journal/commit.ts';
import { isRefusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { activatedOf, heldBy } from '../people/people.store.ts';
import { readAs } from '../platform/database.ts';
import { kppnByCode } from './kppn.store.ts';
import { addressKnown, storedVendor } from './vendor.store.ts';
import { decideVendor } from './vendor-acts.ts';
import { lifeOf } from './vendor-life.ts';
import { registerVendor } from './vendor-register.ts';

export interface SelfRegistrationDeps extends Door {
  readonly clock: () => Date;
  readonly inviter: { invite(personId: string): Promise<unknown> };
  readonly key: Buffer;
}

export interface SelfRegistration {
  readonly email: string;
  readonly contactName: string;
  readonly businessName: string;
  readonly town: string;
  readonly kppnCode: string;
}

/** Another link for the same address at most this often: nobody's mailbox is filled from here. */
const AGAIN_MS = 60 * 60_000;

export async function selfRegister(
  deps: SelfRegistrationDeps,
  input: SelfRegistration,
  origin: { readonly id: string; readonly ip: string },
): Promise<void> {
  const now = deps.clock();
  const known = await readAs(deps.pool, {}, (db) => addressKnown(db, emailKey(deps.key, input.email)));
  if (known.personId !== null) return linkAgain(deps, known.personId, now);
  const actor: Actor = {
    personId: null,
    assignmentId: null,
    role: 'VISITOR',
    satkerId: null,
    vendorId: null,
    origin: { address: origin.ip, request: origin.id },
  };
  const command = { key: `vendor.register:${origin.id}`, request: JSON.stringify(input), actor, at: now };
  const done = await runCommand(deps, command, (cause) =>
    readAs(deps.pool, {}, async (db) => {
      const kppn = await kppnByCode(db, deps.codec, input.kppnCode);
      // Somebody was faster with the same address, or the office does not exist.
      if (!kppn || (await addressKnown(db, emailKey(deps.key, input.email))).known) return refuse('email_taken');
      const registration = registerVendor(
        { ...input, province: '', zone: kppn.zone, invitedBy: null },
        { cause, now, key: deps.key },
      );
      const { decision, vendorId, personId } = registration;
      return { decision, parties: { satkerId: null, vendorId }, response: { personId } };
    }),
  );
  if (!isRefusal(done)) await deps.inviter.invite(done.personId);
}

/** Whoever registered, and let the link run out, gets another; people of offices and active vendors get nothing. */
async function linkAgain(deps: SelfRegistrationDeps, personId: string, now: Date): Promise<void> {
  const [own] = await readAs(deps.pool, { personId }, (db) =>
    heldBy(db, deps.codec, { personId, roles: ['VENDOR_ADMIN'] }),
  );
  const vendorId = own?.vendorId ?? null;
  if (vendorId === null || (await activatedOf(deps.pool, [personId])).has(personId)) return;
  const command = { key: `vendor.link:${vendorId}:${now.toISOString()}`, request: 'link', actor: systemActor, at: now };
  const done = await runCommand(deps, command, () =>
    readAs(deps.pool, { vendorId }, async (db) => {
      const stored = await storedVendor(db, deps.codec, vendorId);
      if (!stored) return refuse('not_found');
      const { invitedAt, origin } = lifeOf(stored.vendor);
      const lately = invitedAt !== null && now.getTime() - Date.parse(invitedAt) < AGAIN_MS;
      if (origin !== 'SELF' || lately) return refuse('not_possible_now', { state: stored.vendor.state });
      const facts = { now, today: localDate(now, stored.vendor.zone), actor: SYSTEM };
      const made = decideVendor(stored, 'remind', {}, facts);
      if (!made.ok) return made;
      return { decision: made.decision, parties: { satkerId: null, vendorId }, response: {} };
    }),
  );
  if (!isRefusal(done)) await deps.inviter.invite(personId);
}

const SYSTEM = { name: 'Sistem', role: 'SYSTEM', satkerId: null, vendorId: null, officeCode: null };
