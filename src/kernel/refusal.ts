/** Says a refusal to a person. */
import type { Refusal } from './decision.ts';
import { money } from './money.ts';
import { en } from './refusal-words.en.ts';
import { id } from './refusal-words.id.ts';

/** One or two sentences in the language asked; rupiah parameters are printed as money. */
export function refusalSentence(refusal: Pick<Refusal, 'code' | 'params'>, language: 'id' | 'en'): string {
  const printed = Object.fromEntries(
    Object.entries(refusal.params).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? money(value) : String(value),
    ]),
  );
  return (language === 'id' ? id : en)[refusal.code](printed);
}
