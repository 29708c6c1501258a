/** The papers by which the treasury replaces what was spent: made in SAKTI and SPAN, here only by number, day and who signed. */
export interface TreasuryPaper {
  readonly number: string;
  /** Local date on the paper, `yyyy-mm-dd`. */
  readonly date: string;
  /** Who signed it there, as typed. */
  readonly signedBy: string;
  /** Who wrote it down here, and when (ISO 8601). */
  readonly recordedBy: { readonly personId: string; readonly name: string; readonly role: string };
  readonly at: string;
}

/** SPP by the PPK, SPM by the PPSPM, SP2D by the KPPN (PMK 62/2023; Juknis SAKTI, siklus UP dan GUP). Null while there is none. */
export interface TreasuryPapers {
  readonly spp: TreasuryPaper | null;
  readonly spm: TreasuryPaper | null;
  readonly sp2d: TreasuryPaper | null;
}

export const noPapers: TreasuryPapers = { spp: null, spm: null, sp2d: null };
