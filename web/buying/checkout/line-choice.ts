import type { BudgetLine } from '../../budget/budget-data.ts';

/**
 * The budget line that is chosen before anybody chooses: the one the order has; else the only one of the akun that all
 * its goods suggest. '' when the official must choose.
 */
export function lineToBegin(
  saved: string | undefined,
  suggested: readonly string[],
  lines: readonly Pick<BudgetLine, 'id' | 'akun'>[],
): string {
  if (saved !== undefined) return saved;
  const [akun, ...others] = new Set(suggested);
  if (akun === undefined || others.length > 0) return '';
  const [only, ...more] = lines.filter((line) => line.akun === akun);
  return only === undefined || more.length > 0 ? '' : only.id;
}
