/**
 * Income tax withheld from an order (PPh 21, 22, 23, 4(2) and the final tax of small enterprises). Each supply is
 * given a treatment; supplies with the same treatment are counted and rounded once.
 */
import { larger, share, smaller } from '../kernel/money.ts';
import { percent, type Ratio, timesRatio } from '../kernel/ratio.ts';
import type { Rules } from '../regulation/rules.ts';
import type { TaxObject } from '../regulation/tax-objects.ts';
import type { Collector } from '../regulation/tax-rates.ts';
import type { Dated } from '../regulation/types.ts';
import { because, type Explanation, type ExplanationCode } from './explanation.ts';
import { isInForce } from './letter.ts';
import { priceOf, type Supply } from './supply.ts';
import type { PphLine, PphWithholder, TaxVendor } from './terms.ts';

export interface PphOutcome {
  readonly lines: readonly PphLine[];
  readonly explanations: readonly Explanation[];
}

interface Circumstances {
  readonly collector: Collector;
  readonly vendor: TaxVendor;
  readonly goodsAboveThreshold: boolean;
  readonly rules: Rules;
}

/** What is withheld on a supply, or why nothing is. */
type Treatment =
  | {
      readonly due: true;
      readonly code: ExplanationCode;
      readonly object: Dated<TaxObject>;
      readonly withheldBy: PphWithholder;
      readonly noNpwp: boolean;
    }
  | { readonly due: false; readonly explanation: Explanation };

const PLATFORM = '22-101-01';
const PLATFORM_FINAL = '22-101-02';
const SUKET = '28-423-01';
const DECLARATION = '28-423-03';
const RENT_OF_MOVABLES = '24-100-02';
const PERSON = '21-100-09';

/** `packagePrice` is the price of the package the order seems to be split from, 0 when none. */
export function pphOfOrder(
  supplies: readonly Supply[],
  collector: Collector,
  vendor: TaxVendor,
  packagePrice: bigint,
  rules: Rules,
): PphOutcome {
  const collectible = priceOf(supplies.filter((s) => s.object.value.article === '22' && !isExempt(s)));
  const circumstances = {
    collector,
    vendor,
    rules,
    goodsAboveThreshold: larger(collectible, packagePrice) > rules.get('tax.threshold'),
  };
  const due = new Map<string, { treatment: Treatment & { due: true }; base: bigint }>();
  const explanations: Explanation[] = [];
  for (const supply of supplies) {
    const treatment = treat(supply, circumstances);
    if (!treatment.due) {
      explanations.push(treatment.explanation);
      continue;
    }
    const key = `${treatment.object.value.code}|${treatment.withheldBy}`;
    const base = (due.get(key)?.base ?? 0n) + supply.priceExcl;
    due.set(key, { treatment, base });
  }
  const lines = [...due.values()].map(({ treatment, base }) => withheld(treatment, base, rules));
  const reasons = lines.flatMap((line, index) => whyThere(line, [...due.values()][index]?.treatment, circumstances));
  return { lines, explanations: [...reasons, ...explanations, ...suketNotValid(vendor, rules)] };
}

function treat(supply: Supply, c: Circumstances): Treatment {
  const { object } = supply;
  if (object.value.article === '4(2)')
    return { due: true, code: 'pph42_due', object, withheldBy: treasurerOrCard(c), noNpwp: false };
  if (object.value.article === '22') return treatGoods(supply, c);
  return treatService(supply, c);
}

/** PPh 22, PMK 59/2022 art. 12(2): the reasons not to collect, in the order in which they settle the matter. */
function treatGoods(supply: Supply, c: Circumstances): Treatment {
  const { rules, vendor } = c;
  const notDue = (
    code: ExplanationCode,
    basis: string,
    subject: { nameId: string; nameEn: string } = supply.object.value,
  ): Treatment => ({
    due: false,
    explanation: because(code, false, {
      base: supply.priceExcl,
      threshold: rules.get('tax.threshold'),
      subjectId: subject.nameId,
      subjectEn: subject.nameEn,
      basis,
    }),
  });
  if (supply.exemption && isExempt(supply))
    return notDue('pph22_none_category', supply.exemption.basis, supply.exemption.value);
  if (c.collector === 'CARD') return notDue('pph22_none_card', rules.basis('tax.collector.card'));
  if (hasSkb(vendor, '22', rules))
    return notDue('pph_none_skb', rules.basis('tax.pph22.skbExempts'), letterNamed(vendor.skb?.number));
  if (c.collector === 'PIHAK_LAIN') return platform(supply, c);
  const small = smallEnterprise(c);
  const thresholdApplies = small === null || !rules.get('tax.suket.applyBelowThreshold');
  if (!c.goodsAboveThreshold && thresholdApplies) return notDue('pph22_none_threshold', rules.basis('tax.threshold'));
  return (
    small ?? { due: true, code: 'pph22_due', object: supply.object, withheldBy: 'TREASURER', noNpwp: !vendor.hasNpwp }
  );
}

