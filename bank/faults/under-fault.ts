/** Does a service's work as the fault of this try lets it, and gives the answer as it leaves the bank. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Bank } from '../bank.ts';
import { type Answer, answer } from '../snap/answer.ts';
import type { Fired } from './plan.ts';

/** `broken`: how the line behaves instead of carrying the answer whole. */
export interface Leaving {
  readonly answer: Answer;
  readonly broken: 'cut' | 'cut in the answer' | 'unavailable' | null;
}

/** `work`: from the gate to the answer; it gets the bank as this request finds it. */
export async function underFault(
  bank: Bank,
  fired: Fired | null,
  work: (bank: Bank) => Promise<Answer>,
): Promise<Leaving> {
  const whole = async (as: Bank = bank): Promise<Leaving> => ({ answer: await work(as), broken: null });
  if (fired === null) return whole();
  switch (fired.fault) {
    case 'delay':
      await pause(fired.ms);
      return whole();
    case 'timeoutBefore':
      await pause(fired.ms);
      return { answer: answer('timeout'), broken: 'cut' };
    case 'timeoutAfter': {
      const done = await work(bank);
      await pause(fired.ms);
      return { answer: done, broken: 'cut' };
    }
    case 'error500':
      return { answer: answer('generalError'), broken: null };
    case 'error500After':
      await work(bank);
      return { answer: answer('generalError'), broken: null };
    case 'cutMidAnswer':
      return { answer: await work(bank), broken: 'cut in the answer' };
    case 'outage':
      return { answer: answer('generalError'), broken: fired.dice % 2 === 0 ? 'unavailable' : 'cut' };
    case 'maintenance':
      return { answer: answer('closed', '[maintenance]'), broken: null };
    case 'clockSkew':
      return whole({ ...bank, wireNow: () => new Date(bank.wireNow().getTime() + fired.ms) });
    case 'rejectAfterAccept':
      return whole({ ...bank, settlesAs: 'FAILED' });
    case 'contradictStatus':
      return { answer: contradicted(await work(bank), fired), broken: null };
    default:
      return whole();
  }
}

const PAID = '00';
const PENDING = '03';
const FAILED = '06';

/** Services that the transfer enquiry (36) is about. */
const TRANSFERS: readonly unknown[] = ['17', '18', '22', '23', '33', '91'];

/**
 * Paid is told as pending, as never heard of, or, of a transfer, as failed; what is not paid, as pending. Never as paid: no bank lies
 * about that for long.
 */
function contradicted(truth: Answer, { dice }: Fired): Answer {
  if (truth.case !== 'successful') return truth;
  const { latestTransactionStatus: status, serviceCode } = truth.fields;
  if (status === undefined) return truth;
  const said = (latestTransactionStatus: string, transactionStatusDesc: string): Answer =>
    answer('successful', '', { ...truth.fields, latestTransactionStatus, transactionStatusDesc });
  if (status !== PAID) return said(PENDING, 'Pending');
  const choices = TRANSFERS.includes(serviceCode) ? 3 : 2;
  switch (dice % choices) {
    case 0:
      return answer('notFound');
    case 1:
      return said(PENDING, 'Pending');
    default:
      return said(FAILED, 'Failed');
  }
}

/** What a request is about, whatever its signature is worth. */
export function keyOf(raw: Uint8Array): string {
  try {
    const body = JSON.parse(Buffer.from(raw).toString('utf8')) as Record<string, unknown>;
    for (const name of ['partnerReferenceNo', 'originalPartnerReferenceNo', 'billingCode', 'accountNo']) {
      const value = body[name];
      if (typeof value === 'string' && value !== '') return value.slice(0, MAX_KEY);
    }
  } catch {
    // Not JSON: the gate will say so.
  }
  return '';
}

const MAX_KEY = 64;
