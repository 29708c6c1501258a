/** What one person is shown of an order: their part of it, and the acts that are open to them. */
import type { Rail } from '../catalogue/product.ts';
import { money } from '../kernel/money.ts';
import { refusalSentence } from '../kernel/refusal.ts';
import { figures, goodsTotal, grossOf, lineAmount, taxOf } from './amounts.ts';
import { hasOrdered } from './apart.ts';
import { billTests, fakturNeeded } from './bill.ts';
import { billTestSentence } from './bill-words.ts';
import { findingsOf, splitsOf, underJudgement } from './checks.ts';
import { type OpenAction, openActions } from './decide.ts';
import type { OrderFacts } from './facts.ts';
import { en as limitEn } from './limit-words.en.ts';
import { id as limitId } from './limit-words.id.ts';
import type { Finding } from './limits.ts';
import type { OrderSummaryView, OrderView } from './order.schema.ts';
import type { Order, TaxFigures } from './order.ts';
import { sitting } from './seats.ts';
import { splitSentence } from './split-words.ts';
import { stepUpOf } from './step-up.ts';
import { turnOf } from './turn.ts';

export type Language = 'id' | 'en';

/** What only other rooms can tell. */
export interface Surroundings {
  readonly papers: OrderView['papers'];
  readonly timeline: OrderView['timeline'];
}

export function orderSummaryView(
  order: Order,
  facts: Pick<OrderFacts, 'vendor' | 'rules' | 'officials'>,
): OrderSummaryView {
  const first = order.lines[0];
  const others = order.lines.length - 1;
  const title = first ? `${first.name}, ${first.quantity} ${first.unit}` : '–';
  return {
    id: order.id,
    version: order.version,
    number: order.number,
    state: order.state,
    rail: order.rail,
    satker: { id: order.satkerId, name: order.satkerName },
    vendor: { id: order.vendorId, name: order.vendorName },
    title: others > 0 ? `${title} + ${others}` : title,
    lineCount: order.lines.length,
    picture: first ? { ...first.picture } : null,
    gross: grossOf(order, facts.vendor, facts.rules).toString(),
    createdAt: order.createdAt,
    dueAt: order.dueAt,
    turn: turnOf(order, facts.officials),
    requester: order.requester.name,
    net: order.bill ? order.bill.tax.net.toString() : null,
    receiptNumber: order.receipt?.number ?? null,
    // Paid no longer while the money is back.
    paidAt: order.cameBack ? null : order.paidAt,
  };
}

export function orderViewOf(order: Order, facts: OrderFacts, language: Language, around: Surroundings): OrderView {
  const buyer = facts.actor.satkerId === order.satkerId;
  // A courier carries goods: what is billed, taxed and paid is not theirs to see.
  const courier = facts.actor.role === 'COURIER';
  const gross = grossOf(order, facts.vendor, facts.rules);
  const actions = openActions(order, facts);
  const judged = underJudgement(order, facts.actor);
  return {
    ...orderSummaryView(order, facts),
    regime: order.regime,
    zone: order.zone,
    vendor: {
      id: order.vendorId,
      name: order.vendorName,
      slug: facts.vendor.slug,
      town: facts.vendor.town,
      umk: facts.vendor.umk,
      pkp: facts.vendor.pkp,
    },
    people: peopleOf(order, facts),
    lines: linesOf(order),
    totals: {
      goods: goodsTotal(order).toString(),
      deliveryFee: order.deliveryFee.toString(),
      gross: gross.toString(),
    },
    tax: courier ? { CMS: null, KKP: null } : taxesOf(order, facts, language),
    need: order.need,
    orderedOn: order.orderedOn,
    deliveryDate: order.deliveryDate,
    budget: buyer ? budgetOf(order, facts, gross) : null,
    findings: judged ? findingViews(order, facts, language) : [],
    splits: judged ? splitViews(order, facts, language) : [],
    splitReason: buyer ? order.splitReason : '',
    offers: offersOf(order, facts),
    dateChange: order.dateChange,
    cancelReason: order.cancelReason,
    shipments: order.shipments.map((shipment) => ({ ...shipment, proof: [...shipment.proof] })),
    complaints: order.complaints.map((c) => ({ at: c.at, by: c.by.name, lines: [...c.lines], photos: [...c.photos] })),
    receipt: receiptOf(order),
    bill: courier ? null : billOf(order, facts),
    billTests: buyer
      ? billTests(order, facts).map((test) => ({ ...test, sentence: billTestSentence(test.code, language) }))
      : [],
    spby: order.spby && { ...order.spby, by: order.spby.by.name },
    paymentId: courier ? null : (order.instructions.at(-1) ?? null),
    rating: order.rating && { ...order.rating, by: order.rating.by.name },
    // Why the PPK rejected it is the satker's own affair.
    ended: order.ended && { ...order.ended, reason: buyer || order.state !== 'REJECTED_PPK' ? order.ended.reason : '' },
    papers: around.papers,
    timeline: around.timeline,
    ppkChoices: actions.some(({ action }) => action === 'checkout') ? ppkChoices(order, facts) : [],
    actions: actions.map((open) => actionView(order, open, facts, language)),
  };
}

