/** Kode rekening of regional budgets: samples known so far. A region imports its own list. */

import type { Akun, UsualTax } from './accounts.ts';
import { type Dated, from, RULES_KNOWN_FROM } from './types.ts';

function rekening(code: string, name: string, usualTax: UsualTax): Dated<Akun> {
  const value: Akun = { code, name, usualTax, card: 'OPERATIONAL', marketplace: true };
  return from(RULES_KNOWN_FROM, value, 'Contoh kode rekening SIPD-RI; Permendagri 79 Tahun 2022', 'V');
}

export const rekeningList: readonly Dated<Akun>[] = [
  rekening('5.1.02.01.01.0024', 'Belanja Alat Tulis Kantor', 'PPH22_PPN'),
  rekening('5.1.02.01.01.0025', 'Belanja Kertas dan Cover', 'PPH22_PPN'),
  rekening('5.1.02.01.01.0026', 'Belanja Bahan Cetak', 'BY_ITEM'),
  rekening('5.1.02.01.01.0029', 'Belanja Bahan Komputer', 'PPH22_PPN'),
  rekening('5.1.02.01.01.0035', 'Belanja Suvenir', 'PPH22_PPN'),
  rekening('5.1.02.01.01.0052', 'Belanja Makanan dan Minuman Rapat', 'PPH23'),
  rekening('5.1.02.01.01.0054', 'Belanja Penambah Daya Tahan Tubuh', 'PPH22_PPN'),
  rekening('5.1.02.02.01.0061', 'Belanja Tagihan Listrik', 'EXEMPT'),
  rekening('5.1.02.02.01.0063', 'Belanja Langganan Internet', 'EXEMPT'),
];
