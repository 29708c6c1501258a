/** What carries an approved payment now, or until when it waits and why. */
import { isRefusal } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { rulesOn } from '../regulation/rules.ts';
import type { Instruction } from './instruction.ts';
import { payeeNow } from './payee.store.ts';
import { frozen } from './payee.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import { standard } from './rails/profiles/default.ts';
import type { BankProfile } from './rails/profiles/profile.ts';
import { routeOf, type Waits } from './rails/routing.ts';
import type { Postponed } from './schedule.ts';
import type { Carrier } from './transfer.ts';

export type Way =
  /** `carrier` null: no transfer between accounts, as a deposit by billing code. */
  { readonly kind: 'now'; readonly carrier: Carrier | null } | ({ readonly kind: 'later' } & Postponed);

/** What was held up for a reason that a person has to remove is looked at again after this. */
const LOOK_AGAIN_MS = 30 * 60_000;
const WHY = {
  day_off: 'DAY_OFF',
  before_opening: 'BEFORE_OPENING',
  after_cut_off: 'AFTER_CUT_OFF',
} as const satisfies Record<Waits, string>;

/** By amount, hour and bank. `profile` is the paying bank's, `sameBankCodes` are booked as one house with it. */
export function carrierNow(
  instruction: Instruction,
  now: Date,
  profile: BankProfile = standard,
  sameBankCodes: readonly string[] = [],
): Way {
  const { rail, source, beneficiary, net, regime, zone } = instruction;
  if (rail !== 'CMS' || source === null) return { kind: 'now', carrier: null };
  const rules = rulesOn(regime ?? 'APBN', localDate(now, zone));
  const route = routeOf({ source, beneficiary, amount: net, at: now, rules, profile, sameBankCodes });
  if (isRefusal(route)) return { kind: 'later', at: new Date(now.getTime() + LOOK_AGAIN_MS), why: 'NO_RAIL' };
  const carrier = { service: route.service, channel: route.channel };
  return route.kind === 'now'
    ? { kind: 'now', carrier }
    : { kind: 'later', at: route.at, why: WHY[route.why], carrier };
}

/** Looked at just before sending: days may have passed since the approval, and the vendor may have changed its account. */
export async function wayOf(deps: PaymentJobDeps, instruction: Instruction): Promise<Way> {
  const now = deps.clock();
  const payee = await payeeNow(deps.pool, deps.codec, instruction.vendorId);
  if (frozen(instruction, payee))
    return { kind: 'later', at: new Date(now.getTime() + LOOK_AGAIN_MS), why: 'PAYEE_FROZEN' };
  const bankCode = instruction.source?.bankCode ?? '';
  return carrierNow(instruction, now, deps.profileOf?.(bankCode), deps.houseOf?.(bankCode));
}
