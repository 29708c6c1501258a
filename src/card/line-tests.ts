/** What the PPK looks at before a line is charged to the State (row K5): own budget, documented, allowed akun, allowed merchant. */
import type { LineFigures } from '../budget/line.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { Rules } from '../regulation/rules.ts';
import type { BillLine } from './bill.ts';

export type LineTestCode = 'own_card' | 'documented' | 'budget' | 'akun' | 'mcc';

export interface LineTest {
  readonly code: LineTestCode;
  readonly ok: boolean;
}

export interface ChosenBudget {
  readonly lineId: string;
  readonly mak: string;
  readonly akun: string;
  readonly name: string;
  readonly figures: Pick<LineFigures, 'available' | 'realised'>;
}

/** Whether the akun may be paid with this kind of card (PMK 196/PMK.05/2018: operational goods, or official travel). */
function akunAllowed(line: BillLine, akun: string, rules: Rules): boolean {
  if (line.card?.kind === 'TRAVEL') return rules.get('kkp.travel.akunGroups').some((group) => akun.startsWith(group));
  return rules.akun(akun)?.card === 'OPERATIONAL';
}

const mccAllowed = ({ mcc }: BillLine, rules: Rules): boolean => !rules.get('kkp.mcc.forbidden').includes(mcc);

/** All tests of a line with the budget it has or would get. */
export function testsOf(line: BillLine, budget: { readonly akun: string } | null, rules: Rules): readonly LineTest[] {
  return [
    { code: 'own_card', ok: line.card !== null },
    { code: 'documented', ok: line.payment !== null || line.document !== null },
    { code: 'budget', ok: budget !== null },
    { code: 'akun', ok: budget !== null && (line.payment !== null || akunAllowed(line, budget.akun, rules)) },
    { code: 'mcc', ok: line.payment !== null || mccAllowed(line, rules) },
  ];
}

/** Why a line cannot be verified; null when it can. A purchase through the platform was tested when it was ordered. */
export function cannotVerify(line: BillLine, chosen: ChosenBudget | null, rules: Rules): Refusal | null {
  if (line.card === null) return refuse('card_not_of_office', { last4: line.last4 });
  if (line.payment === null && line.document === null) return refuse('receipt_missing', { who: line.card.holder });
  if (line.payment !== null && line.budget !== null) return null;
  if (chosen === null) return refuse('budget_line_required');
  if (!akunAllowed(line, chosen.akun, rules)) return refuse('akun_not_for_card', { akun: chosen.akun });
  if (!mccAllowed(line, rules)) return refuse('merchant_not_for_card', { mcc: line.mcc });
  const { available, realised } = chosen.figures;
  // What is given back lowers what was spent on the line; nothing can be lower than nothing.
  if (line.direction === 'CREDIT' && realised < line.amount)
    return refuse('credit_above_spending', { mak: chosen.akun, spent: realised, amount: line.amount });
  if (line.direction === 'DEBIT' && available < line.amount)
    return refuse('budget_insufficient', { mak: chosen.akun, left: available, short: line.amount - available });
  return null;
}
