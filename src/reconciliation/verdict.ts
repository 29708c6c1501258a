/**
 * What a line that carries a reference of ours means for that payment, as both stand now. Pure; the bank is believed about its own
 * statement, and a payment is never changed because of a debit that it did not order.
 */
import type { PaymentState } from '../payment/instruction.ts';
import type { IncidentKind, LineClass, ToldLine } from './line.ts';
import { kindOfRemark } from './remark.ts';

/** A payment as far as its lines are judged. */
export interface Ordered {
  readonly id: string;
  readonly rail: string;
  readonly state: PaymentState;
  readonly net: bigint;
  /** It counted as paid once: `bank.clearing` has its amount, or had it until the debit was seen. */
  readonly settledOnce: boolean;
  /** Lines that are explained by it already. */
  readonly debits: number;
  readonly credits: number;
}

export type Verdict =
  | { readonly kind: 'explained'; readonly class: LineClass }
  /** The bank has not said yet what became of the payment. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'incident'; readonly incident: IncidentKind }
  /** For a person. */
  | { readonly kind: 'open' };

const SEN = 100n;
const UNDER_WAY: readonly PaymentState[] = ['SENT', 'UNKNOWN', 'IN_CLEARING'];
/** Rails that debit the account of the treasurer. */
const ON_ACCOUNT: readonly string[] = ['CMS', 'MPN'];

const explained = (of: LineClass): Verdict => ({ kind: 'explained', class: of });
const incident = (kind: IncidentKind): Verdict => ({ kind: 'incident', incident: kind });
const wait: Verdict = { kind: 'wait' };
const open: Verdict = { kind: 'open' };

export function verdictOn(line: ToldLine, payment: Ordered): Verdict {
  if (!ON_ACCOUNT.includes(payment.rail)) return line.direction === 'DEBIT' ? incident('UNKNOWN_REFERENCE') : open;
  const same = line.sen === payment.net * SEN;
  if (line.direction === 'CREDIT') return same ? creditOf(payment) : open;
  return same ? debitOf(payment) : otherAmount(line);
}

/** A charge for a payment may repeat its reference. */
function otherAmount(line: ToldLine): Verdict {
  const kind = line.kind === 'FEE' || line.kind === 'TAX' ? line.kind : kindOfRemark(line.remark, 'DEBIT');
  return kind === 'FEE' || kind === 'TAX' ? explained(kind) : incident('OTHER_AMOUNT');
}

function debitOf({ state, debits, settledOnce }: Ordered): Verdict {
  if (debits > 0) return incident('SECOND_DEBIT');
  if (UNDER_WAY.includes(state)) return wait;
  if (state === 'SETTLED') return explained('PAYMENT');
  // Debited when it was sent, returned before anybody saw the debit.
  if (state === 'RETURNED') return explained(settledOnce ? 'PAYMENT' : 'RETURNED_PAYMENT');
  return incident(state === 'RECONCILED' ? 'SECOND_DEBIT' : 'FAILED_DEBIT');
}

function creditOf({ state, debits, credits }: Ordered): Verdict {
  if (credits > 0) return open;
  if (UNDER_WAY.includes(state)) return wait;
  if (state === 'SETTLED' || state === 'RECONCILED') return explained('RETURN');
  if (state === 'RETURNED') return debits > 0 ? explained('RETURN') : wait;
  return open;
}
