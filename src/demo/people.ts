/** The invented people and offices of the trial. Names, numbers and addresses belong to nobody. */
import { demoVendors } from '../catalogue/demo/vendors.ts';
import type { Assignment, Person } from '../identity/person.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Kppn } from '../organisation/kppn.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import { importedLife } from '../organisation/vendor-life.ts';
import type { Card } from '../payment/card.ts';

const id = (label: string) => derivedId('demo', label);

/** Codes 999xxx are not given out by the treasury. */
export const demoSatkers: readonly Satker[] = [
  {
    id: id('satker:999001'),
    code: '999001',
    name: 'Balai Contoh Pelayanan Publik Semarang',
    ministry: 'Kementerian Contoh',
    kppn: { code: '026', name: 'KPPN Semarang I' },
    regime: 'APBN',
    zone: 'WIB',
    town: 'Semarang',
    province: 'Jawa Tengah',
    address: 'Jalan Contoh Pemuda 1, Semarang 50132',
    npwp: '0999000101503000',
    account: { bankCode: '002', accountNo: '002101000123456', name: 'BPG 026 BALAI CONTOH SEMARANG' },
    inPapua: false,
    fictional: true,
  },
  {
    id: id('satker:999002'),
    code: '999002',
    name: 'Kantor Contoh Arsip Makassar',
    ministry: 'Kementerian Contoh',
    kppn: { code: '054', name: 'KPPN Makassar I' },
    regime: 'APBN',
    zone: 'WITA',
    town: 'Makassar',
    province: 'Sulawesi Selatan',
    address: 'Jalan Contoh Pelabuhan 2, Makassar 90174',
    npwp: '0999000202801000',
    account: { bankCode: '009', accountNo: '0911000456', name: 'BPG 054 KANTOR CONTOH ARSIP' },
    inPapua: false,
    fictional: true,
  },
];

/** The offices exist; their people in the trial are invented. */
export const demoKppns: readonly Kppn[] = [
  {
    id: id('kppn:026'),
    code: '026',
    name: 'KPPN Semarang I',
    kanwil: { code: '13', name: 'Kanwil DJPb Provinsi Jawa Tengah' },
    town: 'Semarang',
    zone: 'WIB',
  },
  {
    id: id('kppn:054'),
    code: '054',
    name: 'KPPN Makassar I',
    kanwil: { code: '23', name: 'Kanwil DJPb Provinsi Sulawesi Selatan' },
    town: 'Makassar',
    zone: 'WITA',
  },
];

interface DemoPerson {
  readonly person: Person;
  readonly assignment: Assignment;
}

const semarang: readonly (readonly [role: string, name: string, mailbox: string])[] = [
  ['PEMESAN', 'Dewi Anggraini', 'dewi'],
  ['PP', 'Budi Santosa', 'budi'],
  ['PPK', 'Siti Rahmawati', 'siti'],
  ['PENERIMA', 'Agus Prasetyo', 'agus'],
  ['BENDAHARA', 'Rina Kusumastuti', 'rina'],
  ['KPA', 'Hendra Wibisana', 'hendra'],
  ['KKP_HOLDER', 'Maya Larasati', 'maya'],
  ['ADMIN_SATKER', 'Wahyu Nugroho', 'wahyu'],
  ['PPSPM', 'Galih Permana', 'galih'],
];
const makassar: typeof semarang = [
  ['PEMESAN', 'Andi Baso Ramli', 'andi'],
  ['PP', 'Nurhayati Daeng', 'nurhayati'],
  ['PPK', 'Rahmat Hidayat', 'rahmat'],
  ['PENERIMA', 'Yohana Patty', 'yohana'],
  ['BENDAHARA', 'Fitri Handayani', 'fitri'],
  ['KPA', 'Baharuddin Saleh', 'baharuddin'],
  ['KKP_HOLDER', 'Lukman Tahir', 'lukman'],
  ['ADMIN_SATKER', 'Hasanuddin Rauf', 'hasanuddin'],
  ['PPSPM', 'Irwan Lestaluhu', 'irwan'],
];

