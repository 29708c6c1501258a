/** Demo price list: cleaning, food and drink, health. */
import { inCategory, type Line } from './line.ts';

const BERSIH = 'bersih-sehat-timur';
const GUYUB = 'karya-guyub-bersama';
const BOGA = 'boga-tiga-rasa';

const kebersihan = inCategory('KEBERSIHAN', {
  akun: '521111',
  vendors: [BERSIH, GUYUB],
  unit: 'pcs',
  weight: 900,
  tkdn: 46.2,
  bmp: 8,
});
const makanan = inCategory('BAHAN-MAKANAN', {
  akun: '521112',
  vendors: [GUYUB, BOGA],
  unit: 'pak',
  weight: 1_000,
  lead: 1,
});
const kesehatan = inCategory('KESEHATAN', { akun: '521113', vendors: [BERSIH], unit: 'dus', weight: 250 });

export const householdLines: readonly Line[] = [
  kebersihan(
    'Sapu',
    { drawing: 'broom', about: 'Gagang kayu kuat, bulu rapat.' },
    ['Ijuk Asri', 24_000n],
    ['Lidi Taman Asri', 18_000n, { hue: 90 }],
    ['Lantai Nilon Asri', 31_000n, { hue: 200 }],
  ),
  kebersihan(
    'Alat Pel',
    { drawing: 'mop', about: 'Ember dan pel putar, kain mikrofiber.' },
    ['Pel Putar Asri dan Ember', 168_000n, { unit: 'set' }],
    ['Kain Pel Asri Tangkai', 42_000n],
  ),
  kebersihan('Ember', { drawing: 'mop', about: 'Plastik tebal daur ulang.' }, [
    'Plastik Asri 16 liter',
    32_000n,
    { hue: 10 },
  ]),
  kebersihan(
    'Pembersih Lantai',
    { drawing: 'soap', unit: 'jerigen', weight: 5_200, about: 'Membersihkan dan mengharumkan, aman untuk keramik.' },
    ['Wangi Sereh 4 liter', 58_000n, { hue: 80 }],
    ['Wangi Apel 4 liter', 58_000n, { hue: 120 }],
    ['Disinfektan Karbol 4 liter', 64_000n, { hue: 40 }],
  ),
  kebersihan('Pembersih Kaca', { drawing: 'spray', unit: 'botol', weight: 550, about: 'Tanpa bekas, siap semprot.' }, [
    'Bening 500 ml',
    16_500n,
    { hue: 205 },
  ]),
  kebersihan(
    'Pembersih Toilet',
    { drawing: 'soap', unit: 'botol', weight: 800, about: 'Menghilangkan kerak dan kuman.' },
    ['Resik 750 ml', 19_500n, { hue: 265 }],
  ),
  kebersihan(
    'Sabun Cuci Tangan',
    { drawing: 'sanitiser', unit: 'jerigen', weight: 4_200, about: 'Lembut di tangan, antibakteri.' },
    ['Resik 4 liter', 72_000n],
    ['Resik Pompa 400 ml', 23_500n, { unit: 'botol', weight: 450 }],
  ),
  kebersihan('Sabun Cuci Piring', { drawing: 'soap', unit: 'pouch', about: 'Busa melimpah, wangi jeruk nipis.' }, [
    'Nipis 750 ml',
    15_500n,
    { hue: 75 },
  ]),
  kebersihan(
    'Pengharum Ruangan',
    { drawing: 'spray', unit: 'kaleng', weight: 350, about: 'Semprotan otomatis atau tangan.' },
    ['Melati 300 ml', 38_000n, { hue: 300 }],
    ['Gantung Kopi Toilet, 5 pcs', 42_500n, { unit: 'pak', hue: 25 }],
  ),
  kebersihan(
    'Tisu',
    { drawing: 'tissue', unit: 'pak', about: 'Serat asli, lembut, tidak mudah hancur.' },
    ['Wajah Kapas 250 lembar, 6 pcs', 66_000n],
    ['Gulung Kapas, 10 roll', 38_000n, { hue: 330 }],
    ['Lipat Tangan Kapas, 150 lembar', 14_500n, { hue: 160 }],
  ),
  kebersihan(
    'Tempat Sampah',
    { drawing: 'bin', weight: 3_500, about: 'Pilah sampah organik dan anorganik.' },
    ['Injak Asri 20 liter', 145_000n],
    ['Pilah Tiga Asri 120 liter', 1_650_000n, { unit: 'set', weight: 24_000, hue: 130, akun: '521252' }],
  ),
  kebersihan(
    'Kantong Sampah',
    { drawing: 'trashBag', unit: 'pak', about: 'Plastik mudah urai, tebal.' },
    ['Hitam 60 x 100 cm, 20 lembar', 32_500n, { hue: 220 }],
    ['Oxo 90 x 120 cm, 20 lembar', 54_000n, { hue: 140 }],
  ),
  kebersihan('Lap Mikrofiber', { drawing: 'tissue', unit: 'pak', weight: 200, about: 'Menyerap debu dan air.' }, [
    'Kilap 40 x 40 cm, 10 pcs',
    62_000n,
    { hue: 190 },
  ]),
  kebersihan(
    'Paket Alat Kebersihan',
    {
      drawing: 'cleaners',
      unit: 'paket',
      weight: 6_500,
      about: 'Sapu, pel, ember, pembersih, dan lap untuk satu ruangan.',
    },
    ['Kantor Resik', 345_000n],
  ),

  makanan(
    'Beras',
    { drawing: 'rice', unit: 'karung', exemption: 'RICE', about: 'Beras lokal pilihan, bersih tanpa batu.' },
    ['Premium Sawah Luhur 5 kg', 77_500n, { weight: 5_000, hue: 120 }],
    ['Medium Sawah Luhur 25 kg', 335_000n, { weight: 25_000, hue: 45 }],
    ['Pandan Wangi Sawah Luhur 10 kg', 168_000n, { weight: 10_000, hue: 90 }],
    ['Merah Organik Sawah Luhur 2 kg', 58_000n, { weight: 2_000, hue: 5 }],
  ),
  makanan('Gula Pasir', { drawing: 'grocery', unit: 'kg', about: 'Gula tebu putih.' }, [
    'Tebu Manis 1 kg',
    18_000n,
    { hue: 215 },
  ]),
  makanan(
    'Teh',
    { drawing: 'grocery', unit: 'dus', weight: 300, about: 'Teh lokal pilihan.' },
    ['Celup Lereng Hijau, 100 kantong', 28_500n, { hue: 130 }],
    ['Tubruk Lereng Melati 250 g', 14_000n, { hue: 95 }],
  ),
  makanan(
    'Kopi',
    { drawing: 'cup', weight: 500, about: 'Kopi nusantara sangrai sedang.' },
    ['Bubuk Gunung Sojol 500 g', 72_000n, { hue: 25 }],
    ['Sachet Gula Gunung Sojol, 50 pcs', 78_000n, { hue: 18 }],
  ),
  makanan('Minyak Goreng', { drawing: 'oil', unit: 'pouch', about: 'Minyak sawit dua kali saring.' }, [
    'Sawit Murni 2 liter',
    39_500n,
    { hue: 45, weight: 1_900 },
  ]),
  makanan(
    'Air Mineral',
    { drawing: 'water', unit: 'dus', weight: 13_000, about: 'Air minum dalam kemasan untuk rapat.' },
    ['Tirta Bening 330 ml, 24 botol', 46_000n, { hue: 205 }],
    ['Tirta Bening 600 ml, 24 botol', 54_000n, { hue: 220 }],
    ['Tirta Bening Gelas 220 ml, 48 gelas', 29_000n, { hue: 190 }],
  ),
  makanan(
    'Air Galon',
    { drawing: 'gallon', unit: 'galon', weight: 19_000, about: 'Isi ulang galon 19 liter, diantar ke ruangan.' },
    ['Tirta Bening Isi Ulang 19 liter', 21_000n, { hue: 200 }],
  ),
  makanan(
    'Susu',
    { drawing: 'milk', unit: 'dus', akun: '521113', about: 'Susu steril tinggi kalsium.' },
    ['UHT Padang Rumput 1 liter, 12 pcs', 222_000n, { hue: 205 }],
    ['Kaleng Steril Padang Rumput, 30 pcs', 324_000n, { hue: 340 }],
  ),
  makanan('Biskuit', { drawing: 'snack', unit: 'kaleng', about: 'Kudapan tamu dan rapat.' }, [
    'Kelapa Renyah 700 g',
    62_000n,
    { hue: 30 },
  ]),
  makanan('Telur Ayam', { drawing: 'snack', unit: 'kg', about: 'Telur segar peternak lokal.' }, [
    'Negeri Segar',
    31_000n,
    { hue: 35 },
  ]),
  makanan('Madu', { drawing: 'grocery', unit: 'botol', akun: '521113', weight: 700, about: 'Madu hutan murni.' }, [
    'Hutan Lindu 500 ml',
    118_000n,
    { hue: 40 },
  ]),

  kesehatan(
    'Vitamin',
    { drawing: 'vitamins', unit: 'botol', about: 'Penambah daya tahan tubuh pegawai.' },
    ['C 500 mg Bugar, 100 tablet', 68_000n, { hue: 30 }],
    ['D3 1000 IU Bugar, 60 tablet', 92_000n, { hue: 50 }],
    ['B Kompleks Bugar, 100 tablet', 48_000n, { hue: 350 }],
  ),
  kesehatan('Obat Penurun Panas', { drawing: 'vitamins', akun: '521111', about: 'Obat bebas, simpan di kotak P3K.' }, [
    'Parasetamol Teduh 500 mg, 100 tablet',
    42_000n,
    { hue: 220 },
  ]),
  kesehatan('Obat Masuk Angin Herbal', { drawing: 'oil', about: 'Jamu cair sachet.' }, [
    'Jahe Teduh, 12 sachet',
    46_000n,
    { hue: 80 },
  ]),
  kesehatan('Minyak Kayu Putih', { drawing: 'oil', unit: 'botol', akun: '521111', about: 'Sulingan asli Maluku.' }, [
    'Teduh 120 ml',
    44_000n,
    { hue: 150 },
  ]),
  kesehatan(
    'Kotak P3K',
    {
      drawing: 'firstAid',
      unit: 'set',
      akun: '521111',
      weight: 1_800,
      about: 'Isi lengkap tipe A sesuai peraturan ketenagakerjaan.',
    },
    ['Tipe A 25 orang', 285_000n, { hue: 140 }],
    ['Tipe B 50 orang', 465_000n, { hue: 350 }],
  ),
  kesehatan(
    'Masker',
    { drawing: 'mask', akun: '521111', about: 'Masker medis tiga lapis.' },
    ['Medis 3 Lapis, 50 pcs', 28_000n, { hue: 195 }],
    ['KN95 Putih, 20 pcs', 46_000n, { hue: 230 }],
  ),
  kesehatan(
    'Hand Sanitizer',
    { drawing: 'sanitiser', unit: 'botol', akun: '521111', about: 'Alkohol 70%, pembersih tangan tanpa bilas.' },
    ['Resik Pompa 500 ml', 36_000n],
    ['Resik Jerigen 5 liter', 185_000n, { unit: 'jerigen', hue: 205, weight: 5_000 }],
  ),
  kesehatan(
    'Termometer',
    { drawing: 'thermometer', unit: 'pcs', akun: '521252', imported: true, about: 'Ukur suhu dalam satu detik.' },
    ['Inframerah Dahi Siaga', 215_000n],
  ),
  kesehatan(
    'Tensimeter',
    { drawing: 'firstAid', unit: 'unit', akun: '521252', imported: true, about: 'Pengukur tekanan darah lengan atas.' },
    ['Digital Siaga', 385_000n, { hue: 220 }],
  ),
];
