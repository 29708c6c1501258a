/** Numbers by which a person is known: their shape, how they are compared, and how they are shown. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { isLocalDate } from '../kernel/time.ts';

/** Women's day of birth is written with 40 added. */
const FEMALE = 40;
const MAX_DAY = 31;

/**
 * NIK: 16 digits; region 6, day of birth (day + 40 for women), month, year of two digits, serial 4 (Permendagri 112/2013 on the
 * identity card). There is no check digit.
 */
export function nikFault(nik: string): Refusal | null {
  const found = /^\d{6}(\d{2})(\d{2})\d{2}(\d{4})$/.exec(nik);
  if (!found) return refuse('nik_invalid');
  const [day, month] = [Number(found[1]), Number(found[2])];
  const ofDay = day > FEMALE ? day - FEMALE : day;
  const sound = ofDay >= 1 && ofDay <= MAX_DAY && month >= 1 && month <= 12 && found[3] !== '0000';
  return sound ? null : refuse('nik_invalid');
}

/** NIP: 18 digits; birth yyyymmdd, appointment yyyymm, sex 1 or 2, serial 3 (Perka BKN 22/2007). */
export function nipFault(nip: string): Refusal | null {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})[12]\d{3}$/.exec(nip);
  if (!found) return refuse('nip_invalid');
  const [, year, month, day, appointed, appointedMonth] = found;
  const sound =
    isLocalDate(`${year}-${month}-${day}`) &&
    isLocalDate(`${appointed}-${appointedMonth}-01`) &&
    Number(appointed) > Number(year);
  return sound ? null : refuse('nip_invalid');
}

const SHOWN = 4;

/** `************1234`. */
export const masked = (number: string): string =>
  `${'*'.repeat(Math.max(0, number.length - SHOWN))}${number.slice(-SHOWN)}`;

/** E.164: `0812…`, `62812…` and `+62812…` are one number. */
export const phoneOf = (typed: string): string => `+62${typed.replace(/^(\+62|62|0)/, '')}`;
