/** Demo price list: printers, office electronics, software. */
import { inCategory, type Line } from './line.ts';

const CAKRA = 'cakra-data-nusadaya';
const DINGIN = 'mitra-dingin-losari';

const pencetak = inCategory('PENCETAK', {
  akun: '532111',
  vendors: [CAKRA],
  unit: 'unit',
  weight: 6_000,
  stock: 25,
  imported: true,
});
const elektronik = inCategory('ELEKTRONIK-KANTOR', {
  akun: '532111',
  vendors: [DINGIN],
  unit: 'unit',
  weight: 9_000,
  stock: 20,
  tkdn: 32,
});
const lunak = inCategory('PERANGKAT-LUNAK', {
  akun: '522191',
  vendors: [CAKRA],
  unit: 'paket',
  taxObject: '24-104-24',
  stock: 50,
  lead: 5,
  drawing: 'software',
});

export const technologyLines: readonly Line[] = [
  pencetak(
    'Printer Tinta Tangki',
    { drawing: 'printer', about: 'Cetak, pindai, salin; hemat tinta.' },
    ['Embun L300 A4', 2_285_000n],
    ['Embun L300W A4 WiFi', 2_790_000n, { hue: 215 }],
    ['Embun L1500 A3', 6_900_000n, { hue: 280 }],
  ),
  pencetak(
    'Printer Laser',
    { drawing: 'printer', about: 'Cetak cepat untuk surat dinas.' },
    ['Gelap Mono M20 A4', 1_980_000n],
    ['Gelap Mono M40 Dupleks', 3_850_000n, { hue: 340 }],
    ['Gelap Warna C25', 5_650_000n, { hue: 265 }],
  ),
  pencetak('Printer Dot Matrix', { drawing: 'printer', about: 'Untuk kertas bersambung rangkap.' }, [
    'Runtun LX 9 pin',
    3_250_000n,
  ]),
  pencetak(
    'Scanner Dokumen',
    { drawing: 'scanner', about: 'Pemindai bolak-balik dengan pengumpan.' },
    ['Pindai F60 ADF', 6_350_000n],
    ['Pindai Meja V20', 1_350_000n, { hue: 190 }],
  ),
  pencetak(
    'Mesin Fotokopi',
    { drawing: 'scanner', weight: 58_000, stock: 3, lead: 14, about: 'Multifungsi A3, 25 lembar per menit.' },
    ['Salin 2500 A3', 27_800_000n],
  ),
  pencetak(
    'Mesin Penghancur Kertas',
    { drawing: 'bin', weight: 9_000, about: 'Potongan silang, 12 lembar sekali jalan.' },
    ['Cacah 12 lembar', 1_850_000n],
  ),

  elektronik(
    'AC Split',
    { drawing: 'ac', weight: 32_000, about: 'Pendingin ruangan hemat daya, termasuk pipa 3 meter.' },
    ['Sejuk 1/2 PK', 3_150_000n],
    ['Sejuk 1 PK', 3_980_000n, { hue: 205 }],
    ['Sejuk 2 PK Inverter', 8_350_000n, { hue: 180 }],
  ),
  elektronik(
    'Kipas Angin',
    { drawing: 'fan', akun: '521252', weight: 5_000, about: 'Tiga kecepatan, putaran lembut.' },
    ['Sepoi Berdiri 16 inci', 385_000n],
    ['Sepoi Dinding 16 inci', 345_000n, { hue: 190 }],
  ),
  elektronik(
    'Dispenser Air',
    { drawing: 'dispenser', akun: '521252', about: 'Panas, normal, dan dingin; galon bawah.' },
    ['Tirta Galon Bawah', 1_680_000n],
    ['Tirta Meja', 320_000n],
  ),
  elektronik('Kulkas', { drawing: 'cupboard', weight: 38_000, about: 'Hemat listrik untuk pantri kantor.' }, [
    'Sejuk 1 Pintu 150 liter',
    2_150_000n,
  ]),
  elektronik(
    'Proyektor',
    {
      drawing: 'projector',
      vendors: [CAKRA],
      imported: true,
      tkdn: null,
      weight: 2_600,
      about: 'Terang untuk ruang rapat tanpa mematikan lampu.',
    },
    ['Sorot X4 3.800 lumen', 6_950_000n],
    ['Sorot Mini 1.200 lumen', 3_400_000n, { hue: 270 }],
  ),
  elektronik(
    'Layar Proyektor',
    { drawing: 'whiteboard', vendors: [CAKRA], akun: '521252', about: 'Layar putih doff.' },
    ['Tripod 70 inci', 620_000n],
    ['Motor 96 inci', 2_300_000n],
  ),
  elektronik(
    'Televisi',
    { drawing: 'television', weight: 12_000, about: 'Untuk papan informasi dan rapat daring.' },
    ['Layar 43 inci Smart', 3_950_000n],
    ['Layar 55 inci 4K Smart', 6_700_000n, { hue: 260 }],
  ),
  elektronik(
    'Kamera CCTV',
    {
      drawing: 'camera',
      vendors: [CAKRA, DINGIN],
      imported: true,
      tkdn: null,
      weight: 600,
      about: 'Pantauan malam, rekam gerak.',
    },
    ['Pantau 4 MP Luar Ruang', 585_000n, { akun: '521252' }],
    ['Pantau Paket 8 Kanal, 2 TB', 6_250_000n, { unit: 'paket' }],
  ),
  elektronik(
    'Mesin Absensi',
    {
      drawing: 'thermometer',
      vendors: [CAKRA],
      imported: true,
      tkdn: null,
      weight: 1_200,
      about: 'Presensi sidik jari dan wajah.',
    },
    ['Hadir Wajah dan Jari', 2_450_000n],
  ),
  elektronik(
    'Pengeras Suara Portabel',
    { drawing: 'speaker', about: 'Termasuk dua mikrofon nirkabel.' },
    ['Gema 12 inci', 2_350_000n],
    ['Megafon Gema 25 W', 385_000n, { akun: '521252' }],
  ),

  lunak(
    'Lisensi Antivirus',
    { about: 'Perlindungan komputer kantor selama 12 bulan.' },
    ['Perisai Kantor, 5 perangkat', 985_000n],
    ['Perisai Kantor, 25 perangkat', 4_350_000n],
  ),
  lunak('Lisensi Aplikasi Perkantoran', { about: 'Dokumen, lembar kerja, dan surel selama 12 bulan.' }, [
    'Tulis Bisnis, per pengguna',
    1_450_000n,
    { unit: 'pengguna' },
  ]),
  lunak('Langganan Rapat Daring', { about: 'Rapat sampai 300 peserta, rekaman di awan.' }, [
    'Temu Pro 12 bulan',
    2_650_000n,
  ]),
  lunak('Jasa Pembuatan Website', { about: 'Situs profil satker sesuai pedoman, termasuk pelatihan.' }, [
    'Profil Satker',
    18_500_000n,
    { lead: 30 },
  ]),
  lunak('Sewa Hosting dan Domain', { about: 'Hosting dalam negeri, domain go.id diurus satker.' }, [
    'Awan 20 GB 12 bulan',
    1_850_000n,
  ]),
  lunak('Jasa Pemasangan Jaringan', { about: 'Penarikan kabel, perapian, dan uji titik jaringan.' }, [
    'LAN per titik',
    425_000n,
    { unit: 'titik' },
  ]),
  lunak('Jasa Pelatihan Aplikasi', { about: 'Pelatihan operator di tempat, modul cetak.' }, [
    'Operator, 20 peserta',
    7_500_000n,
  ]),
];
