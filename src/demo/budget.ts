/** Budget of the invented offices: lines of the DIPA for every akun that the catalogue suggests, and the petty cash. */
import type { BudgetLine } from '../budget/line.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Satker } from '../organisation/satker.ts';

/** UP of Rp500 million, split 60 : 40 between cash and card (PMK 196/2018, annex). */
export const UP_CASH = 300_000_000n;

const lines: readonly (readonly [akun: string, name: string, pagu: bigint])[] = [
  ['521111', 'Belanja Keperluan Perkantoran', 180_000_000n],
  ['521112', 'Belanja Pengadaan Bahan Makanan', 60_000_000n],
  ['521113', 'Belanja Penambah Daya Tahan Tubuh', 24_000_000n],
  ['521114', 'Belanja Pengiriman Surat Dinas Pos Pusat', 12_000_000n],
  ['521119', 'Belanja Barang Operasional Lainnya', 75_000_000n],
  ['521211', 'Belanja Bahan', 96_000_000n],
  ['521252', 'Belanja Peralatan dan Mesin – Ekstrakomptabel', 40_000_000n],
  ['521811', 'Belanja Barang Persediaan Barang Konsumsi', 120_000_000n],
  ['521813', 'Belanja Barang Persediaan Pita Cukai, Meterai dan Leges', 6_000_000n],
  ['522121', 'Belanja Jasa Pos dan Giro', 8_000_000n],
  ['522141', 'Belanja Sewa', 90_000_000n],
  ['522191', 'Belanja Jasa Lainnya', 110_000_000n],
  ['523112', 'Belanja Barang Persediaan Pemeliharaan Gedung dan Bangunan', 45_000_000n],
  ['523121', 'Belanja Pemeliharaan Peralatan dan Mesin', 70_000_000n],
  ['523122', 'Belanja Bahan Bakar Minyak dan Pelumas', 36_000_000n],
  ['523123', 'Belanja Barang Persediaan Pemeliharaan Peralatan dan Mesin', 30_000_000n],
  ['532111', 'Belanja Modal Peralatan dan Mesin', 250_000_000n],
];

export interface GrantedLine {
  readonly line: BudgetLine;
  readonly pagu: bigint;
  /** May not be used yet (*blokir*). */
  readonly blocked: bigint;
}

/** One line is blocked in part, so that people see what that looks like. */
const BLOCKED: Readonly<Record<string, bigint>> = { '521211': 16_000_000n };

export function demoBudget(satker: Satker, year: number): GrantedLine[] {
  return lines.map(([akun, name, pagu]) => ({
    line: {
      id: derivedId('demo', `line:${satker.code}:${year}:${akun}`),
      satkerId: satker.id,
      year,
      mak: `WA.4257.EBA.994.002.A.${akun}`,
      akun,
      name,
      fund: '01',
    },
    pagu,
    blocked: BLOCKED[akun] ?? 0n,
  }));
}
