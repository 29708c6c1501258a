/**
 * By which clearing an amount goes to an account. Pure. An amount is never split to fit a limit: what fits nowhere now waits for the
 * next window of a clearing that takes it whole. Limits and hours are rules (`regulation/rails.ts`), hours in WIB on working
 * days; what the paying bank offers, and where it closes earlier, stands in its profile.
 */
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { addDays, localDate, startOfDay } from '../../kernel/time.ts';
import { addWorkingDays, type HolidaySet, isWorkingDay } from '../../kernel/working-days.ts';
import { holidaySet, type Rules } from '../../regulation/rules.ts';
import type { Account } from './ports/outcome.ts';
import type { Channel, TransferService } from './ports/transfer.ts';
import type { BankProfile } from './profiles/profile.ts';

export interface RouteFacts {
  readonly source: Pick<Account, 'bankCode'>;
  readonly beneficiary: Pick<Account, 'bankCode'>;
  /** Whole rupiah, above zero. */
  readonly amount: bigint;
  readonly at: Date;
  readonly rules: Rules;
  /** Of the paying bank. */
  readonly profile: BankProfile;
  /** Codes that the paying bank books as one house. */
  readonly sameBankCodes?: readonly string[];
  /** National days off, on which clearings rest. */
  readonly holidays?: HolidaySet;
}

interface Way {
  readonly service: TransferService;
  readonly channel: Channel;
}

/** Why it does not go now: the day is none, it is too early, or the bank takes no more today. */
export type Waits = 'day_off' | 'before_opening' | 'after_cut_off';

export type Route =
  | ({ readonly kind: 'now' } & Way)
  /** `at`: when the clearing opens. */
  | ({ readonly kind: 'later'; readonly at: Date; readonly why: Waits } & Way);

const INTRABANK: Way = { service: '17', channel: 'INTRABANK' };
const ONLINE: Way = { service: '18', channel: 'ONLINE' };
const BIFAST: Way = { service: '18', channel: 'BIFAST' };
const SKN: Way = { service: '23', channel: 'SKN' };
const RTGS: Way = { service: '22', channel: 'RTGS' };

/** Refuses an amount that is none, and one that no clearing of this bank takes. */
export function routeOf(facts: RouteFacts): Route | Refusal {
  const { amount, rules, profile } = facts;
  if (amount <= 0n) return refuse('amount_invalid');
  if (sameHouse(facts)) return { kind: 'now', ...INTRABANK };
  const offers = (way: Way) => profile.channels.includes(way.channel);
  if (offers(BIFAST) && amount <= rules.get('rail.bifast.max') && onBifast(facts)) return { kind: 'now', ...BIFAST };
  const timed = [
    ...(offers(SKN) && amount <= rules.get('rail.skn.max') ? [SKN] : []),
    ...(offers(RTGS) && amount >= rules.get('rail.rtgs.min') ? [RTGS] : []),
  ];
  const windows = timed.map((way) => ({ way, window: windowOf(facts, way) }));
  const open = windows.find(({ window }) => window === 'open');
  if (open) return { kind: 'now', ...open.way };
  // Dearer than clearing, but at any hour.
  if (offers(ONLINE) && amount <= rules.get('rail.online.max')) return { kind: 'now', ...ONLINE };
  const [first, ...others] = windows.flatMap(({ way, window }) => (window === 'open' ? [] : [{ ...way, ...window }]));
  if (!first) return refuse('rail_not_available');
  const next = others.reduce((one, other) => (dayOf(other.at) < dayOf(one.at) ? other : one), first);
  return { kind: 'later', ...next };
}

const dayOf = (at: Date): string => localDate(at, 'WIB');

function sameHouse({ source, beneficiary, sameBankCodes = [] }: RouteFacts): boolean {
  const { bankCode } = source;
  if (bankCode === beneficiary.bankCode) return true;
  return sameBankCodes.includes(bankCode) && sameBankCodes.includes(beneficiary.bankCode);
}

function onBifast({ source, beneficiary, rules }: RouteFacts): boolean {
  const members = rules.get('rail.bifast.banks');
  return members.includes(source.bankCode) && members.includes(beneficiary.bankCode);
}

/** Open now, or when next. Closing is the earlier of the system's hour and the bank's; at that minute it is closed. */
function windowOf(
  { at, rules, profile, holidays = holidaySet() }: RouteFacts,
  { service }: Way,
): 'open' | { readonly at: Date; readonly why: Waits } {
  const [opens = '', closes = ''] = rules.get(service === '22' ? 'rail.rtgs.hours' : 'rail.skn.hours');
  const own = service === '22' || service === '23' ? profile.cutOff[service] : undefined;
  const cutOff = own !== undefined && own < closes ? own : closes;
  const today = dayOf(at);
  if (!isWorkingDay(today, holidays)) {
    return { at: momentOf(addWorkingDays(addDays(today, 1), 0, holidays), opens), why: 'day_off' };
  }
  if (at < momentOf(today, opens)) return { at: momentOf(today, opens), why: 'before_opening' };
  if (at < momentOf(today, cutOff)) return 'open';
  return { at: momentOf(addWorkingDays(today, 1, holidays), opens), why: 'after_cut_off' };
}

const MINUTE_MS = 60_000;

/** `HH:mm` of a day in WIB. */
function momentOf(date: string, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(startOfDay(date, 'WIB').getTime() + (hours * 60 + minutes) * MINUTE_MS);
}
