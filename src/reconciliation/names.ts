/** Whether two names are of one payee, as banks and vendors write them. Pure. */
import { plainWords } from './remark.ts';

/** Legal forms: one bank writes them before, another behind, a third not at all. */
const FORMS: ReadonlySet<string> = new Set([
  'PT',
  'CV',
  'UD',
  'PD',
  'TB',
  'TOKO',
  'TBK',
  'PERSERO',
  'KOPERASI',
  'YAYASAN',
]);

const wordsOf = (name: string): string[] =>
  plainWords(name)
    .split(' ')
    .filter((word) => word !== '' && !FORMS.has(word));

/** Part of the shorter name that the other must hold to be similar. */
const ENOUGH = 0.6;

export function compareNames(one: string, other: string): 'same' | 'similar' | 'different' {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return 'different';
  const [first, second] = [a.toSorted().join(' '), b.toSorted().join(' ')];
  if (first === second || a.join('') === b.join('')) return 'same';
  const common = a.filter((word) => b.includes(word)).length;
  return common / Math.min(a.length, b.length) >= ENOUGH ? 'similar' : 'different';
}
