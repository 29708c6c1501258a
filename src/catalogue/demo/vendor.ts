/** What the trial knows of an invented vendor. */
import { derivedId } from '../../kernel/ids.ts';
import type { TaxLetter } from '../../tax/terms.ts';

export interface DemoVendor {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly fictional: true;
  readonly legalForm: 'CV' | 'PT' | 'KOPERASI' | 'PERORANGAN';
  readonly class: 'MICRO' | 'SMALL' | 'COOPERATIVE' | 'MEDIUM';
  readonly umk: boolean;
  readonly owner: string;
  readonly email: string;
  /** E.164; the block 0000 is used by nobody. */
  readonly phone: string;
  readonly address: string;
  readonly town: string;
  readonly province: string;
  readonly zone: 'WIB' | 'WITA';
  readonly pkp: boolean;
  /** Whether a PKP writes its prices with PPN. */
  readonly pricesIncludePpn: boolean;
  /** 16 digits; null for a vendor without one. Region 99 of a person's number does not exist. */
  readonly npwp: string | null;
  readonly suket: TaxLetter | null;
  readonly declaration500: boolean;
  readonly bankCode: string;
  readonly accountNumber: string;
  /** As the bank writes it. */
  readonly accountName: string;
  readonly acceptsCard: boolean;
  readonly ratingTenths: number | null;
  readonly deliveryArea: readonly string[];
  /** Working days to prepare an order. */
  readonly leadTimeDays: number;
}

type Given = Omit<
  DemoVendor,
  'id' | 'fictional' | 'email' | 'accountName' | 'suket' | 'declaration500' | 'pricesIncludePpn'
> &
  Partial<Pick<DemoVendor, 'accountName' | 'suket' | 'declaration500' | 'pricesIncludePpn'>>;

export function vendor(given: Given): DemoVendor {
  return {
    id: derivedId('catalogue.demo.vendor', given.slug),
    fictional: true,
    email: `toko@${given.slug}.example`,
    accountName: given.name.toUpperCase(),
    suket: null,
    declaration500: false,
    pricesIncludePpn: false,
    ...given,
  };
}

export function suket(number: string, validFrom: string, validTo: string): TaxLetter {
  return { number: `KET-${number}/PP55/2026`, validFrom, validTo };
}
