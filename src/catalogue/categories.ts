/** What is sold, in two levels: a group and its categories. Codes never change; names may. */

export type ProductKind = 'GOODS' | 'SERVICE';

export interface Category {
  readonly code: string;
  readonly nameId: string;
  readonly nameEn: string;
  readonly kind: ProductKind;
  readonly group: string;
}

interface CategoryGroup {
  readonly code: string;
  readonly nameId: string;
  readonly nameEn: string;
  readonly kind: ProductKind;
}

export const categoryGroups = [
  { code: 'KANTOR', nameId: 'Perlengkapan Kantor', nameEn: 'Office supplies', kind: 'GOODS' },
  { code: 'ELEKTRONIK', nameId: 'Komputer dan Elektronik', nameEn: 'Computers and electronics', kind: 'GOODS' },
  { code: 'MEBEL', nameId: 'Mebel dan Bangunan', nameEn: 'Furniture and building', kind: 'GOODS' },
  { code: 'RUMAH-TANGGA', nameId: 'Rumah Tangga Kantor', nameEn: 'Office household', kind: 'GOODS' },
  { code: 'KENDARAAN', nameId: 'Kendaraan dan Energi', nameEn: 'Vehicles and energy', kind: 'GOODS' },
  { code: 'KEGIATAN', nameId: 'Konsumsi dan Kegiatan', nameEn: 'Catering and events', kind: 'SERVICE' },
  { code: 'PEMELIHARAAN', nameId: 'Perawatan dan Kebersihan', nameEn: 'Maintenance and cleaning', kind: 'SERVICE' },
  { code: 'CETAK-DIGITAL', nameId: 'Percetakan dan Digital', nameEn: 'Printing and digital', kind: 'SERVICE' },
] as const satisfies readonly CategoryGroup[];

export type GroupCode = (typeof categoryGroups)[number]['code'];

/** group, code, name in Indonesian, name in English. */
const rows = [
  ['KANTOR', 'ATK', 'Alat Tulis Kantor', 'Stationery'],
  ['KANTOR', 'KERTAS', 'Kertas dan Amplop', 'Paper and envelopes'],
  ['KANTOR', 'ARSIP', 'Map dan Arsip', 'Filing'],
  ['KANTOR', 'TINTA', 'Tinta dan Toner', 'Ink and toner'],
  ['KANTOR', 'METERAI', 'Meterai dan Benda Pos', 'Duty stamps and postal goods'],
  ['ELEKTRONIK', 'KOMPUTER', 'Komputer dan Laptop', 'Computers'],
  ['ELEKTRONIK', 'AKSESORI', 'Aksesori Komputer', 'Computer accessories'],
  ['ELEKTRONIK', 'PENCETAK', 'Printer dan Pemindai', 'Printers and scanners'],
  ['ELEKTRONIK', 'ELEKTRONIK-KANTOR', 'Elektronik Kantor', 'Office electronics'],
  ['MEBEL', 'MEBEL-KANTOR', 'Mebel Kantor', 'Office furniture'],
  ['MEBEL', 'BAHAN-BANGUNAN', 'Bahan Bangunan', 'Building materials'],
  ['MEBEL', 'LISTRIK', 'Lampu dan Listrik', 'Lamps and electrical'],
  ['RUMAH-TANGGA', 'KEBERSIHAN', 'Alat dan Bahan Kebersihan', 'Cleaning supplies'],
  ['RUMAH-TANGGA', 'BAHAN-MAKANAN', 'Bahan Makanan dan Minuman', 'Food and drink'],
  ['RUMAH-TANGGA', 'KESEHATAN', 'Obat dan Penambah Daya Tahan', 'Medicine and vitamins'],
  ['RUMAH-TANGGA', 'SERAGAM', 'Seragam dan Pakaian Kerja', 'Uniforms'],
  ['RUMAH-TANGGA', 'DEKORASI', 'Tanaman dan Karangan Bunga', 'Plants and flowers'],
  ['KENDARAAN', 'SUKU-CADANG', 'Suku Cadang', 'Spare parts'],
  ['KENDARAAN', 'BBM', 'BBM dan Pelumas', 'Fuel and lubricants'],
  ['KEGIATAN', 'KATERING', 'Konsumsi Rapat', 'Meeting catering'],
  ['KEGIATAN', 'SEWA', 'Sewa Perlengkapan dan Kendaraan', 'Hire of equipment and vehicles'],
  ['KEGIATAN', 'ACARA', 'Penyelenggara Acara', 'Event organising'],
  ['PEMELIHARAAN', 'SERVIS-PERALATAN', 'Servis AC, Komputer, dan Mesin', 'Service of AC, computers and machines'],
  ['PEMELIHARAAN', 'SERVIS-KENDARAAN', 'Servis Kendaraan', 'Vehicle service'],
  ['PEMELIHARAAN', 'JASA-KEBERSIHAN', 'Jasa Kebersihan', 'Cleaning services'],
  ['CETAK-DIGITAL', 'CETAK', 'Cetak dan Spanduk', 'Printing and banners'],
  ['CETAK-DIGITAL', 'PERANGKAT-LUNAK', 'Perangkat Lunak dan Jasa TI', 'Software and IT services'],
  ['CETAK-DIGITAL', 'PENGIRIMAN', 'Jasa Pengiriman', 'Delivery services'],
] as const satisfies readonly (readonly [GroupCode, string, string, string])[];

export type CategoryCode = (typeof rows)[number][1];

/** Every category that a product may be in. */
export const categories: readonly (Category & { readonly code: CategoryCode })[] = rows.map(
  ([group, code, nameId, nameEn]) => ({ group, code, nameId, nameEn, kind: kindOf(group) }),
);

const byCode = new Map<string, Category>(categories.map((c) => [c.code, c]));

/** A category or null when the code is unknown. */
export function categoryOf(code: string): Category | null {
  return byCode.get(code) ?? null;
}

export function groupOf(code: string): CategoryGroup | null {
  return categoryGroups.find((group) => group.code === code) ?? null;
}

/** Codes that a filter on a group or on one category means; empty when it is neither. */
export function categoriesWithin(code: string): readonly string[] {
  if (byCode.has(code)) return [code];
  return categories.filter((c) => c.group === code).map((c) => c.code);
}

function kindOf(group: GroupCode): ProductKind {
  return groupOf(group)?.kind ?? 'GOODS';
}