/** PPh 23, or PPh 21 when a person without certificate does the work. Rent of movables is PPh 23 for everyone. */
function treatService(supply: Supply, c: Circumstances): Treatment {
  const { object } = supply;
  const { rules, vendor } = c;
  const byPerson = vendor.legalForm === 'INDIVIDUAL' && object.value.code !== RENT_OF_MOVABLES;
  const article = byPerson ? '21' : '23';
  if (hasSkb(vendor, article, rules)) {
    const letter = letterNamed(vendor.skb?.number);
    const params = { base: supply.priceExcl, subjectId: letter.nameId, subjectEn: letter.nameEn, basis: object.basis };
    return { due: false, explanation: because('pph_none_skb', false, params) };
  }
  if (c.collector === 'PIHAK_LAIN') return platform(supply, c);
  const small = smallEnterprise(c);
  if (small) return small;
  const person = byPerson ? rules.taxObject(PERSON) : null;
  return {
    due: true,
    code: person ? 'pph21_due' : 'pph23_due',
    object: person ?? object,
    withheldBy: treasurerOrCard(c),
    noNpwp: !vendor.hasNpwp,
  };
}

/** Final tax of PP 55/2022 when the vendor shows a statement or a certificate in force. */
function smallEnterprise(c: Circumstances): (Treatment & { due: true }) | null {
  const declared = c.vendor.legalForm === 'INDIVIDUAL' && c.vendor.declaration500;
  if (!declared && !isInForce(c.vendor.suket, c.rules.date)) return null;
  const object = c.rules.taxObject(declared ? DECLARATION : SUKET);
  if (!object) return null;
  return {
    due: true,
    code: declared ? 'final_declaration' : 'final_suket',
    object,
    withheldBy: treasurerOrCard(c),
    noNpwp: false,
  };
}

/** PMK 58/2022: the platform collects at its own rate; final for holders of a certificate. */
function platform(supply: Supply, c: Circumstances): Treatment {
  const code = isInForce(c.vendor.suket, c.rules.date) ? PLATFORM_FINAL : PLATFORM;
  const object = c.rules.taxObject(code) ?? supply.object;
  return { due: true, code: 'pph_platform', object, withheldBy: 'PLATFORM', noNpwp: false };
}

function withheld(treatment: Treatment & { due: true }, base: bigint, rules: Rules): PphLine {
  const { object, withheldBy, noNpwp } = treatment;
  const { article, code, payment } = object.value;
  const common = { article, objectCode: code, base, withheldBy, code: rules.paymentCode(payment) };
  if (article === '21') return { ...common, ...personTax(base, object.value.rate, noNpwp, rules) };
  const rate = noNpwp ? timesRatio(object.value.rate, rules.get('tax.noNpwp.multiplier')) : object.value.rate;
  return { ...common, rate, rateText: percent(rate), amount: share(base, rate, rules.get('tax.rounding')) };
}

/** PPh 21 of a person who is no employee: layers of art. 17 on half the fee. `rate` is that of the lowest layer. */
function personTax(
  base: bigint,
  rate: Ratio,
  noNpwp: boolean,
  rules: Rules,
): { rate: Ratio; rateText: string; amount: bigint } {
  const half = rules.get('tax.pph21.baseShare');
  const mode = rules.get('tax.rounding');
  const taxable = share(base, half, mode);
  const tops = rules.get('tax.pph21.layerTops');
  let bottom = 0n;
  let hundredths = 0n;
  for (const [index, layer] of rules.get('tax.pph21.layerPercents').entries()) {
    const top = tops[index] ?? taxable;
    const within = smaller(taxable, top) - bottom;
    if (within <= 0n) break;
    hundredths += within * layer;
    bottom = top;
  }
  const multiplier = rules.get('tax.pph21.noNpwp.multiplier');
  const factor = noNpwp ? multiplier : { num: 1n, den: 1n };
  const amount = share(hundredths, { num: factor.num, den: factor.den * 100n }, mode);
  return { rate: noNpwp ? timesRatio(rate, multiplier) : rate, rateText: `${percent(half)} × tarif Pasal 17`, amount };
}

function whyThere(
  line: PphLine,
  treatment: (Treatment & { due: true }) | undefined,
  c: Circumstances,
): readonly Explanation[] {
  if (!treatment) return [];
  const { object } = treatment;
  const params = {
    base: line.base,
    rate: line.rateText,
    amount: line.amount,
    subjectId: object.value.nameId,
    subjectEn: object.value.nameEn,
    basis: object.basis,
  };
  const reasons = [because(treatment.code, true, params)];
  if (treatment.noNpwp) {
    const key = line.article === '21' ? 'tax.pph21.noNpwp.multiplier' : 'tax.noNpwp.multiplier';
    reasons.push(because('no_npwp', true, { ...params, rate: percent(c.rules.get(key)), basis: c.rules.basis(key) }));
  }
  if (line.withheldBy === 'OUTSIDE_CARD' && line.amount > 0n) reasons.push(because('pph_outside_card', true, params));
  return reasons;
}

function suketNotValid(vendor: TaxVendor, rules: Rules): readonly Explanation[] {
  if (!vendor.suket || isInForce(vendor.suket, rules.date)) return [];
  const letter = letterNamed(vendor.suket.number);
  const basis = rules.basis('tax.suket.maxTurnover');
  return [because('suket_not_valid', false, { subjectId: letter.nameId, subjectEn: letter.nameEn, basis })];
}

function treasurerOrCard(c: Circumstances): PphWithholder {
  return c.collector === 'CARD' ? 'OUTSIDE_CARD' : 'TREASURER';
}

function isExempt(supply: Supply): boolean {
  return supply.exemption?.value.pph22 === 'EXEMPT';
}

function hasSkb(vendor: TaxVendor, article: '21' | '22' | '23', rules: Rules): boolean {
  return isInForce(vendor.skb, rules.date) && (vendor.skb?.articles.includes(article) ?? false);
}

function letterNamed(number: string | undefined): { nameId: string; nameEn: string } {
  return { nameId: number ?? '', nameEn: number ?? '' };
}
