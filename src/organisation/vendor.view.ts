/** What one person is shown of a vendor's registration. */
import type { z } from 'zod';
import type { RegisterEvent } from '../people/people.store.ts';
import { rulesOn } from '../regulation/rules.ts';
import { accountShown } from './masking.ts';
import type { vendorSummary, vendorView } from './vendor.schema.ts';
import type { Vendor } from './vendor.ts';
import { missing, openVendorActs, type VendorFacts } from './vendor-acts.ts';
import { accountChangedOn, lifeOf } from './vendor-life.ts';

export function vendorSummaryOf(vendor: Vendor, actor: VendorFacts['actor']): z.output<typeof vendorSummary> {
  const life = lifeOf(vendor);
  return {
    id: vendor.id,
    name: vendor.name,
    town: vendor.town,
    province: vendor.province,
    state: vendor.state,
    origin: life.origin,
    businessVerified: life.verified.business !== null,
    suketVerified: life.verified.suket !== null && !life.suketEnded,
    since: life.since === '' ? null : life.since,
    actions: openVendorActs(vendor, actor),
  };
}

/** Those who judge the vendor see its account whole; others the last digits. */
const JUDGES: readonly string[] = ['PP', 'ADMIN_KPPN'];
const SHOWN = 4;

export function vendorViewOf(
  vendor: Vendor,
  { actor, now, today }: VendorFacts,
  history: readonly RegisterEvent[],
  names: ReadonlyMap<string, string>,
): z.output<typeof vendorView> {
  const life = lifeOf(vendor);
  const own = actor.vendorId === vendor.id;
  const judges = JUDGES.includes(actor.role) && openVendorActs(vendor, actor).length > 0;
  const recorded = life.recorded;
  const changed = accountChangedOn(vendor, rulesOn('APBN', today).get('vendor.accountNoteDays'), now);
  return {
    ...vendorSummaryOf(vendor, actor),
    email: vendor.email,
    contactName: life.contactName,
    phone: vendor.phone,
    legalForm: recorded ? vendor.legalForm : null,
    class: recorded ? vendor.class : null,
    owner: {
      name: vendor.owner,
      nikMasked: life.ownerNik && `${'*'.repeat(12)}${life.ownerNik.slice(-SHOWN)}`,
    },
    address: vendor.address,
    zone: vendor.zone,
    pkp: vendor.pkp,
    npwp: vendor.npwp,
    licence: life.licence && { ...life.licence },
    suket: vendor.suket && !life.suketEnded ? { ...vendor.suket } : null,
    suketWaiting: life.suketWaiting && { ...life.suketWaiting },
    declaration500: vendor.declaration500,
    acceptsCard: vendor.acceptsCard,
    account: accountShown(vendor.account, own || judges),
    accountChanged: changed && { at: changed.on, noteUntil: changed.noteUntil },
    verified: { ...life.verified },
    missing: missing(vendor),
    reason: life.reason,
    history: history.map(({ at, type, role, personId, payload }) => ({
      at,
      type,
      role,
      by: personId === null ? null : (names.get(personId) ?? null),
      reason: typeof payload.reason === 'string' ? payload.reason : '',
    })),
  };
}
