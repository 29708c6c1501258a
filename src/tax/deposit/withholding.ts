/**
 * What a treasurer kept back for the State, one row for each tax of a paid order, until it is deposited, has its slip and is reported
 * (rows T1 to T5; PMK 59/2022 art. 12 and 18, PMK 81/2024). PPh that a card could not withhold (LLDIKTI V circular) is a row too, so
 * that somebody closes it.
 */
import {
  type Decision,
  type NewEvent,
  type Plain,
  type Refusal,
  type RowWrite,
  refuse,
} from '../../kernel/decision.ts';
import { derivedId } from '../../kernel/ids.ts';
import { addDays, dateTyped, localDate, type Zone } from '../../kernel/time.ts';
import type { Order } from '../../purchasing/order.ts';
import type { Rules } from '../../regulation/rules.ts';
import type { Regime } from '../../regulation/types.ts';

export type WithholdingState = 'OWED' | 'IN_DEPOSIT' | 'DEPOSITED' | 'SLIPPED' | 'REPORTED' | 'CLOSED';

/** Number and local date of a paper of the tax office. */
export interface TaxPaper {
  readonly number: string;
  readonly date: string;
}

export interface Withholding {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly vendorId: string;
  readonly vendorName: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly spbyNumber: string;
  readonly billNumber: string;
  readonly zone: Zone;
  readonly regime: Regime;
  readonly kind: 'PPN' | 'PPH';
  /** Of PPh: article and object code of the slip. */
  readonly article: string | null;
  readonly objectCode: string | null;
  readonly base: bigint;
  readonly rate: string;
  readonly amount: bigint;
  /** Kept back by the treasurer, or owed although a card paid the vendor in full. */
  readonly from: 'PAYMENT' | 'OUTSIDE_CARD';
  readonly state: WithholdingState;
  readonly withheldAt: string;
  /** Local date by which it must be deposited. */
  readonly due: string;
  readonly depositId: string | null;
  readonly ntpn: string | null;
  readonly slip: TaxPaper | null;
  readonly reportedIn: string | null;
  /** How one outside the card flow ended. */
  readonly closed: { readonly ntpn: string; readonly date: string; readonly note: string; readonly by: string } | null;
}

export const withholdingTable = 'tax.withholding';

/** `PPN`, `PPh 22`, `PPh 4(2)`; the final tax of small enterprises (PP 55/2022) is `PPh final`. */
export const taxName = ({ kind, article }: Pick<Withholding, 'kind' | 'article'>): string => {
  if (kind === 'PPN') return 'PPN';
  return article === 'FINAL' ? 'PPh final' : `PPh ${article ?? ''}`.trim();
};

/** What becomes due when an order is paid; nothing when the order owed no tax. `rules` are those of the day of the payment. */
export function withheld(order: Order, told: { readonly now: Date }, rules: Rules): Decision {
  const { bill, spby, number } = order;
  if (!bill || !spby || number === null) return nothing;
  const { tax } = bill;
  const common = {
    version: 0,
    satkerId: order.satkerId,
    vendorId: order.vendorId,
    vendorName: order.vendorName,
    orderId: order.id,
    orderNumber: number,
    spbyNumber: spby.number,
    billNumber: bill.number,
    zone: order.zone,
    regime: order.regime,
    state: 'OWED',
    withheldAt: told.now.toISOString(),
    due: addDays(localDate(told.now, order.zone), rules.get('tax.depositDue')),
    depositId: null,
    ntpn: null,
    slip: null,
    reportedIn: null,
    closed: null,
  } as const;
  const ppn: Withholding[] =
    tax.ppnCollectedBy === 'TREASURER' && tax.ppn > 0n
      ? [
          {
            ...common,
            id: derivedId(order.id, 'withholding:ppn'),
            kind: 'PPN',
            article: null,
            objectCode: null,
            base: tax.dppNilaiLain,
            rate: '',
            amount: tax.ppn,
            from: 'PAYMENT',
          },
        ]
      : [];
  const pph = tax.pph.flatMap((line, i): Withholding[] =>
    line.amount > 0n && line.withheldBy !== 'PLATFORM'
      ? [
          {
            ...common,
            id: derivedId(order.id, `withholding:pph:${i}`),
            kind: 'PPH',
            article: line.article,
            objectCode: line.objectCode,
            base: line.base,
            rate: line.rate,
            amount: line.amount,
            from: line.withheldBy === 'TREASURER' ? 'PAYMENT' : 'OUTSIDE_CARD',
          },
        ]
      : [],
  );
  const all = [...ppn, ...pph];
  return {
    ...nothing,
    events: all.map((one) => eventOf(one, 'withheld', { from: one.from, due: one.due })),
    rows: all.map((one) => withholdingRow({ ...one, version: 1 }, 0)),
  };
}

