/** A line of the DIPA (or DPA): what may be spent on one akun of one output. Its money is in the ledger. */
import type { RowWrite } from '../kernel/decision.ts';

export interface BudgetLine {
  readonly id: string;
  readonly satkerId: string;
  readonly year: number;
  /** The whole code as printed: `WA.4257.EBA.994.001.AA.521111`. */
  readonly mak: string;
  /** Six digits for APBN; the regional code for APBD. */
  readonly akun: string;
  readonly name: string;
  /** Source of funds, two digits: `01` RM. */
  readonly fund: string;
}

/** Figures of a line, rupiah. available = pagu − blocked − committed − realised. */
export interface LineFigures {
  readonly pagu: bigint;
  readonly blocked: bigint;
  readonly committed: bigint;
  readonly realised: bigint;
  readonly available: bigint;
}

export const lineTable = 'budget.line';

export function lineRow(line: BudgetLine, expectedVersion: number): RowWrite {
  return {
    table: lineTable,
    id: line.id,
    expectedVersion,
    columns: { satker_id: line.satkerId, year: line.year, akun: line.akun },
    body: { ...line },
  };
}
