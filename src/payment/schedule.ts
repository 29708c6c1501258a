/** When an approved payment leaves: at once, on the day the treasurer chose, or when the rail opens. Pure. */
import { type Decision, type JobRequest, type Refusal, refuse } from '../kernel/decision.ts';
import { addDays, isLocalDate, localDate, startOfDay, type Zone } from '../kernel/time.ts';
import { isWorkingDay } from '../kernel/working-days.ts';
import { holidaySet, type Rules } from '../regulation/rules.ts';
import type { Instruction } from './instruction.ts';
import { noted } from './note.ts';
import type { Channel, TransferService } from './rails/port.ts';

/** Why an approved payment waits. */
export type DueWhy =
  /** The treasurer chose the day. */
  | 'CHOSEN_DATE'
  /** The clearing for this amount rests today, is not open yet, or takes no more today. */
  | 'DAY_OFF'
  | 'BEFORE_OPENING'
  | 'AFTER_CUT_OFF'
  /** No rail of the bank takes this amount to that bank now; looked at again later. */
  | 'NO_RAIL'
  /** The vendor changed its account after the approval. */
  | 'PAYEE_FROZEN';

/** Until when, why, and what will carry it then. */
export interface Postponed {
  readonly at: Date;
  readonly why: DueWhy;
  readonly carrier?: { readonly service: TransferService; readonly channel: Channel };
}

const HOUR_MS = 3_600_000;

/** Why a chosen day will not do: past, further than the rule allows, or no working day. Null: it will. */
export function executionRefusal(
  date: string,
  { now, zone, rules }: { readonly now: Date; readonly zone: Zone; readonly rules: Rules },
): Refusal | null {
  if (!isLocalDate(date)) return refuse('date_invalid', { date });
  const today = localDate(now, zone);
  if (date < today) return refuse('date_in_past', { date });
  const days = rules.get('cms.schedule.maxDays');
  if (date > addDays(today, days)) return refuse('execution_too_late', { days });
  return isWorkingDay(date, holidaySet()) ? null : refuse('not_a_working_day', { date });
}

/** The moment at which an instruction with a chosen day leaves; null: at once. */
export function dueOfDate(
  { executeOn, zone }: Pick<Instruction, 'executeOn' | 'zone'>,
  now: Date,
  rules: Rules,
): Date | null {
  if (executeOn === null || executeOn === undefined) return null;
  const at = new Date(startOfDay(executeOn, zone).getTime() + rules.get('cms.schedule.hour') * HOUR_MS);
  return at > now ? at : null;
}

export const sendJob = (id: string, at: Date | null = null): JobRequest => ({
  task: 'payment.send',
  payload: { id },
  key: `payment.send:${id}`,
  ...(at === null ? {} : { runAt: at.toISOString() }),
});

const MAY_BE_SENT: readonly Instruction['state'][] = ['APPROVED', 'RELEASED'];

/** Whether nothing but the clock keeps it from being sent. */
export const maySend = ({ state, dueAt }: Instruction, now: Date): boolean =>
  MAY_BE_SENT.includes(state) && (dueAt === null || dueAt === undefined || Date.parse(dueAt) <= now.getTime());

/** It is not sent now but at `at`, and people are told why. No step of the table. */
export function postponed(instruction: Instruction, { at, why, carrier }: Postponed): Decision | Refusal {
  if (!MAY_BE_SENT.includes(instruction.state)) return refuse('not_possible_now', { state: instruction.state });
  const dueAt = at.toISOString();
  return noted({ ...instruction, ...carrier, dueAt, dueWhy: why }, 'payment.postponed', { dueAt, why }, [
    sendJob(instruction.id, at),
  ]);
}
