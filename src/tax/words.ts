import type { Explanation } from './explanation.ts';
import { en } from './words.en.ts';
import { id } from './words.id.ts';

/** The sentence of an explanation in the reader's language. */
export function explain(explanation: Explanation, language: 'id' | 'en' = 'id'): string {
  return (language === 'id' ? id : en)[explanation.code](explanation.params);
}
