/** The evidence that an account is the payee's, and what it is worth. */
import type { BankAccount } from '../organisation/satker.ts';

/** `not_found`: the bank has no such account, or it is unusable. `unknown`: the bank has not answered. */
export type PayeeResult = 'same' | 'similar' | 'different' | 'not_found' | 'unknown';

/** Who said that the account is the vendor's although the names differ. */
export interface PayeeWord {
  readonly personId: string;
  readonly by: string;
  readonly role: string;
  readonly at: string;
  readonly reason: string;
}

export interface PayeeCheck {
  readonly result: PayeeResult;
  /** As the payee's bank has it. */
  readonly nameAtBank: string | null;
  /** The bank's reference of the enquiry. */
  readonly referenceNo: string | null;
  /** What the bank said when it found nothing. */
  readonly message: string;
  readonly at: string;
  readonly accepted: readonly PayeeWord[];
}

/** WAITING for the bank; GOOD to be paid; HELD until somebody answers for the name, or for good. */
export type PayeeStanding = 'WAITING' | 'GOOD' | 'HELD';

/** The vendor's account as it is now. */
export interface PayeeNow {
  readonly account: BankAccount;
  /** False after a change that nobody has found out about yet. */
  readonly verified: boolean;
}

/** An instruction, as far as this goes. */
interface Paid {
  readonly rail: string;
  readonly purpose: string;
  readonly payeeCheck?: PayeeCheck | null;
}

/** Whose word is still missing, in the order in which they speak. */
export function wordsMissing({ result, accepted }: PayeeCheck): ('BENDAHARA' | 'KPA')[] {
  const needed = result === 'similar' ? (['BENDAHARA'] as const) : (['BENDAHARA', 'KPA'] as const);
  if (result !== 'similar' && result !== 'different') return [];
  return needed.filter((role) => !accepted.some((one) => one.role === role));
}

/** Null where no vendor's account is paid, so that there is nothing to ask. */
export function payeeStanding({ rail, purpose, payeeCheck = null }: Paid): PayeeStanding | null {
  if (rail !== 'CMS' || purpose !== 'ORDER') return null;
  if (payeeCheck === null || payeeCheck.result === 'unknown') return 'WAITING';
  if (payeeCheck.result === 'not_found') return 'HELD';
  return wordsMissing(payeeCheck).length === 0 ? 'GOOD' : 'HELD';
}
