/** What may happen to a vendor's registration: guards of rows R9 to R12, suspension and the blacklist. Pure. */
import type { z } from 'zod';
import { type Decision, type JobRequest, type Plain, type Refusal, refuse } from '../kernel/decision.ts';
import { actionsIn, transitionFor } from '../kernel/machine.ts';
import { banks } from '../regulation/banks.ts';
import type { TaxLetter } from '../tax/terms.ts';
import { type VendorRole, vendorMachine } from './vendor.machine.ts';
import type { VendorAction, vendorCommands } from './vendor.schema.ts';
import { type Vendor, vendorRow } from './vendor.ts';
import { accountUnverified, type Licence, lifeOf, type Seal, type VendorLife } from './vendor-life.ts';
import { slugOf } from './vendor-register.ts';

export interface VendorFacts {
  readonly now: Date;
  /** Local date of the vendor. */
  readonly today: string;
  /** Whether the owner, by the NIK, holds an office of the government here; asked before a verification. */
  readonly ownerInOffice?: boolean;
  readonly actor: {
    readonly name: string;
    readonly role: string;
    readonly satkerId: string | null;
    readonly vendorId: string | null;
    readonly officeCode: string | null;
  };
}

export interface StoredVendor {
  readonly vendor: Vendor;
  readonly version: number;
}

type Input<A extends VendorAction> = z.output<(typeof vendorCommands)[A]>;
interface Change {
  readonly vendor: Vendor;
  readonly payload?: { readonly [key: string]: Plain | undefined };
}
type Act = (vendor: Vendor, input: never, facts: VendorFacts) => Change | Refusal;

/** Whether the vendor is this office's to look after: its own, invited by it, of its region. */
export function reaches(vendor: Vendor, { role, satkerId, vendorId, officeCode }: VendorFacts['actor']): boolean {
  const { invitedBy, kppnCode } = lifeOf(vendor);
  switch (role) {
    case 'VENDOR_ADMIN':
      return vendorId === vendor.id;
    case 'PP':
      return satkerId !== null && invitedBy?.satkerId === satkerId;
    case 'ADMIN_KPPN':
      return officeCode !== null && kppnCode === officeCode;
    default:
      return role === 'ADMIN_PKN' || role === 'SYSTEM';
  }
}

const living = (vendor: Vendor, change: Partial<VendorLife>): Vendor => ({
  ...vendor,
  life: { ...lifeOf(vendor), ...change },
});

const seal = ({ now, actor }: VendorFacts, note: string): Seal => ({
  at: now.toISOString(),
  by: actor.name,
  role: actor.role,
  note,
});

/** Names of what is still missing before it can be sent for verification: identity, business, one account. */
export function missing(vendor: Vendor): string[] {
  const { recorded, ownerNik, licence } = lifeOf(vendor);
  return [
    ...(recorded ? [] : ['profile']),
    ...(ownerNik === null ? ['owner.nik'] : []),
    ...(licence === null ? ['licence'] : []),
    ...(vendor.account.accountNo === '' ? ['account'] : []),
    ...(vendor.pkp && vendor.npwp === null ? ['npwp'] : []),
  ];
}

const letterFault = (letter: TaxLetter, { today }: VendorFacts): Refusal | null => {
  if (letter.validTo < letter.validFrom)
    return refuse('contract_date_order', { later: letter.validTo, earlier: letter.validFrom });
  return letter.validTo < today ? refuse('letter_ended', { until: letter.validTo }) : null;
};

const licenceFault = (licence: Licence, { today }: VendorFacts): Refusal | null =>
  licence.validTo !== null && licence.validTo < today ? refuse('letter_ended', { until: licence.validTo }) : null;

function saveProfile(vendor: Vendor, input: Input<'saveProfile'>, facts: VendorFacts): Change | Refusal {
  const { owner, suket, licence, ...business } = input;
  const fault = licenceFault(licence, facts) ?? (suket && letterFault(suket, facts));
  if (fault) return fault;
  const saved: Vendor = {
    ...vendor,
    ...business,
    umk: ['MICRO', 'SMALL', 'COOPERATIVE'].includes(business.class),
    owner: owner.name,
  };
  return { vendor: living(saved, { recorded: true, ownerNik: owner.nik, licence, suketWaiting: suket }) };
}

