/** Exact fractions of whole numbers. Rates, shares and factors of the law are ratios, never floating point. */

export interface Ratio {
  readonly num: bigint;
  readonly den: bigint;
}

/** Builds a ratio. The denominator must be positive. */
export function ratio(num: bigint, den: bigint): Ratio {
  if (den <= 0n) throw new RangeError('A ratio needs a positive denominator');
  return { num, den };
}

export const ONE: Ratio = { num: 1n, den: 1n };

/** Product of two ratios, reduced. */
export function timesRatio(a: Ratio, b: Ratio): Ratio {
  return reduced({ num: a.num * b.num, den: a.den * b.den });
}

/** `{ num: 15n, den: 1000n }` → `1,5%`. At most four decimals, the rest is cut. */
export function percent(value: Ratio): string {
  const scaled = (value.num * 100n * PERCENT_SCALE) / value.den;
  const fraction = (scaled % PERCENT_SCALE).toString().padStart(4, '0').replace(/0+$/, '');
  const whole = (scaled / PERCENT_SCALE).toString();
  return fraction === '' ? `${whole}%` : `${whole},${fraction}%`;
}

const PERCENT_SCALE = 10_000n;

function reduced(value: Ratio): Ratio {
  const divisor = greatestCommonDivisor(value.num < 0n ? -value.num : value.num, value.den);
  return { num: value.num / divisor, den: value.den / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