const DECREE = 'KEP-001/CONTOH/2026';
const DECREE_DATE = '2025-12-22';
const IN_OFFICE_FROM = '2026-01-02';

let registered = 0;
/** Of a region that is not given out, of nobody: NIK, NIP and telephone follow from the place in the list. */
function numbers(): { readonly nik: string; readonly nip: string; readonly phone: string } {
  registered += 1;
  const n = String(registered).padStart(4, '0');
  const month = String((registered % 12) + 1).padStart(2, '0');
  const day = String((registered % 28) + 1).padStart(2, '0');
  return {
    nik: `990101${day}${month}80${n}`,
    nip: `1980${month}${day}2005011${n.slice(1)}`,
    phone: `+62812000${String(registered).padStart(5, '0')}`,
  };
}

function official(satker: Satker, domain: string, [role, name, mailbox]: (typeof semarang)[number]): DemoPerson {
  const personId = id(`person:${mailbox}@${domain}`);
  return {
    person: { id: personId, name, email: `${mailbox}@${domain}`, ...numbers(), active: true },
    assignment: {
      id: id(`assignment:${mailbox}@${domain}`),
      personId,
      role,
      officeKind: 'SATKER',
      satkerId: satker.id,
      vendorId: null,
      validFrom: IN_OFFICE_FROM,
      validTo: null,
      decree: DECREE,
      decreeDate: DECREE_DATE,
      officeName: satker.name,
      zone: satker.zone,
    },
  };
}

export const demoVendorRecords: readonly Vendor[] = demoVendors.map((vendor) => ({
  id: vendor.id,
  slug: vendor.slug,
  name: vendor.name,
  state: 'ACTIVE',
  legalForm: vendor.legalForm,
  class: vendor.class,
  umk: vendor.umk,
  owner: vendor.owner,
  email: vendor.email,
  phone: vendor.phone,
  address: vendor.address,
  town: vendor.town,
  province: vendor.province,
  zone: vendor.zone,
  pkp: vendor.pkp,
  npwp: vendor.npwp,
  suket: vendor.suket,
  declaration500: vendor.declaration500,
  skb: null,
  account: { bankCode: vendor.bankCode, accountNo: vendor.accountNumber, name: vendor.accountName },
  acceptsCard: vendor.acceptsCard,
  fictional: true,
  life: { ...importedLife, kppnCode: vendor.zone === 'WIB' ? '026' : '054', contactName: vendor.owner },
}));

const shopkeepers: readonly DemoPerson[] = demoVendors.map((vendor) => {
  const personId = id(`person:${vendor.email}`);
  return {
    person: {
      id: personId,
      name: vendor.owner,
      email: vendor.email,
      nip: null,
      // An individual's NPWP is the NIK (PMK 112/PMK.03/2022).
      nik: vendor.npwp?.startsWith('99') ? vendor.npwp : numbers().nik,
      phone: vendor.phone,
      active: true,
    },
    assignment: {
      id: id(`assignment:${vendor.email}`),
      personId,
      role: 'VENDOR_ADMIN',
      officeKind: 'VENDOR',
      satkerId: null,
      vendorId: vendor.id,
      validFrom: IN_OFFICE_FROM,
      validTo: null,
      decree: '',
      officeName: vendor.name,
      zone: vendor.zone,
    },
  };
});

const [inSemarang, inMakassar] = demoSatkers as readonly [Satker, Satker];

interface TreasuryOffice {
  readonly kind: 'KPPN' | 'KANWIL' | 'DJPB' | 'OVERSIGHT';
  readonly code: string | null;
  readonly name: string;
  readonly zone: Satker['zone'];
}

function ofTreasury(office: TreasuryOffice, role: string, name: string, mailbox: string): DemoPerson {
  const email = `${mailbox}@perbendaharaan-contoh.example`;
  const personId = id(`person:${email}`);
  return {
    person: { id: personId, name, email, ...numbers(), active: true },
    assignment: {
      id: id(`assignment:${email}`),
      personId,
      role,
      officeKind: office.kind,
      satkerId: null,
      vendorId: null,
      officeCode: office.code,
      validFrom: IN_OFFICE_FROM,
      validTo: null,
      decree: 'KEP-002/CONTOH/2026',
      decreeDate: DECREE_DATE,
      officeName: office.name,
      zone: office.zone,
    },
  };
}

