/** The central budget: its words, codes and the full table of rules. */
import { limits } from './limits.ts';
import { privacy } from './privacy.ts';
import { procurement } from './procurement.ts';
import { railRules } from './rails.ts';
import { statements } from './statements.ts';
import { taxRates } from './tax-rates.ts';

/** Names that differ between the regimes. */
export interface RegimeTerms {
  readonly budgetDocument: string;
  readonly workUnit: string;
  readonly budgetHolder: string;
  readonly commitmentOfficer: string;
  readonly verifier: string;
  readonly treasuryOffice: string;
  readonly application: string;
  readonly advances: readonly string[];
  /** What the treasurer is asked with before paying. */
  readonly paymentRequest: string;
  readonly card: string;
  readonly accountCode: string;
  /** Regular expression source of the account code. */
  readonly accountPattern: string;
}

export const apbnTerms: RegimeTerms = {
  budgetDocument: 'DIPA',
  workUnit: 'Satker',
  budgetHolder: 'KPA',
  commitmentOfficer: 'PPK',
  verifier: 'PPSPM',
  treasuryOffice: 'KPPN',
  application: 'SAKTI',
  advances: ['UP', 'GUP', 'TUP', 'LS'],
  paymentRequest: 'SPBy',
  card: 'KKP',
  accountCode: 'Akun',
  accountPattern: '^5[238]\\d{4}$',
};

export const apbnRules = { ...limits, ...procurement, ...privacy, ...railRules, ...taxRates, ...statements } as const;
