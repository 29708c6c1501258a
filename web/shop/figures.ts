/** Numbers as they are written in the reader's language. */
import type { Language } from '../shared/words/language.ts';

const LOCALE: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };

export function count(value: number, language: Language): string {
  return value.toLocaleString(LOCALE[language]);
}

/** `62,3` in Indonesian, `62.3` in English. */
export function percent(value: number, language: Language): string {
  return value.toLocaleString(LOCALE[language], { maximumFractionDigits: 2 });
}

/** Mean rating × 10 as `4,7`. */
export function rating(tenths: number, language: Language): string {
  return (tenths / 10).toLocaleString(LOCALE[language], { minimumFractionDigits: 1 });
}

const GRAMS_PER_KG = 1_000;

/** `900 g`, `2,4 kg`. */
export function weight(grams: number, language: Language): string {
  return grams < GRAMS_PER_KG ? `${grams} g` : `${percent(grams / GRAMS_PER_KG, language)} kg`;
}