const nothing: Decision = { ok: true, events: [], rows: [], transfers: [], jobs: [] };

export function eventOf(
  one: Withholding,
  verb: string,
  payload: { readonly [key: string]: Plain | undefined } = {},
): NewEvent {
  const { id, kind, objectCode, amount, orderNumber } = one;
  return {
    type: `withholding.${verb}`,
    aggregate: 'withholding',
    aggregateId: id,
    payload: { kind, objectCode, amount, orderNumber, ...payload },
  };
}

/** A row in its next version. */
export const rewritten = (one: Withholding): RowWrite =>
  withholdingRow({ ...one, version: one.version + 1 }, one.version);

function withholdingRow(one: Withholding, expectedVersion: number): RowWrite {
  return {
    table: withholdingTable,
    id: one.id,
    expectedVersion,
    columns: {
      satker_id: one.satkerId,
      vendor_id: one.vendorId,
      order_id: one.orderId,
      state: one.state,
      kind: one.kind,
      source: one.from,
      due: one.due,
      deposit_id: one.depositId,
    },
    body: one as unknown as Plain,
  };
}

interface Act {
  readonly now: Date;
  readonly actor: { readonly name: string };
}

/** Row T4: the slip (bukti potong) that Coretax issued. PPN has none: its tax invoice is the vendor's. */
export function recordSlip(one: Withholding, slip: TaxPaper): Decision | Refusal {
  if (one.kind !== 'PPH' || one.state !== 'DEPOSITED') return refuse('not_possible_now', { state: one.state });
  const paidOn = localDate(new Date(one.withheldAt), one.zone);
  if (slip.date < paidOn) return refuse('paper_before', { paper: one.spbyNumber, date: dateTyped(paidOn) });
  return written({ ...one, state: 'SLIPPED', slip }, 'slip_recorded', { number: slip.number });
}

/** Row T5: the return of the period (SPT Masa) was filed. `period` is `MMyyyy`. Those that still lack a slip are left out. */
export function report(all: readonly Withholding[], period: string): Decision | Refusal {
  const ready = all.filter(({ kind, state }) => state === 'SLIPPED' || (kind === 'PPN' && state === 'DEPOSITED'));
  if (ready.length === 0) return refuse('nothing_to_report');
  const next = ready.map((one): Withholding => ({ ...one, state: 'REPORTED', reportedIn: period }));
  return {
    ...nothing,
    events: next.map((one) => eventOf(one, 'reported', { period })),
    rows: next.map(rewritten),
  };
}

/**
 * The card paid the vendor in full, PPh stayed owed (LLDIKTI V circular; the source gives no mechanism): the treasurer closes it with
 * the proof that it was deposited, by the vendor or with the vendor's money.
 */
export function closeOutsideCard(
  one: Withholding,
  given: { readonly ntpn: string; readonly date: string; readonly note: string },
  { actor }: Act,
): Decision | Refusal {
  if (one.from !== 'OUTSIDE_CARD' || one.state !== 'OWED') return refuse('not_possible_now', { state: one.state });
  const closed = { ...given, by: actor.name };
  return written({ ...one, state: 'CLOSED', ntpn: given.ntpn, closed }, 'closed_outside_card', { ntpn: given.ntpn });
}

function written(one: Withholding, verb: string, payload: { readonly [key: string]: Plain }): Decision {
  return { ...nothing, events: [eventOf(one, verb, payload)], rows: [rewritten(one)] };
}
