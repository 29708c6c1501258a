/** Ranges of versions as advisories write them: `>= 1.0.0, < 1.2.3`, alternatives by `||`; versions as SemVer 2.0.0 §11 orders them. */

interface Version {
  readonly numbers: readonly number[];
  readonly pre: readonly string[];
}

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
const PART = /(>=|<=|>|<|=)?\s*([^\s,<>=|]+)/g;

function versionOf(text: string): Version {
  const found = VERSION.exec(text.trim());
  if (!found) throw new RangeError(`not a version: ${text}`);
  const [, major = '0', minor = '0', patch = '0', pre = ''] = found;
  return { numbers: [major, minor, patch].map(Number), pre: pre === '' ? [] : pre.split('.') };
}

/** Below, at or above zero as `a` comes before, is, or comes after `b`. Throws RangeError. */
export function comparedVersions(a: string, b: string): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  for (const [index, number] of left.numbers.entries()) {
    const step = number - (right.numbers[index] ?? 0);
    if (step !== 0) return step;
  }
  // What comes before a release has a tail; the release has none.
  if (left.pre.length === 0 || right.pre.length === 0) return right.pre.length - left.pre.length;
  for (let index = 0; index < Math.max(left.pre.length, right.pre.length); index += 1) {
    const step = comparedTails(left.pre[index], right.pre[index]);
    if (step !== 0) return step;
  }
  return 0;
}

function comparedTails(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [left, right] = [a, b].map((one) => (/^\d+$/.test(one) ? Number(one) : null));
  if (left !== null && right !== null) return (left ?? 0) - (right ?? 0);
  if (left !== null || right !== null) return left !== null ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

const HOLDS: { readonly [operator: string]: (step: number) => boolean } = {
  '>=': (step) => step >= 0,
  '<=': (step) => step <= 0,
  '>': (step) => step > 0,
  '<': (step) => step < 0,
  '=': (step) => step === 0,
};

/** Whether a version lies in a range; `*` is every version. Throws RangeError for what is neither, rather than calling it safe. */
export function inRange(version: string, range: string): boolean {
  return range.split('||').some((alternative) => {
    const text = alternative.trim();
    if (text === '*') return true;
    const parts = [...text.matchAll(PART)];
    // Nothing of the text may be left over: a part that is not understood would widen or narrow the rest.
    if (parts.length === 0 || text.replaceAll(PART, '').replaceAll(/[\s,]/g, '') !== '')
      throw new RangeError(`not a range: ${range}`);
    return parts.every(([, operator = '=', bound = '']) => HOLDS[operator]?.(comparedVersions(version, bound)));
  });
}