function verify(vendor: Vendor, { suket, note }: Input<'verify'>, facts: VendorFacts): Change | Refusal {
  const life = lifeOf(vendor);
  // Whoever buys for the government does not sell to it (Perpres 16/2018 art. 7(1)e, f).
  if (facts.ownerInOffice === true) return refuse('owner_in_office');
  // A letter that was recorded must be judged, one that was not cannot be.
  if ((life.suketWaiting === null) !== (suket === null)) return refuse('input_invalid', { field: 'suket' });
  const mark = seal(facts, note);
  const valid = suket === 'VALID';
  const verified = { business: mark, account: mark, suket: valid ? mark : null };
  return {
    vendor: {
      ...living(vendor, { verified, suketWaiting: null, suketEnded: false }),
      slug: slugOf(vendor.name, vendor.id),
      suket: valid ? life.suketWaiting : null,
    },
    payload: { suket, note },
  };
}

function setAccount(vendor: Vendor, { account }: Input<'setAccount'>, facts: VendorFacts): Change | Refusal {
  if (!banks.some((bank) => bank.value.code === account.bankCode))
    return refuse('input_invalid', { field: 'account.bankCode' });
  const before = vendor.account;
  if (before.bankCode === account.bankCode && before.accountNo === account.accountNo && before.name === account.name)
    return refuse('nothing_changed');
  const life = lifeOf(vendor);
  const first = before.accountNo === '';
  return {
    vendor: {
      ...living(vendor, {
        verified: { ...life.verified, account: null },
        accountChangedAt: first ? null : facts.now.toISOString(),
      }),
      account,
    },
    // Sealed with the vendor's key: which account was paid until now.
    payload: { before: { ...before }, after: { ...account } },
  };
}

function verifySuket(vendor: Vendor, { note }: Input<'verifySuket'>, facts: VendorFacts): Change | Refusal {
  const life = lifeOf(vendor);
  if (life.suketWaiting === null) return refuse('not_possible_now', { state: vendorMachine.states[vendor.state] });
  const fault = letterFault(life.suketWaiting, facts);
  if (fault) return fault;
  const verified = { ...life.verified, suket: seal(facts, note) };
  return {
    vendor: { ...living(vendor, { verified, suketWaiting: null, suketEnded: false }), suket: life.suketWaiting },
    payload: { note },
  };
}

function verifyAccount(vendor: Vendor, { reason }: Input<'verifyAccount'>, facts: VendorFacts): Change | Refusal {
  if (!accountUnverified(vendor)) return refuse('already_done');
  const { verified } = lifeOf(vendor);
  return { vendor: living(vendor, { verified: { ...verified, account: seal(facts, reason) } }) };
}

function lift(vendor: Vendor, _: unknown, facts: VendorFacts): Change | Refusal {
  const { licence } = lifeOf(vendor);
  return (licence && licenceFault(licence, facts)) ?? { vendor };
}

const same: Act = (vendor) => ({ vendor });
const acts: { readonly [action: string]: Act } = {
  remind: (vendor, _, { now }) => ({ vendor: living(vendor, { invitedAt: now.toISOString() }) }),
  accept: same,
  saveProfile,
  setAccount,
  submit(vendor) {
    const lacking = missing(vendor);
    return lacking.length === 0 ? { vendor } : refuse('profile_incomplete', { missing: lacking.join(', ') });
  },
  verify,
  reject: same,
  recordSuket(vendor, { suket }: Input<'recordSuket'>, facts) {
    return letterFault(suket, facts) ?? { vendor: living(vendor, { suketWaiting: suket }) };
  },
  verifyAccount,
  verifySuket,
  rejectSuket(vendor) {
    return lifeOf(vendor).suketWaiting === null
      ? refuse('not_possible_now', { state: vendorMachine.states[vendor.state] })
      : { vendor: living(vendor, { suketWaiting: null }) };
  },
  renewLicence(vendor, { licence }: Input<'renewLicence'>, facts) {
    return licenceFault(licence, facts) ?? { vendor: living(vendor, { licence }) };
  },
  suspend: same,
  lift,
  block: (vendor, { listing }: Input<'block'>) => ({ vendor, payload: { listing } }),
  endSanction: same,
  // By the calendar.
  expireSuket(vendor, _, { today }) {
    const ended = vendor.suket !== null && !lifeOf(vendor).suketEnded && vendor.suket.validTo < today;
    // The letter stays: orders of the days on which it held are taxed by it.
    return ended
      ? { vendor: living(vendor, { suketEnded: true }), payload: { until: vendor.suket?.validTo } }
      : refuse('not_possible_now', { state: vendor.state });
  },
  expirePapers(vendor, _, { today }) {
    const { licence } = lifeOf(vendor);
    return licence?.validTo != null && licence.validTo < today
      ? { vendor, payload: { until: licence.validTo } }
      : refuse('not_possible_now', { state: vendor.state });
  },
};

