/** What goes wrong when the bank tells its partner something. */
import type { Bank } from '../bank.ts';
import { type Fault, type Fired, firedBy } from './plan.ts';

const OF_NOTICES: readonly Fault[] = ['duplicateNotice', 'lateNotice', 'reorderNotice', 'wrongSignature'];

/** `attempts`: this one included. */
export function noticeFault(bank: Bank, notice: { readonly body: string; readonly attempts: number }): Fired | null {
  const { plan } = bank.faults;
  if (plan === null) return null;
  return firedBy(
    plan,
    { service: 'notice', key: subjectOf(notice.body), nth: notice.attempts, at: bank.wireNow() },
    OF_NOTICES,
  );
}

/** How long the notice is kept back before it is sent for the first time; 0 when it goes now. */
export function heldBackMs(fired: Fired | null, attempts: number): number {
  if (attempts > 1) return 0;
  if (fired?.fault === 'lateNotice') return fired.ms;
  if (fired?.fault === 'reorderNotice') return 1 + (fired.dice % Math.max(1, fired.ms));
  return 0;
}

const NAMES = ['originalPartnerReferenceNo', 'partnerReferenceNo', 'virtualAccountNo', 'trxId'] as const;

function subjectOf(text: string): string {
  const body = JSON.parse(text) as Record<string, unknown>;
  const told = NAMES.map((name) => body[name]).find((value) => typeof value === 'string');
  return typeof told === 'string' ? told : '';
}
