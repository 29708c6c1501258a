/** What is kept of a vendor's registration beside the business itself: who brought it in, what was verified, what still waits. */
import { addDays, localDate, type Zone } from '../kernel/time.ts';
import type { TaxLetter } from '../tax/terms.ts';

/** Who verified something, and when; kept as it was said. */
export interface Seal {
  readonly at: string;
  readonly by: string;
  readonly role: string;
  readonly note: string;
}

export interface Licence {
  readonly kind: 'NIB' | 'SIUP' | 'SURAT_KETERANGAN_USAHA';
  readonly number: string;
  /** Last day; null for one that does not end. */
  readonly validTo: string | null;
}

export interface VendorLife {
  readonly origin: 'INVITED' | 'SELF' | 'IMPORTED';
  /** The KPPN that looks after it (3 digits). */
  readonly kppnCode: string | null;
  readonly invitedBy: { readonly satkerId: string; readonly personId: string; readonly name: string } | null;
  readonly contactName: string;
  /** Whether the business was recorded; before that its fields mean nothing. */
  readonly recorded: boolean;
  readonly ownerNik: string | null;
  readonly licence: Licence | null;
  /** Recorded and not verified: tax does not know it yet. */
  readonly suketWaiting: TaxLetter | null;
  /** The letter in force ran out and the vendor was told. */
  readonly suketEnded: boolean;
  readonly verified: { readonly business: Seal | null; readonly suket: Seal | null; readonly account: Seal | null };
  /** ISO 8601; null while the account is the first one. */
  readonly accountChangedAt: string | null;
  /** Since when it is in its state, and the last reason given. */
  readonly since: string;
  readonly reason: string;
  /** When a link was last mailed. */
  readonly invitedAt: string | null;
}

const nothingVerified = { business: null, suket: null, account: null } as const;

/** Of a vendor that was not registered here. */
export const importedLife: VendorLife = {
  origin: 'IMPORTED',
  kppnCode: null,
  invitedBy: null,
  contactName: '',
  recorded: true,
  ownerNik: null,
  licence: null,
  suketWaiting: null,
  suketEnded: false,
  verified: nothingVerified,
  accountChangedAt: null,
  since: '',
  reason: '',
  invitedAt: null,
};

/** A vendor, as far as its registration goes. */
interface Registered {
  readonly life?: VendorLife;
}

export const lifeOf = (vendor: Registered): VendorLife => vendor.life ?? importedLife;

/** The account was changed and nobody has found out yet that it is the vendor's: nothing is paid to it. */
export function accountUnverified(vendor: Registered): boolean {
  const { accountChangedAt, verified } = lifeOf(vendor);
  return accountChangedAt !== null && verified.account === null;
}

/** First local dates on which suket and licence hold no more, for the sweep; null when there is nothing to watch. */
export function vendorEnds(vendor: Registered & { readonly suket: TaxLetter | null }): {
  suket_ends: string | null;
  licence_ends: string | null;
} {
  const { suketEnded, licence } = lifeOf(vendor);
  return {
    suket_ends: vendor.suket && !suketEnded ? addDays(vendor.suket.validTo, 1) : null,
    licence_ends: licence?.validTo ? addDays(licence.validTo, 1) : null,
  };
}

/** The local date of a change of account that is so recent that whoever pays is told of it; null otherwise. */
export function accountChangedOn(
  vendor: Registered & { readonly zone: Zone },
  noteDays: number,
  now: Date,
): { readonly on: string; readonly noteUntil: string } | null {
  const { accountChangedAt } = lifeOf(vendor);
  if (accountChangedAt === null) return null;
  const on = localDate(new Date(accountChangedAt), vendor.zone);
  const noteUntil = addDays(on, noteDays);
  return localDate(now, vendor.zone) <= noteUntil ? { on, noteUntil } : null;
}
