/** The words of the tax room: what a payment is, who is paid, and what comes out. All amounts are whole rupiah. */
import type { Ratio } from '../kernel/ratio.ts';
import type { PaymentCode } from '../regulation/payment-codes.ts';
import type { ExemptionCategory } from '../regulation/tax-exemptions.ts';
import type { Collector } from '../regulation/tax-rates.ts';
import type { PphArticle } from '../regulation/types.ts';
import type { Explanation } from './explanation.ts';

/** Object code of goods bought by a treasurer; services and rent carry their own (reference `tax-objects.ts`). */
export const GOODS = '22-910-01';

export interface TaxLine {
  /** `22-910-01` for goods, otherwise the object code of the service or rent. */
  readonly objectCode: string;
  /** Line total as agreed. */
  readonly amount: bigint;
  readonly priceIncludesPpn: boolean;
  /** Goods under PPnBM: PPN on the full price. */
  readonly luxury?: boolean;
  readonly exemption?: ExemptionCategory | null;
}

/** A document of the tax office that holds on a range of local dates, both ends included. */
export interface TaxLetter {
  readonly number: string;
  readonly validFrom: string;
  readonly validTo: string;
}

export interface TaxVendor {
  /** Registered for PPN (Pengusaha Kena Pajak). */
  readonly pkp: boolean;
  readonly hasNpwp: boolean;
  readonly legalForm: 'INDIVIDUAL' | 'COMPANY';
  /** PP 23/PP 55 certificate: final tax instead of the usual one. */
  readonly suket: TaxLetter | null;
  /** Statement of an individual with turnover up to Rp500 million. */
  readonly declaration500: boolean;
  /** Exemption letter (SKB) for the articles it names. */
  readonly skb: (TaxLetter & { readonly articles: readonly PphArticle[] }) | null;
}

export interface TaxInput {
  readonly rail: 'CMS' | 'KKP';
  /** Who collects; follows the rail unless the platform is an appointed Pihak Lain. */
  readonly collector?: Collector;
  readonly lines: readonly TaxLine[];
  readonly vendor: TaxVendor;
  /**
   * Set when the order is part of a package that seems split: the price without PPN of the whole package, which is
   * then what the threshold is compared with.
   */
  readonly splitPackage?: { readonly priceExcl: bigint } | null;
}

export type PpnCollector = 'TREASURER' | 'VENDOR' | 'PLATFORM' | 'NONE';
/** OUTSIDE_CARD: due, but the card paid the vendor in full, so it is recovered outside the card flow. */
export type PphWithholder = 'TREASURER' | 'PLATFORM' | 'OUTSIDE_CARD';

export interface PpnLine {
  readonly priceExcl: bigint;
  /** Tax base after the factor of PMK 131/2024 (DPP nilai lain); equals the price where the factor is 1. */
  readonly dppNilaiLain: bigint;
  readonly rate: Ratio;
  readonly amount: bigint;
  readonly collectedBy: PpnCollector;
  readonly luxury: boolean;
  /** First two digits of the tax invoice (PER-11/PJ/2025); null when none is issued. */
  readonly fakturCode: string | null;
  readonly code: PaymentCode;
}

export interface PphLine {
  readonly article: PphArticle;
  readonly objectCode: string;
  /** Price without PPN. */
  readonly base: bigint;
  readonly rate: Ratio;
  /** `1,5%`; for PPh 21 the words of the tariff. */
  readonly rateText: string;
  readonly amount: bigint;
  readonly withheldBy: PphWithholder;
  readonly code: PaymentCode;
}

export interface TaxResult {
  readonly ok: true;
  /** Price of everything without PPN. */
  readonly dpp: bigint;
  readonly dppNilaiLain: bigint;
  readonly ppn: { readonly amount: bigint; readonly collectedBy: PpnCollector; readonly lines: readonly PpnLine[] };
  readonly pph: readonly PphLine[];
  /** What the invoice says, PPN included. */
  readonly gross: bigint;
  /** What reaches the vendor by this payment. gross = netToVendor + treasurerDeposits + platformDeposits. */
  readonly netToVendor: bigint;
  readonly treasurerDeposits: bigint;
  readonly platformDeposits: bigint;
  /** Withholding due although the card paid in full: a task for the treasurer. */
  readonly outsideCardFlow: bigint;
  /** Where the treasurer deposits; null when each tax goes to its own code. */
  readonly depositCode: PaymentCode | null;
  readonly fakturCode: string | null;
  readonly explanations: readonly Explanation[];
}
