/** Demo price list: spare parts, fuel, lubricants. */
import { inCategory, type Line } from './line.ts';

const RODA = 'bengkel-roda-prima';
const ARMADA = 'wahana-armada-acara';

const cadang = inCategory('SUKU-CADANG', { akun: '523123', vendors: [RODA], unit: 'pcs', weight: 2_000, stock: 30 });
const bbm = inCategory('BBM', {
  akun: '523122',
  vendors: [ARMADA],
  unit: 'liter',
  weight: 800,
  exemption: 'FUEL',
  lead: 1,
  stock: 5_000,
  minOrder: 10,
});

export const vehiclesLines: readonly Line[] = [
  cadang(
    'Ban Mobil',
    { drawing: 'tyre', weight: 9_000, about: 'Termasuk pasang dan balans.' },
    ['Melaju 185/65 R15', 785_000n, { hue: 210 }],
    ['Melaju 265/65 R17', 1_680_000n, { hue: 20 }],
  ),
  cadang('Ban Motor', { drawing: 'tyre', weight: 3_500, about: 'Tanpa ban dalam.' }, [
    'Melaju 80/90-17',
    215_000n,
    { hue: 140 },
  ]),
  cadang(
    'Aki',
    { drawing: 'accu', weight: 12_000, about: 'Bebas perawatan.' },
    ['Mobil Setrum 45 Ah', 945_000n, { hue: 205 }],
    ['Motor Setrum 5 Ah', 235_000n, { hue: 350 }],
  ),
  cadang(
    'Kampas Rem',
    { drawing: 'tools', unit: 'set', about: 'Tanpa asbes.' },
    ['Depan Melaju Minibus', 385_000n],
    ['Motor Bebek Melaju', 48_000n, { hue: 10 }],
  ),
  cadang('Filter Oli', { drawing: 'lubricant', weight: 400, about: 'Ganti tiap 10.000 km.' }, [
    'Saring Minibus Diesel',
    68_000n,
    { hue: 25 },
  ]),
  cadang(
    'Freon AC',
    {
      drawing: 'gallon',
      unit: 'tabung',
      vendors: ['mitra-dingin-losari'],
      weight: 13_000,
      about: 'Isi ulang pendingin ruangan.',
    },
    ['R32 Sejuk 10 kg', 1_650_000n, { hue: 190 }],
  ),

  bbm(
    'Bensin',
    { drawing: 'fuel', about: 'Kupon BBM nonsubsidi, berlaku di SPBU rekanan.' },
    ['Oktan 92, per liter', 13_200n, { hue: 215 }],
    ['Oktan 95, per liter', 14_100n, { hue: 5 }],
  ),
  bbm('Solar', { drawing: 'fuel', about: 'Nonsubsidi untuk kendaraan dinas dan genset.' }, [
    'CN 51, per liter',
    14_500n,
    { hue: 140 },
  ]),
  bbm(
    'Oli Mesin',
    { drawing: 'lubricant', vendors: [RODA, ARMADA], minOrder: 1, stock: 120, about: 'Pelumas untuk kendaraan dinas.' },
    ['Mobil Licin 10W-40 4 liter', 385_000n, { unit: 'galon', hue: 30 }],
    ['Motor Licin 10W-30 0,8 liter', 58_000n, { unit: 'botol', hue: 205 }],
  ),
  bbm(
    'Gas Elpiji',
    { drawing: 'gallon', unit: 'tabung', minOrder: 1, stock: 90, about: 'Isi ulang nonsubsidi untuk pantri.' },
    ['12 kg Isi Ulang', 198_000n, { hue: 320 }],
  ),
];
