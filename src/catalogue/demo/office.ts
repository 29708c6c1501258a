/** Demo price list: stationery, filing, duty stamps. */
import { inCategory, type Line } from './line.ts';

const PENA = 'pena-lintas-kota';
const GUYUB = 'karya-guyub-bersama';

const atk = inCategory('ATK', { akun: '521111', vendors: [PENA, GUYUB], unit: 'pcs', weight: 60, tkdn: 41.5, bmp: 10 });
const arsip = inCategory('ARSIP', { akun: '521111', vendors: [PENA], unit: 'pcs', weight: 350, tkdn: 44 });
const meterai = inCategory('METERAI', {
  akun: '521813',
  vendors: [GUYUB],
  unit: 'lembar',
  weight: 1,
  exemption: 'POSTAL',
  lead: 1,
});

export const officeLines: readonly Line[] = [
  atk(
    'Pulpen Gel',
    { drawing: 'pen', unit: 'lusin', about: 'Tinta gel cepat kering, mata 0,5 mm, tidak tembus kertas.' },
    ['Lentera 0.5 mm Hitam, 12 pcs', 36_000n],
    ['Lentera 0.5 mm Biru, 12 pcs', 36_000n, { hue: 215 }],
    ['Lentera 0.7 mm Merah, 12 pcs', 38_500n, { hue: 355 }],
  ),
  atk(
    'Bolpoin',
    { drawing: 'pen', unit: 'lusin', about: 'Bolpoin sehari-hari dengan genggaman karet.' },
    ['Ranting Standar Hitam, 12 pcs', 21_000n],
    ['Ranting Eksekutif Metal, 12 pcs', 132_000n, { tkdn: null }],
  ),
  atk(
    'Pensil',
    { drawing: 'pencil', unit: 'lusin', about: 'Kayu lunak bersertifikat, mudah diraut, untuk ujian dan gambar.' },
    ['2B Sanggar Kayu, 12 pcs', 29_000n],
    ['Mekanik Sanggar 0.5 mm, 12 pcs', 96_000n],
  ),
  atk(
    'Spidol Papan Tulis',
    { drawing: 'marker', unit: 'lusin', about: 'Mudah dihapus dari papan tulis putih, dapat diisi ulang.' },
    ['Surya Hitam, 12 pcs', 92_000n],
    ['Surya Isi 4 Warna, 4 pcs', 34_000n, { unit: 'set', hue: 200 }],
  ),
  atk('Spidol Permanen', { drawing: 'marker', unit: 'lusin', about: 'Tahan air untuk karton, plastik, dan logam.' }, [
    'Surya Biru, 12 pcs',
    84_000n,
  ]),
  atk('Stabilo Penanda Teks', { drawing: 'marker', unit: 'set', about: 'Penanda teks warna neon, ujung miring.' }, [
    'Kilat Isi 5 Warna',
    42_500n,
    { hue: 60 },
  ]),
  atk(
    'Penghapus',
    { drawing: 'eraser', unit: 'dus', about: 'Karet penghapus pensil yang tidak meninggalkan noda.' },
    ['Karet Putih Salju, 40 pcs', 48_000n],
    ['Papan Tulis Magnetik Salju', 14_500n, { unit: 'pcs', hue: 210 }],
  ),
  atk(
    'Stapler',
    { drawing: 'stapler', weight: 240, about: 'Penjepret kertas bermesin baja.' },
    ['Baja Gigit No. 10, 20 lembar', 17_500n],
    ['Baja Gigit HD-24, 100 lembar', 178_000n, { weight: 900 }],
    ['Baja Gigit HD-50, 30 lembar', 58_000n],
  ),
  atk(
    'Isi Staples',
    { drawing: 'stapler', unit: 'dus', weight: 400, about: 'Kawat jepret berlapis seng, tidak mudah bengkok.' },
    ['Baja Gigit No. 10, 20 kotak', 52_000n],
    ['Baja Gigit No. 3, 20 kotak', 88_000n],
  ),
  atk(
    'Penjepit Kertas',
    { drawing: 'clips', unit: 'dus', about: 'Penjepit dokumen dari baja lentur.' },
    ['Binder Clip No. 155 Lipat, 12 pcs', 15_500n],
    ['Binder Clip No. 260 Lipat, 12 pcs', 29_000n],
    ['Paper Clip No. 3 Lipat, 100 pcs', 4_500n],
  ),
  atk(
    'Gunting',
    { drawing: 'scissors', weight: 120, about: 'Bilah baja tahan karat, gagang lunak.' },
    ['Tajam Rapi Besar', 24_000n],
    ['Tajam Rapi Kecil', 14_000n],
  ),
  atk(
    'Cutter',
    { drawing: 'scissors', about: 'Pisau potong dengan kunci pengaman.' },
    ['Tajam Rapi L-500', 21_000n],
    ['Isi Tajam Rapi L-150, 10 lembar', 9_500n, { unit: 'tube' }],
  ),
  atk(
    'Lem Kertas',
    { drawing: 'glue', about: 'Lem tidak beracun, cepat rekat.' },
    ['Cair Rekat Jaya 75 ml', 6_500n],
    ['Stik Rekat Jaya 25 g', 11_000n],
  ),
  atk(
    'Lakban',
    { drawing: 'tape', unit: 'roll', weight: 200, about: 'Pita perekat untuk dus dan dokumen.' },
    ['Bening Lekat 48 mm x 90 m', 15_500n],
    ['Coklat Lekat 48 mm x 90 m', 15_500n, { hue: 28 }],
    ['Kertas Lekat 24 mm', 9_500n],
    ['Double Tape Lekat 24 mm', 11_500n],
  ),
  atk(
    'Kalkulator',
    { drawing: 'calculator', weight: 220, imported: true, tkdn: null, about: 'Kalkulator dua daya, tombol besar.' },
    ['Meja Hitung 12 Digit', 145_000n],
    ['Cetak Hitung 14 Digit', 1_150_000n, { weight: 1_500 }],
  ),
  atk(
    'Papan Tulis',
    {
      drawing: 'whiteboard',
      weight: 14_000,
      akun: '521252',
      about: 'Whiteboard bingkai aluminium, bisa dipasang di dinding atau kaki.',
    },
    ['Whiteboard Gantung 90 x 120 cm', 320_000n],
    ['Whiteboard Beroda 120 x 240 cm', 1_480_000n],
  ),
  atk(
    'Stempel Otomatis',
    { drawing: 'rubberStamp', about: 'Stempel dinas dengan bantalan tinta di dalam.' },
    ['Flash Bulat 40 mm', 95_000n],
    ['Tanggal Lunas Otomatis', 78_000n],
  ),
  atk(
    'Penggaris',
    { drawing: 'pencil', about: 'Garis ukur jelas, tidak mudah patah.' },
    ['Besi Lurus 30 cm', 9_000n],
    ['Akrilik Lurus 60 cm', 18_000n],
  ),
  atk(
    'Buku Tulis Agenda',
    { drawing: 'notebook', weight: 350, about: 'Sampul keras, kertas 70 gsm bergaris.' },
    ['Agenda Surat Folio 200 lembar', 46_000n],
    ['Catatan Spiral A5 100 lembar', 17_500n],
    ['Ekspedisi 100 lembar', 16_000n],
  ),
  atk(
    'Kertas Tempel',
    { drawing: 'sticky', unit: 'pak', about: 'Catatan tempel yang mudah dilepas.' },
    ['Memo Tempel 76 x 76 mm, 5 warna', 19_500n],
    ['Pembatas Memo Sign Here, 5 warna', 12_500n],
  ),

  arsip(
    'Map Kertas',
    { drawing: 'folder', unit: 'pak', weight: 900, about: 'Map dinas untuk surat sehari-hari.' },
    ['Map Snelhecter Biru, 50 lembar', 68_000n, { hue: 215 }],
    ['Map Dinas Batik Kuning, 50 lembar', 84_000n, { hue: 45 }],
  ),
  arsip(
    'Map Plastik',
    { drawing: 'folder', unit: 'lusin', about: 'Plastik tebal bening, tahan lembap.' },
    ['L Bening F4, 12 pcs', 26_000n],
    ['Kancing Bening F4, 12 pcs', 42_000n, { hue: 160 }],
    ['Bisnis Resleting A4', 22_000n, { unit: 'pcs' }],
  ),
  arsip(
    'Ordner',
    { drawing: 'binder', unit: 'lusin', weight: 5_400, about: 'Karton tebal berlapis, mekanik baja, punggung 75 mm.' },
    ['Folio Arsipku Hitam, 12 pcs', 318_000n, { hue: 200 }],
    ['Folio Arsipku Biru, 12 pcs', 318_000n, { hue: 220 }],
  ),
  arsip(
    'Box File Arsip',
    { drawing: 'binder', about: 'Kotak arsip karton bergelombang sesuai ukuran rak arsip.' },
    ['Plastik Susun', 34_000n],
    ['Karton 20 cm Arsipku', 19_000n, { hue: 32 }],
  ),
  arsip('Pembatas Dokumen', { drawing: 'sticky', unit: 'set', about: 'Pembatas indeks untuk ordner.' }, [
    'A4 Plastik 1-12',
    18_500n,
  ]),
  arsip(
    'Pelubang Kertas',
    { drawing: 'stapler', about: 'Perforator dua lubang dengan penggaris.' },
    ['Lubang Baja 85B, 35 lembar', 74_000n],
    ['Lubang Baja 30XL, 15 lembar', 28_500n],
  ),

  meterai(
    'Meterai Tempel',
    { drawing: 'postage', about: 'Bea meterai Rp10.000, dijual sesuai nilai nominal.' },
    ['Rp10.000, per lembar', 10_000n, { hue: 350 }],
    ['Rp10.000, 50 lembar', 500_000n, { unit: 'set', hue: 350 }],
  ),
  meterai(
    'Meterai Elektronik',
    { drawing: 'postage', unit: 'kuota', about: 'Kuota e-meterai untuk dokumen elektronik.' },
    ['Kuota 50 dokumen', 500_000n, { hue: 205 }],
  ),
  meterai(
    'Prangko',
    { drawing: 'postage', unit: 'lembar', akun: '522121', about: 'Benda pos untuk surat dinas.' },
    ['Rp5.000 isi 20', 100_000n, { hue: 25 }],
    ['Rp10.000 isi 20', 200_000n, { hue: 140 }],
  ),
];
