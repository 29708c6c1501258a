/** Rows O24 to O27 and O29: the vendor bills what was accepted, the PPK tests the bill and signs the SPBy. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { accountChangedOn, accountUnverified } from '../organisation/vendor-life.ts';
import { recogniseBill, withdrawBill } from '../payment/postings.ts';
import type { TaxResult } from '../tax/tax.ts';
import { figures, taxOf } from './amounts.ts';
import { hasCommitted } from './apart.ts';
import { type BillTest, billTestSentence } from './bill-words.ts';
import { limitRefusal } from './checks.ts';
import { namedPpk, othersOf } from './commitment.ts';
import { type Act, changed, numberOf, type OrderFacts, signer } from './facts.ts';
import type { CommandInput } from './order.commands.ts';
import type { Order } from './order.ts';

const FAKTUR = /^\d{17}$/;

export const bill: Act<CommandInput<'bill'>> = {
  run(order, { vendorNumber, faktur }, facts) {
    const tax = billedTax(order, facts);
    if (!tax.ok) return tax;
    const number = fakturNumber(faktur);
    if (number !== null && !FAKTUR.test(number)) return refuse('faktur_invalid', { length: number.length });
    return changed(
      {
        ...order,
        bill: {
          number: order.bill?.number ?? numberOf(facts, 'TAG'),
          vendorNumber,
          at: facts.now.toISOString(),
          by: signer(facts.actor),
          tax: figures(tax),
          payee: facts.vendor.account,
          payeeChangedOn: changedOn(facts),
          faktur: number ?? order.bill?.faktur ?? null,
          returned: order.bill?.returned ?? [],
        },
      },
      { payload: { gross: tax.gross, net: tax.netToVendor, treasurerDeposits: tax.treasurerDeposits } },
    );
  },
};

export const attachFaktur: Act<CommandInput<'attachFaktur'>> = {
  mine: (order, facts) => (fakturNeeded(order, facts) ? null : refuse('not_possible_now', { state: order.state })),
  run(order, { faktur }) {
    const number = fakturNumber(faktur);
    if (!order.bill || number === null) return refuse('faktur_required');
    if (!FAKTUR.test(number)) return refuse('faktur_invalid', { length: number.length });
    return changed({ ...order, bill: { ...order.bill, faktur: number } });
  },
};

const changedOn = ({ vendor, rules, now }: OrderFacts): string | null =>
  accountChangedOn(vendor, rules.get('vendor.accountNoteDays'), now)?.on ?? null;

/** Digits of a number typed with dots, dashes or spaces; null when nothing was typed. */
function fakturNumber(typed: string): string | null {
  const digits = typed.replace(/[\s.-]/g, '');
  return digits === '' ? null : digits;
}

/** A PKP that charges PPN issues a faktur pajak, whoever deposits the PPN (PER-11/PJ/2025). */
export function fakturNeeded(order: Order, facts: Pick<OrderFacts, 'vendor'>): boolean {
  return facts.vendor.pkp && order.bill !== null && order.bill.tax.ppn > 0n && order.bill.tax.fakturCode !== null;
}

function billedTax(order: Order, facts: OrderFacts): TaxResult | Refusal {
  if (order.rail === null || order.receipt === null) return refuse('not_possible_now', { state: order.state });
  return taxOf(order, facts.vendor, facts.rules, order.rail, order.receipt.lines);
}

