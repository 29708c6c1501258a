/**
 * The papers by which the State gives money (PMK 62/2023): SPP by the PPK, SPM by the PPSPM, SP2D by the KPPN. They are made in
 * SAKTI and SPAN, which have no door for programs: people type their numbers here.
 */
import { z } from 'zod';

export interface Paper {
  readonly number: string;
  /** Local date on the paper. */
  readonly date: string;
  /** Who signed it there, as typed; null when whoever recorded it did. */
  readonly signedBy: string | null;
  /** Who wrote it down here, and when (ISO 8601). */
  readonly recordedBy: { readonly personId: string; readonly name: string; readonly role: string };
  readonly at: string;
}

export interface TreasuryPapers {
  readonly spp: Paper | null;
  readonly spm: Paper | null;
  readonly sp2d: Paper | null;
}

export const noPapers: TreasuryPapers = { spp: null, spm: null, sp2d: null };

const date = z.iso.date();

/** What is typed of a paper. Formats of SPP and SPM differ between offices; an SP2D has fifteen digits. */
export const paperInput = z.object({ number: z.string().trim().min(3).max(40), date });
export const sp2dInput = z.object({ number: z.string().regex(/^\d{15}$/), date });
export type PaperInput = z.output<typeof paperInput>;

export const paperView = z.object({
  number: z.string(),
  date: z.string(),
  recordedBy: z.string(),
  at: z.string(),
});
export const papersView = z.object({
  spp: paperView.nullable(),
  spm: paperView.nullable(),
  sp2d: paperView.nullable(),
});

const shown = (paper: Paper | null) => paper && { ...paper, recordedBy: paper.recordedBy.name };

export const papersShown = ({ spp, spm, sp2d }: TreasuryPapers): z.output<typeof papersView> => ({
  spp: shown(spp),
  spm: shown(spm),
  sp2d: shown(sp2d),
});
