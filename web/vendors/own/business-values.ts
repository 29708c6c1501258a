import { bare } from '../../shared/register/typed.ts';
import type { Vendor } from '../vendor-data.ts';
import { type LicenceValues, licenceOf, noSuket, type SuketValues, suketOf } from './paper-fields.tsx';

export const FORMS = ['PERORANGAN', 'CV', 'PT', 'KOPERASI'] as const;
export const SIZES = ['MICRO', 'SMALL', 'COOPERATIVE', 'MEDIUM', 'LARGE'] as const;
export const ZONES = ['WIB', 'WITA', 'WIT'] as const;

/** What the form of the business holds. Fields are called as the server calls them. */
export interface BusinessValues extends LicenceValues, SuketValues {
  name: string;
  legalForm: (typeof FORMS)[number] | '';
  class: (typeof SIZES)[number] | '';
  'owner.name': string;
  'owner.nik': string;
  phone: string;
  address: string;
  town: string;
  province: string;
  zone: (typeof ZONES)[number];
  hasNpwp: 'yes' | 'no' | '';
  npwp: string;
  pkp: boolean;
  hasSuket: boolean;
  declaration500: boolean;
  acceptsCard: boolean;
}

/** What is recorded; the NIK is shown masked, so it is typed anew. */
export function initialOf(of: Vendor): BusinessValues {
  const recorded = of.legalForm !== null;
  const letter = of.suketWaiting ?? of.suket;
  return {
    name: of.name,
    legalForm: of.legalForm ?? '',
    class: of.class ?? '',
    'owner.name': of.owner.name,
    'owner.nik': '',
    phone: of.phone,
    address: of.address,
    town: of.town,
    province: of.province,
    zone: of.zone,
    hasNpwp: recorded ? (of.npwp === null ? 'no' : 'yes') : '',
    npwp: of.npwp ?? '',
    pkp: of.pkp,
    'licence.kind': of.licence?.kind ?? '',
    'licence.number': of.licence?.number ?? '',
    'licence.validTo': of.licence?.validTo ?? '',
    hasSuket: letter !== null,
    ...(letter === null
      ? noSuket
      : { 'suket.number': letter.number, 'suket.validFrom': letter.validFrom, 'suket.validTo': letter.validTo }),
    declaration500: of.declaration500,
    acceptsCard: of.acceptsCard,
  };
}

/** What is sent of a form without faults. */
export function businessOf(values: BusinessValues) {
  return {
    name: values.name.trim(),
    legalForm: values.legalForm === '' ? ('PERORANGAN' as const) : values.legalForm,
    class: values.class === '' ? ('MICRO' as const) : values.class,
    owner: { name: values['owner.name'].trim(), nik: bare(values['owner.nik']) },
    phone: bare(values.phone),
    address: values.address.trim(),
    town: values.town.trim(),
    province: values.province.trim(),
    zone: values.zone,
    pkp: values.pkp,
    npwp: values.hasNpwp === 'yes' ? bare(values.npwp) : null,
    licence: licenceOf(values),
    suket: values.hasSuket ? suketOf(values) : null,
    declaration500: values.legalForm === 'PERORANGAN' && values.declaration500,
    acceptsCard: values.acceptsCard,
  };
}
