/** Demo price list: paper, envelopes, ink and toner. */
import { inCategory, type Line } from './line.ts';

const PENA = 'pena-lintas-kota';
const TINTA = 'sumber-tinta-ungaran';
const GUYUB = 'karya-guyub-bersama';

const kertas = inCategory('KERTAS', {
  akun: '521811',
  vendors: [PENA, GUYUB],
  unit: 'rim',
  weight: 2_400,
  tkdn: 62.3,
  bmp: 12,
});
const tinta = inCategory('TINTA', { akun: '521811', vendors: [TINTA, PENA], unit: 'pcs', weight: 900, imported: true });

export const paperLines: readonly Line[] = [
  kertas(
    'Kertas HVS',
    { drawing: 'paper', about: 'Putih bersih, cocok untuk printer laser dan fotokopi.' },
    ['A4 70 gsm Nusantara Putih, 500 lembar', 51_500n],
    ['A4 75 gsm Nusantara Putih, 500 lembar', 54_500n, { hue: 200 }],
    ['A4 80 gsm Nusantara Putih, 500 lembar', 58_000n, { hue: 220 }],
    ['F4 70 gsm Nusantara Putih, 500 lembar', 57_500n, { hue: 25 }],
    ['F4 80 gsm Nusantara Putih, 500 lembar', 65_000n, { hue: 45 }],
    ['A3 80 gsm Nusantara Putih, 500 lembar', 122_000n, { weight: 5_000, hue: 280 }],
    ['A4 70 gsm Rimba Daur Ulang, 500 lembar', 49_000n, { hue: 120, tkdn: 71 }],
  ),
  kertas(
    'Kertas Warna',
    { drawing: 'colouredPaper', about: 'Warna rata dua sisi untuk pembatas dan sampul.' },
    ['A4 70 gsm Pelangi Biru, 500 lembar', 71_000n, { hue: 215 }],
    ['A4 80 gsm Pelangi Hijau, 500 lembar', 76_000n, { hue: 140 }],
  ),
  kertas(
    'Kertas Foto',
    { drawing: 'colouredPaper', unit: 'pak', weight: 300, about: 'Mengkilap, cepat kering, untuk printer tinta.' },
    ['Glossy A4 230 gsm Kilau, 20 lembar', 34_000n],
  ),
  kertas(
    'Karton Buffalo',
    { drawing: 'colouredPaper', unit: 'pak', weight: 1_600, about: 'Kertas sampul laporan bertekstur.' },
    ['A4 220 gsm Lembu, 100 lembar', 52_000n],
  ),
  kertas(
    'Kertas Thermal',
    { drawing: 'tape', unit: 'roll', weight: 90, about: 'Gulungan untuk mesin antrean dan kasir.' },
    ['80 x 80 mm Gulung, 10 roll', 96_000n, { unit: 'pak' }],
  ),
  kertas(
    'Kertas Continuous Form',
    { drawing: 'paper', unit: 'dus', weight: 9_000, about: 'Kertas bersambung untuk printer dot matrix.' },
    ['2 Ply 9,5 x 11 inci Runtun', 285_000n],
    ['3 Ply 9,5 x 11 inci Runtun', 312_000n],
  ),
  kertas(
    'Amplop',
    { drawing: 'envelope', unit: 'dus', weight: 700, about: 'Lem kuat, tidak tembus pandang.' },
    ['Putih Panjang No. 90, 100 lembar', 24_500n],
    ['Coklat Folio Tali, 50 lembar', 68_000n, { hue: 30 }],
    ['Kop Dinas A4 Kabinet, 100 lembar', 115_000n, { hue: 200 }],
  ),
  kertas(
    'Kertas Stiker Label',
    { drawing: 'sticky', unit: 'pak', weight: 250, about: 'Label nama dan barang, siap cetak.' },
    ['A4 Label 103, 10 lembar', 16_500n],
    ['Vinyl A3 Tempel, 20 lembar', 92_000n],
  ),

  tinta(
    'Toner Printer Laser',
    { drawing: 'toner', about: 'Toner kompatibel dengan chip, hasil cetak hitam pekat.' },
    ['Gelap 12A Hitam', 268_000n],
    ['Gelap 85A Hitam', 285_000n],
    ['Gelap 107X Hitam, 2.000 halaman', 340_000n],
    ['Gelap 508 Sian', 690_000n, { hue: 190 }],
    ['Gelap 508 Magenta', 690_000n, { hue: 325 }],
    ['Gelap 508 Kuning', 690_000n, { hue: 50 }],
  ),
  tinta(
    'Tinta Printer Botol',
    { drawing: 'ink', weight: 150, about: 'Tinta isi ulang untuk printer tangki.' },
    ['Embun 003 Hitam 65 ml', 82_000n],
    ['Embun 003 Sian 65 ml', 82_000n, { hue: 195 }],
    ['Embun 003 Magenta 65 ml', 82_000n, { hue: 325 }],
    ['Embun 003 Kuning 65 ml', 82_000n, { hue: 50 }],
    ['Embun 003 Paket 4 Warna', 315_000n, { unit: 'paket', hue: 260 }],
  ),
  tinta(
    'Cartridge Tinta',
    { drawing: 'ink', weight: 120, about: 'Kartrid tinta siap pasang.' },
    ['Embun 680 Hitam', 152_000n],
    ['Embun 680 Warna', 158_000n, { hue: 300 }],
  ),
  tinta(
    'Pita Printer',
    { drawing: 'tape', weight: 200, about: 'Pita untuk printer dot matrix dan kartu.' },
    ['Dot Matrix LX Runtun', 38_000n],
    ['ID Card YMCKO 250 cetak', 640_000n],
  ),
  tinta('Drum Unit', { drawing: 'toner', about: 'Drum pengganti printer laser.' }, [
    'Gelap D-23, 12.000 halaman',
    485_000n,
  ]),
  tinta(
    'Tinta Stempel',
    {
      drawing: 'ink',
      weight: 60,
      vendors: [PENA],
      imported: false,
      akun: '521111',
      about: 'Tinta bantalan dan stempel flash.',
    },
    ['Ungu 50 ml', 12_500n, { hue: 275 }],
    ['Biru 50 ml', 12_500n, { hue: 220 }],
  ),
];
