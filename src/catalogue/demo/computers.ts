/** Demo price list: computers and accessories. */
import { inCategory, type Line } from './line.ts';

const CAKRA = 'cakra-data-nusadaya';
const TINTA = 'sumber-tinta-ungaran';

const komputer = inCategory('KOMPUTER', {
  akun: '532111',
  vendors: [CAKRA],
  unit: 'unit',
  weight: 2_500,
  stock: 35,
  tkdn: 40.6,
  bmp: 12,
});
const aksesori = inCategory('AKSESORI', {
  akun: '521111',
  vendors: [CAKRA, TINTA],
  unit: 'pcs',
  weight: 180,
  imported: true,
});

export const computersLines: readonly Line[] = [
  komputer(
    'Laptop',
    { drawing: 'laptop', about: 'Garansi 3 tahun di tempat, sistem operasi resmi terpasang.' },
    ['Garuda Kerja 14, RAM 8 GB, SSD 256 GB', 8_650_000n],
    ['Garuda Kerja 14, RAM 16 GB, SSD 512 GB', 11_900_000n, { hue: 215 }],
    ['Garuda Ringkas 13, RAM 16 GB, SSD 512 GB', 14_750_000n, { hue: 260 }],
    ['Garuda Grafis 15, RAM 32 GB, SSD 1 TB', 22_400_000n, { hue: 330 }],
  ),
  komputer(
    'Komputer PC Desktop',
    { drawing: 'computer', weight: 9_000, about: 'Termasuk monitor, papan ketik, dan tetikus.' },
    ['Garuda Meja i3, RAM 8 GB, SSD 256 GB', 8_200_000n],
    ['Garuda Meja i5, RAM 16 GB, SSD 512 GB', 11_350_000n],
    ['All in One Garuda 24, RAM 16 GB', 13_200_000n, { drawing: 'monitor' }],
  ),
  komputer(
    'Monitor LED',
    { drawing: 'monitor', weight: 4_000, akun: '521252', about: 'Panel IPS bebas kedip dengan HDMI.' },
    ['Cemara 22 inci Full HD', 1_385_000n],
    ['Cemara 24 inci Full HD', 1_690_000n, { hue: 230 }],
    ['Cemara 27 inci QHD', 3_150_000n, { hue: 280 }],
  ),
  komputer('Tablet', { drawing: 'television', weight: 600, about: 'Untuk presensi dan pendataan lapangan.' }, [
    'Garuda Lapang 10, RAM 6 GB, 128 GB',
    3_650_000n,
  ]),
  komputer(
    'Server Rak',
    { drawing: 'ups', weight: 18_000, stock: 4, lead: 20, about: 'Server 1U untuk kantor cabang, catu daya ganda.' },
    ['Garuda Pusat 1U, RAM 64 GB, 4 TB', 62_500_000n],
  ),

  aksesori(
    'Mouse',
    { drawing: 'mouse', about: 'Tetikus ergonomis.' },
    ['Lincah Kabel USB', 62_000n],
    ['Lincah Wireless 2,4 GHz', 118_000n, { hue: 210 }],
    ['Lincah Bluetooth Senyap', 185_000n, { hue: 270 }],
  ),
  aksesori(
    'Keyboard',
    { drawing: 'keyboard', weight: 600, about: 'Tombol senyap, tata letak standar.' },
    ['Lincah Kabel USB', 128_000n],
    ['Lincah Wireless dan Mouse', 265_000n, { unit: 'set', hue: 250 }],
  ),
  aksesori(
    'Flashdisk USB',
    { drawing: 'usb', weight: 20, about: 'Penyimpan data saku, garansi 5 tahun.' },
    ['Simpan 16 GB', 58_000n],
    ['Simpan 32 GB', 69_000n, { hue: 160 }],
    ['Simpan 64 GB USB 3.2', 98_000n, { hue: 20 }],
    ['Simpan 128 GB USB-C', 168_000n, { hue: 300 }],
  ),
  aksesori(
    'Harddisk Eksternal',
    { drawing: 'disk', akun: '521252', weight: 250, about: 'Cadangan data dengan enkripsi.' },
    ['Simpan 1 TB USB 3.0', 875_000n],
    ['Simpan 2 TB USB 3.0', 1_240_000n, { hue: 225 }],
  ),
  aksesori(
    'SSD Internal',
    { drawing: 'disk', akun: '523123', weight: 80, about: 'Mempercepat komputer lama.' },
    ['Simpan SATA 512 GB', 640_000n],
    ['Simpan NVMe 1 TB', 1_180_000n, { hue: 12 }],
  ),
  aksesori(
    'Memori RAM',
    { drawing: 'usb', akun: '523123', weight: 40, about: 'Penambah memori komputer.' },
    ['DDR4 8 GB Kilat', 420_000n],
    ['DDR4 16 GB Kilat', 765_000n],
  ),
  aksesori('Webcam', { drawing: 'camera', about: 'Kamera rapat daring dengan mikrofon.' }, [
    'Tatap Full HD 1080p',
    425_000n,
  ]),
  aksesori('Headset', { drawing: 'speaker', about: 'Mikrofon peredam bising untuk rapat daring.' }, [
    'Tatap USB Kantor',
    315_000n,
  ]),
  aksesori(
    'Kabel HDMI',
    { drawing: 'cable', about: 'Kabel layar untuk proyektor dan monitor.' },
    ['Sambung 3 meter', 72_000n],
    ['Sambung 10 meter', 195_000n],
  ),
  aksesori(
    'Kabel LAN',
    { drawing: 'cable', unit: 'roll', weight: 9_000, imported: false, about: 'Kabel jaringan UTP tembaga.' },
    ['UTP Cat 6 Jalin, 305 meter', 1_650_000n],
    ['Patch Cord Cat 6 Jalin 2 meter', 28_000n, { unit: 'pcs', weight: 80 }],
  ),
  aksesori(
    'Router WiFi',
    { drawing: 'router', akun: '521252', weight: 500, about: 'Jaringan nirkabel dua pita untuk kantor.' },
    ['Pancar AX1800', 785_000n],
    ['Pancar Mesh AX3000, 2 unit', 2_150_000n, { unit: 'set', hue: 200 }],
  ),
  aksesori(
    'Switch Jaringan',
    { drawing: 'router', akun: '521252', weight: 900, about: 'Switch gigabit tanpa kipas.' },
    ['Pancar 8 Port Gigabit', 385_000n],
    ['Pancar 24 Port Gigabit', 1_720_000n],
  ),
  aksesori(
    'UPS',
    { drawing: 'ups', akun: '521252', weight: 6_000, about: 'Cadangan daya saat listrik padam.' },
    ['Jaga 650 VA', 565_000n],
    ['Jaga 1200 VA', 1_295_000n, { hue: 20 }],
  ),
  aksesori(
    'Tas Laptop',
    {
      drawing: 'notebook',
      akun: '521119',
      imported: false,
      tkdn: 45,
      weight: 700,
      about: 'Bantalan tebal dan tahan air.',
    },
    ['Ransel Kanvas Dinas 15 inci', 215_000n],
  ),
];
