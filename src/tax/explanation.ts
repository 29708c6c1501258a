/** Why a tax is there or is not there: a code with what its sentence needs. Sentences are in `words.id.ts`, `words.en.ts`. */

export const explanationCodes = [
  // PPN
  'ppn_treasurer',
  'ppn_platform',
  'ppn_vendor_card',
  'ppn_vendor_threshold',
  'ppn_vendor_category',
  'ppn_none_not_pkp',
  'ppn_none_regional',
  'ppn_none_category',
  'ppn_inside_price',
  'platform_needs_pkp',
  // PPh
  'pph22_due',
  'pph23_due',
  'pph42_due',
  'pph21_due',
  'pph_platform',
  'final_suket',
  'final_declaration',
  'no_npwp',
  'pph22_none_card',
  'pph22_none_threshold',
  'pph22_none_category',
  'pph_none_skb',
  'pph_outside_card',
  'suket_not_valid',
  // both
  'split_package',
] as const;

export type ExplanationCode = (typeof explanationCodes)[number];

/** Always complete, so that no sentence can lack its figure; what a code does not need is zero or empty. */
export interface ExplanationParams {
  readonly base: bigint;
  readonly rate: string;
  readonly amount: bigint;
  readonly threshold: bigint;
  /** Name of the object or category, or number of the letter. */
  readonly subjectId: string;
  readonly subjectEn: string;
  readonly basis: string;
}

export interface Explanation {
  readonly code: ExplanationCode;
  /** Whether the tax line spoken of is there. */
  readonly present: boolean;
  readonly params: ExplanationParams;
}

const NOTHING: ExplanationParams = {
  base: 0n,
  rate: '',
  amount: 0n,
  threshold: 0n,
  subjectId: '',
  subjectEn: '',
  basis: '',
};

export function because(code: ExplanationCode, present: boolean, params: Partial<ExplanationParams>): Explanation {
  return { code, present, params: { ...NOTHING, ...params } };
}
