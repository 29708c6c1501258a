/**
 * The tax of one order: what is due, who withholds it, what reaches the vendor, and why. Pure; the rates and the law
 * come in as `rules`, so an old order keeps the tax of its day.
 */
import type { Refusal } from '../kernel/decision.ts';
import type { PaymentCode } from '../regulation/payment-codes.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Collector } from '../regulation/tax-rates.ts';
import { because, type Explanation } from './explanation.ts';
import { pphOfOrder } from './pph.ts';
import { ppnOfOrder } from './ppn.ts';
import { priceOf, suppliesOf } from './supply.ts';
import type { PphLine, PpnCollector, PpnLine, TaxInput, TaxResult } from './terms.ts';

export * from './terms.ts';

/**
 * Computes the tax of an order on the day of `rules`. Refuses an order without lines, a negative amount or an unknown
 * object code. Always: gross = netToVendor + treasurerDeposits + platformDeposits.
 */
export function computeTax(input: TaxInput, rules: Rules): TaxResult | Refusal {
  const supplies = suppliesOf(input, rules);
  if ('ok' in supplies) return supplies;
  const collector = collectorOf(input, rules);
  const packagePrice = input.splitPackage?.priceExcl ?? 0n;
  const ppn = ppnOfOrder(supplies, collector, input.vendor.pkp, packagePrice, rules);
  const pph = pphOfOrder(supplies, collector, input.vendor, packagePrice, rules);
  const dpp = priceOf(supplies);
  const gross = dpp + sum(ppn.lines);
  const treasurerDeposits = heldBy('TREASURER', ppn.lines, pph.lines);
  const platformDeposits = heldBy('PLATFORM', ppn.lines, pph.lines);
  return {
    ok: true,
    dpp,
    dppNilaiLain: ppn.lines.reduce((total, line) => total + line.dppNilaiLain, 0n),
    ppn: { amount: sum(ppn.lines), collectedBy: mainCollector(ppn.lines), lines: ppn.lines },
    pph: pph.lines,
    gross,
    netToVendor: gross - treasurerDeposits - platformDeposits,
    treasurerDeposits,
    platformDeposits,
    outsideCardFlow: sum(pph.lines.filter((line) => line.withheldBy === 'OUTSIDE_CARD')),
    depositCode: depositCode(rules),
    fakturCode: ppn.lines[0]?.fakturCode ?? null,
    explanations: [...splitReason(input, rules), ...ppn.explanations, ...pph.explanations],
  };
}

function collectorOf(input: TaxInput, rules: Rules): Collector {
  return input.collector ?? rules.get(input.rail === 'KKP' ? 'tax.collector.card' : 'tax.collector.cms');
}

function heldBy(holder: 'TREASURER' | 'PLATFORM', ppn: readonly PpnLine[], pph: readonly PphLine[]): bigint {
  return sum(ppn.filter((line) => line.collectedBy === holder)) + sum(pph.filter((line) => line.withheldBy === holder));
}

/** The collector shown for the order as a whole when its lines differ: whoever takes it from the payment. */
function mainCollector(lines: readonly PpnLine[]): PpnCollector {
  const order: readonly PpnCollector[] = ['TREASURER', 'PLATFORM', 'VENDOR'];
  return order.find((who) => lines.some((line) => line.collectedBy === who)) ?? 'NONE';
}

function depositCode(rules: Rules): PaymentCode | null {
  const [kap, kjs] = rules.get('tax.depositAccount')?.split('-') ?? [];
  return kap !== undefined && kjs !== undefined ? { kap, kjs } : null;
}

function splitReason(input: TaxInput, rules: Rules): readonly Explanation[] {
  if (!input.splitPackage) return [];
  const params = {
    base: input.splitPackage.priceExcl,
    threshold: rules.get('tax.threshold'),
    basis: rules.basis('tax.threshold'),
  };
  return [because('split_package', true, params)];
}

function sum(lines: readonly { readonly amount: bigint }[]): bigint {
  return lines.reduce((total, line) => total + line.amount, 0n);
}
