/** Objects of income tax as the withholding slip names them, with their dated rates (DJP e-bupot). */
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { type CodePurpose, type Dated, from, type PphArticle, RULES_KNOWN_FROM } from './types.ts';

export interface TaxObject {
  readonly code: string;
  readonly article: PphArticle;
  readonly nameId: string;
  readonly nameEn: string;
  /** Of the price without PPN. */
  readonly rate: Ratio;
  /** False where the region taxes the supply instead (restaurant and catering: PBJT). */
  readonly bearsPpn: boolean;
  /** Which payment code the tax is deposited under. */
  readonly payment: CodePurpose;
}

const SLIP = 'Daftar objek pajak e-bupot DJP';
const PMK141 = 'PMK 141/PMK.03/2015';
const PP9 = 'PP 9 Tahun 2022';
const PP34 = 'PP 34 Tahun 2017';
const perThousand = (value: bigint): Ratio => ratio(value, 1000n);
const perTenThousand = (value: bigint): Ratio => ratio(value, 10_000n);
/** Code of catering: taxed by the region, never with PPN (UU 1/2022 on regional taxes). */
const CATERING = '24-104-39';
/** Day on which PP 9/2022 changed the rates of construction. */
const PP9_FROM = '2022-02-21';

function object(
  code: string,
  article: PphArticle,
  rate: Ratio,
  nameId: string,
  nameEn: string,
  basis: string,
  validFrom: string = RULES_KNOWN_FROM,
): Dated<TaxObject> {
  const value = { code, article, rate, nameId, nameEn, bearsPpn: code !== CATERING, payment: paymentOf(code, article) };
  return from(validFrom, value, `${basis}; ${SLIP}`, 'V');
}

function paymentOf(code: string, article: PphArticle): CodePurpose {
  if (article !== '4(2)') return article;
  return code.startsWith('28-403') ? '4(2).RENT' : '4(2).CONSTRUCTION';
}

export const taxObjects: readonly Dated<TaxObject>[] = [
  object(
    '22-910-01',
    '22',
    perThousand(15n),
    'Pembelian barang oleh bendahara pemerintah',
    'Goods bought by a government treasurer',
    'PMK 59/PMK.03/2022 Pasal 11',
  ),
  object(
    '22-101-01',
    '22',
    perThousand(5n),
    'Pengadaan lewat sistem pemerintah, tidak final',
    'Government procurement system, not final',
    'PMK 58/PMK.03/2022',
    '2022-05-01',
  ),
  object(
    '22-101-02',
    '22',
    perThousand(5n),
    'Pengadaan lewat sistem pemerintah, final',
    'Government procurement system, final',
    'PMK 58/PMK.03/2022',
    '2022-05-01',
  ),
  object(
    '28-423-01',
    'FINAL',
    perThousand(5n),
    'PPh final UMKM',
    'Final tax of small enterprises',
    'PP 55 Tahun 2022; PMK 164 Tahun 2023',
  ),
  object(
    '28-423-03',
    'FINAL',
    perThousand(0n),
    'Perorangan dengan omzet sampai Rp500 juta',
    'Individual with turnover up to Rp500 million',
    'PP 55 Tahun 2022 Pasal 60 ayat (2)',
  ),
  object(
    '24-100-02',
    '23',
    perThousand(20n),
    'Sewa harta bergerak',
    'Rent of movable property',
    'UU PPh Pasal 23 ayat (1) huruf c',
  ),
  object(
    '24-104-24',
    '23',
    perThousand(20n),
    'Jasa perangkat lunak, perangkat keras, dan sistem',
    'Software, hardware and IT services',
    PMK141,
  ),
  object(
    '24-104-29',
    '23',
    perThousand(20n),
    'Perawatan mesin, AC, dan peralatan',
    'Maintenance of machines, AC and equipment',
    PMK141,
  ),
  object('24-104-30', '23', perThousand(20n), 'Perawatan kendaraan', 'Maintenance of vehicles', PMK141),
  object('24-104-33', '23', perThousand(20n), 'Penyelenggara kegiatan', 'Event organiser', PMK141),
  object('24-104-36', '23', perThousand(20n), 'Jasa kebersihan', 'Cleaning', PMK141),
  object('24-104-39', '23', perThousand(20n), 'Jasa katering', 'Catering', PMK141),
  object('24-104-54', '23', perThousand(20n), 'Jasa percetakan', 'Printing', PMK141),
  object('24-104-56', '23', perThousand(20n), 'Jasa pengurusan pengiriman', 'Freight forwarding', PMK141),
  object(
    '24-104-65',
    '23',
    perThousand(20n),
    'Jasa lain yang dibayar APBN atau APBD',
    'Other services paid by the budget',
    PMK141,
  ),
  object('28-403-02', '4(2)', perThousand(100n), 'Sewa tanah atau bangunan', 'Rent of land or building', PP34),
  object(
    '28-409-22',
    '4(2)',
    perTenThousand(175n),
    'Konstruksi, penyedia kecil',
    'Construction, small provider',
    PP9,
    PP9_FROM,
  ),
  object(
    '28-409-23',
    '4(2)',
    perThousand(40n),
    'Konstruksi, tanpa sertifikat',
    'Construction, without certificate',
    PP9,
    PP9_FROM,
  ),
  object(
    '28-409-24',
    '4(2)',
    perTenThousand(265n),
    'Konstruksi, menengah atau besar',
    'Construction, medium or large',
    PP9,
    PP9_FROM,
  ),
  object(
    '28-409-27',
    '4(2)',
    perThousand(35n),
    'Konsultansi konstruksi bersertifikat',
    'Construction consulting with certificate',
    PP9,
    PP9_FROM,
  ),
  object(
    '28-409-28',
    '4(2)',
    perThousand(60n),
    'Konsultansi konstruksi tanpa sertifikat',
    'Construction consulting without certificate',
    PP9,
    PP9_FROM,
  ),
  {
    ...object(
      '21-100-09',
      '21',
      perThousand(25n),
      'Imbalan orang pribadi bukan pegawai',
      'Fee of a person who is no employee',
      'UU PPh Pasal 21; PMK 168 Tahun 2023',
    ),
    evidence: 'B',
  },
];
