import { dateLong, dateShort, when, whenShort } from '../../../src/kernel/time.ts';
import { useMe } from '../api/me.ts';
import { useLanguage } from '../words/language.ts';

interface WhenProps {
  /** ISO moment with zone, or a Date. */
  at: string | Date;
  /** Unless given, the zone of the signed-in person's office; WIB for the public. */
  zone?: 'WIB' | 'WITA' | 'WIT';
  /** `24 Nov 2026 09.05 WIB`, for tables. */
  short?: boolean;
}

/** A moment with its zone: "24 November 2026 09.05 WIB". */
export function When({ at, zone, short }: WhenProps) {
  const me = useMe();
  const language = useLanguage();
  const moment = typeof at === 'string' ? new Date(at) : at;
  const written = short === true ? whenShort : when;
  return <time dateTime={moment.toISOString()}>{written(moment, zone ?? me?.zone ?? 'WIB', language)}</time>;
}

/** A calendar day `2026-11-24`, which has no zone: "24 November 2026". */
export function Day({ date, short }: { date: string; short?: boolean }) {
  const language = useLanguage();
  return <time dateTime={date}>{short === true ? dateShort(date, language) : dateLong(date, language)}</time>;
}
