/** PPN of an order: how much, and who deposits it (PMK 231/2019 jo. 59/2022 art. 18; PMK 58/2022; PMK 131/2024). */
import { larger, share } from '../kernel/money.ts';
import { percent } from '../kernel/ratio.ts';
import type { RuleKey, Rules } from '../regulation/rules.ts';
import type { Collector } from '../regulation/tax-rates.ts';
import { because, type Explanation } from './explanation.ts';
import { ppnFactor, ppnOf, ppnShareOfPrice, priceOf, type Supply } from './supply.ts';
import type { PpnCollector, PpnLine } from './terms.ts';

export interface PpnOutcome {
  readonly lines: readonly PpnLine[];
  readonly explanations: readonly Explanation[];
}

/** `packagePrice` is the price of the package the order seems to be split from, 0 when none. */
export function ppnOfOrder(
  supplies: readonly Supply[],
  collector: Collector,
  pkp: boolean,
  packagePrice: bigint,
  rules: Rules,
): PpnOutcome {
  const collectible = priceOf(supplies.filter((s) => s.ppn === 'NORMAL'));
  const aboveThreshold = larger(collectible, packagePrice) > rules.get('tax.threshold');
  const lines: PpnLine[] = [];
  const explanations: Explanation[] = [];
  for (const treatment of ['NORMAL', 'VENDOR'] as const) {
    for (const luxury of [false, true]) {
      const group = supplies.filter((s) => s.ppn === treatment && s.luxury === luxury);
      if (group.length === 0) continue;
      const collectedBy = whoCollects(treatment, collector, aboveThreshold);
      const line = ppnLine(group, luxury, collectedBy, rules);
      lines.push(line);
      explanations.push(...whyThere(group, line, treatment, collector, rules));
    }
  }
  explanations.push(...whyNotThere(supplies, pkp, collector, rules));
  return { lines, explanations };
}

function whoCollects(treatment: 'NORMAL' | 'VENDOR', collector: Collector, aboveThreshold: boolean): PpnCollector {
  if (collector === 'PIHAK_LAIN') return 'PLATFORM';
  if (treatment === 'VENDOR' || collector === 'CARD' || !aboveThreshold) return 'VENDOR';
  return 'TREASURER';
}

function ppnLine(group: readonly Supply[], luxury: boolean, collectedBy: PpnCollector, rules: Rules): PpnLine {
  const priceExcl = priceOf(group);
  const factor = ppnFactor(rules, luxury);
  return {
    priceExcl,
    dppNilaiLain: share(priceExcl, factor, rules.get('tax.rounding')),
    rate: rules.get('tax.ppn.rate'),
    amount: ppnOf(group, rules, luxury),
    collectedBy,
    luxury,
    fakturCode: fakturCode(collectedBy, factor.num !== factor.den),
    code: rules.paymentCode('PPN'),
  };
}

/** PER-11/PJ/2025: 02 to a government collector, 03 to another collector, 04 on DPP nilai lain, 01 otherwise. */
function fakturCode(collectedBy: PpnCollector, hasFactor: boolean): string | null {
  if (collectedBy === 'NONE') return null;
  if (collectedBy === 'TREASURER') return '02';
  if (collectedBy === 'PLATFORM') return '03';
  return hasFactor ? '04' : '01';
}

function whyThere(
  group: readonly Supply[],
  line: PpnLine,
  treatment: 'NORMAL' | 'VENDOR',
  collector: Collector,
  rules: Rules,
): readonly Explanation[] {
  const figures = {
    base: line.priceExcl,
    rate: percent(ppnShareOfPrice(rules, line.luxury)),
    amount: line.amount,
    threshold: rules.get('tax.threshold'),
  };
  const inside = group.some((s) => s.inclusive > 0n)
    ? [because('ppn_inside_price', true, { ...figures, basis: rules.basis('tax.ppn.rate') })]
    : [];
  const told = (code: 'ppn_platform' | 'ppn_treasurer' | 'ppn_vendor_card' | 'ppn_vendor_threshold', key: RuleKey) => [
    because(code, true, { ...figures, basis: rules.basis(key) }),
    ...inside,
  ];
  if (line.collectedBy === 'PLATFORM') return told('ppn_platform', 'tax.collector.platform');
  if (line.collectedBy === 'TREASURER') return told('ppn_treasurer', 'tax.collector.cms');
  if (collector === 'CARD') return told('ppn_vendor_card', 'tax.collector.card');
  if (treatment === 'NORMAL') return told('ppn_vendor_threshold', 'tax.threshold');
  const categories = group.flatMap((s) => (s.exemption ? [s.exemption] : []));
  return [
    ...categories.map((c) => because('ppn_vendor_category', true, { ...figures, ...named(c.value), basis: c.basis })),
    ...inside,
  ];
}

function whyNotThere(
  supplies: readonly Supply[],
  pkp: boolean,
  collector: Collector,
  rules: Rules,
): readonly Explanation[] {
  const without = supplies.filter((s) => s.ppn === 'NONE');
  const regional = without.filter((s) => !s.object.value.bearsPpn);
  const others = without.filter((s) => s.object.value.bearsPpn);
  const explanations = regional.map((s) =>
    because('ppn_none_regional', false, { base: s.priceExcl, ...named(s.object.value), basis: s.object.basis }),
  );
  if (pkp) {
    for (const { exemption, priceExcl } of others) {
      if (exemption)
        explanations.push(
          because('ppn_none_category', false, { base: priceExcl, ...named(exemption.value), basis: exemption.basis }),
        );
    }
    return explanations;
  }
  if (others.length > 0)
    explanations.push(
      because('ppn_none_not_pkp', false, { base: priceOf(others), basis: rules.basis('tax.ppn.onlyPkp') }),
    );
  if (collector === 'PIHAK_LAIN')
    explanations.push(because('platform_needs_pkp', false, { basis: rules.basis('tax.collector.platform') }));
  return explanations;
}

function named(subject: { readonly nameId: string; readonly nameEn: string }): {
  subjectId: string;
  subjectEn: string;
} {
  return { subjectId: subject.nameId, subjectEn: subject.nameEn };
}