function actionView(order: Order, open: OpenAction, facts: OrderFacts, language: Language) {
  const stepUp = stepUpOf(order, open.action, facts);
  return {
    action: open.action,
    blockedBy: open.blockedBy && refusalSentence(open.blockedBy, language),
    stepUp: stepUp && { ...stepUp, amount: stepUp.amount.toString() },
  };
}

const shown = (person: { readonly name: string; readonly role: string } | null | undefined) =>
  person ? { name: person.name, role: person.role } : null;

function peopleOf(order: Order, facts: OrderFacts): OrderView['people'] {
  return {
    requester: { name: sitting(order, 'requester')?.name ?? order.requester.name, role: order.requester.role },
    pp: shown(sitting(order, 'pp')),
    ppk: shown(sitting(order, 'ppk')),
    receiver: shown(order.receipt?.by),
    treasurer: shown(facts.officials.find((official) => official.role === 'BENDAHARA')),
  };
}

function linesOf(order: Order): OrderView['lines'] {
  return order.lines.map((line) => ({
    no: line.no,
    productId: line.productId,
    slug: line.slug,
    name: line.name,
    kind: line.kind,
    unit: line.unit,
    quantity: line.quantity,
    minOrder: line.minOrder,
    listPrice: line.listPrice.toString(),
    price: line.price.toString(),
    priceIncludesPpn: line.priceIncludesPpn,
    amount: lineAmount(line).toString(),
    pdn: line.pdn,
    tkdnPercent: line.tkdnPercent,
    picture: { ...line.picture },
    accepted: order.receipt?.lines.find((checked) => checked.no === line.no)?.accepted ?? null,
  }));
}

/** The tax of the bill; before it of the chosen rail, or of every rail that all lines may be paid on. */
function taxesOf(order: Order, facts: OrderFacts, language: Language): OrderView['tax'] {
  const view = (rail: Rail) => {
    if (order.rail !== null && order.rail !== rail) return null;
    if (order.bill) return taxView(order.bill.tax, language);
    if (order.lines.length === 0 || !order.lines.every((line) => line.rails.includes(rail))) return null;
    const tax = taxOf(order, facts.vendor, facts.rules, rail);
    return tax.ok ? taxView(figures(tax), language) : null;
  };
  return { CMS: view('CMS'), KKP: view('KKP') };
}

function taxView(tax: TaxFigures, language: Language): NonNullable<OrderView['tax']['CMS']> {
  return {
    dpp: tax.dpp.toString(),
    ppn: tax.ppn.toString(),
    ppnCollectedBy: tax.ppnCollectedBy,
    pph: tax.pph.map((pph) => ({ ...pph, base: pph.base.toString(), amount: pph.amount.toString() })),
    gross: tax.gross.toString(),
    net: tax.net.toString(),
    treasurerDeposits: tax.treasurerDeposits.toString(),
    outsideCardFlow: tax.outsideCardFlow.toString(),
    fakturCode: tax.fakturCode,
    why: tax.why.map((sentence) => sentence[language]),
  };
}

