/** A vendor (penyedia): its business, its tax standing and the account it is paid on. */
import type { Plain, RowWrite } from '../kernel/decision.ts';
import type { Zone } from '../kernel/time.ts';
import type { TaxLetter, TaxVendor } from '../tax/terms.ts';
import type { BankAccount } from './satker.ts';
import type { VendorState } from './vendor.machine.ts';
import { type VendorLife, vendorEnds } from './vendor-life.ts';

export type { VendorState } from './vendor.machine.ts';
export type VendorClass = 'MICRO' | 'SMALL' | 'COOPERATIVE' | 'MEDIUM' | 'LARGE';
export type LegalForm = 'CV' | 'PT' | 'KOPERASI' | 'PERORANGAN';

export interface Vendor {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly state: VendorState;
  readonly legalForm: LegalForm;
  readonly class: VendorClass;
  readonly umk: boolean;
  readonly owner: string;
  readonly email: string;
  readonly phone: string;
  readonly address: string;
  readonly town: string;
  readonly province: string;
  readonly zone: Zone;
  readonly pkp: boolean;
  /** 16 digits; null for a vendor without one. */
  readonly npwp: string | null;
  readonly suket: TaxLetter | null;
  /** Statement of an individual with turnover up to Rp500 million (PP 55/2022). */
  readonly declaration500: boolean;
  readonly skb: TaxVendor['skb'];
  readonly account: BankAccount;
  readonly acceptsCard: boolean;
  readonly fictional: boolean;
  /** How it came to be registered and what was verified of it; absent for vendors taken over from elsewhere. */
  readonly life?: VendorLife;
}

export const vendorTable = 'organisation.vendor';

export function vendorRow(vendor: Vendor, expectedVersion: number): RowWrite {
  const { id, slug, state, life } = vendor;
  return {
    table: vendorTable,
    id,
    expectedVersion,
    columns: {
      slug,
      state,
      kppn_code: life?.kppnCode ?? null,
      invited_by: life?.invitedBy?.satkerId ?? null,
      origin: life?.origin ?? 'IMPORTED',
      ...vendorEnds(vendor),
    },
    body: plainVendor(vendor),
  };
}

/** The document of a vendor as the codec takes it. */
export function plainVendor({ life, ...vendor }: Vendor) {
  return {
    ...vendor,
    account: { ...vendor.account },
    suket: vendor.suket && { ...vendor.suket },
    skb: vendor.skb && { ...vendor.skb, articles: [...vendor.skb.articles] },
    ...(life ? { life: life as unknown as Plain } : {}),
  };
}

/** What the tax room needs to know of it. */
export function taxVendor(vendor: Vendor): TaxVendor {
  return {
    pkp: vendor.pkp,
    hasNpwp: vendor.npwp !== null,
    legalForm: vendor.legalForm === 'PERORANGAN' ? 'INDIVIDUAL' : 'COMPANY',
    suket: vendor.suket,
    declaration500: vendor.declaration500,
    skb: vendor.skb,
  };
}
