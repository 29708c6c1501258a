/** Rupiah ceilings of payment, and the rules of the imprest fund (UP) and of the government card. */
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { always, from, inTurn, RULES_KNOWN_FROM } from './types.ts';

const PMK190 = 'PMK 190/PMK.05/2012 jo. PMK 178/PMK.05/2018';
const PMK196 = 'PMK 196/PMK.05/2018';
const PMK97 = 'PMK 97/PMK.05/2021 Pasal 25 ayat (2a) dan (2b)';
const PMK62 = 'PMK 62 Tahun 2023';

export const limits = {
  'limit.up.cash': always(50_000_000n, `${PMK190}, pembayaran UP kepada satu penerima`, 'V'),
  'limit.up.cms.digipay': inTurn(
    from(RULES_KNOWN_FROM, 50_000_000n, 'Buku saku Kanwil DJPb: Rp50 juta setiap transaksi Digipay', 'V'),
    from('2023-05-01', 200_000_000n, `${PMK62}, praktik Digipay 2025 (pasal belum dipastikan)`, 'A'),
  ),
  'limit.up.cms.digipay.warn': always(50_000_000n, `${PMK190}; sumber berbeda tentang batas CMS di Digipay`, 'A'),
  'limit.cash.safe': always(50_000_000n, `${PMK190}, uang tunai di brankas pada akhir hari`, 'V'),
  'limit.kkp.general': always(50_000_000n, `${PMK196} jo. PMK 97/PMK.05/2021`, 'V'),
  'limit.kkp.pdnUmk': inTurn(
    from(RULES_KNOWN_FROM, 50_000_000n, `${PMK196}, sebelum ada batas khusus`, 'V'),
    from('2021-07-27', 200_000_000n, PMK97, 'V'),
  ),
  'limit.qris.maxPerTransaction': always(
    10_000_000n,
    'Ketentuan Bank Indonesia tentang QRIS, angka belum dipastikan',
    'B',
  ),

  'up.split.cash': always<Ratio>(ratio(60n, 100n), `${PMK62} Pasal 212; PMK 178/PMK.05/2018`, 'V'),
  'up.split.card': always<Ratio>(ratio(40n, 100n), `${PMK62} Pasal 212; PMK 178/PMK.05/2018`, 'V'),
  'up.split.minUp': inTurn(
    from(RULES_KNOWN_FROM, 0n, 'PMK 178/PMK.05/2018, tanpa batas bawah', 'R'),
    from('2023-05-01', 20_000_000n, `${PMK62} Pasal 212`, 'V'),
  ),
  'up.split.approver': inTurn<string>(
    from(RULES_KNOWN_FROM, 'KANWIL', 'Laman Kanwil DJPb 2018–2021', 'R'),
    from('2023-05-01', 'KPPN', `${PMK62}, laman KPPN`, 'R'),
  ),
  'up.revolve.minUsed': always<Ratio>(ratio(50n, 100n), `${PMK190}, penggantian UP`, 'V'),
  'up.revolve.maxMonths': always(1, `${PMK190}, penggantian UP sekurangnya sekali sebulan`, 'V'),
  'up.sanction.warnMonths': always(2, `${PMK190}, surat peringatan KPPN`, 'V'),
  'up.sanction.cut1': always<Ratio>(ratio(25n, 100n), `${PMK190}, pemotongan UP pertama`, 'V'),
  'up.sanction.cut2': always<Ratio>(ratio(50n, 100n), `${PMK190}, pemotongan UP kedua`, 'V'),
  'up.tup.termMonths': always(1, `${PMK190}, tambahan UP dipakai dalam satu bulan`, 'V'),
  'up.akunGroups': always<readonly string[]>(['52', '53', '58'], `${PMK190}; ${PMK62}`, 'V'),
  'up.lpjDueDay': always(10, 'Praktik LPJ bendahara pada OM-SPAN', 'V'),

  'kkp.minUtilisation': always<Ratio>(ratio(75n, 100n), `Buku saku KKP atas ${PMK196}`, 'V'),
  'kkp.minUtilisation.months': always(2, `Buku saku KKP atas ${PMK196}`, 'V'),
  'kkp.exempt.maxPagu': always(2_400_000_000n, 'Surat KPPN 2019 tentang pengecualian kewajiban KKP', 'V'),
  'kkp.chargeMoment': always<string>('AFTER_BAST', 'UU 1 Tahun 2004 Pasal 21 ayat (1)', 'A'),
  'kkp.billing.statementDay': always(20, 'Perjanjian kerja sama bank penerbit', 'A'),
  'kkp.billing.graceDays': always(20, 'Perjanjian kerja sama bank penerbit', 'A'),
  'kkp.travel.akunGroups': always<readonly string[]>(['5241'], `${PMK196}, kartu untuk belanja perjalanan dinas`, 'R'),
  'kkp.mcc.forbidden': always<readonly string[]>(
    ['4829', '5813', '5933', '6010', '6011', '6012', '6051', '6538', '7273', '7297', '7995'],
    `${PMK196}, KKP hanya untuk belanja negara: tanpa tarik tunai, kiriman uang, judi dan hiburan; daftar tidak dipublikasikan`,
    'A',
  ),
  'kkp.ikpa.quarterTargetBasisPoints': always<readonly bigint[]>(
    [100n, 500n, 900n, 1250n],
    'IKPA, basis poin UP KKP setahun tiap triwulan',
    'R',
  ),
} as const;
