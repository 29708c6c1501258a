/** Joins the lines of an order into supplies: one per tax object, exemption and luxury. Tax is counted on these. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { mulDivHalfUp, share } from '../kernel/money.ts';
import { type Ratio, timesRatio } from '../kernel/ratio.ts';
import type { Rules } from '../regulation/rules.ts';
import type { PpnTreatment, TaxExemption } from '../regulation/tax-exemptions.ts';
import type { TaxObject } from '../regulation/tax-objects.ts';
import type { Dated } from '../regulation/types.ts';
import type { TaxInput, TaxLine } from './terms.ts';

export interface Supply {
  readonly object: Dated<TaxObject>;
  readonly exemption: Dated<TaxExemption> | null;
  readonly luxury: boolean;
  /** What PPN there is on it: none also when the vendor is no PKP. */
  readonly ppn: PpnTreatment;
  /** Agreed total of the lines whose price excludes PPN. */
  readonly exclusive: bigint;
  /** Agreed total of the lines whose price includes PPN. */
  readonly inclusive: bigint;
  /** Price without PPN of all its lines. */
  readonly priceExcl: bigint;
}

/** Bound on the lines of one order. */
export const MAX_TAX_LINES = 1_000;

/** Supplies in the order of their first line, or a refusal: no line, a negative amount, an unknown object code. */
export function suppliesOf(input: TaxInput, rules: Rules): readonly Supply[] | Refusal {
  if (input.lines.length === 0) return refuse('cart_empty');
  if (input.lines.length > MAX_TAX_LINES) return refuse('input_invalid', { field: 'lines', limit: MAX_TAX_LINES });
  const groups = new Map<string, TaxLine[]>();
  for (const line of input.lines) {
    if (line.amount < 0n) return refuse('amount_invalid', { amount: line.amount });
    if (!rules.taxObject(line.objectCode)) return refuse('input_invalid', { field: `taxObject ${line.objectCode}` });
    const key = `${line.objectCode}|${line.exemption ?? ''}|${line.luxury === true}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((lines) => supply(lines, input, rules));
}

/** PPN as a share of the price: rate × factor, 11% since April 2022. */
export function ppnShareOfPrice(rules: Rules, luxury: boolean): Ratio {
  return timesRatio(rules.get('tax.ppn.rate'), ppnFactor(rules, luxury));
}

export function ppnFactor(rules: Rules, luxury: boolean): Ratio {
  return rules.get(luxury ? 'tax.ppn.dppFactor.luxury' : 'tax.ppn.dppFactor');
}

function supply(lines: readonly TaxLine[], input: TaxInput, rules: Rules): readonly Supply[] {
  const first = lines[0];
  const object = first ? rules.taxObject(first.objectCode) : null;
  if (!first || !object) return [];
  const exemption = first.exemption ? rules.exemption(first.exemption) : null;
  const luxury = first.luxury === true;
  const ppn = input.vendor.pkp && object.value.bearsPpn ? (exemption?.value.ppn ?? 'NORMAL') : 'NONE';
  const exclusive = total(lines.filter((line) => !line.priceIncludesPpn));
  const inclusive = total(lines.filter((line) => line.priceIncludesPpn));
  // A supply without PPN has none inside its price either.
  const priceExcl = exclusive + (ppn === 'NONE' ? inclusive : withoutPpn(inclusive, rules, luxury));
  return [{ object, exemption, luxury, ppn, exclusive, inclusive, priceExcl }];
}

/** `total × 100/111` at 11%: always half up, since it restores a price rather than counts a tax. */
function withoutPpn(inclusive: bigint, rules: Rules, luxury: boolean): bigint {
  const { num, den } = ppnShareOfPrice(rules, luxury);
  return mulDivHalfUp(inclusive, den, den + num);
}

/**
 * PPN on supplies of one kind, counted once on their sum. Where the agreed price includes PPN, PPN is what remains
 * above the price, so that rounding never changes what was agreed.
 */
export function ppnOf(supplies: readonly Supply[], rules: Rules, luxury: boolean): bigint {
  const exclusive = supplies.reduce((sum, s) => sum + s.exclusive, 0n);
  const insidePrices = supplies.reduce((sum, s) => sum + s.inclusive - (s.priceExcl - s.exclusive), 0n);
  return insidePrices + share(exclusive, ppnShareOfPrice(rules, luxury), rules.get('tax.rounding'));
}

export function priceOf(supplies: readonly Supply[]): bigint {
  return supplies.reduce((sum, s) => sum + s.priceExcl, 0n);
}

function total(lines: readonly TaxLine[]): bigint {
  return lines.reduce((sum, line) => sum + line.amount, 0n);
}
