import { localDate, type Zone } from '../../src/kernel/time.ts';

const MONTHS_OFFERED = 6;

/** Tax periods that may be chosen, `MMyyyy`: this month and those before it. */
export function periodsBefore(now: Date): string[] {
  const [year = 0, month = 1] = localDate(now, 'WIB').split('-').map(Number);
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const at = new Date(Date.UTC(year, month - 1 - back, 1));
    return `${String(at.getUTCMonth() + 1).padStart(2, '0')}${at.getUTCFullYear()}`;
  });
}

/** The tax period of an instant at a place, `MMyyyy`. */
export function periodOf(at: Date, zone: Zone): string {
  const [year, month] = localDate(at, zone).split('-');
  return `${month}${year}`;
}
