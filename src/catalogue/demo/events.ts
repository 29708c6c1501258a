/** Demo price list: catering, hire, events. */
import { inCategory, type Line } from './line.ts';

const RATMI = 'dapur-bu-ratmi';
const BOGA = 'boga-tiga-rasa';
const ARMADA = 'wahana-armada-acara';
const CAKRA = 'cakra-data-nusadaya';

const katering = inCategory('KATERING', {
  akun: '521211',
  vendors: [RATMI, BOGA],
  unit: 'kotak',
  taxObject: '24-104-39',
  minOrder: 10,
  stock: 500,
  lead: 2,
});
const sewa = inCategory('SEWA', {
  akun: '522141',
  vendors: [ARMADA],
  unit: 'hari',
  taxObject: '24-100-02',
  stock: 15,
  lead: 3,
});
const acara = inCategory('ACARA', {
  akun: '522191',
  vendors: [ARMADA],
  unit: 'paket',
  taxObject: '24-104-33',
  stock: 6,
  lead: 10,
  drawing: 'stage',
});

export const eventsLines: readonly Line[] = [
  katering(
    'Snack Box',
    { drawing: 'snackBox', about: 'Tiga kue basah dan air gelas, dibuat pagi hari.' },
    ['Hemat, 2 kue dan air', 13_500n],
    ['Rapat, 3 kue dan air', 18_000n, { hue: 340 }],
    ['Istimewa, 4 kue dan jus', 28_000n, { hue: 265 }],
  ),
  katering(
    'Nasi Kotak',
    { drawing: 'boxMeal', about: 'Nasi, lauk, sayur, sambal, buah, dan air mineral.' },
    ['Ayam Bakar', 34_000n, { hue: 20 }],
    ['Ikan Bakar Rica', 38_000n, { hue: 200 }],
    ['Rendang Daging', 44_000n, { hue: 5 }],
    ['Vegetarian', 30_000n, { hue: 130 }],
  ),
  katering(
    'Tumpeng',
    { drawing: 'rice', unit: 'paket', minOrder: 1, about: 'Nasi kuning dan tujuh lauk untuk 20 orang.' },
    ['Nasi Kuning 20 orang', 950_000n, { hue: 45 }],
  ),
  katering(
    'Prasmanan',
    { drawing: 'snack', unit: 'orang', minOrder: 30, lead: 4, about: 'Lima menu, petugas, dan peralatan makan.' },
    ['Nusantara 5 menu', 72_000n],
    ['Khas Sulawesi 6 menu', 85_000n, { hue: 10 }],
  ),
  katering(
    'Coffee Break',
    { drawing: 'cup', unit: 'orang', about: 'Kopi, teh, dan dua kudapan, disajikan di tempat.' },
    ['Dua Kudapan', 26_000n, { hue: 25 }],
    ['Tiga Kudapan', 33_000n, { hue: 15 }],
  ),
  katering('Bubur dan Minuman Sehat', { drawing: 'boxMeal', about: 'Untuk senam pagi dan kegiatan olahraga.' }, [
    'Kacang Hijau',
    12_000n,
    { hue: 110 },
  ]),

  sewa(
    'Sewa Mobil',
    { drawing: 'car', about: 'Termasuk sopir; bahan bakar ditanggung penyewa.' },
    ['Minibus 7 orang dengan sopir', 650_000n],
    ['Gardan Ganda dengan sopir', 1_450_000n, { hue: 25 }],
    ['Bulanan Minibus Lepas Kunci', 7_200_000n, { unit: 'bulan', hue: 215 }],
  ),
  sewa(
    'Sewa Bus',
    { drawing: 'bus', about: 'Termasuk sopir dan pembantu sopir.' },
    ['Sedang 31 kursi', 2_400_000n],
    ['Besar 50 kursi', 3_500_000n, { hue: 10 }],
  ),
  sewa(
    'Sewa Tenda',
    { drawing: 'tent', about: 'Pasang dan bongkar termasuk.' },
    ['Kerucut 5 x 5 m', 750_000n],
    ['Roder 10 x 20 m', 9_500_000n, { hue: 220 }],
  ),
  sewa(
    'Sewa Kursi',
    { drawing: 'metalChair', minOrder: 25, stock: 1_000, unit: 'pcs/hari', about: 'Diantar, ditata, dan diambil.' },
    ['Futura dengan sarung', 11_500n],
    ['Plastik', 4_500n, { hue: 350 }],
  ),
  sewa(
    'Sewa Meja',
    { drawing: 'desk', stock: 100, unit: 'pcs/hari', about: 'Dengan taplak.' },
    ['Bundar 10 orang', 65_000n],
    ['Panjang 180 cm', 45_000n, { hue: 200 }],
  ),
  sewa(
    'Sewa Sound System',
    { drawing: 'speaker', about: 'Pengeras suara, mikrofon, dan operator.' },
    ['2.000 watt', 1_650_000n],
    ['5.000 watt', 3_800_000n, { hue: 265 }],
  ),
  sewa('Sewa Proyektor', { drawing: 'projector', about: 'Termasuk layar dan petugas.' }, [
    '3.800 lumen dan layar',
    425_000n,
  ]),
  sewa('Sewa Genset', { drawing: 'fuel', about: 'Senyap, termasuk operator.' }, ['40 kVA', 2_250_000n, { hue: 45 }]),
  sewa(
    'Sewa Ruang Pertemuan',
    { drawing: 'hall', taxObject: '28-403-02', about: 'Ruang untuk 50 orang, AC dan pengeras suara.' },
    ['50 orang, setengah hari', 2_500_000n],
    ['150 orang, sehari penuh', 7_500_000n, { hue: 200 }],
  ),
  sewa(
    'Sewa Mesin Fotokopi',
    { drawing: 'scanner', vendors: [CAKRA], unit: 'bulan', about: 'Termasuk toner dan perawatan.' },
    ['Salin A3, 5.000 lembar', 1_350_000n],
  ),

  acara(
    'Jasa Penyelenggara Acara',
    { about: 'Rencana, panggung, pembawa acara, dan dokumentasi.' },
    ['Sosialisasi 100 peserta', 28_500_000n],
    ['Peringatan Hari Besar 300 peserta', 64_000_000n, { hue: 10 }],
  ),
  acara(
    'Jasa Dokumentasi',
    { drawing: 'camera', about: 'Foto dan video satu hari, berkas asli diserahkan.' },
    ['Foto dan Video', 3_500_000n],
    ['Siaran Langsung 3 kamera', 7_800_000n, { hue: 215 }],
  ),
  acara('Dekorasi Panggung', { drawing: 'flowers', about: 'Latar kain, bunga, dan tata cahaya.' }, [
    '6 x 3 m',
    4_250_000n,
  ]),
  acara('Jasa Pembawa Acara', { about: 'Pembawa acara resmi dua bahasa lewat penyelenggara.' }, [
    'Dua Bahasa, sehari',
    3_000_000n,
  ]),
];
