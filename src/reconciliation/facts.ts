/** What lines of a satker may be about, as far as it was needed in this turn. */

import { addDays } from '../kernel/time.ts';
import type { Instruction } from '../payment/instruction.ts';
import type { Book } from './book.ts';
import type { Finding } from './deps.ts';
import type { ExpectedCredit } from './expected.ts';
import { bankDay } from './line.ts';
import type { Candidate } from './match.ts';
import { booksOf, paidLately, unseenPayments } from './reconciliation.store.ts';

export interface Facts {
  readonly satkerId: string;
  readonly books: () => Promise<readonly Book[]>;
  /** Paid by the bank, debit not seen yet. */
  readonly payments: () => Promise<readonly Instruction[]>;
  readonly expected: () => Promise<readonly ExpectedCredit[]>;
  /** Paid not long ago: of these something may come back. */
  readonly paid: () => Promise<readonly Instruction[]>;
}

/** Each list is read once, when somebody asks; whoever decides on one reads it again. */
export function factsOf(deps: Finding, satkerId: string): Facts {
  const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
    let loaded: Promise<T> | null = null;
    return () => {
      loaded ??= load();
      return loaded;
    };
  };
  return {
    satkerId,
    books: once(() => booksOf(deps.db, deps.codec, satkerId)),
    payments: once(() => unseenPayments(deps.db, deps.codec, satkerId)),
    paid: once(() => paidLately(deps.db, deps.codec, satkerId)),
    expected: once(async () =>
      (await Promise.all(deps.expected.map((load) => load(deps.db, deps.codec, satkerId)))).flat(),
    ),
  };
}

export async function candidatesOf(facts: Facts): Promise<Candidate[]> {
  const [payments, expected, paid] = await Promise.all([facts.payments(), facts.expected(), facts.paid()]);
  return [...payments.map(ofPayment), ...expected.map(ofExpected), ...paid.flatMap(ofAskedBack)];
}

/** A debit may come so many days after the payment counted as paid. */
const LATEST_DAYS = 7;
const SEN = 100n;

export function ofPayment(payment: Instruction): Candidate {
  const { id, reference, net, bank, beneficiary, vendorName, sentAt, createdAt } = payment;
  const since = bankDay(sentAt ?? createdAt);
  return {
    id,
    kind: 'PAYMENT',
    direction: 'DEBIT',
    sen: net * SEN,
    references: [reference, ...[bank.referenceNo, bank.ntpn, bank.ntb].filter((one) => typeof one === 'string')],
    accountNo: beneficiary.accountNo,
    name: beneficiary.name || vendorName,
    since,
    until: addDays(since, LATEST_DAYS),
  };
}

/** What the treasurer has asked back by letter, until it has come. */
export function ofAskedBack(payment: Instruction): Candidate[] {
  const { returnAsked } = payment;
  if (!returnAsked) return [];
  const { letter, amount } = returnAsked;
  const references = [payment.reference, letter.number];
  const since = bankDay(returnAsked.at);
  return [{ ...ofPayment(payment), direction: 'CREDIT', sen: amount * SEN, references, since, until: null }];
}

export function ofExpected({
  id,
  kind,
  direction = 'CREDIT',
  amount,
  references,
  payer,
  since,
}: ExpectedCredit): Candidate {
  return {
    id: `${kind}:${id}`,
    kind: 'EXPECTED',
    direction,
    sen: amount * SEN,
    references,
    accountNo: null,
    name: payer,
    since: bankDay(since),
    until: null,
  };
}
