/** Time as the bank writes it: Asia/Jakarta (WIB, +07:00 all year). */

const WIB_OFFSET_MS = 7 * 3_600_000;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/;

/** `2025-11-27T09:15:00+07:00` (25 characters). */
export function wibTimestamp(at: Date): string {
  return `${new Date(at.getTime() + WIB_OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** `2025-11-27`, the calendar day in Jakarta. */
export function wibDate(at: Date): string {
  return wibTimestamp(at).slice(0, 10);
}

/** `09:15`, the hour and minute in Jakarta. */
export function wibClock(at: Date): string {
  return wibTimestamp(at).slice(11, 16);
}

/** A moment from ISO 8601 with zone, or null. */
export function parseTimestamp(text: string): Date | null {
  if (!TIMESTAMP.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}