const [kppnSemarang, kppnMakassar] = demoKppns as readonly [Kppn, Kppn];
const kppnOffice = ({ code, name, zone }: Kppn): TreasuryOffice => ({ kind: 'KPPN', code, name, zone });

const treasury = (): readonly DemoPerson[] => [
  ofTreasury(kppnOffice(kppnSemarang), 'ADMIN_KPPN', 'Kirana Puspasari', 'kirana'),
  ofTreasury(kppnOffice(kppnMakassar), 'ADMIN_KPPN', 'Amiruddin Latif', 'amiruddin'),
  ofTreasury(
    { kind: 'KANWIL', code: kppnSemarang.kanwil.code, name: kppnSemarang.kanwil.name, zone: 'WIB' },
    'ADMIN_KANWIL',
    'Surya Adinata',
    'surya',
  ),
  ofTreasury(
    { kind: 'DJPB', code: null, name: 'Direktorat Pengelolaan Kas Negara', zone: 'WIB' },
    'ADMIN_PKN',
    'Lestari Handoyo',
    'lestari',
  ),
  ofTreasury(
    { kind: 'OVERSIGHT', code: 'APIP', name: 'Inspektorat Contoh (APIP)', zone: 'WIB' },
    'AUDITOR',
    'Bambang Wirawan',
    'bambang',
  ),
];

/** In the order in which they are shown. */
export const demoPeople: readonly DemoPerson[] = [
  ...semarang.map((one) => official(inSemarang, 'balai-contoh.example', one)),
  ...shopkeepers,
  ...makassar.map((one) => official(inMakassar, 'kantor-contoh.example', one)),
  ...treasury(),
];

/** The office in which the story of the start page is played. */
export const storySatker = inSemarang;

interface DemoCard extends Card {
  readonly billingAccountNo: string;
  /** Rupiah. */
  readonly limit: bigint;
}

/** UP KKP of Rp200 million in each office (PMK 196/2018, annex): the limits of its cards together. */
const CARD_LIMIT = 200_000_000n;
const DOMESTIC_LIMIT = 20_000_000n;

function demoCard(label: string, satker: Satker, own: Pick<Card, 'last4' | 'scheme'> & { no: string; limit: bigint }) {
  const holder = demoPeople.find(
    ({ assignment }) => assignment.satkerId === satker.id && assignment.role === 'KKP_HOLDER',
  );
  if (!holder) return [];
  const { last4, scheme, no, limit } = own;
  const card: DemoCard = {
    id: id(`card:${label}`),
    satkerId: satker.id,
    holderPersonId: holder.person.id,
    token: `kkp-contoh-${label}`,
    holder: holder.person.name,
    last4,
    expiry: '12/29',
    issuerBankCode: satker.account.bankCode,
    kind: 'OPERATIONAL',
    scheme: scheme ?? 'INTERNATIONAL',
    status: 'ACTIVE',
    billing: { accountNo: no, name: `Kartu ${last4} ${holder.person.name}` },
    decree: { number: 'KEP-003/CONTOH/2026', date: DECREE_DATE },
    billingAccountNo: no,
    limit,
  };
  return [card];
}

/** The government cards of each office: what the platform may know of them. One of them pays by QRIS (KKP Domestik). */
export const demoCards: readonly DemoCard[] = [
  ...demoCard('999001', inSemarang, {
    last4: '4021',
    scheme: 'INTERNATIONAL',
    no: '002999000004021',
    limit: CARD_LIMIT - DOMESTIC_LIMIT,
  }),
  ...demoCard('999001-domestik', inSemarang, {
    last4: '5530',
    scheme: 'DOMESTIC',
    no: '002999000005530',
    limit: DOMESTIC_LIMIT,
  }),
  ...demoCard('999002', inMakassar, { last4: '7765', scheme: 'INTERNATIONAL', no: '0999007765', limit: CARD_LIMIT }),
];
