/** Demo price list: maintenance, cleaning, printing, delivery. */
import { inCategory, type Line } from './line.ts';

const ARMADA = 'wahana-armada-acara';
const DINGIN = 'mitra-dingin-losari';
const CAKRA = 'cakra-data-nusadaya';
const RODA = 'bengkel-roda-prima';
const BERSIH = 'bersih-sehat-timur';
const AKSARA = 'percetakan-aksara-teluk';

const servis = inCategory('SERVIS-PERALATAN', {
  akun: '523121',
  vendors: [DINGIN],
  unit: 'unit',
  taxObject: '24-104-29',
  stock: 60,
  lead: 2,
});
const kendaraan = inCategory('SERVIS-KENDARAAN', {
  akun: '523121',
  vendors: [RODA],
  unit: 'unit',
  taxObject: '24-104-30',
  stock: 20,
  lead: 1,
});
const bersih = inCategory('JASA-KEBERSIHAN', {
  akun: '522191',
  vendors: [BERSIH],
  unit: 'bulan',
  taxObject: '24-104-36',
  stock: 20,
  lead: 5,
  drawing: 'cleaners',
});
const cetak = inCategory('CETAK', {
  akun: '521211',
  vendors: [AKSARA],
  unit: 'pcs',
  taxObject: '24-104-54',
  stock: 2_000,
  lead: 4,
});
const kirim = inCategory('PENGIRIMAN', {
  akun: '521114',
  vendors: [ARMADA],
  unit: 'kg',
  taxObject: '24-104-56',
  stock: 5_000,
  lead: 2,
  drawing: 'parcel',
});

