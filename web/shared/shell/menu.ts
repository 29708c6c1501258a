/**
 * Every place a menu may lead to. To add a screen to a menu: name it here, give it an icon (menu-icons.ts) and a word
 * (words.id.ts), then list it under the roles that see it.
 */
const PLACES = {
  tasks: '/tugas',
  shop: '/katalog',
  search: '/katalog',
  cart: '/keranjang',
  orders: '/pesanan',
  negotiations: '/negosiasi',
  vendors: '/penyedia',
  bills: '/tagihan',
  budget: '/anggaran',
  deliveries: '/kiriman',
  receipts: '/bast',
  pay: '/bayar',
  cash: '/kas',
  tax: '/pajak',
  cards: '/kartu',
  users: '/satker/pengguna',
  profile: '/satker/profil',
  products: '/produk',
  income: '/uang',
  store: '/toko',
  monitor: '/pantau',
  flight: '/bayar/proses',
  registrations: '/pantau/pendaftaran',
  corrections: '/perbaikan-data',
  integrations: '/integrasi',
  alerts: '/peringatan',
  audit: '/audit',
  seals: '/audit/segel',
  tickets: '/layanan',
  manage: '/kelola',
  reports: '/laporan',
  learn: '/belajar',
  help: '/bantuan',
} as const;

export type MenuKey = keyof typeof PLACES;
export interface MenuEntry {
  readonly key: MenuKey;
  readonly to: string;
}

interface RoleMenu {
  /** At most seven. */
  readonly side: readonly MenuKey[];
  /** The four of the bottom bar on a phone. */
  readonly phone: readonly MenuKey[];
}

const BUYER_PHONE: readonly MenuKey[] = ['tasks', 'orders', 'search', 'help'];
const VENDOR_PHONE: readonly MenuKey[] = ['tasks', 'orders', 'products', 'income'];
const TREASURY_PHONE: readonly MenuKey[] = ['monitor', 'registrations', 'vendors', 'alerts'];
const TREASURY: RoleMenu = {
  side: ['monitor', 'registrations', 'vendors', 'flight', 'alerts', 'reports', 'help'],
  phone: TREASURY_PHONE,
};
const TREASURER: RoleMenu = {
  side: ['tasks', 'pay', 'cash', 'tax', 'cards', 'reports', 'help'],
  phone: ['tasks', 'pay', 'cash', 'help'],
};

export const MENUS: Readonly<Record<string, RoleMenu>> = {
  PEMESAN: { side: ['shop', 'cart', 'orders', 'tasks', 'learn', 'help'], phone: ['tasks', 'orders', 'cart', 'search'] },
  PP: { side: ['tasks', 'shop', 'negotiations', 'orders', 'vendors', 'reports', 'help'], phone: BUYER_PHONE },
  PPK: { side: ['tasks', 'orders', 'bills', 'cards', 'budget', 'reports', 'help'], phone: BUYER_PHONE },
  PPSPM: { side: ['tasks', 'pay', 'cash', 'cards', 'help'], phone: ['tasks', 'pay', 'cards', 'help'] },
  PENERIMA: { side: ['tasks', 'deliveries', 'receipts', 'help'], phone: ['tasks', 'deliveries', 'receipts', 'help'] },
  BENDAHARA: TREASURER,
  BPP: TREASURER,
  KKP_HOLDER: { side: ['tasks', 'cards', 'orders', 'help'], phone: ['tasks', 'cards', 'orders', 'help'] },
  KPA: {
    side: ['tasks', 'pay', 'cash', 'budget', 'reports', 'users', 'help'],
    phone: ['tasks', 'pay', 'budget', 'help'],
  },
  ADMIN_SATKER: {
    side: ['users', 'profile', 'cards', 'corrections', 'integrations', 'reports', 'help'],
    phone: ['users', 'profile', 'corrections', 'help'],
  },
  VENDOR_ADMIN: {
    side: ['tasks', 'orders', 'products', 'income', 'store', 'learn', 'help'],
    // Until the shop is active, its registration is what the owner is here for.
    phone: ['tasks', 'orders', 'income', 'store'],
  },
  // The registration and the bank account are the owner's.
  VENDOR_STAFF: { side: ['tasks', 'orders', 'products', 'income', 'learn', 'help'], phone: VENDOR_PHONE },
  ADMIN_KPPN: TREASURY,
  ADMIN_KANWIL: TREASURY,
  ADMIN_PKN: {
    side: ['monitor', 'registrations', 'vendors', 'integrations', 'flight', 'alerts', 'help'],
    phone: TREASURY_PHONE,
  },
  AUDITOR: {
    side: ['audit', 'seals', 'registrations', 'vendors', 'flight', 'reports'],
    phone: ['audit', 'seals', 'registrations', 'vendors'],
  },
  SUPPORT: { side: ['tickets', 'help'], phone: ['tickets', 'help'] },
  ADMINISTRATOR: { side: ['manage', 'alerts', 'seals', 'reports'], phone: ['manage', 'alerts', 'seals', 'reports'] },
};

const NONE: RoleMenu = { side: ['tasks', 'help'], phone: ['tasks', 'help'] };

/** The menu of a role; entries whose route does not exist are left out. The role's code is read in any letter case. */
export function menuOf(role: string, exists: (path: string) => boolean): { side: MenuEntry[]; phone: MenuEntry[] } {
  const menu = MENUS[role.toUpperCase()] ?? NONE;
  const entries = (keys: readonly MenuKey[]) =>
    keys.map((key) => ({ key, to: PLACES[key] })).filter((entry) => exists(entry.to));
  return { side: entries(menu.side), phone: entries(menu.phone) };
}
