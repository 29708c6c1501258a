/** Whole rupiah as `bigint`, and how SNAP and people write it. */

const SNAP_AMOUNT = /^(\d{1,13})\.(\d{2})$/;

/** `10000.00` → 10000n. Null when malformed or when there are sen: accounts hold whole rupiah. */
export function parseSnapAmount(text: string): bigint | null {
  const match = SNAP_AMOUNT.exec(text);
  if (match?.[1] === undefined || match[2] !== '00') return null;
  return BigInt(match[1]);
}

/** 10000n → `{ value: '10000.00', currency: 'IDR' }`. A debt is written with its sign. */
export function snapAmount(rupiah: bigint): { value: string; currency: 'IDR' } {
  return { value: `${rupiah}.00`, currency: 'IDR' };
}

/** 1234567n → `Rp1.234.567,00`. */
export function rupiahText(rupiah: bigint): string {
  const digits = String(rupiah < 0n ? -rupiah : rupiah).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${rupiah < 0n ? '-' : ''}Rp${digits},00`;
}

/** The smaller of two sums. */
export function lesser(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}
