/** The clearings a transfer may go through: their hours, limits, fees and times of settlement. All pure. */
import type { ClearingTerms, Terms } from '../config.ts';
import type { Case } from '../snap/answer.ts';
import { wibClock, wibDate } from '../time.ts';

export type TransferService = '17' | '18' | '22' | '23' | '33' | '91';
export type Channel = 'INTRABANK' | 'ONLINE' | 'BIFAST' | 'SKN' | 'RTGS' | 'VA' | 'MPN';

/** Who bears the fee: OUR the payer, BEN the payee, SHA half each; `SHA|1000`: the payer bears Rp1,000 of it. */
export type FeeType = 'OUR' | 'BEN' | 'SHA' | `SHA|${number}`;

export const FEE_TYPE = /^(OUR|BEN|SHA(\|\d{1,7})?)$/;

const DAY_MS = 86_400_000;
const WIB = '+07:00';
/** More than any chain of holidays. */
const MOST_DAYS_OFF = 31;

/** Service 18: by BIC, or when the order says 2 (BCA's transferType), BI-FAST; else the on-line switch. */
export function interbankChannel(beneficiaryBankCode: string, transferType: unknown): 'ONLINE' | 'BIFAST' {
  if (transferType === '2') return 'BIFAST';
  if (transferType === '1') return 'ONLINE';
  return /^[A-Z]/.test(beneficiaryBankCode) ? 'BIFAST' : 'ONLINE';
}

export function isWorkingDay(at: Date, holidays: ReadonlySet<string>): boolean {
  const day = wibDate(at);
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** Why this channel does not take this amount now, or null. */
export function channelProblem(
  channel: Channel,
  amount: bigint,
  now: Date,
  terms: Pick<Terms, 'skn' | 'rtgs' | 'holidays' | 'interbankLimit'>,
): { readonly case: Case; readonly info: string } | null {
  if (channel === 'ONLINE' || channel === 'BIFAST') {
    return amount > terms.interbankLimit ? { case: 'overLimit', info: '' } : null;
  }
  const clearing = clearingOf(channel, terms);
  if (clearing === null) return null;
  if (amount > clearing.largest) return { case: 'overLimit', info: '' };
  if (amount < clearing.smallest) return { case: 'overLimit', info: `[below Rp${clearing.smallest}]` };
  if (!isWorkingDay(now, terms.holidays)) return { case: 'closed', info: '[not a working day]' };
  const clock = wibClock(now);
  if (clock < clearing.opens || clock >= clearing.closes) {
    return { case: 'closed', info: `[${clearing.opens}-${clearing.closes} WIB]` };
  }
  return null;
}

/** When a transfer taken now is settled; null for channels that settle at once. */
export function settlementTime(
  channel: Channel,
  now: Date,
  terms: Pick<Terms, 'skn' | 'rtgs' | 'holidays'>,
): Date | null {
  const clearing = clearingOf(channel, terms);
  if (clearing === null) return null;
  if (clearing.settleMs !== null) return new Date(now.getTime() + clearing.settleMs);
  return nextCycle(now, clearing.cycles, terms.holidays);
}

function clearingOf(channel: Channel, terms: Pick<Terms, 'skn' | 'rtgs'>): ClearingTerms | null {
  if (channel === 'SKN') return terms.skn;
  return channel === 'RTGS' ? terms.rtgs : null;
}

/** The first cycle after now, today or on the next working day. */
function nextCycle(now: Date, cycles: readonly string[], holidays: ReadonlySet<string>): Date {
  for (let days = 0; days <= MOST_DAYS_OFF; days += 1) {
    const day = new Date(now.getTime() + days * DAY_MS);
    if (!isWorkingDay(day, holidays)) continue;
    const next = cycles.map((cycle) => new Date(`${wibDate(day)}T${cycle}:00${WIB}`)).find((at) => at > now);
    if (next !== undefined) return next;
  }
  throw new Error('clearing has no cycle in a month');
}

/** The fee of a channel as payer and payee bear it, in rupiah; the payee never more than it receives. */
export function feesOf(
  channel: Channel,
  feeType: FeeType,
  amount: bigint,
  fees: Terms['fees'],
): { readonly payer: bigint; readonly payee: bigint } {
  const fee = channel === 'VA' || channel === 'MPN' ? 0n : (fees[channel] ?? 0n);
  const payer = payerShare(fee, feeType);
  const payee = fee - payer;
  return { payer, payee: payee < amount ? payee : amount };
}

function payerShare(fee: bigint, feeType: FeeType): bigint {
  const [kind, sum] = feeType.split('|');
  if (kind === 'OUR') return fee;
  if (kind === 'BEN') return 0n;
  const asked = sum === undefined ? fee / 2n : BigInt(sum);
  return asked < fee ? asked : fee;
}
