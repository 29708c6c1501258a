/** Rules of government procurement and of the path of an order. */
import { type Ratio, ratio } from '../kernel/ratio.ts';
import { always, from, inTurn, RULES_KNOWN_FROM } from './types.ts';

const PERPRES16 = 'Perpres 16 Tahun 2018 jo. Perpres 12 Tahun 2021';
const PERPRES46 = 'Perpres 46 Tahun 2025';
const KATALOG6 = 'Praktik Katalog Elektronik versi 6';
const PER7 = 'PER-7/PB/2022';
/** Day on which Perpres 46/2025 took effect. */
const PERPRES46_FROM = '2025-04-30';

export const procurement = {
  'limit.procurement.direct.goods': always(
    200_000_000n,
    `${PERPRES16}, pengadaan langsung barang dan jasa lainnya`,
    'V',
  ),
  'limit.procurement.direct.construction': inTurn(
    from(RULES_KNOWN_FROM, 200_000_000n, PERPRES16, 'V'),
    from(PERPRES46_FROM, 400_000_000n, `${PERPRES46} Pasal 1 angka 40a`, 'V'),
  ),
  'limit.procurement.direct.consultancy': always(
    100_000_000n,
    `${PERPRES16}, pengadaan langsung jasa konsultansi`,
    'B',
  ),
  'limit.procurement.pp': always(200_000_000n, `${PERPRES16}, wewenang Pejabat Pengadaan`, 'B'),
  'limit.miniCompetition.from': always(50_000_000n, 'Rancangan peraturan LKPP tentang mini-kompetisi', 'V'),
  'limit.miniCompetition.to': always(200_000_000n, 'Rancangan peraturan LKPP tentang mini-kompetisi', 'V'),
  'limit.miniCompetition.papua.to': always(
    1_000_000_000n,
    'Rancangan peraturan LKPP tentang mini-kompetisi di Papua',
    'V',
  ),
  'miniCompetition.minSuppliers': always(2, 'Rancangan peraturan LKPP tentang mini-kompetisi', 'V'),
  'contract.receiptOnly.to': always(10_000_000n, `${PERPRES16}, bukti pembelian`, 'V'),
  'contract.kuitansi.to': always(50_000_000n, `${PERPRES16}, kuitansi`, 'V'),
  'contract.spk.to': always(200_000_000n, `${PERPRES16}, Surat Perintah Kerja`, 'V'),
  'contract.penaltyPerDay': always<Ratio>(ratio(1n, 1000n), 'Klausul baku SPK: satu permil setiap hari', 'B'),

  'pdn.minTkdnPercent': always(25, `${PERPRES46} Pasal 66`, 'V'),
  'pdn.minTkdnPlusBmpPercent': always(40, `${PERPRES46} Pasal 66`, 'V'),
  'pdn.spendingTarget': always<Ratio>(ratio(95n, 100n), 'SE LKPP 8 Tahun 2023; Inpres 2 Tahun 2022', 'V'),
  'umk.minShare': always<Ratio>(ratio(40n, 100n), 'Perpres 12 Tahun 2021 Pasal 65', 'V'),
  'umkm.micro.maxSales': always(2_000_000_000n, 'PP 7 Tahun 2021', 'B'),
  'umkm.small.maxSales': always(15_000_000_000n, 'PP 7 Tahun 2021', 'B'),
  'umkm.medium.maxSales': always(50_000_000_000n, 'PP 7 Tahun 2021', 'B'),

  'split.window': always(7, `${PERPRES16} Pasal 20 ayat (2) huruf d; jendela hari ditetapkan platform`, 'A'),
  'split.thresholds': always<readonly bigint[]>(
    [2_000_000n, 50_000_000n, 200_000_000n],
    `${PERPRES16} Pasal 20 ayat (2) huruf d; ambang pajak, cara bayar, dan metode`,
    'A',
  ),

  'order.autoCancel.ppk': always(3, `${KATALOG6}: batal otomatis setelah 3 hari kerja`, 'A'),
  'order.autoCancel.nego': always(3, `${KATALOG6}: batal otomatis setelah 3 hari kerja`, 'A'),
  'order.autoCancel.vendor': always(3, `${KATALOG6}: batal otomatis setelah 3 hari kerja`, 'A'),
  'order.partialReceipt': always(true, 'Praktik platform sejenis (pengiriman sebagian)', 'A'),
  'negotiation.mandatory': always(false, `${PER7}, alur pemesanan`, 'A'),
  'negotiation.maxRounds': always(5, `${PER7}, alur pemesanan; jumlah putaran ditetapkan platform`, 'A'),
  'nego.vendorConsent': always(true, 'Panduan Digipay 002: Persetujuan Nego Barang oleh penyedia', 'A'),
  'bill.ppkTest': always(true, `${PER7}; PMK 190/PMK.05/2012, pengujian tagihan oleh PPK`, 'A'),
  'bill.ppkReturnDays': always(2, 'PMK 190/PMK.05/2012, penolakan tertulis paling lambat 2 hari kerja', 'V'),
  'bill.vendorDays': always(5, 'PMK 190/PMK.05/2012, penyedia menagih paling lambat 5 hari kerja', 'V'),
  'rating.windowDays': always(14, 'Kebijakan platform', 'A'),
  'cms.levels': always<readonly string[]>(['MAKER', 'APPROVER'], 'PMK 183/PMK.05/2019; jenjang CMS tiap bank', 'A'),
  /** Days ahead for which a payment may be scheduled, and the hour of the satker's day at which it leaves. */
  'cms.schedule.maxDays': always(30, 'Kebijakan platform; layanan transaksi terjadwal CMS tiap bank', 'A'),
  'cms.schedule.hour': always(8, 'Kebijakan platform; layanan transaksi terjadwal CMS tiap bank', 'A'),
  'user.oneRolePerPerson': always(true, 'FAQ KPPN Jakarta II: satu orang satu peran', 'V'),
  /** For so long whoever pays is told that the vendor's account was changed. */
  'vendor.accountNoteDays': always(30, 'Kebijakan platform', 'A'),
  'vendor.fee': always(0n, 'KPPN Langsa: penyedia tidak membayar biaya', 'V'),
  'report.minInvoicesPerQuarter': always(1, 'Laman bantuan KPPN tentang kewajiban Digipay', 'V'),
  'year.start': always<string>('01-01', 'UU 17 Tahun 2003 Pasal 4', 'V'),
  'year.end': always<string>('12-31', 'UU 17 Tahun 2003 Pasal 4', 'V'),
  /** `mm-dd`; null until the yearly rule is entered as an override. */
  'year.lastOrder': always<string | null>(null, 'Ketentuan langkah-langkah akhir tahun DJPb, terbit tiap tahun', 'A'),
  'year.lastPayment': always<string | null>(null, 'Ketentuan langkah-langkah akhir tahun DJPb, terbit tiap tahun', 'A'),
} as const;
