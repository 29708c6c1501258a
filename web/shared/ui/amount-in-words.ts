import { inWords, terbilang } from '../../../src/kernel/terbilang.ts';
import { useLanguage } from '../words/language.ts';

/** Says an amount in the language the person reads: "dua juta rupiah", "two million rupiah". */
export function useAmountInWords(): (rupiah: bigint) => string {
  return useLanguage() === 'en' ? inWords : terbilang;
}
