/** Amounts in words, written under every amount that is signed (kuitansi, SPBy, DPT). */

/** 999 triliun and the rest: the largest amount in words. */
export const LARGEST_IN_WORDS = 999_999_999_999_999n;

/** `2180000n` → `dua juta seratus delapan puluh ribu rupiah`. Throws RangeError outside ±999 triliun. */
export function terbilang(rupiah: bigint): string {
  return spoken(rupiah, indonesianNumber, 'minus', 'rupiah');
}

/** The same in English: `two million one hundred eighty thousand rupiah`. */
export function inWords(rupiah: bigint): string {
  return spoken(rupiah, englishNumber, 'minus', 'rupiah');
}

function spoken(rupiah: bigint, number: (n: number) => string, minus: string, currency: string): string {
  const amount = rupiah < 0n ? -rupiah : rupiah;
  if (amount > LARGEST_IN_WORDS) throw new RangeError('Amounts above 999 triliun have no words here');
  // 15 digits fit exactly in a double, so plain numbers are safe from here on.
  return `${rupiah < 0n ? `${minus} ` : ''}${number(Number(amount))} ${currency}`;
}

const ID_DIGITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'] as const;
const ID_GROUPS = ['', 'ribu', 'juta', 'miliar', 'triliun'] as const;

function indonesianNumber(n: number): string {
  if (n === 0) return ID_DIGITS[0];
  return thousands(n, (group, level) => {
    if (level === 1 && group === 1) return 'seribu';
    return [indonesianBelow1000(group), ID_GROUPS[level]];
  });
}

function indonesianBelow1000(n: number): string {
  if (n >= 200) return joined([`${ID_DIGITS[Math.trunc(n / 100)]} ratus`, indonesianBelow1000(n % 100)]);
  if (n >= 100) return joined(['seratus', indonesianBelow1000(n - 100)]);
  if (n >= 20) return joined([`${ID_DIGITS[Math.trunc(n / 10)]} puluh`, indonesianBelow1000(n % 10)]);
  if (n >= 12) return `${ID_DIGITS[n - 10]} belas`;
  if (n === 11) return 'sebelas';
  if (n === 10) return 'sepuluh';
  return n === 0 ? '' : (ID_DIGITS[n] ?? '');
}

const EN_SMALL = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
] as const;
const EN_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;
const EN_GROUPS = ['', 'thousand', 'million', 'billion', 'trillion'] as const;

function englishNumber(n: number): string {
  if (n === 0) return EN_SMALL[0];
  return thousands(n, (group, level) => [englishBelow1000(group), EN_GROUPS[level]]);
}

function englishBelow1000(n: number): string {
  if (n >= 100) return joined([`${EN_SMALL[Math.trunc(n / 100)]} hundred`, englishBelow1000(n % 100)]);
  if (n >= 20) {
    const ones = n % 10 === 0 ? '' : `-${EN_SMALL[n % 10]}`;
    return `${EN_TENS[Math.trunc(n / 10)]}${ones}`;
  }
  return n === 0 ? '' : (EN_SMALL[n] ?? '');
}

/** Says each group of three digits, highest first, leaving out empty groups. */
function thousands(n: number, say: (group: number, level: number) => string | readonly (string | undefined)[]): string {
  const words: string[] = [];
  for (let level = ID_GROUPS.length - 1; level >= 0; level -= 1) {
    const group = Math.trunc(n / 1000 ** level) % 1000;
    if (group === 0) continue;
    const said = say(group, level);
    words.push(typeof said === 'string' ? said : joined(said));
  }
  return joined(words);
}

function joined(words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined && word !== '').join(' ');
}
