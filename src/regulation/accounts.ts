/** Akun of the central budget that can be paid from UP, and which of them the government card may pay. */
import { type Dated, type Evidence, from, RULES_KNOWN_FROM } from './types.ts';

/** What is usually due; the tax object of the order line decides. */
export type UsualTax = 'PPH22_PPN' | 'PPH23_PPN' | 'PPH23' | 'PPH4_2' | 'PPH21' | 'EXEMPT' | 'BY_ITEM';

export interface Akun {
  /** Six digits. */
  readonly code: string;
  readonly name: string;
  readonly usualTax: UsualTax;
  /** Card kind that may pay it: (a) operational goods and capital, (b) official travel; null when none. */
  readonly card: 'OPERATIONAL' | 'TRAVEL' | null;
  /** False for what is never bought in the marketplace (honorarium, speakers). */
  readonly marketplace: boolean;
}

const SINTESA = 'Referensi akun SINTESA DJPb';
const PMK196 = 'PMK 196/PMK.05/2018';

interface Mark {
  readonly card?: Akun['card'];
  readonly marketplace?: boolean;
  readonly evidence?: Evidence;
}

function akun(code: string, name: string, usualTax: UsualTax, mark: Mark = {}): Dated<Akun> {
  const { card = null, marketplace = true, evidence = 'V' } = mark;
  const basis = card === null ? SINTESA : `${SINTESA}; ${PMK196}`;
  return from(RULES_KNOWN_FROM, { code, name, usualTax, card, marketplace }, basis, card === null ? evidence : 'R');
}

const CARD: Mark = { card: 'OPERATIONAL' };
const TRAVEL: Mark = { card: 'TRAVEL' };
const OUTSIDE: Mark = { marketplace: false };

export const akunList: readonly Dated<Akun>[] = [
  akun('521111', 'Belanja Keperluan Perkantoran', 'PPH22_PPN', CARD),
  akun('521112', 'Belanja Pengadaan Bahan Makanan', 'PPH22_PPN', CARD),
  akun('521113', 'Belanja Penambah Daya Tahan Tubuh', 'PPH22_PPN', CARD),
  akun('521114', 'Belanja Pengiriman Surat Dinas Pos Pusat', 'BY_ITEM'),
  akun('521115', 'Belanja Honor Operasional Satuan Kerja', 'PPH21', OUTSIDE),
  akun('521119', 'Belanja Barang Operasional Lainnya', 'PPH22_PPN', CARD),
  akun('521211', 'Belanja Bahan', 'BY_ITEM', CARD),
  akun('521219', 'Belanja Barang Non Operasional Lainnya', 'BY_ITEM', CARD),
  akun('521252', 'Belanja Peralatan dan Mesin – Ekstrakomptabel', 'PPH22_PPN'),
  akun('521811', 'Belanja Barang Persediaan Barang Konsumsi', 'PPH22_PPN', CARD),
  akun('521813', 'Belanja Barang Persediaan Pita Cukai, Meterai dan Leges', 'EXEMPT'),
  akun('521832', 'Belanja Barang Persediaan Lainnya', 'PPH22_PPN'),
  akun('522111', 'Belanja Langganan Listrik', 'EXEMPT'),
  akun('522112', 'Belanja Langganan Telepon', 'EXEMPT'),
  akun('522113', 'Belanja Langganan Air', 'EXEMPT'),
  akun('522119', 'Belanja Langganan Daya dan Jasa Lainnya', 'EXEMPT'),
  akun('522121', 'Belanja Jasa Pos dan Giro', 'EXEMPT'),
  akun('522131', 'Belanja Jasa Konsultan', 'BY_ITEM'),
  akun('522141', 'Belanja Sewa', 'BY_ITEM', CARD),
  akun('522151', 'Belanja Jasa Profesi', 'PPH21', OUTSIDE),
  akun('522191', 'Belanja Jasa Lainnya', 'PPH23_PPN'),
  akun('523111', 'Belanja Pemeliharaan Gedung dan Bangunan', 'PPH4_2', CARD),
  akun('523112', 'Belanja Barang Persediaan Pemeliharaan Gedung dan Bangunan', 'PPH22_PPN', CARD),
  akun('523119', 'Belanja Pemeliharaan Gedung dan Bangunan Lainnya', 'BY_ITEM', CARD),
  akun('523121', 'Belanja Pemeliharaan Peralatan dan Mesin', 'PPH23_PPN', CARD),
  akun('523122', 'Belanja BMP dan Pelumas Khusus Non Pertamina', 'EXEMPT', CARD),
  akun('523123', 'Belanja Barang Persediaan Pemeliharaan Peralatan dan Mesin', 'PPH22_PPN', CARD),
  akun('523129', 'Belanja Pemeliharaan Peralatan dan Mesin Lainnya', 'BY_ITEM', CARD),
  akun('523199', 'Belanja Pemeliharaan Lainnya', 'BY_ITEM'),
  akun('524111', 'Belanja Perjalanan Dinas Biasa', 'BY_ITEM', TRAVEL),
  akun('524113', 'Belanja Perjalanan Dinas Dalam Kota', 'BY_ITEM', TRAVEL),
  akun('524114', 'Belanja Perjalanan Dinas Paket Meeting Dalam Kota', 'BY_ITEM', TRAVEL),
  akun('524119', 'Belanja Perjalanan Dinas Paket Meeting Luar Kota', 'BY_ITEM', TRAVEL),
  akun('526112', 'Belanja Peralatan dan Mesin untuk Diserahkan kepada Masyarakat/Pemda', 'PPH22_PPN'),
  akun('532111', 'Belanja Modal Peralatan dan Mesin', 'PPH22_PPN', CARD),
  akun('532121', 'Belanja Penambahan Nilai Peralatan dan Mesin', 'PPH22_PPN'),
];
