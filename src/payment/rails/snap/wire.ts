/** SNAP spellings of time, amounts and request numbers. */
import { createHash, randomInt } from 'node:crypto';
import type { BankProfile } from '../profiles/profile.ts';

const WIB_OFFSET_MS = 7 * 3_600_000;
const SNAP_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const SNAP_AMOUNT = /^(\d{1,16})(\.0{1,2})?$/;
/** Largest rupiah that fits the standard's 16,2. */
const MAX_RUPIAH = 9_999_999_999_999n;
const RANDOM_DIGITS = 14;
const MOMENT_DIGITS = 17;

/** `2025-11-27T09:15:00+07:00`: 25 characters, WIB, no fraction. */
export function snapTimestamp(at: Date): string {
  return `${new Date(at.getTime() + WIB_OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** A moment as the bank's profile wants it in X-TIMESTAMP. */
export function timestampAs(format: BankProfile['timestamp'], at: Date): string {
  const utc = format.endsWith('Z');
  const local = utc ? at.toISOString() : new Date(at.getTime() + WIB_OFFSET_MS).toISOString();
  return `${local.slice(0, format.startsWith('ms') ? 23 : 19)}${utc ? 'Z' : '+07:00'}`;
}

/** The moment of an X-TIMESTAMP, or null when malformed. */
export function parseSnapTime(text: string): Date | null {
  if (!SNAP_TIME.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

export interface SnapAmount {
  readonly value: string;
  readonly currency: string;
}

/** 10000n → `{ value: '10000.00', currency: 'IDR' }`. Throws when the amount is not positive or does not fit. */
export function toSnapAmount(rupiah: bigint): SnapAmount {
  if (rupiah <= 0n || rupiah > MAX_RUPIAH) throw new RangeError(`amount outside 1…${MAX_RUPIAH} rupiah`);
  return { value: `${rupiah}.00`, currency: 'IDR' };
}

/** Rupiah of an amount object. Null when absent, malformed, in another currency, or with sen. */
export function fromSnapAmount(amount: unknown): bigint | null {
  if (!isObject(amount) || typeof amount.value !== 'string' || amount.currency !== 'IDR') return null;
  const whole = SNAP_AMOUNT.exec(amount.value)?.[1];
  return whole === undefined ? null : BigInt(whole);
}

const SNAP_SEN = /^(\d{1,16})(?:\.(\d{1,2}))?$/;

/** Hundredths of rupiah of an amount object: statements know sen. Null when absent, malformed or in another currency. */
export function senOf(amount: unknown): bigint | null {
  if (!isObject(amount) || typeof amount.value !== 'string' || amount.currency !== 'IDR') return null;
  const match = SNAP_SEN.exec(amount.value);
  return match?.[1] === undefined ? null : BigInt(match[1] + (match[2] ?? '').padEnd(2, '0'));
}

/**
 * X-EXTERNAL-ID: 31 digits unless fewer are taken, the moment in WIB to the millisecond and fourteen random digits. Needs no memory, so
 * processes and restarts cannot collide except by chance (1 in 10¹⁴ within one millisecond).
 */
export function newExternalId(at: Date, longest = MOMENT_DIGITS + RANDOM_DIGITS): string {
  const moment = new Date(at.getTime() + WIB_OFFSET_MS).toISOString().replace(/\D/g, '');
  return moment + randomDigits(Math.min(longest - MOMENT_DIGITS, RANDOM_DIGITS));
}

/**
 * X-EXTERNAL-ID that follows from a reference, for banks that want it again when asked about the order: the day of the
 * order in WIB and 22 digits of the reference's SHA-256.
 */
export function externalIdOf(reference: string, transactionDate: string): string {
  const day = snapTimestamp(parseSnapTime(transactionDate) ?? new Date(0))
    .slice(0, 10)
    .replaceAll('-', '');
  const digest = BigInt(`0x${createHash('sha256').update(reference).digest('hex')}`);
  return `${day}${String(digest % 10n ** 22n).padStart(22, '0')}`;
}

function randomDigits(length: number): string {
  const half = () => String(randomInt(10 ** 7)).padStart(7, '0');
  return (half() + half()).slice(0, length);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field, or null when absent, empty or of another type. */
export function textOf(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
