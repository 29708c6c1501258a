/** Who expects movements on the account of a satker, joined from the rooms that wait for it. */
import { expectedFromCards } from './card/expected.ts';
import type { ExpectedLoader } from './reconciliation/expected.ts';
import { expectedFromDeposits } from './tax/deposit/expected.ts';
import { expectedFromTreasury } from './treasury/expected.ts';

export const expected: readonly ExpectedLoader[] = [expectedFromTreasury, expectedFromCards, expectedFromDeposits];
