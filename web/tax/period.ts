import { localDate } from '../../src/kernel/time.ts';

const MONTHS_OFFERED = 6;

/** Tax periods that may be chosen, `MMyyyy`: this month and those before it. */
export function periodsBefore(now: Date): string[] {
  const [year = 0, month = 1] = localDate(now, 'WIB').split('-').map(Number);
  return Array.from({ length: MONTHS_OFFERED }, (_, back) => {
    const at = new Date(Date.UTC(year, month - 1 - back, 1));
    return `${String(at.getUTCMonth() + 1).padStart(2, '0')}${at.getUTCFullYear()}`;
  });
}
