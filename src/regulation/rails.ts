/**
 * Clearings between banks: what an amount may be, when they are open and what they cost. Hours are WIB, as Bank Indonesia keeps
 * them, on working days of the national calendar; a bank that closes earlier says so in its own profile.
 */
import { always, from, inTurn, RULES_KNOWN_FROM } from './types.ts';

const BIFAST = 'Ketentuan Bank Indonesia tentang BI-FAST (PADG 23/25/PADG/2021), mulai 21 Desember 2021';
const SKN = 'PBI 17/9/PBI/2015 tentang SKNBI, dengan penyempurnaan 1 September 2019';
const RTGS = 'PBI 17/18/PBI/2015 tentang BI-RTGS dan ketentuan pelaksanaannya';

/** Banks that take part in BI-FAST, of those the platform knows. */
const BIFAST_BANKS: readonly string[] = [
  ...['002', '008', '009', '014', '200', '451', '022', '013', '011', '019', '016'],
  ...['426', '028', '147', '213', '153', '110', '111', '536', '542', '535'],
];

export const railRules = {
  'rail.bifast.banks': inTurn<readonly string[]>(
    from(RULES_KNOWN_FROM, [], 'Sebelum BI-FAST', 'V'),
    from('2021-12-21', BIFAST_BANKS, `${BIFAST}; peserta menurut siaran pers Bank Indonesia`, 'B'),
  ),
  'rail.bifast.max': always(250_000_000n, `${BIFAST}, batas setiap transaksi`, 'V'),
  'rail.bifast.fee': always(2_500n, `${BIFAST}, biaya maksimum nasabah`, 'V'),
  'rail.bifast.purpose': always<string>('03', `${BIFAST}, kode tujuan transaksi: pembelian`, 'V'),
  'rail.online.max': always(50_000_000n, 'Batas umum transfer antarbank melalui jaringan sakelar', 'B'),
  'rail.online.fee': always(6_500n, 'Biaya umum transfer antarbank melalui jaringan sakelar', 'B'),
  'rail.skn.max': always(1_000_000_000n, `${SKN}, batas setiap transaksi`, 'V'),
  'rail.skn.hours': always<readonly string[]>(['08:00', '16:30'], `${SKN}, siklus 08.00–16.45 WIB`, 'R'),
  'rail.skn.fee': always(2_900n, `${SKN}, biaya maksimum nasabah`, 'B'),
  'rail.rtgs.min': always(100_000_000n, `${RTGS}, paling sedikit Rp100 juta (belum dipastikan masih berlaku)`, 'B'),
  'rail.rtgs.hours': always<readonly string[]>(['06:30', '16:30'], `${RTGS}, jam layanan untuk nasabah`, 'R'),
  'rail.rtgs.fee': always(35_000n, `${RTGS}, biaya maksimum nasabah`, 'B'),
} as const;