export interface VendorDecision {
  readonly ok: true;
  readonly vendor: Vendor;
  readonly decision: Decision;
}

/** One act on one vendor: whose it is, the row of the table, the guard; then row and event. */
export function decideVendor(
  { vendor, version }: StoredVendor,
  action: string,
  input: { readonly reason?: unknown },
  facts: VendorFacts,
  jobs: readonly JobRequest[] = [],
): VendorDecision | Refusal {
  const barred = barredFrom(vendor, action, facts);
  if (barred) return barred;
  const transition = transitionFor(vendorMachine, vendor.state, action, facts.actor.role as VendorRole);
  const act = Object.hasOwn(acts, action) ? acts[action] : undefined;
  if (!transition || !act) return refuse('not_possible_now', { state: vendorMachine.states[vendor.state] });
  const change = act(vendor, input as never, facts);
  if ('ok' in change) return change;
  const reason = typeof input.reason === 'string' ? input.reason : '';
  const moved = transition.to !== vendor.state;
  const life = lifeOf(change.vendor);
  const next: Vendor = {
    ...change.vendor,
    state: transition.to,
    life: {
      ...life,
      since: moved ? facts.now.toISOString() : life.since,
      reason: moved || reason !== '' ? reasonOf(action, reason, change) : life.reason,
    },
  };
  return {
    ok: true,
    vendor: next,
    decision: {
      ok: true,
      events: [
        {
          type: `vendor.${action}`,
          aggregate: 'vendor',
          aggregateId: vendor.id,
          payload: {
            action,
            from: vendor.state,
            to: next.state,
            ...(reason === '' ? {} : { reason }),
            ...change.payload,
          },
        },
      ],
      rows: [vendorRow(next, version)],
      transfers: [],
      jobs,
    },
  };
}

function reasonOf(action: string, reason: string, change: Change): string {
  return action === 'expirePapers' ? `Izin usaha berlaku sampai ${String(change.payload?.until)}` : reason;
}

function barredFrom(vendor: Vendor, action: string, { actor }: VendorFacts): Refusal | null {
  const rows = vendorMachine.transitions.filter((row) => row.action === action);
  const mine = rows.filter((row) => row.by.some((role) => role === actor.role));
  if (mine.length === 0)
    return refuse('not_your_role', { who: [...new Set(rows.flatMap((row) => row.by))].join(', ') });
  if (!reaches(vendor, actor)) return refuse('not_yours');
  return mine.some((row) => row.from === vendor.state)
    ? null
    : refuse('not_possible_now', { state: vendorMachine.states[vendor.state] });
}

/** Acts open to the asker, in the order of the table. */
export function openVendorActs(vendor: Vendor, actor: VendorFacts['actor']): string[] {
  if (!reaches(vendor, actor)) return [];
  const { suketWaiting } = lifeOf(vendor);
  return [...new Set(actionsIn(vendorMachine, vendor.state, actor.role as VendorRole))].filter((action) => {
    if (action === 'verifyAccount') return accountUnverified(vendor);
    return suketWaiting !== null || !['verifySuket', 'rejectSuket'].includes(action);
  });
}