export const servicesLines: readonly Line[] = [
  servis(
    'Servis AC',
    { drawing: 'acCare', about: 'Cuci unit dalam dan luar, periksa tekanan.' },
    ['Cuci 1/2 - 1 PK', 85_000n],
    ['Cuci 1,5 - 2 PK', 105_000n, { hue: 205 }],
    ['Isi Freon R32', 285_000n, { hue: 180 }],
    ['Bongkar Pasang', 650_000n, { hue: 260 }],
  ),
  servis(
    'Perawatan Komputer',
    { drawing: 'computerCare', vendors: [CAKRA, DINGIN], about: 'Bersihkan, perbarui, dan periksa perangkat.' },
    ['Berkala per unit', 125_000n],
    ['Pasang Ulang Sistem', 185_000n, { hue: 270 }],
  ),
  servis('Perbaikan Laptop', { drawing: 'computerCare', vendors: [CAKRA], about: 'Belum termasuk suku cadang.' }, [
    'Engsel dan Layar',
    450_000n,
    { hue: 20 },
  ]),
  servis(
    'Servis Printer',
    { drawing: 'printer', vendors: [CAKRA, DINGIN], about: 'Bersihkan head, reset, ganti roller.' },
    ['Tinta Tangki', 175_000n],
    ['Laser', 250_000n, { hue: 330 }],
  ),
  servis('Servis Genset', { drawing: 'tools', about: 'Ganti pelumas, uji beban.' }, ['Berkala 40 kVA', 2_350_000n]),
  servis(
    'Perawatan Jaringan',
    { drawing: 'router', vendors: [CAKRA], unit: 'bulan', about: 'Kunjungan dua kali sebulan dan bantuan jarak jauh.' },
    ['Bulanan 30 titik', 2_750_000n],
  ),
  servis(
    'Perbaikan Mesin Fotokopi',
    { drawing: 'scanner', vendors: [CAKRA], about: 'Kalibrasi dan penggantian drum.' },
    ['Kunjungan teknisi', 475_000n],
  ),

  kendaraan(
    'Servis Mobil',
    { drawing: 'carCare', about: 'Pemeriksaan 20 titik, jasa saja.' },
    ['Ringan 10.000 km', 385_000n],
    ['Besar 40.000 km', 985_000n, { hue: 20 }],
    ['Tune Up', 285_000n, { hue: 215 }],
  ),
  kendaraan(
    'Servis Motor',
    { drawing: 'motorCare', about: 'Ganti pelumas dan setel rem, jasa saja.' },
    ['Ringan', 75_000n],
    ['Lengkap', 165_000n, { hue: 340 }],
  ),
  kendaraan('Servis AC Mobil', { drawing: 'acCare', about: 'Cuci evaporator dan isi freon.' }, [
    'Cuci dan Freon',
    550_000n,
  ]),
  kendaraan('Cuci Kendaraan', { drawing: 'carCare', about: 'Cuci, vakum, dan semir ban.' }, [
    'Mobil Dinas',
    55_000n,
    { hue: 190 },
  ]),
  kendaraan('Spooring dan Balancing', { drawing: 'tyre', about: 'Penyelarasan empat roda.' }, [
    'Minibus',
    285_000n,
    { hue: 260 },
  ]),

  bersih(
    'Jasa Kebersihan Kantor',
    { about: 'Satu petugas, hari kerja, alat dan bahan termasuk.' },
    ['Satu petugas', 4_450_000n],
    ['Tiga petugas dan penyelia', 13_900_000n, { hue: 205 }],
  ),
  bersih(
    'Jasa Cuci Karpet',
    { drawing: 'spray', unit: 'm2', minOrder: 10, stock: 900, about: 'Cuci di tempat, kering dalam 4 jam.' },
    ['Ruang Rapat', 14_500n, { hue: 320 }],
  ),
  bersih('Jasa Pembasmi Hama', { drawing: 'spray', unit: 'paket', about: 'Penyemprotan rayap, kecoak, dan tikus.' }, [
    'Gedung 500 m2',
    2_850_000n,
    { hue: 20 },
  ]),
  bersih('Jasa Perawatan Taman', { drawing: 'plant', about: 'Pangkas, pupuk, dan siram.' }, [
    'Mingguan 200 m2',
    2_350_000n,
  ]),
  bersih('Jasa Kuras Toilet dan Tangki', { drawing: 'mop', unit: 'paket', about: 'Kuras tandon dan sedot limbah.' }, [
    'Tandon 2.000 liter',
    650_000n,
    { hue: 195 },
  ]),

  cetak(
    'Cetak Spanduk',
    { drawing: 'banner', unit: 'm2', about: 'Bahan flexi 340 gsm, jahit tepi dan mata ayam.' },
    ['Flexi 340 gsm', 32_000n],
    ['Kain', 68_000n, { hue: 350 }],
  ),
  cetak(
    'Cetak X-Banner',
    { drawing: 'standBanner', about: 'Termasuk rangka berdiri.' },
    ['60 x 160 cm', 95_000n],
    ['Roll Up 85 x 200 cm', 385_000n, { hue: 265 }],
  ),
  cetak('Cetak Baliho', { drawing: 'banner', unit: 'm2', about: 'Pasang di lokasi, izin diurus satker.' }, [
    'Flexi 440 gsm',
    48_000n,
    { hue: 25 },
  ]),
  cetak(
    'Cetak Buku Laporan',
    { drawing: 'book', unit: 'eksemplar', minOrder: 5, about: 'Jilid lem panas, sampul laminasi.' },
    ['A4 100 halaman hitam putih', 52_000n],
    ['A4 100 halaman warna', 145_000n, { hue: 10 }],
  ),
  cetak(
    'Cetak Brosur',
    { drawing: 'flyer', unit: 'rim', about: 'Kertas art 120 gsm, dua sisi.' },
    ['A4 Lipat Tiga', 485_000n],
    ['A5 Selebaran', 265_000n, { hue: 140 }],
  ),
  cetak('Cetak Kop Surat', { drawing: 'paper', unit: 'rim', about: 'HVS 80 gsm satu warna atau penuh.' }, [
    'F4 Warna Penuh',
    235_000n,
  ]),
  cetak(
    'Cetak Kartu Identitas',
    { drawing: 'idCard', about: 'PVC dua sisi dengan tali.' },
    ['Pegawai dengan Tali', 28_000n],
    ['Peserta Kegiatan', 9_500n, { hue: 20 }],
  ),
  cetak('Cetak Sertifikat', { drawing: 'flyer', unit: 'lembar', minOrder: 10, about: 'Kertas linen 230 gsm.' }, [
    'A4 Linen',
    6_500n,
    { hue: 45 },
  ]),
  cetak(
    'Cetak Kalender',
    { drawing: 'book', unit: 'pcs', minOrder: 50, about: 'Desain kalender satker.' },
    ['Meja 2027', 28_000n, { hue: 190 }],
    ['Dinding 2027', 22_500n, { hue: 350 }],
  ),
  cetak(
    'Plakat',
    { drawing: 'plaque', about: 'Akrilik atau kayu, kotak beludru.' },
    ['Akrilik 20 cm', 165_000n],
    ['Kayu Jati', 245_000n, { hue: 30 }],
  ),
  cetak(
    'Fotokopi dan Jilid',
    { drawing: 'book', unit: 'lembar', minOrder: 100, akun: '521111', about: 'Fotokopi dokumen, ambil dan antar.' },
    ['Hitam Putih F4', 250n, { hue: 215 }],
    ['Jilid Spiral Kawat', 15_000n, { unit: 'eksemplar', minOrder: 1 }],
  ),
  cetak(
    'Cetak Mug dan Cendera Mata',
    { drawing: 'cup', about: 'Cetak sublimasi, kotak hadiah.' },
    ['Mug Logo', 38_000n, { minOrder: 12 }],
    ['Tumbler Logo', 78_000n, { minOrder: 12, hue: 215 }],
  ),
  cetak('Papan Nama', { drawing: 'banner', unit: 'm2', akun: '523112', about: 'Akrilik timbul dengan lampu.' }, [
    'Akrilik Timbul',
    1_650_000n,
    { hue: 25 },
  ]),

  kirim(
    'Jasa Kirim Dokumen',
    { about: 'Tercatat, bukti terima digital.' },
    ['Dalam Provinsi, per kg', 18_000n],
    ['Antarpulau, per kg', 46_000n, { hue: 215 }],
  ),
  kirim(
    'Jasa Kirim Kargo',
    { about: 'Paket besar lewat darat dan laut.' },
    ['Darat, min. 10 kg', 7_500n, { minOrder: 10 }],
    ['Jakarta - Palu, min. 50 kg', 9_800n, { minOrder: 50, hue: 25 }],
  ),
  kirim(
    'Jasa Pindah Kantor',
    { drawing: 'bus', unit: 'truk', stock: 8, akun: '522191', about: 'Truk tertutup, empat tenaga angkut.' },
    ['Truk Engkel', 2_200_000n, { hue: 140 }],
  ),
];
