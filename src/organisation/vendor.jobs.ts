/** What the calendar does to vendors: a suket or a licence that has run out. Found by its day, done once. */
import { systemActor } from '../journal/actor.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { isRefusal, type JobRequest, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { readAs } from '../platform/database.ts';
import { endedPapers, storedVendor } from './vendor.store.ts';
import { decideVendor } from './vendor-acts.ts';
import { lifeOf } from './vendor-life.ts';
import { type NoticeDeps, tellVendor } from './vendor-notices.ts';

export interface VendorJobDeps extends Door, NoticeDeps {}

/** Drops the 0.5% of an ended suket and suspends on an ended licence, each with a notice. Answers how many it saw to. */
export async function sweepVendorPapers(deps: VendorJobDeps): Promise<number> {
  const now = deps.clock();
  // The easternmost day begins first; the rule looks at the vendor's own.
  const ended = await endedPapers(deps.pool, localDate(now, 'WIT'));
  let done = 0;
  for (const { id, suket, licence } of ended) {
    if (suket && (await expire(deps, id, 'expireSuket', now))) done += 1;
    if (licence && (await expire(deps, id, 'expirePapers', now))) done += 1;
  }
  return done;
}

const actor = { name: 'Sistem', role: 'SYSTEM', satkerId: null, vendorId: null, officeCode: null };

async function expire(
  deps: VendorJobDeps,
  id: string,
  action: 'expireSuket' | 'expirePapers',
  now: Date,
): Promise<boolean> {
  const before = await readAs(deps.pool, { vendorId: id }, (db) => storedVendor(db, deps.codec, id));
  if (!before) return false;
  const command = { key: `vendor.${action}:${id}:${before.version}`, request: action, actor: systemActor, at: now };
  const done = await runCommand(deps, command, async () => {
    const stored = await readAs(deps.pool, { vendorId: id }, (db) => storedVendor(db, deps.codec, id));
    if (!stored) return refuse('not_found');
    const facts = { now, today: localDate(now, stored.vendor.zone), actor };
    const made = decideVendor(stored, action, {}, facts);
    if (!made.ok) return made;
    return { decision: made.decision, parties: { satkerId: null, vendorId: id }, response: {} };
  });
  if (isRefusal(done)) return false;
  const until = (action === 'expireSuket' ? before.vendor.suket : lifeOf(before.vendor).licence)?.validTo ?? '';
  await tellVendor(
    deps,
    id,
    action === 'expireSuket'
      ? { kind: 'suket-ended', until }
      : { kind: 'suspended', reason: `Izin usaha berlaku sampai ${until}` },
  );
  return true;
}

/** Tells whoever pays the vendor that it is paid on another account from now on. */
export const accountChangedJob = (vendorId: string): JobRequest => ({
  task: 'vendor.accountChanged',
  payload: { vendorId },
  key: `vendor.accountChanged:${vendorId}`,
});
