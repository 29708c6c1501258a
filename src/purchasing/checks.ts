/** What is looked at before money is bound: ceilings, domestic product, splitting, and room on the budget line. */
import type { Rail } from '../catalogue/product.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate, yearAt } from '../kernel/time.ts';
import { grossOf, partsOf } from './amounts.ts';
import type { OrderFacts } from './facts.ts';
import { blocking, checkLimits, type Finding } from './limits.ts';
import type { Order } from './order.ts';
import { findSplits, type SplitFlag, type SplittableOrder } from './splitting.ts';

/** All findings for the order on a rail, good ones too. */
export function findingsOf(order: Order, facts: OrderFacts, rail: Rail): readonly Finding[] {
  const akun = order.budget?.akun;
  return checkLimits(
    {
      rail,
      kind: order.lines.every((line) => line.kind === 'GOODS') ? 'GOODS' : 'OTHER_SERVICES',
      method: 'E_PURCHASING',
      total: grossOf({ ...order, rail }, facts.vendor, facts.rules),
      vendorClass: facts.vendor.class,
      onAllowedPlatform: true,
      decidedBy: 'PP',
      inPapua: facts.satker.inPapua,
      lines: order.lines.map((line) => ({
        akun: akun ?? line.suggestedAkun,
        origin: line.pdn ? 'DOMESTIC' : 'IMPORTED',
        tkdnPercent: line.tkdnPercent,
        strongDomesticOffer: facts.domestic.strong.has(line.category),
        domesticOffer: facts.domestic.any.has(line.category),
      })),
    },
    facts.rules,
  );
}

/** The order as the splitting rule compares it. */
export function splittable(order: Order, facts: Pick<OrderFacts, 'vendor' | 'rules' | 'now'>): SplittableOrder {
  return {
    number: order.number ?? order.id,
    satkerId: order.satkerId,
    vendorId: order.vendorId,
    date: order.orderedOn ?? localDate(facts.now, order.zone),
    parts: partsOf(order, facts.vendor, facts.rules),
  };
}

const UNDER_JUDGEMENT: readonly string[] = ['REQUESTED', 'NEGO_DONE', 'WAIT_PPK', 'BILLED'];

/** Whether ceilings and splitting are still to be judged, and by the one who asks: what other offices bought is not a vendor's to see. */
export const underJudgement = (order: Order, actor: Pick<OrderFacts['actor'], 'satkerId'>): boolean =>
  UNDER_JUDGEMENT.includes(order.state) && actor.satkerId === order.satkerId;

export function splitsOf(order: Order, facts: OrderFacts): readonly SplitFlag[] {
  return findSplits(splittable(order, facts), facts.recent, facts.rules);
}

/** The first finding that forbids the order on this rail, as a refusal. */
export function limitRefusal(order: Order, facts: OrderFacts, rail: Rail): Refusal | null {
  const found = blocking(findingsOf(order, facts, rail))[0];
  if (!found) return null;
  const { total, limit, akun } = found.params;
  if (typeof total === 'bigint' && typeof limit === 'bigint') return refuse('limit_exceeded', { amount: total, limit });
  if (found.code === 'akun_not_for_card') return refuse('akun_not_for_card', { akun: String(akun) });
  return refuse('budget_line_unknown');
}

/** Budget is of a year (UU 17/2003 art. 11): what is bound today is bound on today's DIPA. */
export const isOfToday = (line: { readonly year: number }, order: Order, { now }: Pick<OrderFacts, 'now'>): boolean =>
  line.year === yearAt(now, order.zone);

/** Whether the line has room for the whole order (UU 1/2004 art. 3(3): no commitment without budget). */
export function budgetRefusal(order: Order, facts: OrderFacts): Refusal | null {
  const { line } = facts;
  if (order.budget === null) return refuse('budget_line_required');
  if (line === null || line.id !== order.budget.lineId) return refuse('budget_line_unknown');
  if (!isOfToday(line, order, facts)) return refuse('budget_line_unknown');
  const gross = grossOf(order, facts.vendor, facts.rules);
  const left = line.figures.available;
  return gross > left ? refuse('budget_insufficient', { mak: line.akun, left, short: gross - left }) : null;
}