function budgetOf(order: Order, facts: OrderFacts, gross: bigint): OrderView['budget'] {
  const { line } = facts;
  if (order.budget === null || line?.id !== order.budget.lineId) return null;
  const { available } = line.figures;
  const bound = order.commitment !== null || order.paidAt !== null || order.ended !== null;
  return {
    ...order.budget,
    available: available.toString(),
    after: (bound ? available : available - gross).toString(),
  };
}

function findingViews(order: Order, facts: OrderFacts, language: Language): OrderView['findings'] {
  const words = language === 'id' ? limitId : limitEn;
  const say = (finding: Finding) => words[finding.code](finding.level, finding.params);
  return findingsOf(order, facts, order.rail ?? 'CMS').map((finding) => ({
    code: finding.code,
    level: finding.level,
    sentence: say(finding),
    basis: finding.basis,
  }));
}

function splitViews(order: Order, facts: OrderFacts, language: Language): OrderView['splits'] {
  return splitsOf(order, facts).map((flag) => ({
    sentence: splitSentence(
      {
        sum: money(flag.sum),
        threshold: money(flag.threshold),
        days: facts.rules.get('split.window'),
        count: flag.orderNumbers.length,
        link: flag.link.kind,
      },
      language,
    ),
    orderNumbers: [...flag.orderNumbers],
    basis: flag.basis,
  }));
}

function offersOf(order: Order, facts: OrderFacts): OrderView['offers'] {
  const listed = grossOf(
    { ...order, bill: null, deliveryFee: 0n, lines: order.lines.map((line) => ({ ...line, price: line.listPrice })) },
    facts.vendor,
    facts.rules,
  );
  return order.offers.map((offer) => {
    const lines = order.lines.map((line) => ({
      ...line,
      price: offer.prices.find((price) => price.no === line.no)?.price ?? line.price,
    }));
    const gross = grossOf({ ...order, bill: null, lines, deliveryFee: offer.deliveryFee }, facts.vendor, facts.rules);
    return {
      no: offer.no,
      by: offer.by,
      person: offer.person.name,
      at: offer.at,
      prices: offer.prices.map(({ no, price }) => ({ no, price: price.toString() })),
      deliveryFee: offer.deliveryFee.toString(),
      deliveryDate: offer.deliveryDate,
      note: offer.note,
      outcome: offer.outcome,
      reason: offer.reason,
      gross: gross.toString(),
      saving: (listed - gross).toString(),
    };
  });
}

function receiptOf(order: Order): OrderView['receipt'] {
  const { receipt } = order;
  return receipt && { ...receipt, by: receipt.by.name, lines: [...receipt.lines], photos: [...receipt.photos] };
}

function billOf(order: Order, facts: OrderFacts): OrderView['bill'] {
  const { bill } = order;
  if (!bill) return null;
  const bank = facts.rules.bank(bill.payee.bankCode)?.name ?? bill.payee.bankCode;
  return {
    number: bill.number,
    vendorNumber: bill.vendorNumber,
    at: bill.at,
    faktur: bill.faktur,
    fakturNeeded: fakturNeeded(order, facts),
    payee: { bank, accountNo: bill.payee.accountNo, name: bill.payee.name },
    returned: bill.returned.map((entry) => ({ at: entry.at, by: entry.by.name, reason: entry.reason })),
  };
}

/** PPKs in office who neither asked nor chose. */
function ppkChoices(order: Order, facts: OrderFacts): OrderView['ppkChoices'] {
  const acted = (personId: string) => personId === facts.actor.personId || hasOrdered(order, personId);
  return facts.officials
    .filter((official) => official.role === 'PPK' && !acted(official.personId))
    .map(({ assignmentId, name }) => ({ assignmentId, name }));
}