/** The tests before the PPK signs and the treasurer pays, each answered by the platform. */
export function billTests(order: Order, facts: OrderFacts): readonly { code: BillTest; passed: boolean }[] {
  const { receipt, commitment } = order;
  const made = order.bill;
  if (!made || !receipt || !order.rail) return [];
  const again = billedTax(order, facts);
  const account = facts.vendor.account;
  // Money that came back was within the commitment when it was paid, and has not reached the payee.
  const back = (order.cameBack ?? null) !== null;
  const days = [order.orderedOn, ...order.shipments.map((s) => s.at), receipt.at, made.at]
    .filter((at) => at !== null)
    .map((at) => (at.length > DATE_CHARS ? localDate(new Date(at), order.zone) : at));
  return [
    { code: 'payee', passed: made.payee.accountNo === account.accountNo && made.payee.bankCode === account.bankCode },
    { code: 'price', passed: again.ok && again.gross === made.tax.gross },
    { code: 'quantity', passed: receipt.lines.every((line) => line.accepted <= quantityOf(order, line.no)) },
    { code: 'documents', passed: !fakturNeeded(order, facts) || made.faktur !== null },
    { code: 'budget', passed: back || (commitment !== null && made.tax.gross <= commitment.amount) },
    { code: 'tax', passed: again.ok && again.treasurerDeposits === made.tax.treasurerDeposits },
    { code: 'limit', passed: limitRefusal(order, facts, order.rail) === null },
    { code: 'not_paid', passed: back || order.paidAt === null },
    { code: 'dates', passed: days.every((day, i) => i === 0 || (days[i - 1] ?? '') <= day) },
  ];
}

const DATE_CHARS = 10;
const quantityOf = (order: Order, no: number) => order.lines.find((line) => line.no === no)?.quantity ?? 0;

export const signSpby: Act<unknown> = {
  mine: namedPpk,
  ready(order, facts) {
    if (fakturNeeded(order, facts) && order.bill?.faktur === null) return refuse('faktur_required');
    if (accountUnverified(facts.vendor)) return refuse('account_not_verified');
    const failed = billTests(order, facts).filter((test) => !test.passed);
    return failed.length === 0
      ? null
      : refuse('bill_incomplete', { missing: failed.map((t) => billTestSentence(t.code, 'id')).join(' ') });
  },
  run(order, _, facts) {
    const blocked = signSpby.ready?.(order, facts);
    if (blocked) return blocked;
    if (!order.bill) return refuse('not_possible_now', { state: order.state });
    if (!facts.codeVerified) return refuse('step_up_required');
    const { gross } = order.bill.tax;
    return changed(
      {
        ...order,
        spby: {
          number: numberOf(facts, 'SPBY'),
          at: facts.now.toISOString(),
          by: signer(facts.actor),
          kuitansi: numberOf(facts, 'KW'),
        },
      },
      { transfers: [recogniseBill(facts.cause, payeeOf(order), gross)], payload: { gross } },
    );
  },
};

export const returnBill: Act<CommandInput<'returnBill'>> = {
  mine: namedPpk,
  run(order, { reason }, facts) {
    if (!order.bill) return refuse('not_possible_now', { state: order.state });
    const entry = { at: facts.now.toISOString(), by: signer(facts.actor), reason };
    return changed({ ...order, bill: { ...order.bill, returned: [...order.bill.returned, entry] } });
  },
};

/** The treasurer must refuse an order to pay that fails the tests (UU 1/2004 art. 21(4)). */
export const refuseSpby: Act<CommandInput<'refuseSpby'>> = {
  mine(order, facts) {
    // The rest of a payment that came back: taxes are kept back already, the bill stands.
    if (order.cameBack) return refuse('not_possible_now', { state: order.state });
    // Whoever signed it does not test it.
    return hasCommitted(order, facts.actor.personId)
      ? refuse('same_person', { did: 'menyetujui', who: othersOf(facts, 'BENDAHARA', [facts.actor.personId]) })
      : null;
  },
  run(order, _, facts) {
    if (!order.bill) return refuse('not_possible_now', { state: order.state });
    const { gross } = order.bill.tax;
    return changed(
      { ...order, spby: null },
      { transfers: [withdrawBill(facts.cause, payeeOf(order), gross)], payload: { gross } },
    );
  },
};

const payeeOf = (order: Order) => ({ satker: order.satkerId, vendor: order.vendorId });
