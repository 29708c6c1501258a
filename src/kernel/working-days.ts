/** Working days: Monday to Friday, less the given holidays. Pure; which days are holidays is data of `regulation/`. */
import { addDays, dayOfWeek, endOfDay, type Zone } from './time.ts';

export type HolidaySet = ReadonlySet<string>;

/** No term of the law is longer than a year of working days; a larger number is a mistake of the caller. */
const MOST_WORKING_DAYS = 366;
const SUNDAY = 0;
const SATURDAY = 6;

export function isWorkingDay(date: string, holidays: HolidaySet): boolean {
  const day = dayOfWeek(date);
  return day !== SUNDAY && day !== SATURDAY && !holidays.has(date);
}

/**
 * The date `count` working days after `date`; the day itself is not counted. With 0 it is the date itself when that is
 * a working day, otherwise the next working day.
 */
export function addWorkingDays(date: string, count: number, holidays: HolidaySet): string {
  if (!Number.isInteger(count) || count < 0 || count > MOST_WORKING_DAYS) {
    throw new RangeError(`Working days must be a whole number from 0 to ${MOST_WORKING_DAYS}`);
  }
  let current = nextWorkingDay(date, count > 0, holidays);
  for (let counted = 1; counted < count; counted += 1) current = nextWorkingDay(current, true, holidays);
  return current;
}

/** Working days after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string, holidays: HolidaySet): number {
  let days = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) if (isWorkingDay(date, holidays)) days += 1;
  return days;
}

/** The last instant at which something due in `count` working days is still in time, in the zone of the satker. */
export function workingDayDeadline(date: string, count: number, holidays: HolidaySet, zone: Zone): Date {
  return endOfDay(addWorkingDays(date, count, holidays), zone);
}

/** Longest run of days off that is searched; no calendar has a longer one. */
const LONGEST_CLOSURE_DAYS = 60;

function nextWorkingDay(date: string, after: boolean, holidays: HolidaySet): string {
  const first = after ? 1 : 0;
  for (let step = first; step <= LONGEST_CLOSURE_DAYS; step += 1) {
    const candidate = addDays(date, step);
    if (isWorkingDay(candidate, holidays)) return candidate;
  }
  throw new RangeError(`No working day within ${LONGEST_CLOSURE_DAYS} days after ${date}`);
}
