/** Reference numbers the bank gives out. */
import { randomInt } from 'node:crypto';
import { wibTimestamp } from './time.ts';

const RANDOM_LIMIT = 10 ** 12;

/** 26 digits: moment in WIB and twelve random digits. */
export function referenceNo(at: Date): string {
  return `${wibTimestamp(at).slice(0, 19).replace(/\D/g, '')}${digits(12)}`;
}

/** Retrieval reference number of a card payment, 12 digits. */
export function retrievalReferenceNo(): string {
  return digits(12);
}

export function approvalCode(): string {
  return digits(6);
}

/** `digits(6)` → `042917`; at most 12. */
export function digits(length: number): string {
  return String(randomInt(RANDOM_LIMIT)).padStart(12, '0').slice(-length);
}
