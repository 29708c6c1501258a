/** Demo price list: uniforms, plants, furniture, building, lamps. */
import { inCategory, type Line } from './line.ts';

const BERSIH = 'bersih-sehat-timur';
const MEBEL = 'mebel-sengon-raya';
const BANGUN = 'bangun-sentosa-daya';
const ARMADA = 'wahana-armada-acara';

const seragam = inCategory('SERAGAM', {
  akun: '521119',
  vendors: ['seragam-rapi-busana'],
  unit: 'pcs',
  weight: 400,
  lead: 14,
  tkdn: 58.4,
  bmp: 10,
  minOrder: 5,
});
const dekorasi = inCategory('DEKORASI', {
  akun: '521211',
  vendors: [ARMADA],
  unit: 'pcs',
  weight: 6_000,
  stock: 40,
  lead: 1,
});
const mebel = inCategory('MEBEL-KANTOR', {
  akun: '532111',
  vendors: [MEBEL],
  unit: 'unit',
  weight: 25_000,
  stock: 40,
  lead: 10,
  tkdn: 52.7,
  bmp: 14,
});
const bangunan = inCategory('BAHAN-BANGUNAN', {
  akun: '523112',
  vendors: [BANGUN],
  unit: 'pcs',
  weight: 3_000,
  tkdn: 55,
});
const listrik = inCategory('LISTRIK', {
  akun: '523112',
  vendors: [BANGUN, BERSIH],
  unit: 'pcs',
  weight: 200,
  tkdn: 36,
});

