/** Supplies that the treasurer does not collect from, by category (PMK 231/2019 jo. 59/2022 arts. 12(2) and 18(1)). */
import { always, type Dated } from './types.ts';

/**
 * NORMAL: collected like any supply. VENDOR: bears PPN, but the vendor deposits it. NONE: bears no PPN.
 */
export type PpnTreatment = 'NORMAL' | 'VENDOR' | 'NONE';

export interface TaxExemption {
  readonly nameId: string;
  readonly nameEn: string;
  readonly pph22: 'COLLECTED' | 'EXEMPT';
  readonly ppn: PpnTreatment;
}

const PPH22 = 'PMK 59/PMK.03/2022 Pasal 12 ayat (2)';
const PPN = 'PMK 59/PMK.03/2022 Pasal 18 ayat (1)';

const fuel: TaxExemption = {
  nameId: 'bahan bakar, gas, dan pelumas',
  nameEn: 'fuel, gas and lubricants',
  pph22: 'EXEMPT',
  ppn: 'VENDOR',
};
const utility: TaxExemption = {
  nameId: 'air dan listrik',
  nameEn: 'water and electricity',
  pph22: 'EXEMPT',
  ppn: 'NONE',
};
const postal: TaxExemption = { nameId: 'benda pos', nameEn: 'postal goods', pph22: 'EXEMPT', ppn: 'NORMAL' };
const rice: TaxExemption = { nameId: 'beras dan gabah', nameEn: 'rice', pph22: 'EXEMPT', ppn: 'NONE' };
const school: TaxExemption = {
  nameId: 'dana BOS atau BOP',
  nameEn: 'school operating funds',
  pph22: 'EXEMPT',
  ppn: 'NORMAL',
};
const telecom: TaxExemption = {
  nameId: 'telekomunikasi',
  nameEn: 'telecommunication',
  pph22: 'COLLECTED',
  ppn: 'VENDOR',
};
const air: TaxExemption = { nameId: 'angkutan udara', nameEn: 'air transport', pph22: 'COLLECTED', ppn: 'VENDOR' };
const land: TaxExemption = { nameId: 'tanah', nameEn: 'land', pph22: 'COLLECTED', ppn: 'VENDOR' };
const facility: TaxExemption = {
  nameId: 'barang atau jasa berfasilitas PPN',
  nameEn: 'supplies with a PPN facility',
  pph22: 'COLLECTED',
  ppn: 'NONE',
};

export const taxExemptions = {
  FUEL: always(fuel, `${PPH22} huruf c; ${PPN} huruf d`, 'V'),
  UTILITY: always(utility, `${PPH22} huruf c; ${PPN} huruf g`, 'B'),
  POSTAL: always(postal, `${PPH22} huruf c`, 'V'),
  RICE: always(rice, `${PPH22} huruf e; UU 7 Tahun 2021 Pasal 16B`, 'B'),
  SCHOOL_FUND: always(school, `${PPH22} huruf d`, 'V'),
  TELECOM: always(telecom, `${PPN} huruf e`, 'V'),
  AIR_TRANSPORT: always(air, `${PPN} huruf f`, 'V'),
  LAND: always(land, `${PPN} huruf c`, 'V'),
  FACILITY: always(facility, `${PPN} huruf g`, 'V'),
} as const satisfies { readonly [category: string]: readonly Dated<TaxExemption>[] };

export type ExemptionCategory = keyof typeof taxExemptions;
export const exemptionCategories = Object.keys(taxExemptions) as readonly ExemptionCategory[];
