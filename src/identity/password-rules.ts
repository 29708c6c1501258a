/**
 * What a new password must be like. The rulebooks contradict each other, so the rules are a profile:
 *
 * - `nist`: NIST SP 800-63B-4 §3.1.1.2 and OWASP ASVS 5.0 V6.2. No composition, no age, no history; compared with a list of common
 *   passwords and with words of the person's surroundings. SP 800-63B-4 asks for 15 characters where the password is the only
 *   factor and 8 where it is one of two, as it always is here; ASVS 6.2.1 asks for 8. We take 12.
 * - `pci`: PCI DSS 4.0.1: twelve characters with letters and digits (8.3.6), unlike the last four (8.3.7), new after 90 days (8.3.9,
 *   which PCI asks only where there is no second factor; rules for government systems ask it of everybody), half an hour of
 *   waiting after ten wrong tries (8.3.4), out after a quarter of an hour without use (8.2.8), and no way in any more after 90 days
 *   without use (8.2.6).
 */
import { type Refusal, refuse } from '../kernel/decision.ts';

export const PASSWORD_PROFILES = ['nist', 'pci'] as const;

export interface PasswordProfile {
  readonly name: (typeof PASSWORD_PROFILES)[number];
  /** Unicode code points. */
  readonly minLength: number;
  readonly maxLength: number;
  readonly lettersAndDigits: boolean;
  /** How many of the last ones may not come again. */
  readonly history: number;
  /** Days after which it must be changed; null never. */
  readonly maxAgeDays: number | null;
  /** A longer wait after so many wrong tries from where nobody is known. */
  readonly pause: { readonly after: number; readonly ms: number } | null;
  /** A session that was not used for so long is over. SP 800-63B-4 §2.2.3 (AAL2): at most one hour. */
  readonly idleMs: number;
  /** Days without a sign-in after which an administrator has to begin the account anew; null never. */
  readonly unusedDays: number | null;
}

const MIN_LENGTH = 12;
/** Above the 64 that SP 800-63B-4 and ASVS 6.2.9 ask for; bounds the work of a request. */
const MAX_LENGTH = 128;
const MINUTE_MS = 60_000;

export const passwordProfiles: { readonly [N in PasswordProfile['name']]: PasswordProfile } = {
  nist: {
    name: 'nist',
    minLength: MIN_LENGTH,
    maxLength: MAX_LENGTH,
    lettersAndDigits: false,
    history: 0,
    maxAgeDays: null,
    pause: null,
    idleMs: 60 * MINUTE_MS,
    unusedDays: null,
  },
  pci: {
    name: 'pci',
    minLength: MIN_LENGTH,
    maxLength: MAX_LENGTH,
    lettersAndDigits: true,
    history: 4,
    maxAgeDays: 90,
    pause: { after: 10, ms: 30 * MINUTE_MS },
    idleMs: 15 * MINUTE_MS,
    unusedDays: 90,
  },
};

/** Words of the product and of everybody's work (ASVS 6.1.2, 6.2.11); those of the person come with each password. */
export const CONTEXT_WORDS: readonly string[] = [
  'digipay',
  'digipaysatu',
  'satker',
  'kppn',
  'kemenkeu',
  'djpb',
  'perbendaharaan',
  'bendahara',
  'pejabat',
  'pemesan',
  'belanja',
];

/** The same text however it was typed (UAX #15, NFC). Hashed and compared in this form. */
export const normalised = (password: string): string => password.normalize('NFC');

/** Fewer letters than these are no word but chance. */
const SHORTEST_WORD = 4;
/** What must be left of a password without the words that surround the person. */
const LEAST_OWN_LETTERS = 4;
const LEAST_DIFFERENT = 5;

/**
 * Null when the password may be used. Refusals: `password_too_short` {min}, `password_too_long` {max},
 * `password_needs_letters_and_digits`, `password_common`, `password_personal`. Breaches and history are asked elsewhere.
 *
 * `context`: name, address and office of the person. A password is refused for being made of such words and of nothing else; a
 * sentence may contain them (SP 800-63B-4 §3.1.1.2: the whole password is compared, not its parts).
 */
export function checkPassword(
  password: string,
  profile: PasswordProfile,
  context: readonly string[],
  common: ReadonlySet<string>,
): Refusal | null {
  const text = normalised(password);
  const length = [...text].length;
  if (length < profile.minLength) return refuse('password_too_short', { min: profile.minLength });
  if (length > profile.maxLength) return refuse('password_too_long', { max: profile.maxLength });
  if (profile.lettersAndDigits && !(/\p{L}/u.test(text) && /\p{N}/u.test(text)))
    return refuse('password_needs_letters_and_digits');
  const lower = text.toLowerCase();
  const forms = [lower, unleet(lower)];
  if (isSimple(lower) || forms.some((form) => isCommon(form, common))) return refuse('password_common');
  const words = [...CONTEXT_WORDS, ...wordsIn(context)];
  if (forms.some((form) => isMadeOf(form, words))) return refuse('password_personal');
  return null;
}

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};
/** `p@ssw0rd2026!` → `password`: signs that stand for letters, but not those that were only added at the ends. */
const unleet = (text: string): string =>
  text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/[013457@$]/g, (sign) => LEET[sign] ?? sign);
const lettersOf = (text: string): string => text.replace(/[^\p{L}]/gu, '');

/** One sign again and again, or a row up or down: `aaaaaaaaaaaa`, `123456789012`. */
function isSimple(text: string): boolean {
  const signs = [...text];
  if (new Set(signs).size < LEAST_DIFFERENT) return true;
  const steps = signs.slice(1).map((sign, i) => (sign.codePointAt(0) ?? 0) - (signs[i]?.codePointAt(0) ?? 0));
  const turns = steps.filter((step, i) => i > 0 && step !== steps[i - 1]).length;
  return turns < LEAST_DIFFERENT - 1;
}

/** On the list, once or repeated, perhaps with digits and signs around it. */
function isCommon(text: string, common: ReadonlySet<string>): boolean {
  if (common.has(text)) return true;
  const unit = repeatedUnit(text);
  if (unit !== text && (unit.length < 8 || common.has(unit))) return true;
  const letters = lettersOf(text);
  return letters.length >= SHORTEST_WORD && (common.has(letters) || common.has(repeatedUnit(letters)));
}

/** `abcabc` → `abc`; itself when it repeats nothing. */
function repeatedUnit(text: string): string {
  for (let size = 1; size <= text.length / 2; size += 1) {
    const unit = text.slice(0, size);
    if (text.length % size === 0 && unit.repeat(text.length / size) === text) return unit;
  }
  return text;
}

export function wordsIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= SHORTEST_WORD),
  );
}

/** Longer words first, so that one inside another does not leave the rest standing. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const letters = lettersOf(text);
  let left = letters;
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length)) left = left.replaceAll(word, '');
  return left !== letters && left.length < LEAST_OWN_LETTERS;
}