export const interiorLines: readonly Line[] = [
  seragam(
    'Kemeja Dinas',
    { drawing: 'shirt', about: 'Katun campuran, bordir nama dan lambang unit.' },
    ['PDH Cokelat Lengan Panjang', 185_000n, { hue: 30 }],
    ['Putih Lengan Panjang', 165_000n, { hue: 215 }],
    ['PDL Hitam Lapangan', 215_000n, { hue: 260 }],
  ),
  seragam(
    'Kemeja Batik',
    { drawing: 'batik', about: 'Batik cap motif khas daerah.' },
    ['Cap Kawung', 195_000n, { hue: 25 }],
    ['Cap Lagosi', 215_000n, { hue: 215 }],
  ),
  seragam(
    'Kaus Polo',
    { drawing: 'shirt', about: 'Bahan lakos, bordir dada.' },
    ['Bordir Logo Kegiatan', 98_000n, { hue: 355 }],
    ['Olahraga Dry Fit', 88_000n, { hue: 200 }],
  ),
  seragam(
    'Rompi',
    { drawing: 'vest', about: 'Banyak saku, bordir punggung.' },
    ['Lapangan Krem', 145_000n, { hue: 45 }],
    ['Keselamatan Pantul', 65_000n, { hue: 90 }],
  ),
  seragam('Jaket', { drawing: 'shirt', about: 'Kanvas tahan angin.' }, ['Kanvas Dinas', 255_000n, { hue: 225 }]),
  seragam(
    'Sepatu',
    { drawing: 'shoes', unit: 'pasang', about: 'Kulit asli, sol karet.' },
    ['Pantofel Dinas', 325_000n, { hue: 20 }],
    ['Keselamatan Ujung Baja', 385_000n, { hue: 35 }],
  ),
  seragam('Helm Proyek', { drawing: 'helmet', about: 'Standar nasional untuk kunjungan lapangan.' }, [
    'Putih Kunjungan',
    72_000n,
    { hue: 205 },
  ]),

  dekorasi(
    'Karangan Bunga',
    { drawing: 'flowers', about: 'Ucapan untuk pelantikan dan peresmian, diantar ke lokasi.' },
    ['Papan 2 x 1,5 m', 550_000n, { hue: 350 }],
    ['Meja Segar', 285_000n, { hue: 25 }],
  ),
  dekorasi(
    'Tanaman Hias',
    { drawing: 'plant', about: 'Tanaman dalam ruang yang mudah dirawat, termasuk pot.' },
    ['Lidah Mertua Pot 30 cm', 165_000n, { hue: 20 }],
    ['Monstera Pot 40 cm', 345_000n, { hue: 205 }],
  ),

  mebel(
    'Kursi Kerja',
    { drawing: 'chair', weight: 14_000, about: 'Sandaran jaring, tinggi dapat diatur, garansi 2 tahun.' },
    ['Sengon Jaring Staf', 1_050_000n],
    ['Sengon Direktur Kulit Sintetis', 2_450_000n, { hue: 25 }],
  ),
  mebel(
    'Kursi Rapat',
    { drawing: 'metalChair', weight: 6_000, akun: '521252', about: 'Rangka baja, dapat disusun.' },
    ['Susun Baja', 385_000n],
    ['Lipat Baja', 315_000n, { hue: 350 }],
  ),
  mebel(
    'Meja Kerja',
    { drawing: 'desk', weight: 38_000, about: 'Permukaan tahan gores dengan laci kunci.' },
    ['Setengah Biro 120 cm', 1_380_000n],
    ['Satu Biro 160 cm', 2_650_000n, { hue: 25 }],
    ['Komputer Sudut', 1_150_000n, { hue: 200 }],
  ),
  mebel(
    'Meja Rapat',
    { drawing: 'desk', weight: 90_000, stock: 6, lead: 15, about: 'Untuk 10 orang, jalur kabel di tengah.' },
    ['Oval 300 cm', 5_900_000n, { hue: 30 }],
  ),
  mebel(
    'Lemari Arsip',
    { drawing: 'cupboard', weight: 45_000, about: 'Plat baja 0,7 mm, kunci sentral.' },
    ['Besi 2 Pintu', 2_950_000n],
    ['Filing Cabinet 4 Laci', 2_480_000n, { hue: 215 }],
  ),
  mebel(
    'Rak Buku',
    { drawing: 'shelf', weight: 28_000, about: 'Papan dapat diatur.' },
    ['Kayu 5 Susun', 1_250_000n, { hue: 25 }],
    ['Arsip Besi 5 Susun', 1_480_000n],
  ),
  mebel(
    'Sofa Tamu',
    { drawing: 'sofa', weight: 60_000, stock: 8, about: 'Rangka kayu, busa padat.' },
    ['Dua Dudukan', 3_250_000n, { hue: 190 }],
    ['Set 3-2-1', 7_850_000n, { unit: 'set', hue: 270 }],
  ),
  mebel('Brankas', { drawing: 'lock', weight: 65_000, stock: 10, about: 'Tahan api 60 menit untuk bendahara.' }, [
    'Besi Tahan Api 60 menit',
    4_350_000n,
  ]),

  bangunan(
    'Cat Tembok',
    { drawing: 'paint', unit: 'pail', weight: 25_000, about: 'Daya tutup tinggi, rendah bau.' },
    ['Dalam Ruang Pelita 20 kg', 685_000n, { hue: 205 }],
    ['Luar Ruang Pelita 20 kg', 985_000n, { hue: 15 }],
    ['Kayu dan Besi Pelita 1 kg', 84_000n, { unit: 'kaleng', weight: 1_100, hue: 140 }],
  ),
  bangunan(
    'Semen',
    { drawing: 'cement', unit: 'sak', weight: 50_000, about: 'Semen serbaguna.' },
    ['Padu 40 kg', 58_000n, { hue: 10 }],
    ['Putih Padu 40 kg', 92_000n, { hue: 210 }],
  ),
  bangunan(
    'Pipa PVC',
    { drawing: 'pipe', unit: 'batang', about: 'Panjang 4 meter.' },
    ['Alir 1/2 inci AW', 34_000n, { hue: 205 }],
    ['Alir 3 inci D', 98_000n, { hue: 25 }],
  ),
  bangunan(
    'Kran Air',
    { drawing: 'tap', about: 'Kuningan berlapis krom.' },
    ['Alir Kuningan 1/2 inci', 62_000n],
    ['Wastafel Alir Angsa', 128_000n, { hue: 260 }],
  ),
  bangunan(
    'Kunci Pintu',
    { drawing: 'lock', unit: 'set', about: 'Silinder kuningan dengan tiga anak kunci.' },
    ['Silinder Jaga', 185_000n, { hue: 35 }],
    ['Gembok Jaga 50 mm', 74_000n, { unit: 'pcs', hue: 220 }],
  ),
  bangunan('Keramik Lantai', { drawing: 'cement', unit: 'dus', weight: 16_000, about: 'Keramik kualitas satu.' }, [
    'Putih 40 x 40 cm',
    68_000n,
    { hue: 180 },
  ]),
  bangunan(
    'Paket Perkakas',
    { drawing: 'tools', unit: 'set', akun: '521252', about: 'Obeng, tang, kunci pas, dan palu.' },
    ['Rumah Tangga 32 pcs', 345_000n],
  ),

  listrik(
    'Lampu LED',
    { drawing: 'lamp', about: 'Hemat energi, garansi 2 tahun.' },
    ['Terang 9 W', 24_500n, { hue: 205 }],
    ['Terang 14 W', 36_000n, { hue: 150 }],
    ['Terang 40 W Kapsul', 92_000n, { hue: 280 }],
    ['TL Terang 16 W', 38_500n, { hue: 330 }],
    ['Darurat Terang 10 W', 68_000n, { hue: 15 }],
  ),
  listrik(
    'Stop Kontak',
    { drawing: 'socket', about: 'Berstandar nasional, tembaga tebal.' },
    ['Lubang 4 Kabel 3 meter', 78_000n],
    ['Tanam Ganda', 32_000n, { hue: 20 }],
  ),
  listrik(
    'Kabel Listrik',
    { drawing: 'cable', unit: 'roll', weight: 6_500, about: 'Tembaga murni.' },
    ['NYM 2 x 1,5 mm, 50 meter', 585_000n, { hue: 350 }],
    ['NYM 3 x 2,5 mm, 50 meter', 1_150_000n, { hue: 215 }],
  ),
  listrik(
    'Baterai',
    { drawing: 'battery', unit: 'pak', about: 'Alkaline tahan lama.' },
    ['Alkaline AA Setrum, 4 pcs', 32_000n, { hue: 215 }],
    ['Alkaline AAA Setrum, 4 pcs', 32_000n, { hue: 140 }],
    ['Kotak 9V Setrum', 38_500n, { hue: 10 }],
  ),
];
