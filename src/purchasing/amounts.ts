/** What an order comes to: lines, delivery, tax by rail. Rupiah. */
import type { Rail } from '../catalogue/product.ts';
import type { Refusal } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { taxVendor, type Vendor } from '../organisation/vendor.ts';
import { type Rules, rulesOn } from '../regulation/rules.ts';
import { computeTax, type TaxLine, type TaxResult } from '../tax/tax.ts';
import { explain } from '../tax/words.ts';
import type { CheckedLine, Order, OrderLine, TaxFigures } from './order.ts';
import type { OrderPart } from './splitting.ts';

export const lineAmount = (line: OrderLine, quantity = line.quantity): bigint => line.price * BigInt(quantity);

/** Sum of the lines as agreed, without delivery; with or without PPN as each line is priced. */
export function goodsTotal(order: Pick<Order, 'lines'>): bigint {
  return order.lines.reduce((sum, line) => sum + lineAmount(line), 0n);
}

/** The rules of the order's day, or of today while it has none. */
export function rulesOf(order: Order | null, regime: Order['regime'], now: Date, zone: Order['zone']): Rules {
  return rulesOn(regime, order?.orderedOn ?? localDate(now, zone));
}

/**
 * The tax of an order on a rail. The delivery fee is part of the price (UU PPN art. 1: *harga jual*) and is taxed as the first
 * line ordered. `accepted` counts only what the BAST accepted; it never makes the whole dearer than what was committed.
 */
export function taxOf(
  order: Order,
  vendor: Vendor,
  rules: Rules,
  rail: Rail,
  accepted?: readonly CheckedLine[],
): TaxResult | Refusal {
  const quantity = (line: OrderLine) =>
    accepted ? (accepted.find((checked) => checked.no === line.no)?.accepted ?? 0) : line.quantity;
  const lines = order.lines.map((line) => taxed(line, lineAmount(line, quantity(line)))).filter((l) => l.amount > 0n);
  const first = order.lines[0];
  const delivery = first && order.deliveryFee > 0n ? [taxed(first, order.deliveryFee)] : [];
  return computeTax(
    {
      rail,
      lines: [...lines, ...delivery],
      vendor: taxVendor(vendor),
      splitPackage: order.packageExcl === null ? null : { priceExcl: order.packageExcl },
    },
    rules,
  );
}

const taxed = (line: OrderLine, amount: bigint): TaxLine => ({
  objectCode: line.taxObject,
  amount,
  priceIncludesPpn: line.priceIncludesPpn,
  exemption: line.exemption,
});

/** What the buyer pays: PPN included. While no rail is chosen the figure is the same on each. */
export function grossOf(order: Order, vendor: Vendor, rules: Rules): bigint {
  if (order.bill) return order.bill.tax.gross;
  if (order.lines.length === 0) return 0n;
  const tax = taxOf(order, vendor, rules, order.rail ?? 'CMS');
  return tax.ok ? tax.gross : goodsTotal(order) + order.deliveryFee;
}

/** The figures that a bill keeps. */
export function figures(tax: TaxResult): TaxFigures {
  return {
    dpp: tax.dpp,
    dppNilaiLain: tax.dppNilaiLain,
    ppn: tax.ppn.amount,
    ppnCollectedBy: tax.ppn.collectedBy,
    pph: tax.pph.map(({ article, objectCode, base, rateText, amount, withheldBy }) => ({
      article,
      objectCode,
      base,
      rate: rateText,
      amount,
      withheldBy,
    })),
    gross: tax.gross,
    net: tax.netToVendor,
    treasurerDeposits: tax.treasurerDeposits,
    outsideCardFlow: tax.outsideCardFlow,
    fakturCode: tax.fakturCode,
    depositCode: tax.depositCode && `${tax.depositCode.kap}-${tax.depositCode.kjs}`,
    why: tax.explanations.map((reason) => ({ id: explain(reason, 'id'), en: explain(reason, 'en') })),
  };
}

/** The order cut by category and akun, as the splitting rule looks at it. The delivery fee goes with the first line. */
export function partsOf(order: Order, vendor: Vendor, rules: Rules): OrderPart[] {
  const akun = order.budget?.akun ?? '';
  const categories = [...new Set(order.lines.map((line) => line.category))];
  return categories.flatMap((category) => {
    const lines = order.lines.filter((line) => line.category === category);
    const deliveryFee = lines[0] === order.lines[0] ? order.deliveryFee : 0n;
    const tax = taxOf({ ...order, lines, deliveryFee }, vendor, rules, order.rail ?? 'CMS');
    return tax.ok ? [{ category, akun, total: tax.gross, priceExcl: tax.dpp }] : [];
  });
}
